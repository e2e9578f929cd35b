/// The properties that a messenger promises, each with its identifier, its statement and its test on a state.
#pragma once

#include "model/predicates.hpp"
#include "model/requirements.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace doublecheck::model {

enum class PropertyId : std::uint8_t {
  custody,
  retention,
  truth1,
  truth2,
  marks,
  no_duplicate,
  order,
  no_resend,
  platform,
  address,
  push_inert,
  delivery,
  release,
  mark2,
  quiet,
  notified,
  no_wait,
};

enum class PropertyKind : std::uint8_t {
  safety,             // must hold in every state
  leads_to,           // for every message: the premise leads to the goal
  eventually_always,  // from some point on it holds for ever
};

struct PropertyInfo {
  PropertyId id{};
  std::string_view name;  // for example "CUSTODY"
  PropertyKind kind{};
  std::string_view statement;        // one sentence, without a full stop
  RequirementSet requirements = {};  // which it covers
};

/// Every property, in the order of the protocol document.
std::span<const PropertyInfo> property_catalogue();
const PropertyInfo& info_of(PropertyId id);
const PropertyInfo* find_property(std::string_view name);

/// Where a safety property fails: about which message, or else at which client.
struct Violation {
  PropertyId property{};
  std::optional<Message> message;
  std::optional<ClientId> client;

  bool operator==(const Violation&) const = default;
};

/// The first violation of a safety property in this state. REQUIRES: the property is a safety property.
std::optional<Violation> find_violation(PropertyId id, const World& world, const Setup& setup);

/// For a leads-to property: what starts the wait for this message, and what ends it. REQUIRES: a leads-to property.
bool premise_holds(PropertyId id, const World& world, const Setup& setup, const Message& message);
bool goal_holds(PropertyId id, const World& world, const Setup& setup, const Message& message);

}  // namespace doublecheck::model
