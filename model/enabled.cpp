#include "model/side.hpp"

#include <algorithm>

namespace doublecheck::model {
namespace {

/// Collects the actions of one side whose budget is not spent.
class Offer {
 public:
  Offer(const Budgets& budgets, ClientId self, std::vector<Action>& actions)
      : budgets_(budgets), self_(self), actions_(actions) {}

  void operator()(ActionKind kind, Direction direction = Direction::up, std::size_t position = 0) {
    const Action action{kind, direction, static_cast<std::uint16_t>(position), self_};
    const auto cost = cost_of(action);
    if (!cost || budgets_[*cost] > 0) actions_.push_back(action);
  }

 private:
  const Budgets& budgets_;
  ClientId self_;
  std::vector<Action>& actions_;
};

void offer_user_and_platform(const Side& side, const Setup& setup, ClientId self, Offer& offer) {
  const AppState app = side.client.app;
  const bool running = app == AppState::foreground || app == AppState::background;
  const bool in_memory = running || app == AppState::suspended;
  if (next_message(side, setup, self)) offer(ActionKind::compose);
  if (app != AppState::foreground) offer(ActionKind::open_app);
  if (app == AppState::foreground) offer(ActionKind::leave_app);
  if (app == AppState::background) {
    // The grace period suffices for what is already on its way; ending it earlier is a fault.
    const bool idle = side.up.in_flight.empty() && side.down.in_flight.empty();
    if (!setup.participant(self).platform.runs_in_background && idle) {
      offer(ActionKind::suspend);
    } else {
      offer(ActionKind::suspend_early);
    }
  }
  if (in_memory && app != AppState::foreground) offer(ActionKind::kill_by_system);
  if (in_memory) offer(ActionKind::kill_by_user);
  if (in_memory) offer(ActionKind::crash_client);
}

void offer_link(const Link& link, Direction direction, Discipline discipline, Offer& offer) {
  const auto& items = link.in_flight;
  if (items.empty()) return;
  const std::size_t reachable = discipline == Discipline::connection ? 1 : items.size();
  for (std::size_t i = 0; i < reachable; ++i) {
    // Equal items are interchangeable: the first stands for all.
    if (std::find(items.begin(), items.begin() + static_cast<std::ptrdiff_t>(i), items[i]) !=
        items.begin() + static_cast<std::ptrdiff_t>(i)) {
      continue;
    }
    offer(ActionKind::deliver, direction, i);
    if (discipline == Discipline::connection) continue;
    offer(ActionKind::lose, direction, i);
    offer(ActionKind::duplicate, direction, i);
  }
}

/// R4: a client on an unreliable link keeps trying by a timer, one on a reliable connection by connecting again.
void offer_retransmissions(const Side& side, const Setup& setup, Offer& offer) {
  if (setup.discipline == Discipline::connection || !side.client.connected) return;
  const auto absent = [&](const Link& link, ItemKind kind, const Message& message) {
    return count(link.in_flight, Item{kind, message}) < setup.copies_max;
  };
  const auto& outbox = side.client.outbox;
  for (std::size_t i = 0; i < outbox.size(); ++i) {
    if (absent(side.up, ItemKind::body, outbox[i])) offer(ActionKind::retransmit, Direction::up, i);
  }
  const auto& [bodies, archive, receipts, tombstones] = side.mailbox;
  for (std::size_t i = 0; i < bodies.size(); ++i) {
    if (absent(side.down, ItemKind::body, bodies[i])) offer(ActionKind::retransmit, Direction::down, i);
  }
  for (std::size_t i = 0; i < receipts.size(); ++i) {
    if (absent(side.down, ItemKind::receipt, receipts[i])) {
      offer(ActionKind::retransmit, Direction::down, bodies.size() + i);
    }
  }
}

void offer_push(const Side& side, const Setup& setup, Offer& offer) {
  if (side.push_in_flight) {
    offer(ActionKind::push_arrives);
    offer(ActionKind::lose_push);
  } else if (setup.options.push_repeat == PushRepeat::periodic && !side.client.connected &&
             !side.mailbox.bodies.empty()) {
    offer(ActionKind::repeat_push);
  }
}

}  // namespace

std::optional<Message> next_message(const Side& side, const Setup& setup, ClientId self) {
  if (side.client.app != AppState::foreground) return std::nullopt;
  const auto composed = side.client.sent.size();
  const auto next = std::ranges::find_if(
      setup.workload, [&](const Message& message) { return message.from == self && message.number == composed; });
  if (next == setup.workload.end() || !may_send(setup, self, next->to)) return std::nullopt;
  return *next;
}

void enabled_actions(const Side& side, const Setup& setup, const Budgets& budgets, ClientId self,
                     std::vector<Action>& actions) {
  Offer offer(budgets, self, actions);
  offer_user_and_platform(side, setup, self, offer);
  if (side.client.connected) {
    offer_link(side.up, Direction::up, setup.discipline, offer);
    offer_link(side.down, Direction::down, setup.discipline, offer);
    offer(ActionKind::break_connection);
  } else if (may_run(setup.participant(self).platform, side.client.app)) {
    offer(ActionKind::connect);
  }
  offer_retransmissions(side, setup, offer);
  offer_push(side, setup, offer);
}

}  // namespace doublecheck::model
