#include "sim/ledger.hpp"

#include "model/assert.hpp"
#include "sim/under_way.hpp"

#include <algorithm>

namespace doublecheck::sim {
namespace {

using model::Action;
using model::ActionKind;
using model::ClientId;
using model::Direction;
using model::Fact;
using model::FactKind;
using model::ItemKind;
using model::Mark;
using model::Message;

/// How many messages this client gets to compose: a message that R1 forbids holds up those behind it.
std::size_t messages_to_compose(const model::Setup& setup, ClientId client) {
  std::size_t count = 0;
  for (const Message& message : model::workload_of(setup, client)) {
    if (!model::could_send(setup, client, message.to)) break;
    ++count;
  }
  return count;
}

/// The counter of an action that is itself worth counting.
std::optional<Counter> counter_of(const Action& action) {
  if (action.kind == ActionKind::deliver && action.position > 0) return Counter::packets_overtaking;
  if (action.kind == ActionKind::break_connection) return Counter::connection_breaks;
  if (action.kind == ActionKind::cut_connection) return Counter::connection_cuts;
  if (action.kind == ActionKind::partition) return Counter::partitions;
  if (action.kind == ActionKind::partition_servers) return Counter::server_partitions;
  if (action.kind == ActionKind::lose) return Counter::packets_lost;
  if (action.kind == ActionKind::duplicate) return Counter::packets_duplicated;
  if (action.kind == ActionKind::change_token) return Counter::token_changes;
  if (action.kind == ActionKind::suspend_early) return Counter::early_suspensions;
  if (action.kind == ActionKind::kill_by_system) return Counter::system_kills;
  if (action.kind == ActionKind::kill_by_user) return Counter::user_kills;
  if (action.kind == ActionKind::crash_client) return Counter::client_crashes;
  if (action.kind == ActionKind::reinstall) return Counter::reinstalls;
  if (action.kind == ActionKind::crash_server) return Counter::server_crashes;
  if (action.kind == ActionKind::jump_client_clock || action.kind == ActionKind::jump_server_clock) {
    return Counter::clock_jumps;
  }
  return std::nullopt;
}

/// The counter of a fact that is only counted.
std::optional<Counter> counter_of(const Fact& fact) {
  if (fact.kind == FactKind::resend_recognised) return Counter::resends_recognised;
  if (fact.kind == FactKind::duplicate_recognised) return Counter::duplicates_recognised;
  if (fact.kind == FactKind::duplicate_stored) return Counter::shown_twice;
  if (fact.kind == FactKind::connected) return Counter::connections;
  if (fact.kind == FactKind::body_lost_in_crash) return Counter::bodies_lost_in_crash;
  if (fact.kind == FactKind::body_restored) return Counter::bodies_restored;
  if (fact.kind == FactKind::receipt_not_kept) return Counter::receipts_not_kept;
  if (fact.kind == FactKind::push_sent) return Counter::pushes_sent;
  if (fact.kind == FactKind::push_lost) return Counter::pushes_lost;
  if (fact.kind == FactKind::push_throttled) return Counter::pushes_throttled;
  if (fact.kind == FactKind::push_refused) return Counter::pushes_refused;
  if (fact.kind == FactKind::body_expired) return Counter::bodies_expired;
  if (fact.kind == FactKind::body_evicted) return Counter::bodies_evicted;
  if (fact.kind == FactKind::body_refused) return Counter::bodies_refused;
  if (fact.kind == FactKind::message_failed) return Counter::messages_failed;
  if (fact.kind == FactKind::session_resumed) return Counter::sessions_resumed;
  if (fact.kind == FactKind::session_timed_out) return Counter::sessions_timed_out;
  return std::nullopt;
}

/// Facts about servers say nothing of a client.
bool is_about_servers(FactKind kind) {
  return kind == FactKind::server_crashed || kind == FactKind::servers_partitioned ||
         kind == FactKind::servers_reconnected;
}

}  // namespace

Ledger::Ledger(const model::Setup& setup)
    : rederives_receipts_(setup.options.receipt == model::ReceiptStorage::rederived),
      readers_(setup.participants.size()),
      holdings_(setup.participants.size()) {
  for (std::size_t i = 0; i < setup.participants.size(); ++i) {
    first_entry_.push_back(entries_.size());
    for (const Message& message : model::workload_of(setup, model::client_at(i))) {
      entries_.emplace_back().message = message;
    }
    left_to_compose_ += messages_to_compose(setup, model::client_at(i));
  }
  assign_platforms(setup);
}

void Ledger::assign_platforms(const model::Setup& setup) {
  auto& groups = metrics_.platforms;
  for (std::size_t i = 0; i < setup.participants.size(); ++i) {
    const std::string name(setup.participants[i].platform.name);
    auto found = std::ranges::find(groups, name, &PlatformOpenings::platform);
    if (found == groups.end()) {
      found = groups.emplace(groups.end());
      found->platform = name;
    }
    readers_[i].platform = static_cast<std::size_t>(found - groups.begin());
  }
}

void Ledger::record(Time at, const Action& action, const model::Facts& facts, const model::World& after) {
  pass_time(at);
  if (const auto counter = counter_of(action)) ++metrics_[*counter];
  for (const Fact& fact : facts) {
    if (is_about_servers(fact.kind)) continue;
    if (const auto counter = counter_of(fact)) ++metrics_[*counter];
    on_fact(at, action, fact, after);
    weigh(fact.client, after.side(fact.client));
  }
  metrics_[Counter::queued_bodies_max] = std::max(metrics_[Counter::queued_bodies_max], held_.queued);
  metrics_[Counter::held_bodies_max] = std::max(metrics_[Counter::held_bodies_max], held_.queued + held_.archived);
}

void Ledger::on_fact(Time at, const Action& action, const Fact& fact, const model::World& after) {
  if (fact.kind == FactKind::transmitted) {
    on_transmitted(fact);
  } else if (fact.kind == FactKind::mark_changed) {
    on_mark(at, fact);
  } else if (fact.kind == FactKind::message_stored) {
    on_stored(at, fact, after);
  } else if (fact.kind == FactKind::store_wiped) {
    on_wiped(fact);
  } else if (fact.kind == FactKind::custody_taken) {
    on_custody(at, fact);
  } else if (fact.kind == FactKind::app_changed) {
    DOUBLECHECK_ASSERT(fact.client == action.client);
    on_app(at, fact.client, after.side(fact.client));
  } else if (fact.kind == FactKind::push_arrived) {
    on_push(fact);
  }
}

Time Ledger::since_composed(const Entry& entry, Time at) {
  if (!entry.composed_at) model::assertion_failed("a message is composed before all else", __FILE__, __LINE__);
  return at - *entry.composed_at;
}

void Ledger::on_transmitted(const Fact& fact) {
  if (fact.item.kind != ItemKind::body) return;
  Entry& entry = entries_.at(index_of(fact.item.message));
  const bool up = fact.direction == Direction::up;
  std::uint64_t& sent = up ? entry.sent_up : entry.sent_down;
  ++metrics_[up ? Counter::bodies_sent_up : Counter::bodies_sent_down];
  if (sent > 0) ++metrics_[up ? Counter::resent_up : Counter::resent_down];
  ++sent;
}

void Ledger::on_mark(Time at, const Fact& fact) {
  Entry& entry = entries_.at(index_of(fact.item.message));
  if (fact.mark_before == Mark::none) {
    DOUBLECHECK_ASSERT(left_to_compose_ > 0);
    --left_to_compose_;
    entry.composed_at = at;
    return;
  }
  const auto reach = [&](std::optional<Time>& reached_at, Measure measure) {
    if (reached_at) return;
    reached_at = at;
    metrics_[measure].add(since_composed(entry, at));
  };
  if (fact.mark_after >= Mark::one) reach(entry.one_check_at, Measure::one_check);
  if (fact.mark_after == Mark::two) reach(entry.two_checks_at, Measure::two_checks);
}

void Ledger::on_stored(Time at, const Fact& fact, const model::World& after) {
  const std::size_t index = index_of(fact.item.message);
  Entry& entry = entries_.at(index);
  if (entry.stored_at) return;  // by another device of the user, or by this one before it was wiped
  entry.stored_at = at;
  metrics_[Measure::stored].add(since_composed(entry, at));
  Reader& reader = readers_.at(model::index_of(fact.client));
  if (after.side(fact.client).client.app == model::AppState::foreground) {
    on_visible(at, index, reader);
  } else {
    reader.unseen.push_back(index);
    ++unseen_;
  }
}

/// Nobody will see there what nobody has seen yet.
void Ledger::on_wiped(const Fact& fact) {
  Reader& reader = readers_.at(model::index_of(fact.client));
  unseen_ -= std::erase(reader.unseen, index_of(fact.item.message));
}

void Ledger::on_custody(Time at, const Fact& fact) {
  Entry& entry = entries_.at(index_of(fact.item.message));
  if (!entry.custody_at) entry.custody_at = at;
}

void Ledger::on_app(Time at, ClientId client, const model::Side& side) {
  Reader& reader = readers_.at(model::index_of(client));
  if (side.client.app != model::AppState::foreground) {
    if (!reader.awaited.empty()) ++metrics_[Counter::openings_in_vain];
    stop_waiting(reader, at);
    return;
  }
  reader.opened_at = at;
  on_opened(reader, side);
  if (reader.awaited.empty() && reader.unseen.empty()) return;
  if (reader.awaited.empty()) metrics_[Measure::wait_on_opening].add(0);
  for (const std::size_t index : reader.unseen) on_visible(at, index, reader);
  unseen_ -= reader.unseen.size();
  reader.unseen.clear();
}

/// All that is known of the wait is that it would have been longer.
void Ledger::stop_waiting(Reader& reader, Time at) {
  if (reader.awaited.empty()) return;
  metrics_.unreached_of(Measure::wait_on_opening).so_far.add(at - reader.opened_at);
  Samples& cut = metrics_.platforms.at(reader.platform).waits_cut;
  for (std::size_t i = 0; i < reader.awaited.size(); ++i) cut.add(at - reader.opened_at);
  reader.awaited.clear();
}

/// Counts what waits.
void Ledger::on_opened(Reader& reader, const model::Side& side) {
  for (const Message& message : side.mailbox.bodies) {
    const std::size_t index = index_of(message);
    const bool known = std::ranges::find(reader.awaited, index) != reader.awaited.end();
    if (!entries_.at(index).stored_at && !known) reader.awaited.push_back(index);
  }
  if (reader.awaited.empty() && reader.unseen.empty()) return;
  ++metrics_[Counter::openings];
  PlatformOpenings& group = metrics_.platforms.at(reader.platform);
  ++group.openings;
  group.in_store += reader.unseen.size();
  group.on_server += reader.awaited.size();
}

void Ledger::on_visible(Time at, std::size_t index, Reader& reader) {
  entries_.at(index).seen = true;
  metrics_[Measure::visible].add(since_composed(entries_.at(index), at));
  if (std::erase(reader.awaited, index) == 0) return;
  metrics_.platforms.at(reader.platform).waits.add(at - reader.opened_at);
  if (!reader.awaited.empty()) return;
  metrics_[Measure::wait_on_opening].add(at - reader.opened_at);
}

void Ledger::on_push(const Fact& fact) {
  ++metrics_[Counter::pushes_arrived];
  switch (fact.push_effect) {
    case model::PushEffect::wake:
    case model::PushEffect::may_wake:
      ++metrics_[Counter::pushes_woke];
      return;
    case model::PushEffect::display:
      ++metrics_[Counter::pushes_displayed];
      return;
    case model::PushEffect::nothing:
      return;
  }
}

void Ledger::pass_time(Time at) {
  DOUBLECHECK_ASSERT(at >= last_at_);
  const auto passed = static_cast<std::uint64_t>(at - last_at_);
  metrics_[Counter::queued_body_time] += held_.queued * passed;
  metrics_[Counter::archived_body_time] += held_.archived * passed;
  last_at_ = at;
}

void Ledger::weigh(ClientId client, const model::Side& side) {
  Holding& holding = holdings_.at(model::index_of(client));
  const Holding now{side.mailbox.bodies.size(), side.mailbox.archive.size()};
  held_.queued = held_.queued - holding.queued + now.queued;
  held_.archived = held_.archived - holding.archived + now.archived;
  holding = now;
}

std::size_t Ledger::index_of(const Message& message) const {
  return first_entry_.at(model::index_of(message.from)) + message.number;
}

/// What has not come of a message by now may still come, or never will.
void Ledger::close(const Entry& entry, std::size_t index, Time horizon, const model::World& last, bool is_over) {
  if (entry.one_check_at && entry.two_checks_at && entry.stored_at && entry.seen) return;
  const Time so_far = horizon - *entry.composed_at;
  const auto unreached = [&](Measure measure, bool may_come) {
    Unreached& one = metrics_.unreached_of(measure);
    if (may_come) {
      one.so_far.add(so_far);
    } else {
      ++one.never;
    }
  };
  const bool goes_on = !is_over && is_under_way(last, entry.message);
  const auto waits_to_be_seen = [&](const Reader& reader) {
    return std::ranges::find(reader.unseen, index) != reader.unseen.end();
  };
  if (!entry.one_check_at) unreached(Measure::one_check, goes_on);
  if (!entry.two_checks_at) {
    unreached(Measure::two_checks, goes_on || (!is_over && entry.stored_at && rederives_receipts_));
  }
  if (!entry.stored_at) unreached(Measure::stored, goes_on);
  if (!entry.seen)
    unreached(Measure::visible, entry.stored_at ? std::ranges::any_of(readers_, waits_to_be_seen) : goes_on);
}

Metrics Ledger::finish(Time horizon, const model::World& last, bool is_over) {
  pass_time(horizon);
  if (!is_over) {
    for (Reader& reader : readers_) stop_waiting(reader, horizon);
  }
  for (std::size_t index = 0; index < entries_.size(); ++index) {
    const Entry& entry = entries_[index];
    if (entry.custody_at) metrics_[Counter::kept_body_time] += static_cast<std::uint64_t>(horizon - *entry.custody_at);
    if (!entry.composed_at) continue;
    ++metrics_[Counter::composed];
    ++metrics_[entry.stored_at ? Counter::delivered : Counter::undelivered];
    if (entry.one_check_at) ++metrics_[Counter::one_check_seen];
    if (entry.two_checks_at) ++metrics_[Counter::two_checks_seen];
    close(entry, index, horizon, last, is_over);
  }
  ++metrics_[Counter::runs];
  return metrics_;
}

}  // namespace doublecheck::sim
