#include "sim/deadlines.hpp"

#include <algorithm>

namespace doublecheck::sim {
namespace {

using model::ActionKind;
using model::Direction;
using model::Fact;
using model::FactKind;
using model::Message;
using model::Sequence;

/// A server that gives receipts up does so after a day.
constexpr Time kReceiptsKept = 24 * kHour;

/// A body that comes back from the disk has its old deadline, where that still runs; an id that is confirmed once more
/// is not kept any longer for it.
bool leaves_running_ones(FactKind kind) {
  return kind == FactKind::body_back_from_disk || kind == FactKind::release_processed;
}

/// The list whose entries the action's position counts.
const Sequence<Message>& list_of(const model::Side& side, const model::Action& action) {
  if (action.kind == ActionKind::expire) return side.mailbox.bodies;
  if (action.kind == ActionKind::forget) return side.mailbox.tombstones;
  return action.direction == Direction::up ? side.client.outbox : side.mailbox.receipts;
}

}  // namespace

Deadlines::Key Deadlines::key_of(const Deadline& deadline) {
  return {deadline.action.client, deadline.action.kind, deadline.action.direction, deadline.message};
}

std::optional<Deadline> Deadlines::starting_with(const Fact& fact) const {
  const model::Options& options = setup_.options;
  const auto starting = [&](std::uint64_t after, ActionKind kind, Direction direction = Direction::up) {
    return Deadline{static_cast<Time>(after), {kind, direction, 0, fact.client}, fact.item.message};
  };
  const bool composed = fact.kind == FactKind::mark_changed && fact.mark_before == model::Mark::none;
  if (composed && options.client_resend == model::ClientResend::deadline) {
    return starting(options.client_resend.argument, ActionKind::give_up);
  }
  const bool queued = fact.kind == FactKind::custody_taken || fact.kind == FactKind::body_back_from_disk;
  if (queued && options.message_ttl == model::MessageTtl::ttl) {
    return starting(options.message_ttl.argument, ActionKind::expire);
  }
  if (fact.kind == FactKind::release_processed && options.server_dedupe.argument > 0) {
    return starting(options.server_dedupe.argument, ActionKind::forget);
  }
  if (fact.kind == FactKind::receipt_queued && options.deviation == model::Deviation::receipt_given_up) {
    return starting(kReceiptsKept, ActionKind::give_up, Direction::down);
  }
  return std::nullopt;
}

std::optional<Deadline> Deadlines::begun_by(const Fact& fact) {
  std::optional<Deadline> deadline = starting_with(fact);
  if (!deadline) return std::nullopt;
  const auto [place, is_new] = running_.try_emplace(key_of(*deadline));
  if (!is_new && leaves_running_ones(fact.kind)) return std::nullopt;
  deadline->generation = place->second = ++begun_;
  return deadline;
}

std::optional<model::Action> Deadlines::pass(const Deadline& deadline, const model::World& world) {
  const auto running = running_.find(key_of(deadline));
  if (running == running_.end() || running->second != deadline.generation) return std::nullopt;
  running_.erase(running);
  const auto& messages = list_of(world.side(deadline.action.client), deadline.action);
  const auto place = std::ranges::find(messages, deadline.message);
  if (place == messages.end()) return std::nullopt;
  model::Action action = deadline.action;
  action.position = static_cast<std::uint16_t>(place - messages.begin());
  return action;
}

}  // namespace doublecheck::sim
