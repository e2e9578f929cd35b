/// The properties that a messenger promises, each with its identifier, its statement and its claims.
#pragma once

#include "model/predicates.hpp"
#include "model/requirements.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

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

/// One instance of a property: what it promises of one message, of a message and a device, of a device, or of the
/// whole.
struct Claim {
  PropertyId property{};
  std::optional<Message> message;
  std::optional<ClientId> device;    // of the recipient, if it is about a message too
  Formula premise = constant(true);  // of a leads-to property: what starts the wait
  Formula goal;  // safety: holds in every state; leads-to: ends the wait; else: comes to hold for ever
};

/// All that the property promises for this setup. It is kept where every claim is.
std::vector<Claim> claims_of(PropertyId id, const Setup& setup);

/// Where a safety property fails: about which message, or else at which client.
struct Violation {
  PropertyId property{};
  std::optional<Message> message;
  std::optional<ClientId> client;

  bool operator==(const Violation&) const = default;
};

/// The first of the claims that this state violates. REQUIRES: they are of safety properties.
std::optional<Violation> find_violation(std::span<const Claim> claims, const World& world);
/// Who asks about many states keeps the claims and asks as above.
std::optional<Violation> find_violation(PropertyId id, const World& world, const Setup& setup);

}  // namespace doublecheck::model
