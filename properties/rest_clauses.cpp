#include "properties/rest_clauses.hpp"

#include "model/predicates.hpp"

#include <algorithm>

namespace doublecheck::properties {
namespace {

using model::ClientId;
using model::Message;
using model::Setup;
using model::Side;
using model::World;

void add_remnants(const Side& side, ClientId device, Clauses& remnants) {
  const auto add = [&](Remnant remnant, const Message& message = {}) {
    remnants.push_back({.message = message, .device = device, .remnant = remnant});
  };
  for (const Message& m : side.client.outbox) add(Remnant::in_outbox, m);
  for (const Message& m : side.mailbox.bodies) add(Remnant::in_mailbox, m);
  for (const Message& m : side.mailbox.receipts) add(Remnant::receipt, m);
  for (const Message& m : side.mailbox.failures) add(Remnant::failure, m);
  if (!side.up.in_flight.empty() || !side.down.in_flight.empty()) add(Remnant::traffic);
  for (const Message& m : side.client.unsaved) add(Remnant::in_memory, m);
  if (side.push_error_in_flight) add(Remnant::word_of_token);
  if (side.push_in_flight) add(Remnant::push);
}

void add_remnants(const model::Relay& relay, model::RelayId self, Clauses& remnants) {
  const auto [low, high] = model::ends_of(self);
  const auto add = [&](Remnant remnant, model::ServerId server) {
    remnants.push_back({.server = server, .remnant = remnant, .relay = self});
  };
  if (!relay.up.empty() || !relay.down.empty()) add(Remnant::relayed_traffic, low);
  if (!relay.queue_up.empty()) add(Remnant::kept_for_other, low);
  if (!relay.queue_down.empty()) add(Remnant::kept_for_other, high);
}

Clauses remnants_in(const World& world) {
  Clauses remnants;
  for (std::size_t i = 0; i < world.sides.size(); ++i) add_remnants(world.sides[i], model::client_at(i), remnants);
  for (std::size_t i = 0; i < world.relays.size(); ++i) add_remnants(world.relays[i], model::relay_at(i), remnants);
  return remnants;
}

bool is_same(const Clause& one, const Clause& other) {
  return one.remnant == other.remnant && one.message == other.message && one.device == other.device &&
         one.server == other.server && one.relay == other.relay;
}

bool is_among(const Clause& one, const Clauses& all) {
  return std::ranges::any_of(all, [&](const Clause& other) { return is_same(one, other); });
}

/// What stands between the parts of an enumeration.
struct Separators {
  std::string_view first, middle, last;
};

void enumerate(Clauses& remnants, Statement statement, const Separators& separators) {
  for (std::size_t i = 0; i < remnants.size(); ++i) {
    remnants[i].statement = statement;
    remnants[i].before = i == 0 ? separators.first : i + 1 == remnants.size() ? separators.last : separators.middle;
  }
}

}  // namespace

Clauses rest_clauses(const Setup& setup, std::span<const World> cycle) {
  const model::Formula quiet = is_quiet(setup);
  const bool is_quiet_at_times = std::ranges::any_of(cycle, [&](const World& world) { return holds(quiet, world); });
  Clauses always = remnants_in(cycle.front());
  Clauses sometimes;
  for (const World& world : cycle) {
    const Clauses here = remnants_in(world);
    std::erase_if(always, [&](const Clause& remnant) { return !is_among(remnant, here); });
    for (const Clause& remnant : here) {
      if (!is_among(remnant, sometimes)) sometimes.push_back(remnant);
    }
  }
  Clauses clauses = {{.statement = is_quiet_at_times ? Statement::never_stays_at_rest : Statement::never_rests}};
  Clauses& told = always.empty() ? sometimes : always;
  if (!always.empty()) {
    enumerate(told, Statement::always_remains, {": there always remains ", ", ", " and "});
  } else if (is_quiet_at_times) {
    enumerate(told, Statement::remains_now_and_then, {": again and again there is ", ", ", " or "});
  } else {
    enumerate(told, Statement::remains_now_and_then, {": there always remains something, now ", ", now ", ", now "});
  }
  clauses.insert(clauses.end(), told.begin(), told.end());
  return clauses;
}

}  // namespace doublecheck::properties
