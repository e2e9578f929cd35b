// What a worker does when the time of an event has come.

#include "population/worker.hpp"

#include "model/assert.hpp"
#include "sim/clocks.hpp"
#include "sim/distributions.hpp"

#include <algorithm>

namespace doublecheck::population {
namespace {

using model::ActionKind;
using model::Direction;

/// Between two looks at an app whose grace is over while something is on its way to it.
constexpr Time kGraceRepeats = 250 * sim::kMillisecond;

constexpr std::uint32_t kMessagesOfSessionMax = 1000;

bool is_later(const Event& one, const Event& other) { return other < one; }

std::uint16_t minutes(Time at) { return static_cast<std::uint16_t>(static_cast<std::uint64_t>(at / sim::kMinute)); }

bool needs_server(ActionKind kind) {
  return kind == ActionKind::repeat_push || kind == ActionKind::flush || kind == ActionKind::push_error_arrives ||
         kind == ActionKind::time_out_session || kind == ActionKind::end_session;
}

}  // namespace

Worker::Worker(Run& run)
    : calendar(run.window),
      breaches(kPropertyCount),
      breach_counts(kPropertyCount),
      run_(run),
      rules_(run.surroundings.crowd()),
      memo_(run.transitions_max),
      records_(run.store.records),
      small_blocks_(run.store.small_blocks),
      large_blocks_(run.store.large_blocks),
      wholes_(run.store.wholes) {
  counts.platforms.resize(crowd().platforms.size());
  counts.networks.resize(crowd().networks.size());
  counts.servers.resize(crowd().servers.count);
}

void Worker::carry_out(std::span<Event> events) {
  std::ranges::sort(events);
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
  if (event.at() >= run_.window_end) return calendar.push(event);
  soon_.push_back(event);
  std::ranges::push_heap(soon_, is_later);
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
      return on_clock(event, ActionKind::persist);
    case EventKind::flush:
      return on_clock(event, ActionKind::flush);
    case EventKind::time_out_connection:
      return on_clock(event, ActionKind::time_out_connection);
    case EventKind::time_out_session:
      return on_clock(event, ActionKind::time_out_session);
    case EventKind::end_session:
      return on_clock(event, ActionKind::end_session);
    case EventKind::push_error:
      return on_clock(event, ActionKind::push_error_arrives);
    case EventKind::heal:
      return on_clock(event, ActionKind::heal);
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
      return on_drawn(event, ActionKind::kill_by_system);
    case EventKind::kill_by_user:
      return on_drawn(event, ActionKind::kill_by_user);
    case EventKind::crash:
      return on_drawn(event, ActionKind::crash_client);
    case EventKind::cut:
      return on_drawn(event, ActionKind::cut_connection);
    case EventKind::partition:
      return on_drawn(event, ActionKind::partition);
    case EventKind::change_token:
      return on_drawn(event, ActionKind::change_token);
  }
}

void Worker::on_arrival(const Event& event, Direction direction) {
  const Phone& phone = this->phone(event.client);
  const Outline& outline = run_.store.outline(phone);
  const bool is_there = direction == Direction::up ? outline.up : outline.down;
  if (event.epoch() != phone.connection || !is_there || !outline.allows(ActionKind::deliver)) return fail();
  act(event.client, Stimulus::of(ActionKind::deliver, direction));
}

// The user.

void Worker::open(std::uint32_t client) {
  const Traits traits = run_.surroundings.traits(client);
  const auto away = static_cast<std::uint16_t>(minutes(now_) - phone(client).left_at);
  act(client, Stimulus::of(ActionKind::open_app));
  const Bits bits = chance().draw(client, Use::session, now_);
  const Time stays = std::max<Time>(run_.surroundings.session(traits.habit).draw(bits.first), 1);
  plan_session(client, traits, now_ - away * sim::kMinute, stays);
}

/// What has come to the user's mind since the last session, and will in this one, is written now.
void Worker::plan_session(std::uint32_t client, const Traits& traits, Time since, Time stays) {
  const unsigned epoch = phone(client).app;
  plan({now_ + stays, EventKind::leave, epoch, client});
  const Time days = run_.surroundings.writing_time(traits.zone, since, now_ + stays) / 86'400;  // in millionths
  const Time written = crowd().habits[traits.habit].messages_per_day * days;
  Time sum = 0;
  for (std::uint32_t i = 0; i < kMessagesOfSessionMax; ++i) {
    const Bits message = chance().draw(client, Use::messages, now_, i);
    sum += run_.surroundings.unit_exponential().draw(message.first);
    if (sum > written) return;
    const auto after = static_cast<Time>(sim::scaled(message.second, static_cast<std::uint64_t>(stays)));
    plan({now_ + after, EventKind::compose, epoch, client});
  }
}

void Worker::compose(std::uint32_t client, std::uint32_t recipient) {
  const RecordName name = records_.take();
  Record& record = this->record(name);
  record.composed_at = now_;
  record.sender = client;
  record.recipient = recipient;
  Phone& phone = this->phone(client);
  record.number = phone.composed;
  phone.composed = (phone.composed + 1) & 0xFFFFFFU;
  record.next_unseen = kNoRecord;
  record.recipient_bits.store(Record::kAtRest, std::memory_order_relaxed);
  record.sender_bits.store(0, std::memory_order_relaxed);
  record.ends.store(Record::kRecipientEnd, std::memory_order_relaxed);
  record.sender_rest = record.recipient_rest = {};
  act(client, Stimulus::of(ActionKind::compose), name);
}

void Worker::on_compose(const Event& event) {
  const Phone& phone = this->phone(event.client);
  if (event.epoch() != phone.app || !run_.store.outline(phone).is_open()) return fail();
  const Bits bits = chance().draw(event.client, Use::writing, now_);
  const HabitClass& habit = run_.surroundings.habit_of(event.client);
  std::uint32_t copies = 1;
  if (habit.to_group > 0 && sim::happens(habit.to_group, bits.first)) {
    const GroupSizes& sizes = crowd().groups;
    const double log_of_more = sizes.copies_mean <= 1 ? -700.0 : sim::natural_log(1.0 - 1.0 / sizes.copies_mean);
    const double drawn = sim::natural_log(sim::open_unit(bits.second)) / log_of_more;
    copies = 1 + static_cast<std::uint32_t>(std::min(drawn, static_cast<double>(sizes.copies_max - 1)));
  }
  const std::uint32_t contacts = std::max(crowd().contacts.count, copies);
  const auto first = static_cast<std::uint32_t>(
      sim::scaled(chance().draw(event.client, Use::contact, now_).first, crowd().contacts.count));
  for (std::uint32_t i = 0; i < copies; ++i) {
    compose(event.client, run_.surroundings.contact(event.client, (first + i) % contacts));
  }
}

/// Somebody with something to say opens the app.
void Worker::on_recorded(const Event& event) {
  if (event.client == event.other) return fail();
  const Outline& outline = run_.store.outline(phone(event.client));
  if (!outline.is_open()) {
    if (!outline.allows(ActionKind::open_app)) return fail();
    open(event.client);
  }
  compose(event.client, event.other);
}

void Worker::on_leave(const Event& event) {
  const Phone& phone = this->phone(event.client);
  if (event.epoch() != phone.app || !run_.store.outline(phone).is_open()) return fail();
  act(event.client, Stimulus::of(ActionKind::leave_app));
}

void Worker::on_absence_over(const Event& event) {
  const Traits traits = run_.surroundings.traits(event.client);
  const Time mean = crowd().habits[traits.habit].absence_mean;
  Time shortest = mean;
  for (const HabitClass& habit : crowd().habits) shortest = std::min(shortest, habit.absence_mean);
  const std::uint64_t all = static_cast<std::uint64_t>(mean / 1000 + 1) * run_.surroundings.liveliness_max();
  const std::uint64_t wanted =
      static_cast<std::uint64_t>(shortest / 1000 + 1) * run_.surroundings.liveliness(traits.zone, now_);
  if (sim::scaled(chance().draw(event.client, Use::absence, now_).first, all) >= wanted) return fail();
  const Outline& outline = run_.store.outline(phone(event.client));
  if (outline.is_open() || !outline.allows(ActionKind::open_app)) return fail();
  open(event.client);
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
  constexpr std::uint32_t kMask = (1U << 29U) - 1;
  const std::uint32_t since = (static_cast<std::uint32_t>(now_ >> 10U) - phone.spoke_at) & kMask;
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

void Worker::start(std::uint32_t client) {
  now_ = 0;
  const Traits traits = run_.surroundings.traits(client);
  const HabitClass& habit = crowd().habits[traits.habit];
  const bool runs_on = crowd().platforms[traits.platform].platform.runs_in_background;
  const Bits bits = chance().draw(client, Use::start, 0);
  const auto stays = static_cast<std::uint64_t>(run_.surroundings.mean_session(traits.habit));
  const bool is_open = sim::scaled(bits.first, stays + static_cast<std::uint64_t>(habit.absence_mean)) < stays;
  const auto app = is_open   ? model::AppState::foreground
                   : runs_on ? model::AppState::background
                             : model::AppState::suspended;
  const bool connected = is_open || runs_on;
  Phone& phone = this->phone(client);
  const auto index = std::size_t{traits.platform} * 2 + (is_open ? 1 : 0);
  if (first_sides_.empty()) first_sides_.resize(crowd().platforms.size() * 2, kWhole);
  if (first_sides_[index] == kWhole) {
    const model::Side side = rules_.initial_side(traits.platform, app, connected);
    first_sides_[index] = run_.store.sides.number_of(side, rules_.outline(side, traits.platform, 0));
  }
  phone.side = first_sides_[index];
  phone.network = static_cast<std::uint16_t>(traits.first_network & 15U);
  counts.connected += connected ? 1 : 0;
  counts.open += is_open ? 1 : 0;
  if (is_open) {
    plan_session(client, traits, 0, std::max<Time>(run_.surroundings.session(traits.habit).draw(bits.second), 1));
  } else {
    const Time away = run_.surroundings.absence(traits.habit).draw(bits.second);
    phone.left_at = static_cast<std::uint16_t>(-static_cast<std::int64_t>(away / sim::kMinute));
  }
  const auto& spells = run_.surroundings.network(traits.first_network).spells;
  if (spells) phone.bad_spell = spells->draw_first(chance().draw(client, Use::spell, 0).first) ? 1 : 0;
}

void Worker::release_records() {
  for (const RecordName name : finished_) {
    add_to_ledger(record(name), counts.ledger);
    records_.give_back(name);
  }
  finished_.clear();
}

std::uint64_t Worker::bytes() const {
  return memo_.bytes() + calendar.bytes() + records_.bytes() + small_blocks_.bytes() + large_blocks_.bytes();
}

}  // namespace doublecheck::population
