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

struct Property {
  std::string name;                    // "CUSTODY"
  std::string statement;               // one sentence, without a full stop; may be empty
  std::string formula;                 // in the language, as written
  std::vector<unsigned> requirements;  // that it covers, by number; ascending
  bool names_elements = false;         // does it speak of a message, a user, a device or a server by name?
  std::vector<Claim> claims;           // none if its variables have nothing to run through
};

/// Says what the formula claims of this setup. Throws std::logic_error where it is wrong, names what the setup does not
/// have, or says too much: it must have been read for such a setup before.
void state_claims(Property& property, const model::Setup& setup);

/// Does it say no more than that something is true in every state? Else it is about liveness, or about both.
bool is_safety(const Property& property);

/// Of a safety property: what must be true in every state.
model::Formula goal_of(const Property& property);

/// Of a safety property: what must be true in some state, or else it says nothing. Nothing if it always says something.
std::optional<model::Formula> premise_of(const Property& property);

/// Of a safety property: the first of its claims that the state breaks, or nullptr.
const Claim* broken_claim(const Property& property, const model::World& world);

/// The claim of this instance, or nullptr.
const Claim* claim_called(const Property& property, std::string_view instance);

/// What the predicates of the property depend on.
model::Interest interest_of(const Property& property);

}  // namespace doublecheck::properties
