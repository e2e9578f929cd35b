// What a worker does when the time of an event has come.

#include "population/worker.hpp"

#include "model/assert.hpp"
#include "sim/distributions.hpp"

#include <boost/sort/pdqsort/pdqsort.hpp>

#include <algorithm>

namespace doublecheck::population {
namespace {

using model::ActionKind;
using model::Direction;

/// Between two looks at an app whose grace is over while something is on its way to it.
constexpr Time kGraceRepeats = 250 * sim::kMillisecond;

__extension__ using Wide = unsigned __int128;

/// The order of events as one number.
Wide order(const Event& event) {
  return (Wide{event.when} << 64U) | (std::uint64_t{event.client} << 32U) | event.other;
}

bool is_later(const Event& one, const Event& other) { return other < one; }

bool needs_server(ActionKind kind) {
  return kind == ActionKind::repeat_push || kind == ActionKind::flush || kind == ActionKind::push_error_arrives ||
         kind == ActionKind::time_out_session || kind == ActionKind::end_session;
}

/// REQUIRES: the kind is that of a clock, or of a fault.
ActionKind action_of(EventKind kind) {
  constexpr std::array<std::pair<EventKind, ActionKind>, 13> kActions = {{
      {EventKind::persist, ActionKind::persist},
      {EventKind::flush, ActionKind::flush},
      {EventKind::time_out_connection, ActionKind::time_out_connection},
      {EventKind::time_out_session, ActionKind::time_out_session},
      {EventKind::end_session, ActionKind::end_session},
      {EventKind::push_error, ActionKind::push_error_arrives},
      {EventKind::heal, ActionKind::heal},
      {EventKind::kill_by_system, ActionKind::kill_by_system},
      {EventKind::kill_by_user, ActionKind::kill_by_user},
      {EventKind::crash, ActionKind::crash_client},
      {EventKind::cut, ActionKind::cut_connection},
      {EventKind::partition, ActionKind::partition},
      {EventKind::change_token, ActionKind::change_token},
  }};
  const auto* const found = std::ranges::find(kActions, kind, &std::pair<EventKind, ActionKind>::first);
  DOUBLECHECK_ASSERT(found != kActions.end());
  return found->second;
}

}  // namespace

Worker::Worker(Run& run)
    : calendar(run.window),
      breaches(kPropertyCount),
      breach_counts(kPropertyCount),
      run_(run),
      rules_(run.surroundings.crowd()),
      memo_(run.store.findings, run.transitions_max),
      records_(run.store.records),
      small_blocks_(run.store.small_blocks),
      large_blocks_(run.store.large_blocks),
      wholes_(run.store.wholes) {
  counts.platforms.resize(crowd().platforms.size());
  counts.networks.resize(crowd().networks.size());
  counts.servers.resize(crowd().servers.count);
}

void Worker::carry_out(std::span<Event> events) {
  // Branches that cannot be foreseen would take a third of the time.
  boost::sort::pdqsort_branchless(events.begin(), events.end(),
                                  [](const Event& one, const Event& other) { return order(one) < order(other); });
  std::size_t next = 0;
  while (next < events.size() || !soon_.empty()) {
    fetch_ahead(events, next);
    if (soon_.empty() || (next < events.size() && events[next] < soon_.front())) {
      handle(events[next++]);
      continue;
    }
    std::ranges::pop_heap(soon_, is_later);
    const Event event = soon_.back();
    soon_.pop_back();
    handle(event);
  }
}

/// Starts to bring closer what events to come will touch: first the clients, then what these point to.
void Worker::fetch_ahead(std::span<const Event> events, std::size_t next) {
  constexpr std::size_t kClients = 16;
  constexpr std::size_t kMessages = 8;
  if (next + kClients < events.size()) {
    const Event& event = events[next + kClients];
    __builtin_prefetch(&run_.store.phones[event.client]);
    if (event.other < Event::kMany) __builtin_prefetch(&run_.store.phones[event.other]);
  }
  if (next + kMessages >= events.size()) return;
  const Event& event = events[next + kMessages];
  const Phone& phone = run_.store.phones[event.client];
  if (phone.side == kWhole) return;
  const std::size_t slots = run_.store.sides.outline(phone.side).slots;
  if (slots == 1) __builtin_prefetch(&run_.store.records[phone.slots]);
  if (slots > 1) __builtin_prefetch(slots_of(phone).data());
}

void Worker::plan(const Event& event) {
  if (event.at() >= run_.until) return;
  if (event.at() >= run_.window_end) {
    // What strikes between two windows may plan for the next when that is collected already.
    if (event.at() < collected_until_) return collected.push_back(event);
    return calendar.push(event);
  }
  soon_.push_back(event);
  std::ranges::push_heap(soon_, is_later);
}

bool Worker::collect(Time end) {
  if (collected_until_ == end) return false;
  collected_until_ = end;
  collected.clear();
  calendar.take_next(collected);
  return true;
}

void Worker::handle(const Event& event) {
  now_ = event.at();
  packets_ = 0;
  event_ = event;
  switch (event.kind()) {
    case EventKind::arrival_up:
    case EventKind::served:
      return on_arrival(event, Direction::up);
    case EventKind::arrival_down:
      return on_arrival(event, Direction::down);
    case EventKind::compose:
      return on_compose(event);
    case EventKind::compose_recorded:
      return on_recorded(event);
    case EventKind::leave:
      return on_leave(event);
    case EventKind::grace_over:
      return on_grace_over(event);
    case EventKind::connect:
      return on_connect(event);
    case EventKind::push:
      return on_push(event);
    case EventKind::repeat_push:
      if (event.epoch() != phone(event.client).waiting) return fail();
      return on_clock(event, ActionKind::repeat_push);
    case EventKind::reaction: {
      const Phone& phone = this->phone(event.client);
      const Outline& outline = run_.store.outline(phone);
      const bool is_due = event.epoch() == phone.notice && outline.notified && !outline.is_open();
      return is_due ? open(event.client) : fail();
    }
    case EventKind::persist:
    case EventKind::flush:
    case EventKind::time_out_connection:
    case EventKind::time_out_session:
    case EventKind::end_session:
    case EventKind::push_error:
    case EventKind::heal:
      return on_clock(event, action_of(event.kind()));
    case EventKind::give_up:
    case EventKind::expire:
      return on_deadline(event);
    case EventKind::absence_over:
      return on_absence_over(event);
    case EventKind::break_connection:
      return on_break(event);
    case EventKind::move:
      return on_move(event);
    case EventKind::suspend: {
      const bool may = run_.store.outline(phone(event.client)).allows(ActionKind::suspend);
      return on_drawn(event, may ? ActionKind::suspend : ActionKind::suspend_early);
    }
    case EventKind::kill_by_system:
    case EventKind::kill_by_user:
    case EventKind::crash:
    case EventKind::cut:
    case EventKind::partition:
    case EventKind::change_token:
      return on_drawn(event, action_of(event.kind()));
  }
}

void Worker::on_arrival(const Event& event, Direction direction) {
  const Phone& phone = this->phone(event.client);
  const Outline& outline = run_.store.outline(phone);
  const bool is_there = direction == Direction::up ? outline.up : outline.down;
  if (event.epoch() != phone.connection || !is_there || !outline.allows(ActionKind::deliver)) return fail();
  act(event.client, Stimulus::of(ActionKind::deliver, direction));
}

// The platform and the push service.

void Worker::on_grace_over(const Event& event) {
  const Phone& phone = this->phone(event.client);
  const Outline& outline = run_.store.outline(phone);
  if (event.epoch() != phone.app) return fail();
  if (outline.allows(ActionKind::suspend)) return act(event.client, Stimulus::of(ActionKind::suspend));
  if (!outline.allows(ActionKind::suspend_early)) return fail();
  plan({now_ + kGraceRepeats, EventKind::grace_over, event.epoch(), event.client});
}

void Worker::on_push(const Event& event) {
  const Phone& phone = this->phone(event.client);
  const Outline& outline = run_.store.outline(phone);
  if (event.epoch() != phone.push || !outline.allows(ActionKind::push_arrives)) return fail();
  const PlatformShare& platform = crowd().platforms[outline.platform];
  bool lost = sim::happens(platform.push.loss, chance().draw(event.client, Use::push_loss, now_).first);
  for (std::size_t i = 0; i < crowd().faults.size(); ++i) {
    const CrowdFault& fault = crowd().faults[i];
    const bool strikes = fault.kind == CrowdFault::Kind::push_deaf && fault.at <= now_ &&
                         now_ - fault.at < fault.lasts && fault.platform.value_or(outline.platform) == outline.platform;
    if (!strikes) continue;
    run_.pushes_struck[i].fetch_add(1, std::memory_order_relaxed);
    lost = true;
  }
  if (lost) return act(event.client, Stimulus::of(ActionKind::lose_push));
  const std::uint32_t wakes_max = platform.platform.wakes_per_hour_max;
  const bool is_rationed = wakes_max > 0 && outline.allows(ActionKind::throttle_push);
  const bool throttled = is_rationed && !run_.wake_budgets[event.client].take(wakes_max, now_);
  act(event.client, Stimulus::of(throttled ? ActionKind::throttle_push : ActionKind::push_arrives));
}

// The network and the servers.

void Worker::on_connect(const Event& event) {
  const Phone& phone = this->phone(event.client);
  if (!run_.store.outline(phone).allows(ActionKind::connect)) return fail();
  Time possible_at = run_.server_up_at[run_.surroundings.home(event.client)];
  for (const CrowdFault& fault : crowd().faults) {
    if (fault.kind != CrowdFault::Kind::network_down ||
        fault.network.value_or(unsigned{phone.network}) != phone.network)
      continue;
    if (fault.at <= now_ && now_ - fault.at < fault.lasts) possible_at = std::max(possible_at, fault.at + fault.lasts);
  }
  if (possible_at > now_) {
    const Bits bits = chance().draw(event.client, Use::retry, now_);
    const Time after = run_.surroundings.network(phone.network).connect.draw(bits.first);
    return plan({possible_at + after, EventKind::connect, 0, event.client});
  }
  on_clock(event, ActionKind::connect);
}

bool Worker::is_bad_now(std::uint32_t client, Phone& phone) {
  for (const CrowdFault& fault : crowd().faults) {
    if (fault.kind != CrowdFault::Kind::network_bad || fault.network.value_or(unsigned{phone.network}) != phone.network)
      continue;
    if (fault.at <= now_ && now_ - fault.at < fault.lasts) return true;
  }
  const auto& spells = run_.surroundings.network(phone.network).spells;
  if (!spells) return false;
  const std::uint32_t since = (static_cast<std::uint32_t>(now_ >> 10U) - phone.spoke_at) & kSpokeMask;
  return spells->draw_next(phone.bad_spell != 0, Time{since} << 10U,
                           chance().draw(client, Use::spell, now_, packets_).first);
}

void Worker::on_break(const Event& event) {
  Phone& phone = this->phone(event.client);
  if (!run_.store.outline(phone).allows(ActionKind::break_connection)) return fail();
  const NetworkClass& network = crowd().networks[phone.network];
  std::optional<Time> every = network.break_every;
  if (network.bursts && network.bursts->break_every && is_bad_now(event.client, phone)) {
    every = network.bursts->break_every;
  }
  if (!every) return fail();
  // Drawn at the rate of the network where breaks are most frequent.
  const auto drawn = static_cast<Time>(
      sim::scaled(chance().draw(event.client, Use::break_connection, now_).first, static_cast<std::uint64_t>(*every)));
  if (drawn >= *run_.surroundings.shortest_break_every()) return fail();
  act(event.client, Stimulus::of(ActionKind::break_connection));
}

void Worker::on_move(const Event& event) {
  Phone& phone = this->phone(event.client);
  const Outline& outline = run_.store.outline(phone);
  choose_accounts(event.client, phone, outline);
  count(Counter::moves);
  if (outline.allows(ActionKind::break_connection)) {
    act(event.client, Stimulus::of(ActionKind::break_connection));
  } else {
    fail();
  }
  const Bits bits = chance().draw(event.client, Use::move, now_);
  phone.network =
      static_cast<std::uint16_t>(run_.surroundings.draw_network(static_cast<std::uint32_t>(bits.first)) & 15U);
}

// Timers.

/// A clock runs while its action is possible; afterwards it begins again if the action still is.
void Worker::on_clock(const Event& event, ActionKind kind) {
  if (!run_.store.outline(phone(event.client)).allows(kind)) return fail();
  const Time up_at = run_.server_up_at[run_.surroundings.home(event.client)];
  if (needs_server(kind) && up_at > now_) {
    return plan({up_at, event.kind(), event.epoch(), event.client, event.other});
  }
  act(event.client, Stimulus::of(kind));
  Phone& phone = this->phone(event.client);
  if (!run_.store.outline(phone).allows(kind)) return;
  if (kind == ActionKind::repeat_push) phone.waiting = static_cast<std::uint16_t>((phone.waiting + 1) & 15U);
  start_clock(event.client, kind);
}

void Worker::on_drawn(const Event& event, ActionKind kind) {
  if (!run_.store.outline(phone(event.client)).allows(kind)) return fail();
  act(event.client, Stimulus::of(kind));
}

/// The first message of the list whose deadline has passed.
void Worker::on_deadline(const Event& event) {
  const bool gives_up = event.kind() == EventKind::give_up;
  const ActionKind kind = gives_up ? ActionKind::give_up : ActionKind::expire;
  const Phone& phone = this->phone(event.client);
  if (!run_.store.outline(phone).allows(kind)) return fail();
  const model::Side side =
      phone.side == kWhole ? run_.store.wholes[phone.slots].side : run_.store.sides.side(phone.side);
  const auto& list = gives_up ? side.client.outbox : side.mailbox.bodies;
  const model::Options& options = crowd().options;
  const auto after = static_cast<Time>(gives_up ? options.client_resend.argument : options.message_ttl.argument);
  const std::span<RecordName> slots = slots_of(phone);
  for (std::size_t i = 0; i < list.size(); ++i) {
    const Record& record = this->record(slots[slot_of(list[i])]);
    if ((gives_up ? record.composed_at : record.custody_at) + after > now_) continue;
    return act(event.client, Stimulus::of(kind, {}, static_cast<std::uint16_t>(i)));
  }
  fail();
}

// Between windows.

bool Worker::strike(Time at, std::uint32_t client, ActionKind kind) {
  now_ = at;
  packets_ = 0;
  event_ = Event(at, EventKind::crash, 0, client);
  const bool of_server = kind == ActionKind::crash_server;
  if (!of_server && !run_.store.outline(phone(client)).allows(kind)) return false;
  act(client, Stimulus::of(kind));
  return true;
}

void Worker::release_records() {
  for (const RecordName name : finished_) {
    note_unreached(record(name), run_.window_end);
    add_to_ledger(record(name), counts.ledger);
    records_.give_back(name);
  }
  finished_.clear();
}

std::uint64_t Worker::bytes() const {
  std::uint64_t sum = 0;
  for (const auto* accounts : {&counts.platforms, &counts.networks, &counts.servers}) {
    sum += accounts->capacity() * sizeof(Account);
    for (const Account& account : *accounts) {
      for (const statistics::Durations& measure : account.tally.measures) {
        sum += measure.ended.bytes() + measure.censored.bytes();
      }
    }
  }
  for (const Line& line : trace) sum += sizeof(Line) + line.words.capacity();
  return sum + memo_.bytes() + calendar.bytes() + records_.bytes() + small_blocks_.bytes() + large_blocks_.bytes();
}

}  // namespace doublecheck::population
