/// Properties: what is promised of a messenger, in words and as a formula, with all that it says of one setup.
#pragma once

#include "model/interest.hpp"
#include "model/setup.hpp"
#include "model/world.hpp"
#include "properties/claims.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace doublecheck::properties {

/// The premise of a property, asked of one setup.
struct StatedPremise {
  model::Formula formula;    // about one state
  model::Interest interest;  // what it depends on
};

struct Property {
  std::string name;       // "CUSTODY"
  std::string statement;  // one sentence, without a full stop; may be empty
  std::string formula;    // in the language, as written; empty if it is about deadlocks
  /// In the language: what must come about somewhere, or else the property is never put to the test. Empty: what the
  /// formula says comes first, in "always (p -> q)".
  std::string premise;
  /// That a state is reached in which nothing can happen and that may not be the end. No formula asks what can happen
  /// next: a search says it.
  bool is_about_deadlocks = false;
  std::vector<unsigned> requirements;           // that it covers, by number; ascending
  bool names_elements = false;                  // does it speak of a message, a user, a device or a server by name?
  std::vector<Claim> claims;                    // none if its variables have nothing to run through, or about deadlocks
  std::optional<StatedPremise> stated_premise;  // none if `premise` is empty
};

/// Says what the formula and the premise ask of this setup. Throws std::logic_error where one is wrong, names what the
/// setup does not have, or says too much: it must have been read for such a setup before.
void state_claims(Property& property, const model::Setup& setup);

/// Does it say no more than that something is true in every state? Else it is about liveness, or about both.
bool is_safety(const Property& property);

/// Of a safety property: what must be true in every state.
model::Formula goal_of(const Property& property);

/// Of a safety property: what must be true in some state, or else it is never put to the test. Nothing if that is not
/// known.
std::optional<model::Formula> premise_of(const Property& property);

/// Of a safety property: the first of its claims that the state breaks, or nullptr.
const Claim* broken_claim(const Property& property, const model::World& world);

/// The claim of this instance, or nullptr.
const Claim* claim_called(const Property& property, std::string_view instance);

/// What the predicates of the property and its premise depend on.
model::Interest interest_of(const Property& property);

}  // namespace doublecheck::properties
