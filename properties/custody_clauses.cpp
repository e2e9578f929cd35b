#include "properties/custody_clauses.hpp"

#include "model/predicates.hpp"

#include <algorithm>
#include <optional>
#include <vector>

namespace doublecheck::properties {
namespace {

using model::ClientId;
using model::Item;
using model::ItemKind;
using model::Mailbox;
using model::Message;
using model::Records;
using model::Relay;
using model::Sequence;
using model::Setup;
using model::Side;
using model::World;

bool has(const Sequence<Message>& messages, const Message& message) {
  return std::ranges::any_of(messages, [&](const Message& other) { return original(other) == original(message); });
}

bool is_body(const Item& item, const Message& message) {
  return item.kind == ItemKind::body && original(item.message) == original(message);
}

std::size_t bodies_in(const Sequence<Item>& items, const Message& message) {
  return static_cast<std::size_t>(
      std::ranges::count_if(items, [&](const Item& item) { return is_body(item, message); }));
}

bool is_on_disk(const Mailbox& mailbox, const Message& message) {
  return std::ranges::any_of(mailbox.on_disk, [&](const Records& records) {
    return has(records.bodies, message) || has(records.archive, message);
  });
}

bool is_at_rest_at(const Side& side, const Message& message) {
  const Mailbox& mailbox = side.mailbox;
  return has(side.client.outbox, message) || has(side.client.received, message) || has(side.client.unsaved, message) ||
         bodies_in(side.client.session.window, message) > 0 || has(mailbox.bodies, message) ||
         has(mailbox.archive, message) || is_on_disk(mailbox, message) ||
         bodies_in(mailbox.session.window, message) > 0;
}

/// Is there one copy alone, and is it on a link of a device?
bool is_only_copy_under_way(const World& world, const Message& message) {
  std::size_t under_way = 0;
  for (const Side& side : world.sides) {
    if (is_at_rest_at(side, message)) return false;
    under_way += bodies_in(side.up.in_flight, message) + bodies_in(side.down.in_flight, message);
  }
  const auto relays = [&](const Relay& relay) { return holds_body(relay, message); };
  return under_way == 1 && std::ranges::none_of(world.relays, relays);
}

/// Is there something that may happen now and loses the message on its link?
bool may_be_lost_now(const Setup& setup, const World& world, const Message& message) {
  std::vector<model::Action> actions;
  enabled_actions(world, setup, actions);
  return std::ranges::any_of(actions, [&](const model::Action& action) {
    World after = world;
    model::Facts facts;
    apply(after, setup, action, facts);
    return std::ranges::any_of(facts, [&](const model::Fact& fact) {
      return fact.kind == model::FactKind::lost && is_body(fact.item, message);
    });
  });
}

Statement at_sender(const Side& sender, const Message& message) {
  if (has(sender.client.outbox, message)) return Statement::outbox_in_memory;
  const bool waits = mark_of(sender.client, message) == model::Mark::clock;
  return waits ? Statement::lost_by_sender : Statement::mark_and_never_again;
}

bool was_in_custody_for(const World& world, ClientId device, const Message& message) {
  return contains(world.side(message.from).history.taken, original(message)) ||
         contains(world.side(device).history.taken, original(message));
}

/// A server that keeps the message for another one.
std::optional<model::ServerId> relaying(const World& world, const Message& message) {
  const auto keeps = [&](const Sequence<model::Post>& queue) {
    return std::ranges::any_of(queue, [&](const model::Post& post) {
      return post.kind == model::PostKind::store_body && original(post.message) == original(message);
    });
  };
  for (std::size_t i = 0; i < world.relays.size(); ++i) {
    const auto [low, high] = model::ends_of(model::relay_at(i));
    if (keeps(world.relays[i].queue_up)) return low;
    if (keeps(world.relays[i].queue_down)) return high;
  }
  return std::nullopt;
}

Clause at_server(const World& world, ClientId device, const Message& message) {
  const Mailbox& mailbox = world.side(device).mailbox;
  Clause clause{.before = ", ", .message = message, .device = device};
  const auto keeper = relaying(world, message);
  if (keeper) clause.server = *keeper;
  const bool is_queued = has(mailbox.bodies, message);
  if (has(mailbox.archive, message) && !is_queued) {
    clause.statement = Statement::archived_on_server;
  } else if (is_queued) {
    clause.statement = Statement::queued_in_memory;
  } else if (is_on_disk(mailbox, message)) {
    clause.statement = Statement::on_disk_alone;
  } else if (bodies_in(mailbox.session.window, message) > 0) {
    clause.statement = Statement::in_window_in_memory;
  } else if (keeper) {
    clause.statement = Statement::relayed_in_memory;
  } else {
    const bool was_there = was_in_custody_for(world, device, message);
    clause.statement = was_there ? Statement::dropped_by_server : Statement::absent_on_server;
  }
  return clause;
}

}  // namespace

Clauses custody_clauses(const Setup& setup, const World& world, ClientId device, const Message& message) {
  const Side& sender = world.side(message.from);
  Clauses clauses = {
      {.statement = Statement::nobody_keeps_safe, .message = message, .device = device},
      {.statement = at_sender(sender, message),
       .before = ": ",
       .message = message,
       .device = device,
       .mark = mark_of(sender.client, message)},
      at_server(world, device, message),
      {.statement = Statement::not_stored, .before = ", and ", .message = message, .device = device},
  };
  if (!is_only_copy_under_way(world, message)) return clauses;
  clauses.push_back(
      {.statement = Statement::only_copy_under_way, .before = ". ", .message = message, .device = device});
  if (may_be_lost_now(setup, world, message)) {
    clauses.push_back({.statement = Statement::may_be_lost_now, .before = " ", .message = message, .device = device});
  }
  return clauses;
}

}  // namespace doublecheck::properties
