// What a worker does for users: how their day begins, when they open the app and leave it, and what they write.

#include "population/worker.hpp"
#include "sim/distributions.hpp"

#include <algorithm>

namespace doublecheck::population {
namespace {

using model::ActionKind;

constexpr std::uint32_t kMessagesOfSessionMax = 1000;

std::uint16_t minutes(Time at) { return static_cast<std::uint16_t>(static_cast<std::uint64_t>(at / sim::kMinute)); }

}  // namespace

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

}  // namespace doublecheck::population
