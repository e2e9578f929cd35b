/// Sentences: what went wrong, told to somebody who reads no code. The standard properties have sentences of their own.
#pragma once

#include "properties/clauses.hpp"
#include "properties/property.hpp"

#include <span>
#include <string>

namespace doublecheck::properties {

/// What is said about the state that breaks a claim of a safety property.
Clauses clauses_about_state(const Property& property, const Claim& claim, const model::Setup& setup,
                            const model::World& world);

/// What is said about a run that goes round through these worlds for ever, or stays in the only one, and so breaks the
/// claim. REQUIRES: there is a world.
Clauses clauses_about_run(const Property& property, const Claim& claim, const model::Setup& setup,
                          std::span<const model::World> cycle);

/// The same as sentences.
std::string sentence_about_state(const Property& property, const Claim& claim, const model::Setup& setup,
                                 const model::World& world);
std::string sentence_about_run(const Property& property, const Claim& claim, const model::Setup& setup,
                               std::span<const model::World> cycle);

/// Does the property have a sentence of its own? The others are told in the language, with the values of predicates.
bool has_sentence(const Property& property);

/// About a state in which something is queued or in flight and nothing can happen any more.
std::string sentence_about_deadlock(const model::Setup& setup, const model::World& world);

}  // namespace doublecheck::properties
