/// Failing: which part of a claim is false, and the values of the predicates that make it so.
#pragma once

#include "model/world.hpp"
#include "properties/claims.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace doublecheck::properties {

/// Of a predicate in the states that are looked at.
enum class Truth : std::uint8_t { always, never, now_and_then };

struct Value {
  std::string predicate;  // in the language: "is_stored_by(bob, m1)"
  Truth truth{};

  bool operator==(const Value&) const = default;
};

struct Failing {
  std::string instance;  // of the claim
  std::string formula;   // what is false, in the language
  std::vector<Value> values;
};

/// Of a claim about every state: the first of its conjuncts that this state breaks. REQUIRES: it breaks the claim.
Failing failing_in(const Claim& claim, const model::World& world);

/// Of a claim that is false of a run: all of it, and what is true in the worlds that the run goes round for ever, or in
/// the only one in which it stays. REQUIRES: there is one.
Failing failing_along(const Claim& claim, std::span<const model::World> cycle);

}  // namespace doublecheck::properties
