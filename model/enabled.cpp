#include "model/assert.hpp"
#include "model/components.hpp"
#include "model/directory.hpp"

#include <algorithm>
#include <tuple>

namespace doublecheck::model {
namespace {

/// Collects the actions of one side whose budget is not spent.
class Offer {
 public:
  Offer(const Side& the_side, const Setup& the_setup, const Budgets& budgets, ClientId the_self,
        std::vector<Action>& actions)
      : side(the_side), setup(the_setup), self(the_self), budgets_(budgets), actions_(actions) {}

  void operator()(ActionKind kind, Direction direction = Direction::up, std::size_t position = 0) {
    const Action action{kind, direction, static_cast<std::uint16_t>(position), self, 0};
    const auto cost = cost_of(action);
    if (!cost || budgets_[*cost] > 0) actions_.push_back(action);
  }

  const Options& options() const { return setup.options; }
  const Platform& platform() const { return setup.participant(self).platform; }

  const Side& side;
  const Setup& setup;
  const ClientId self;

 private:
  const Budgets& budgets_;
  std::vector<Action>& actions_;
};

void offer_user(Offer& offer) {
  const Client& client = offer.side.client;
  const bool open = client.app == AppState::foreground;
  if (next_message(offer.side, offer.setup, offer.self)) offer(ActionKind::compose);
  if (!open && (client.notified || offer.setup.participant(offer.self).opens_unprompted)) offer(ActionKind::open_app);
  if (open) offer(ActionKind::leave_app);
  if (open && is_alive(offer.side) && can_transmit(client) && !unmatched(client, offer.setup, offer.self).empty()) {
    offer(ActionKind::sync_contacts);
  }
  if (open && !client.registered) offer(ActionKind::register_number);
}

void offer_platform(Offer& offer) {
  const Side& side = offer.side;
  const AppState app = side.client.app;
  const bool running = app == AppState::foreground || app == AppState::background;
  const bool in_memory = running || app == AppState::suspended;
  if (app == AppState::background) {
    // The grace period suffices for what is already on its way; ending it earlier is a fault.
    const bool owes_token = side.client.registered && side.mailbox.token != Token::current;
    const bool idle = side.up.in_flight.empty() && side.down.in_flight.empty() && !owes_token;
    offer(!offer.platform().runs_in_background && idle ? ActionKind::suspend : ActionKind::suspend_early);
  }
  if (in_memory && app != AppState::foreground) offer(ActionKind::kill_by_system);
  if (in_memory) offer(ActionKind::kill_by_user);
  if (in_memory) offer(ActionKind::crash_client);
  if (in_memory) offer(ActionKind::reinstall);
  if (offer.options().client_resend == ClientResend::deadline || side.severed) offer(ActionKind::jump_client_clock);
}

void offer_link(const Link& link, Direction direction, Offer& offer) {
  const auto& items = link.in_flight;
  const bool connection = offer.setup.discipline == Discipline::connection;
  const std::uint8_t overtaken_max = offer.setup.overtaken_max;
  for (std::size_t i = 0; i < (connection ? std::min<std::size_t>(items.size(), 1) : items.size()); ++i) {
    const auto before = items.begin() + static_cast<std::ptrdiff_t>(i);
    // Equal items are interchangeable: the first stands for all.
    if (std::find(items.begin(), before, items[i]) != before) continue;
    const bool in_time = overtaken_max == kOvertakenFreely ||
                         std::all_of(items.begin(), before, [&](const Item& m) { return m.overtaken < overtaken_max; });
    if (in_time) offer(ActionKind::deliver, direction, i);
    if (connection) continue;
    offer(ActionKind::lose, direction, i);
    offer(ActionKind::duplicate, direction, i);
  }
}

/// R4: a client on an unreliable link keeps trying by a timer, one on a reliable connection by connecting again.
void offer_retransmissions(Offer& offer) {
  const auto& [side, setup, self] = std::tie(offer.side, offer.setup, offer.self);
  if (setup.discipline == Discipline::connection || !side.client.connected) return;
  const auto absent = [&](const Link& link, ItemKind kind, const Message& message) {
    const auto copies = std::ranges::count_if(link.in_flight, [&](const Item& item) {
      return item.kind == kind && original(item.message) == original(message);
    });
    return static_cast<std::size_t>(copies) < offer.setup.copies_max;
  };
  const auto& outbox = side.client.outbox;
  const ClientRules client_rules{setup, setup.options, offer.platform()};
  for (std::size_t i = 0; i < outbox.size(); ++i) {
    const bool may = may_resend(side.client, client_rules, outbox[i]);
    if (may && absent(side.up, ItemKind::body, outbox[i])) offer(ActionKind::retransmit, Direction::up, i);
  }
  const auto& bodies = side.mailbox.bodies;
  const auto& receipts = side.mailbox.receipts;
  for (std::size_t i = 0; i < bodies.size(); ++i) {
    const bool may = may_resend(side.mailbox, {setup, setup.options, self}, bodies[i]);
    if (may && absent(side.down, ItemKind::body, bodies[i])) offer(ActionKind::retransmit, Direction::down, i);
  }
  for (std::size_t i = 0; i < receipts.size(); ++i) {
    if (absent(side.down, ItemKind::receipt, receipts[i])) {
      offer(ActionKind::retransmit, Direction::down, bodies.size() + i);
    }
  }
  const auto& failures = side.mailbox.failures;
  for (std::size_t i = 0; i < failures.size(); ++i) {
    if (absent(side.down, ItemKind::failure, failures[i])) {
      offer(ActionKind::retransmit, Direction::down, bodies.size() + receipts.size() + i);
    }
  }
}

void offer_push(Offer& offer) {
  const Side& side = offer.side;
  if (side.push_error_in_flight) offer(ActionKind::push_error_arrives);
  if (side.push_in_flight) {
    if (!side.partitioned) offer(ActionKind::push_arrives);
    offer(ActionKind::lose_push);
    const bool may_wake = push_effect(offer.platform(), side.client.app) == PushEffect::may_wake;
    if (!side.partitioned && may_wake) offer(ActionKind::throttle_push);
  } else if (offer.options().push_repeat == PushRepeat::periodic && !is_online(side.mailbox) &&
             !side.mailbox.bodies.empty() && side.mailbox.token != Token::none) {
    offer(ActionKind::repeat_push);
  }
  // An app learns of its new token while it runs.
  const bool has_token = side.mailbox.token == Token::current || side.push_in_flight;
  if (has_token && may_run(offer.platform(), side.client.app)) offer(ActionKind::change_token);
}

/// Is anything of the session waiting for an acknowledgement? Only that makes an overdue one show.
bool waits_for_ack(const Mailbox& mailbox) {
  return !mailbox.bodies.empty() || !mailbox.receipts.empty() || !mailbox.failures.empty();
}

void offer_connection(Offer& offer) {
  const Side& side = offer.side;
  const Client& client = side.client;
  if (is_alive(side)) {
    offer_link(side.up, Direction::up, offer);
    offer_link(side.down, Direction::down, offer);
    offer(ActionKind::break_connection);
    offer(ActionKind::cut_connection);
  }
  if (side.severed) offer(ActionKind::time_out_connection);
  const bool one_more =
      offer.options().deviation == Deviation::several_sessions && side.mailbox.sessions == 1 && is_alive(side);
  const bool may_connect = may_run(offer.platform(), client.app) && client.registered && !side.partitioned;
  if (may_connect && (!client.connected || one_more)) offer(ActionKind::connect);
  offer(side.partitioned ? ActionKind::heal : ActionKind::partition);
}

void offer_session_end(Offer& offer) {
  const Mailbox& mailbox = offer.side.mailbox;
  const StaleSession stale = offer.options().stale_session;
  const bool notices =
      stale == StaleSession::keepalive || (stale == StaleSession::ack_timeout && waits_for_ack(mailbox));
  const bool is_dead = offer.side.dead_sessions > 0 && notices;
  if (is_dead) offer(ActionKind::time_out_session);
  const bool hibernates = mailbox.session.exists && !is_online(mailbox);
  if (hibernates || mailbox.session.resumed) offer(ActionKind::end_session);
}

void offer_times(Offer& offer) {
  const Mailbox& mailbox = offer.side.mailbox;
  if (!offer.side.client.unsaved.empty()) offer(ActionKind::persist);
  const bool writes_back = offer.options().server_durability == ServerDurability::write_back;
  if (writes_back && !is_flushed(mailbox)) offer(ActionKind::flush);
  if (offer.options().client_resend == ClientResend::deadline) {
    for (std::size_t i = 0; i < offer.side.client.outbox.size(); ++i) offer(ActionKind::give_up, Direction::up, i);
  }
  if (offer.options().deviation == Deviation::receipt_given_up) {
    for (std::size_t i = 0; i < mailbox.receipts.size(); ++i) offer(ActionKind::give_up, Direction::down, i);
  }
  if (offer.options().message_ttl == MessageTtl::ttl) {
    for (std::size_t i = 0; i < mailbox.bodies.size(); ++i) {
      if (!contains(mailbox.expired, mailbox.bodies[i])) offer(ActionKind::expire, Direction::up, i);
    }
  }
  if (offer.options().server_dedupe.argument == 0) return;
  for (std::size_t i = 0; i < mailbox.tombstones.size(); ++i) offer(ActionKind::forget, Direction::up, i);
}

void offer_shared(const Action& action, const Budgets& budgets, std::vector<Action>& actions) {
  const auto cost = cost_of(action);
  if (!cost || budgets[*cost] > 0) actions.push_back(action);
}

}  // namespace

std::optional<Message> next_message(const Side& side, const Setup& setup, ClientId self) {
  if (side.client.app != AppState::foreground) return std::nullopt;
  const auto next = std::ranges::find_if(setup.workload, [&](const Message& message) {
    return message.from == self && message.number == side.client.composed;
  });
  if (next == setup.workload.end() || !may_send(side.client, next->to)) return std::nullopt;
  return *next;
}

void enabled_actions(const Side& side, const Setup& setup, const Budgets& budgets, ClientId self,
                     std::vector<Action>& actions) {
  Offer offer(side, setup, budgets, self, actions);
  offer_user(offer);
  offer_platform(offer);
  offer_connection(offer);
  offer_session_end(offer);
  offer_retransmissions(offer);
  offer_push(offer);
  offer_times(offer);
}

void enabled_actions(const Relay& relay, const Setup& setup, const Budgets& budgets, RelayId self,
                     std::vector<Action>& actions) {
  DOUBLECHECK_ASSERT(index_of(self) < relay_count(setup));
  const auto offer = [&](ActionKind kind, Direction direction = Direction::up) {
    offer_shared({.kind = kind, .direction = direction, .site = static_cast<std::uint16_t>(index_of(self))}, budgets,
                 actions);
  };
  if (!relay.up.empty()) offer(ActionKind::deliver_relayed, Direction::up);
  if (!relay.down.empty()) offer(ActionKind::deliver_relayed, Direction::down);
  offer(relay.connected ? ActionKind::partition_servers : ActionKind::reconnect_servers);
}

void enabled_actions_of_servers(const Setup& setup, const Budgets& budgets, std::vector<Action>& actions) {
  for (std::uint16_t i = 0; i < setup.servers.size(); ++i) {
    offer_shared({.kind = ActionKind::crash_server, .site = i}, budgets, actions);
    offer_shared({.kind = ActionKind::jump_server_clock, .site = i}, budgets, actions);
  }
}

}  // namespace doublecheck::model
