// How a worker carries out a step of the protocol: an action at one side, and what it posts to others.

#include "population/worker.hpp"

#include "model/assert.hpp"
#include "sim/clocks.hpp"
#include "sim/distributions.hpp"

#include <algorithm>
#include <bit>

namespace doublecheck::population {
namespace {

using model::ActionKind;

// As in the simulator of small scenarios; the crowd says nothing of them.
constexpr Time kPersistAfter = 50 * sim::kMillisecond;
constexpr Time kDeadAfter = 60 * sim::kSecond;
constexpr Time kSessionKept = 5 * sim::kMinute;

constexpr std::uint64_t bit_of(ActionKind kind) { return std::uint64_t{1} << static_cast<unsigned>(kind); }

/// Those that run while their action is possible.
constexpr std::uint64_t kClocks = bit_of(ActionKind::connect) | bit_of(ActionKind::push_arrives) |
                                  bit_of(ActionKind::repeat_push) | bit_of(ActionKind::persist) |
                                  bit_of(ActionKind::flush) | bit_of(ActionKind::time_out_connection) |
                                  bit_of(ActionKind::time_out_session) | bit_of(ActionKind::end_session) |
                                  bit_of(ActionKind::push_error_arrives) | bit_of(ActionKind::heal);

enum class Room : std::uint8_t { none, small, large };

Room room_for(std::size_t slots) {
  if (slots <= 1) return Room::none;
  return slots <= 4 ? Room::small : Room::large;
}

/// A hash whose sum over events does not depend on their order.
std::uint64_t digest_of(Time at, std::uint32_t client, const Stimulus& stimulus) {
  const std::uint64_t what = (static_cast<std::uint64_t>(stimulus.action) << 56U) |
                             (static_cast<std::uint64_t>(stimulus.direction) << 48U) |
                             (std::uint64_t{stimulus.position} << 32U) | client;
  std::uint64_t value = static_cast<std::uint64_t>(at) * 0x9E3779B97F4A7C15U ^ what;
  value = (value ^ (value >> 30U)) * 0xBF58476D1CE4E5B9U;
  value = (value ^ (value >> 27U)) * 0x94D049BB133111EBU;
  return value ^ (value >> 31U);
}

}  // namespace

void Worker::act(std::uint32_t client, const Stimulus& stimulus, RecordName composed) {
  if (stimulus.action != ActionKind::crash_server) {
    ++counts.events;
    counts.digest += digest_of(now_, client, stimulus);
  }
  is_break_ = stimulus.action == ActionKind::break_connection || stimulus.action == ActionKind::cut_connection ||
              stimulus.action == ActionKind::partition;
  if (run_.listing) list(client, stimulus);
  if (run_.observer != nullptr) {
    run_.observer->on_act(now_, client, stimulus, composed == kNoRecord ? nullptr : &record(composed));
  }
  perform(client, stimulus, composed);
  for (std::size_t i = 0; i < errands_.size(); ++i) react(Errand(errands_[i]));
  errands_.clear();
  end_step();
}

/// What another side posted about a message.
void Worker::react(const Errand& errand) {
  const Phone& phone = this->phone(errand.to);
  const Record& record = this->record(errand.record);
  if (run_.observer != nullptr) run_.observer->on_react(now_, errand.to, errand.kind, record, errand.id);
  const std::span<RecordName> slots = slots_of(phone);
  const auto place = std::ranges::find(slots, errand.record);
  Stimulus stimulus{.is_post = true, .post = errand.kind, .id = errand.id};
  if (place != slots.end()) {
    stimulus.slot = static_cast<std::uint16_t>(place - slots.begin());
    return perform(errand.to, stimulus, kNoRecord);
  }
  stimulus.slot = Stimulus::kOutside;
  stimulus.is_own = record.sender == errand.to;
  stimulus.rest = rest_now(errand.to, record);
  perform(errand.to, stimulus, errand.record);
}

/// A server that keeps all in memory has forgotten in a crash what it knew of messages at rest.
Rest Worker::rest_now(std::uint32_t client, const Record& record) const {
  if (record.sender == client) return record.sender_rest;
  Rest rest = record.recipient_rest;
  if (crowd().options.server_durability != model::ServerDurability::memory) return rest;
  if (run_.server_crashed_at[run_.surroundings.home(client)] < record.custody_at) return rest;
  constexpr unsigned kOfOneId = Rest::kTombstone | Rest::kExpired | Rest::kArchived;
  constexpr unsigned kAtServer = kOfOneId | (kOfOneId << Rest::kOfFreshId);
  rest.bits = static_cast<std::uint16_t>(rest.bits & ~kAtServer);
  return rest;
}

void Worker::perform(std::uint32_t client, const Stimulus& stimulus, RecordName outside) {
  Phone& phone = this->phone(client);
  before_ = run_.store.outline(phone);
  const Outline& before = before_;
  const std::span<RecordName> slots = slots_of(phone);
  names_.assign(slots.begin(), slots.end());
  if (outside != kNoRecord) names_.push_back(outside);
  const Transition step = transition(phone, stimulus);
  replace(phone, step, before.platform);
  const Outline after = run_.store.outline(phone);
  choose_accounts(client, phone, before);
  for (const Deed& deed : step.deeds) {
    on_deed(client, phone, after, deed, deed.index == Deed::kNoMessage ? kNoRecord : names_[deed.index]);
  }
  for (const Posted& post : step.posts) {
    const RecordName name = names_[post.index];
    const Record& record = this->record(name);
    const std::uint32_t to = post.to_recipient ? record.recipient : record.sender;
    // Whoever is not known to be concerned may be on another thread. Items that a server has served at the same
    // microsecond may have changed places, which concerns both their other ends in any case.
    DOUBLECHECK_ASSERT(to == event_.other || to == event_.client || event_.other == Event::kMany ||
                       event_.kind() == EventKind::served);
    errands_.push_back({to, post.kind, post.id, name});
  }
  bool is_back = outside != kNoRecord;
  for (const Retired& retired : step.retired) {
    const RecordName name = names_[retired.index];
    if (name == outside) is_back = false;
    retire(client, name, retired.rest);
  }
  if (is_back) bring_back(client, outside);
  if (step.breaches != 0) on_breaches(client, step.breaches);
  attend(client, phone, before, after);
  if (run_.observer != nullptr) run_.observer->on_done(client);
}

Transition Worker::transition(const Phone& phone, const Stimulus& stimulus) {
  const bool is_whole = phone.side == kWhole;
  const std::uint32_t packed = is_whole ? 0 : stimulus.packed();
  if (!is_whole && run_.remembers) {
    if (const Transition* known = memo_.find(phone.side, packed)) return *known;
  }
  const Outline outline = run_.store.outline(phone);
  derived_ = is_whole ? rules_.derive(run_.store.wholes[phone.slots].side, outline.platform, outline.slots, stimulus)
                      : rules_.derive(run_.store.sides.side(phone.side), outline.platform, outline.slots, stimulus);
  SideNumber next = kWhole;
  if (derived_.slots.size() <= kSlotsMax) {
    next = run_.store.sides.number_of(derived_.side,
                                      rules_.outline(derived_.side, outline.platform, derived_.slots.size()));
  }
  if (is_whole || !run_.remembers) return view_of(derived_, next);
  return memo_.add(phone.side, packed, next, derived_);
}

// Slots.

std::span<RecordName> Worker::slots_of(const Phone& phone) {
  if (phone.side == kWhole) return run_.store.wholes[phone.slots].slots;
  const std::size_t count = run_.store.sides.outline(phone.side).slots;
  switch (room_for(count)) {
    case Room::none:
      return {const_cast<RecordName*>(&phone.slots), count};
    case Room::small:
      return {run_.store.small_blocks[phone.slots].data(), count};
    case Room::large:
      break;
  }
  return {run_.store.large_blocks[phone.slots].data(), count};
}

void Worker::free_slots(const Phone& phone) {
  if (phone.side == kWhole) {
    run_.store.wholes[phone.slots] = {};
    return wholes_.give_back(phone.slots);
  }
  const Room room = room_for(run_.store.sides.outline(phone.side).slots);
  if (room == Room::small) small_blocks_.give_back(phone.slots);
  if (room == Room::large) large_blocks_.give_back(phone.slots);
}

/// The names of all messages that the step concerns are in `names_`.
void Worker::replace(Phone& phone, const Transition& step, PlatformIndex platform) {
  const bool was_whole = phone.side == kWhole;
  const Room before = was_whole ? Room::none : room_for(run_.store.sides.outline(phone.side).slots);
  const Room after = room_for(step.slots.size());
  if (step.next == kWhole) {
    if (!was_whole) {
      free_slots(phone);
      phone.slots = wholes_.take();
    }
    Whole& whole = run_.store.wholes[phone.slots];
    whole.outline = rules_.outline(derived_.side, platform, step.slots.size());
    whole.side = std::move(derived_.side);
    whole.slots.clear();
    for (const std::uint16_t index : step.slots) whole.slots.push_back(names_[index]);
    phone.side = kWhole;
    return;
  }
  if (was_whole || before != after) {
    free_slots(phone);
    if (after == Room::small) phone.slots = small_blocks_.take();
    if (after == Room::large) phone.slots = large_blocks_.take();
  }
  phone.side = step.next;
  const std::span<RecordName> slots = slots_of(phone);
  for (std::size_t i = 0; i < step.slots.size(); ++i) slots[i] = names_[step.slots[i]];
}

// The ends of messages.

void Worker::retire(std::uint32_t client, RecordName name, Rest rest) {
  Record& record = this->record(name);
  if (record.sender == client) {
    record.sender_rest = rest;
    settling_.emplace_back(name, Record::kSenderEnd);
  } else {
    record.recipient_rest = rest;
    record.set(Record::kAtRest);
    settling_.emplace_back(name, Record::kRecipientEnd);
  }
}

/// A message that was at rest at this end is in a slot again.
void Worker::bring_back(std::uint32_t client, RecordName name) {
  Record& record = this->record(name);
  const Record::End end = record.sender == client ? Record::kSenderEnd : Record::kRecipientEnd;
  if (end == Record::kRecipientEnd) record.set(Record::kAtRest, false);
  record.ends.fetch_and(static_cast<std::uint8_t>(~static_cast<unsigned>(end)));
  std::erase(settling_, std::pair(name, end));
}

void Worker::end_step() {
  for (const auto& [name, end] : settling_) settle(name, end);
  settling_.clear();
}

/// Whoever settles the second end finds the life of the message over.
void Worker::settle(RecordName name, Record::End end) {
  Record& record = this->record(name);
  if (end == Record::kRecipientEnd && record.has(Record::kUnseen)) return;
  const unsigned before = record.ends.fetch_or(end);
  constexpr unsigned kBoth = Record::kSenderEnd | Record::kRecipientEnd;
  if (before != kBoth && (before | end) == kBoth) finished_.push_back(name);
}

// Clocks.

void Worker::attend(std::uint32_t client, Phone& phone, const Outline& before, const Outline& after) {
  const auto change = [](auto was, auto is) { return static_cast<std::int64_t>(is) - static_cast<std::int64_t>(was); };
  counts.connected += change(before.connected, after.connected);
  counts.open += change(before.is_open(), after.is_open());
  counts.bodies += change(before.bodies, after.bodies);
  counts.receipts += change(before.receipts, after.receipts);
  if (before.enabled == after.enabled && before.app == after.app && before.notified == after.notified) return;
  const std::uint64_t stopped = before.enabled & ~after.enabled;
  if (before.app != after.app) phone.app = static_cast<std::uint16_t>((phone.app + 1) & 15U);
  if ((stopped & bit_of(ActionKind::push_arrives)) != 0) phone.push = static_cast<std::uint16_t>((phone.push + 1) & 7U);
  if ((stopped & bit_of(ActionKind::repeat_push)) != 0) {
    phone.waiting = static_cast<std::uint16_t>((phone.waiting + 1) & 15U);
  }
  if (before.notified && !after.notified) phone.notice = (phone.notice + 1) & 63U;
  if (before.app != after.app && after.app == model::AppState::background) start_grace(client, phone, after);
  if (!before.notified && after.notified && !after.is_open()) {
    const Bits bits = chance().draw(client, Use::reaction, now_);
    const std::uint8_t habit = run_.surroundings.traits(client).habit;
    const Time after_notice = std::max<Time>(run_.surroundings.reaction(habit).draw(bits.first), 1);
    plan({now_ + after_notice, EventKind::reaction, phone.notice, client});
  }
  for (std::uint64_t begun = after.enabled & ~before.enabled & kClocks; begun != 0; begun &= begun - 1) {
    start_clock(client, static_cast<ActionKind>(std::countr_zero(begun)));
  }
}

void Worker::start_grace(std::uint32_t client, const Phone& phone, const Outline& outline) {
  const model::Platform& platform = crowd().platforms[outline.platform].platform;
  if (platform.runs_in_background) return;
  const Time grace = platform.grace_us > 0 ? static_cast<Time>(platform.grace_us) : crowd().grace;
  plan({now_ + grace, EventKind::grace_over, phone.app, client});
}

void Worker::start_clock(std::uint32_t client, ActionKind kind) {
  const Phone& phone = this->phone(client);
  const std::uint8_t platform = run_.store.outline(phone).platform;
  const model::Options& options = crowd().options;
  const auto start = [&](EventKind event, Time after, unsigned epoch = 0) {
    plan({now_ + std::max<Time>(after, 1), event, epoch, client});
  };
  // What may concern others is known before its window begins.
  const auto start_for_many = [&](EventKind event, Time after) {
    plan({now_ + std::max(after, run_.window), event, 0, client, Event::kMany});
  };
  const auto after = [](std::uint64_t microseconds) { return static_cast<Time>(microseconds); };
  const auto drawn = [&](Use use, const QuickDelay& delay) {
    return delay.draw(chance().draw(client, use, now_).first);
  };
  if (kind == ActionKind::connect) {
    start(EventKind::connect, drawn(Use::connect, run_.surroundings.network(phone.network).connect));
  } else if (kind == ActionKind::push_arrives) {
    const Time at = now_ + std::max<Time>(drawn(Use::push, run_.surroundings.push_latency(platform)), 1);
    start(EventKind::push, sim::push_arrival(at, crowd().platforms[platform].platform) - now_, phone.push);
  } else if (kind == ActionKind::repeat_push) {
    start(EventKind::repeat_push, after(options.push_repeat.argument), phone.waiting);
  } else if (kind == ActionKind::persist) {
    start(EventKind::persist, kPersistAfter);
  } else if (kind == ActionKind::flush) {
    start(EventKind::flush, after(options.server_durability.argument));
  } else if (kind == ActionKind::time_out_connection) {
    start(EventKind::time_out_connection, kDeadAfter);
  } else if (kind == ActionKind::time_out_session) {
    start_for_many(EventKind::time_out_session, after(options.stale_session.argument));
  } else if (kind == ActionKind::end_session) {
    start_for_many(EventKind::end_session, kSessionKept);
  } else if (kind == ActionKind::push_error_arrives) {
    start(EventKind::push_error, drawn(Use::push_error, run_.surroundings.push_latency(platform)));
  } else {
    DOUBLECHECK_ASSERT(kind == ActionKind::heal);
    start(EventKind::heal, sim::draw_delay(crowd().fault_rates.partition_lasts,
                                           chance().draw(client, Use::partition_lasts, now_).first));
  }
}

}  // namespace doublecheck::population
