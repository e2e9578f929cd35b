#include "model/predicates.hpp"

#include <algorithm>

namespace doublecheck::model {
namespace {

bool contains_original(const Sequence<Message>& messages, const Message& message) {
  return std::ranges::any_of(messages, [&](const Message& other) { return original(other) == original(message); });
}

/// Does nobody promise any more, as far as this side knows, to deliver it?
bool is_excused_at(const Side& side, const Message& message) {
  return contains(side.history.excused, message) || contains(side.history.expired, message);
}

bool carries(const Link& link, const Message& message) {
  return std::ranges::any_of(link.in_flight, [&](const Item& item) {
    return item.kind == ItemKind::body && original(item.message) == original(message);
  });
}

/// The question put to each device of a user.
template <class Question>
std::vector<Formula> at_devices(const Setup& setup, ClientId user, Question question) {
  std::vector<Formula> formulas;
  for (const ClientId device : devices_of(setup, user)) formulas.push_back(question(device));
  return formulas;
}

std::vector<Formula> at_relays(const Setup& setup, const RelayTest& test) {
  std::vector<Formula> formulas;
  for (std::size_t i = 0; i < relay_count(setup); ++i) formulas.push_back(at_relay(setup, relay_at(i), test));
  return formulas;
}

Formula is_held_by_relay(const Setup& setup, const Message& message) {
  return any_of(at_relays(setup, [message](const Relay& relay) { return holds_body(relay, message); }));
}

Formula is_in_durable_relay(const Setup& setup, const Message& message) {
  return constant(setup.options.server_durability != ServerDurability::memory) && is_held_by_relay(setup, message);
}

}  // namespace

Formula is_composed(const Message& message) {
  return at_side(message.from, [message](const Side& side) { return mark_of(side.client, message) != Mark::none; });
}

Formula has_two_checks(const Message& message) {
  return at_side(message.from, [message](const Side& side) { return mark_of(side.client, message) == Mark::two; });
}

Formula has_at_least_one_check(const Message& message) {
  return at_side(message.from, [message](const Side& side) { return mark_of(side.client, message) >= Mark::one; });
}

Formula is_reported_failed(const Message& message) {
  return at_side(message.from, [message](const Side& side) { return has_failed(side.client, message); });
}

Formula is_excused(const Setup& setup, const Message& message) {
  return any_of(at_devices(setup, message.to, [&](ClientId device) { return is_excused_for(device, message); }));
}

Formula is_orphaned(const Setup& setup, const Message& message) {
  const auto is_excused_at = [message](ClientId client) {
    return at_side(client, [message](const Side& side) { return contains(side.history.excused, message); });
  };
  return is_excused_at(message.from) || any_of(at_devices(setup, message.to, is_excused_at));
}

Formula is_in_durable_outbox(const Setup& setup, const Message& message) {
  return constant(setup.options.client_persistence == ClientPersistence::durable) &&
         at_side(message.from, [message](const Side& side) { return contains(side.client.outbox, message); });
}

Formula is_in_flight(const Setup& setup, const Message& message) {
  const auto comes_down = [&](ClientId device) {
    return at_side(device, [message](const Side& side) { return carries(side.down, message); });
  };
  return at_side(message.from, [message](const Side& side) { return carries(side.up, message); }) ||
         any_of(at_devices(setup, message.to, comes_down));
}

Formula was_in_custody(const Setup& setup, const Message& message) {
  const auto taken_for = [&](ClientId device) {
    return at_side(device, [message](const Side& side) {
      return contains(side.history.taken, message) || is_excused_at(side, message);  // a device without a number
    });
  };
  return at_side(message.from, [message](const Side& side) { return contains(side.history.taken, message); }) ||
         all_of(at_devices(setup, message.to, taken_for));
}

Formula is_held_by_server(const Setup& setup, const Message& message) {
  const auto in_mailbox = [&](ClientId device) {
    return at_side(device, [message](const Side& side) { return holds_body(side.mailbox, message); });
  };
  return any_of(at_devices(setup, message.to, in_mailbox)) || is_held_by_relay(setup, message);
}

Formula is_stored_by(ClientId device, const Message& message) {
  return at_side(device, [message](const Side& side) {
    return contains_original(side.client.received, message) || contains(side.history.wiped, message);
  });
}

Formula is_stored_by_recipient(const Setup& setup, const Message& message) {
  return any_of(at_devices(setup, message.to, [&](ClientId device) { return is_stored_by(device, message); }));
}

Formula is_stored_by_all_devices(const Setup& setup, const Message& message) {
  return all_of(at_devices(setup, message.to, [&](ClientId device) { return is_stored_by(device, message); }));
}

Formula is_in_durable_mailbox(const Setup& setup, ClientId device, const Message& message) {
  return at_side(device, [message, options = setup.options](
                             const Side& side) { return holds_body_durably(side.mailbox, options, message); }) ||
         is_in_durable_relay(setup, message);
}

Formula is_queued_for(ClientId device, const Message& message) {
  return at_side(device, [message](const Side& side) { return contains_original(side.mailbox.bodies, message); });
}

Formula was_released(ClientId device, const Message& message) {
  return at_side(device, [message](const Side& side) { return contains(side.history.released, message); });
}

Formula is_excused_for(ClientId device, const Message& message) {
  const auto is_excused_here = [message](const Side& side) { return is_excused_at(side, message); };
  return at_side(message.from, is_excused_here) || at_side(device, is_excused_here);
}

Formula is_shown_twice(ClientId device, const Message& message) {
  return at_side(device, [message](const Side& side) {
    return std::ranges::count_if(side.client.received,
                                 [&](const Message& other) { return original(other) == original(message); }) > 1;
  });
}

Formula is_held_for(ClientId device, const Message& message) {
  return at_side(device, [message](const Side& side) { return holds_body(side.mailbox, message); });
}

Formula was_restored(ClientId device, const Message& message) {
  return at_side(device, [message](const Side& side) { return contains(side.history.restored, message); });
}

Formula was_restored_as_declared(const Setup& setup, ClientId device, const Message& message) {
  return constant(setup.re_store_declared) && was_restored(device, message);
}

Formula is_given_up_for(ClientId device, const Message& message) {
  return at_side(device, [message](const Side& side) { return is_excused_at(side, message); });
}

Formula waits_unnoticed(ClientId device, const Message& message) {
  return is_queued_for(device, message) && !is_reached(device);
}

Formula is_connected(ClientId device) {
  return at_side(device, [](const Side& side) { return side.client.connected; });
}

Formula is_notified(ClientId device) {
  return at_side(device, [](const Side& side) { return side.client.notified; });
}

Formula is_reached(ClientId device) {
  return at_side(device, [](const Side& side) { return side.client.connected || side.client.notified; });
}

Formula is_in_foreground(ClientId device) {
  return at_side(device, [](const Side& side) { return side.client.app == AppState::foreground; });
}

Formula is_connected_against_platform(const Setup& setup, ClientId device) {
  return at_side(device, [platform = setup.participant(device).platform](const Side& side) {
    return side.client.connected && !may_run(platform, side.client.app);
  });
}

Formula is_in_store(ClientId device, const Message& message) {
  return at_side(device, [message](const Side& side) { return contains_original(side.client.received, message); });
}

Formula is_in_flight_to(ClientId device, const Message& message) {
  return at_side(message.from, [message](const Side& side) { return carries(side.up, message); }) ||
         at_side(device, [message](const Side& side) { return carries(side.down, message); });
}

Formula has_two_of_one_sender(ClientId device) {
  return at_side(device, [](const Side& side) {
    const auto& received = side.client.received;
    return std::ranges::any_of(received, [&](const Message& one) {
      return std::ranges::any_of(
          received, [&](const Message& other) { return one.from == other.from && original(one) != original(other); });
    });
  });
}

Formula is_pushed(ClientId device) {
  return at_side(device, [](const Side& side) { return side.push_in_flight || side.push_error_in_flight; });
}

Formula is_woken(const Setup& setup, ClientId device) {
  return at_side(device, [platform = setup.participant(device).platform](const Side& side) {
    const PushEffect effect = push_effect(platform, side.client.app);
    return side.push_in_flight && (effect == PushEffect::wake || effect == PushEffect::may_wake);
  });
}

Formula is_barred(const Setup& setup, ClientId device) {
  return at_side(device, [platform = setup.participant(device).platform](const Side& side) {
    return !may_run(platform, side.client.app);
  });
}

Formula is_fetching_in_background(ClientId device) {
  return at_side(device, [](const Side& side) {
    return side.client.app == AppState::background &&
           std::ranges::any_of(side.down.in_flight, [](const Item& item) { return item.kind == ItemKind::body; });
  });
}

std::optional<Message> out_of_order(const Client& client) {
  for (std::size_t i = 0; i < client.received.size(); ++i) {
    for (std::size_t j = i + 1; j < client.received.size(); ++j) {
      const Message& earlier = client.received[i];
      const Message& later = client.received[j];
      const bool shown_before =
          std::find(client.received.begin(), client.received.begin() + static_cast<std::ptrdiff_t>(j), later) !=
          client.received.begin() + static_cast<std::ptrdiff_t>(j);
      if (earlier.from == later.from && later.number < earlier.number && !shown_before) return later;
    }
  }
  return std::nullopt;
}

Formula is_out_of_order(ClientId device) {
  return at_side(device, [](const Side& side) { return out_of_order(side.client).has_value(); });
}

Formula has_breach(ClientId device, Breach breach) {
  return at_side(device, [breach](const Side& side) { return has(side.history, breach); });
}

bool is_quiet(const Side& side) {
  return side.client.outbox.empty() && side.client.unsaved.empty() && side.mailbox.bodies.empty() &&
         side.mailbox.receipts.empty() && side.mailbox.failures.empty() && side.up.in_flight.empty() &&
         side.down.in_flight.empty() && !side.push_in_flight && !side.push_error_in_flight;
}

bool is_quiet(const Relay& relay) {
  return relay.queue_up.empty() && relay.queue_down.empty() && relay.up.empty() && relay.down.empty();
}

Formula is_quiet(const Setup& setup) {
  std::vector<Formula> sides;
  for (std::size_t i = 0; i < setup.participants.size(); ++i) {
    sides.push_back(at_side(client_at(i), [](const Side& side) { return is_quiet(side); }));
  }
  return all_of(std::move(sides)) && all_of(at_relays(setup, [](const Relay& relay) { return is_quiet(relay); }));
}

}  // namespace doublecheck::model
