// What a worker makes of the deeds of a step: arrivals to plan, measures and counts.

#include "population/worker.hpp"

#include "model/assert.hpp"
#include "population/transport.hpp"
#include "sim/distributions.hpp"

#include <algorithm>

namespace doublecheck::population {
namespace {

using model::FactKind;
using model::ItemKind;
using model::Mark;

std::uint16_t minutes(Time at) { return static_cast<std::uint16_t>(static_cast<std::uint64_t>(at / sim::kMinute)); }

}  // namespace

void Worker::on_deed(std::uint32_t client, Phone& phone, const Outline& after, const Deed& deed, RecordName name) {
  if (name != kNoRecord && is_traced(record(name))) tell(client, deed, record(name));
  switch (deed.kind) {
    case FactKind::transmitted:
      return on_transmitted(client, phone, deed, name);
    case FactKind::mark_changed:
      return on_mark(client, deed, name);
    case FactKind::message_failed:
      record(name).set(Record::kInOutbox, false);
      return record(name).set(Record::kGivenUp);
    case FactKind::outbox_lost_in_crash:
      record(name).set(Record::kInOutbox, false);
      record(name).set(Record::kOutboxLost);
      return suspect(Property::custody, name);
    case FactKind::custody_taken:
    case FactKind::body_flushed:
    case FactKind::body_back_from_disk:
      return on_custody(deed, record(name), name);
    case FactKind::body_refused:
      return record(name).set(Record::kRefused);
    case FactKind::body_dropped:
    case FactKind::body_archived:
    case FactKind::body_expired:
    case FactKind::body_evicted:
    case FactKind::body_lost_in_crash:
      return on_body_gone(deed, record(name), name);
    case FactKind::release_processed:
      record(name).set(Record::kReleased);
      record(name).custody_at = now_;
      if (record(name).has(Record::kOnServer))
        breach(Property::retention, now_, &record(name), client, "released, and kept");
      return;
    case FactKind::resend_recognised:
      return count(Counter::resends_recognised);
    case FactKind::message_stored:
      return on_stored(phone, after, name);
    case FactKind::duplicate_stored:
      return breach(Property::no_duplicate, now_, &record(name), client, "stored a second time");
    case FactKind::duplicate_recognised:
      return count(Counter::duplicates_recognised);
    case FactKind::message_unsaved:
      return record(name).set(Record::kUnsaved);
    case FactKind::unsaved_lost_in_crash:
      return on_wiped(name);
    case FactKind::push_sent:
      ++counts.step.pushes_sent;
      if (before_.push_in_flight) count(Counter::pushes_coalesced);
      return count(Counter::pushes_sent);
    case FactKind::push_lost:
      ++counts.step.pushes_lost;
      return count(Counter::pushes_lost);
    case FactKind::push_arrived:
      return on_push_arrived(deed);
    case FactKind::push_throttled:
      return count(Counter::pushes_throttled);
    case FactKind::connected:
      ++counts.step.connects;
      return count(Counter::connections);
    case FactKind::disconnected:
    case FactKind::connection_cut:
      phone.connection = (phone.connection + 1) & 0xFFU;
      if (is_break_) count(Counter::connection_breaks);
      return;
    case FactKind::client_crashed:
      return count(Counter::client_crashes);
    case FactKind::app_changed:
      return on_app(client, phone, deed);
    case FactKind::arrived:
    case FactKind::lost:
    case FactKind::duplicated:
    case FactKind::sent_wiped:
    case FactKind::body_restored:
    case FactKind::body_missed:
    case FactKind::body_purged:
    case FactKind::receipt_queued:
    case FactKind::receipt_not_kept:
    case FactKind::receipt_forgotten:
    case FactKind::receipt_given_up:
    case FactKind::failure_queued:
    case FactKind::failure_forgotten:
    case FactKind::tombstone_forgotten:
    case FactKind::message_unprocessable:
    case FactKind::store_wiped:
    case FactKind::push_refused:
    case FactKind::token_changed:
    case FactKind::token_registered:
    case FactKind::token_forgotten:
    case FactKind::user_notified:
    case FactKind::connection_refused:
    case FactKind::session_timed_out:
    case FactKind::session_resumed:
    case FactKind::session_started:
    case FactKind::number_registered:
    case FactKind::number_lost:
    case FactKind::contact_matched:
    case FactKind::client_reinstalled:
    case FactKind::clock_jumped:
    case FactKind::partitioned:
    case FactKind::healed:
    case FactKind::server_crashed:
    case FactKind::relay_stored:
    case FactKind::relay_released:
    case FactKind::servers_partitioned:
    case FactKind::servers_reconnected:
      return;
  }
}

/// A packet takes its latency, and longer where the radio sleeps or losses have to be mended. It arrives no earlier
/// than the one before it, and not in this window.
void Worker::on_transmitted(std::uint32_t client, Phone& phone, const Deed& deed, RecordName name) {
  const bool down = deed.is(Deed::kDown);
  const NetworkClass& network = crowd().networks[phone.network];
  const bool bad = is_bad_now(client, phone);
  const Bits bits = chance().draw(client, down ? Use::packet_down : Use::packet_up, now_, packets_++);
  Time takes = run_.surroundings.network(phone.network).latency.draw(bits.first);
  const std::uint32_t silent = (static_cast<std::uint32_t>(now_ >> 10U) - phone.spoke_at) & kSpokeMask;
  if (network.radio_wake > 0 && (Time{silent} << 10U) >= network.radio_idle) takes += network.radio_wake;
  const PartsPerMillion loss = bad && network.bursts && network.bursts->loss ? *network.bursts->loss : network.loss;
  if (sim::happens(loss, bits.second))
    takes += retransmission_delay(draw_transmissions(loss, bits.second), network.retransmit_after);
  phone.spoke_at = static_cast<std::uint32_t>(now_ >> 10U) & kSpokeMask;
  phone.bad_spell = bad ? 1 : 0;
  Time arrives = now_ + std::max(takes, run_.window);
  std::uint32_t& last = down ? phone.last_down : phone.last_up;
  if (!deed.is(Deed::kLinkWasEmpty)) {
    const auto ahead = static_cast<std::int32_t>(last - static_cast<std::uint32_t>(arrives));
    if (ahead >= 0) arrives += Time{ahead} + 1;
  }
  last = static_cast<std::uint32_t>(arrives);
  std::uint32_t other = Event::kNobody;
  if (deed.is(Deed::kConcerns)) {
    const Record& record = this->record(name);
    other = record.sender == client ? record.recipient : record.sender;
  } else if (deed.is(Deed::kConcernsMany)) {
    other = Event::kMany;
  }
  plan({arrives, down ? EventKind::arrival_down : EventKind::arrival_up, phone.connection, client, other});
  ++counts.step.transmissions;
  if (deed.item != ItemKind::body) return;
  Record& record = this->record(name);
  const bool again = down ? record.has(Record::kSentDown) : record.has(Record::kSentUp);
  if (down) {
    record.set(Record::kSentDown);
  } else {
    record.set(Record::kSentUp);
  }
  count(down ? Counter::bodies_sent_down : Counter::bodies_sent_up);
  if (!again) return;
  ++counts.step.resent;
  count(down ? Counter::resent_down : Counter::resent_up);
}

// At the sender.

void Worker::on_mark(std::uint32_t client, const Deed& deed, RecordName name) {
  Record& record = this->record(name);
  const auto before = static_cast<Mark>(deed.before);
  const auto after = static_cast<Mark>(deed.after);
  if (after == Mark::clock) {
    record.set(Record::kInOutbox);
    ++counts.composed;
    ++counts.step.composed;
    if (crowd().options.client_resend == model::ClientResend::deadline) {
      plan({now_ + static_cast<Time>(crowd().options.client_resend.argument), EventKind::give_up, 0, client});
    }
    return count(Counter::composed);
  }
  if (before == Mark::clock) {
    record.set(Record::kInOutbox, false);
    count(Counter::one_check_seen);
    measure_since_composed(Measure::one_check, record);
    record.set(Record::kOneCheck);
    if (!record.has(Record::kTakenDurably)) suspect(Property::truth1, name);
    const bool is_safe =
        record.has(Record::kStored) || (record.has(Record::kOnServer) && record.has(Record::kTakenDurably));
    if (!is_safe) suspect(Property::custody, name);
  }
  if (after != Mark::two) return;
  count(Counter::two_checks_seen);
  measure_since_composed(Measure::two_checks, record);
  record.set(Record::kTwoChecks);
  if (is_measuring()) counts.two_checks_of_step.add(static_cast<std::uint64_t>(now_ - record.composed_at));
  if (!record.has(Record::kStored)) suspect(Property::truth2, name);
}

// At the server.

void Worker::on_custody(const Deed& deed, Record& record, RecordName name) {
  if (deed.kind == FactKind::body_flushed || deed.is(Deed::kDurably)) record.set(Record::kTakenDurably);
  if (deed.kind == FactKind::body_flushed) return;
  if (record.has(Record::kReleased)) breach(Property::retention, now_, &record, record.recipient, "released, and back");
  if (record.has(Record::kOnServer)) return;
  record.set(Record::kOnServer);
  record.custody_at = now_;
  if (crowd().options.message_ttl == model::MessageTtl::ttl) {
    plan({now_ + static_cast<Time>(crowd().options.message_ttl.argument), EventKind::expire, 0, record.recipient});
  }
  const Time from = std::max(now_, crowd().warm_up);
  for (Account* account : accounts_) {
    if (account == nullptr) continue;
    ++account->taken;
    account->tally.counters[static_cast<std::size_t>(Counter::body_microseconds_for_ever)] +=
        static_cast<std::uint64_t>(std::max<Time>(run_.until - from, 0));
  }
  if (deed.kind == FactKind::body_back_from_disk && !record.has(Record::kStored)) suspect(Property::custody, name);
}

void Worker::on_body_gone(const Deed& deed, Record& record, RecordName name) {
  if (record.has(Record::kOnServer)) release_body(record);
  const bool keeps = deed.kind == FactKind::body_archived;
  if (keeps) breach(Property::retention, now_, &record, record.recipient, "released, and archived");
  if (deed.kind == FactKind::body_expired) record.set(Record::kExpired);
  if (deed.kind == FactKind::body_evicted) record.set(Record::kEvicted);
  if (deed.kind == FactKind::body_lost_in_crash) record.set(Record::kLostInCrash);
  if (record.has(Record::kStored)) return;
  if (deed.kind == FactKind::body_dropped) record.set(Record::kDropped);
  suspect(Property::custody, name);
}

void Worker::release_body(Record& record) {
  record.set(Record::kOnServer, false);
  const Time from = std::max(record.custody_at, crowd().warm_up);
  record.custody_at = now_;
  if (now_ > from) count(Counter::body_microseconds_queued, static_cast<std::uint64_t>(now_ - from));
}

// At the recipient.

void Worker::on_stored(Phone& phone, const Outline& after, RecordName name) {
  Record& record = this->record(name);
  record.set(Record::kUnsaved, false);
  record.set(Record::kStored);
  ++counts.step.delivered;
  count(Counter::delivered);
  measure_since_composed(Measure::stored, record);
  if (record.has(Record::kOvertaken)) {
    breach(Property::order, now_, &record, record.recipient, "stored after a later one");
  }
  if (names_.size() > 1) watch_order(record);
  if (after.is_open()) {
    measure_since_composed(Measure::visible, record);
    if (record.has(Record::kAwaited)) measure(Measure::wait_on_opening, now_ - record.awaited_since);
    return;
  }
  record.set(Record::kUnseen);
  record.next_unseen = phone.unseen;
  phone.unseen = name;
}

/// Earlier messages of the same sender that the server still holds come too late from now on.
void Worker::watch_order(const Record& stored) {
  for (const RecordName name : names_) {
    Record& other = record(name);
    if (other.sender != stored.sender || other.recipient != stored.recipient || other.number >= stored.number) continue;
    if (other.has(Record::kOnServer) && !other.has(Record::kStored)) other.set(Record::kOvertaken);
  }
}

void Worker::on_wiped(RecordName name) {
  record(name).set(Record::kUnsaved, false);
  record(name).set(Record::kWiped);
  suspect(Property::custody, name);
}

void Worker::on_app(std::uint32_t client, Phone& phone, const Deed& deed) {
  const auto before = static_cast<model::AppState>(deed.before);
  const auto after = static_cast<model::AppState>(deed.after);
  if (before == model::AppState::foreground) {
    phone.left_at = minutes(now_);
    stop_waiting(client);
  }
  if (after == model::AppState::foreground) on_opened(client, phone);
}

void Worker::on_opened(std::uint32_t client, Phone& phone) {
  bool has_mail = phone.unseen != kNoRecord;
  while (phone.unseen != kNoRecord) {
    const RecordName name = phone.unseen;
    Record& record = this->record(name);
    phone.unseen = record.next_unseen;
    record.next_unseen = kNoRecord;
    record.set(Record::kUnseen, false);
    measure_since_composed(Measure::visible, record);
    measure(Measure::wait_on_opening, 0);
    if (record.has(Record::kAtRest)) settling_.emplace_back(name, Record::kRecipientEnd);
  }
  for (const RecordName name : names_) {
    Record& record = this->record(name);
    if (record.recipient != client || !record.has(Record::kOnServer) || record.has(Record::kStored)) continue;
    record.set(Record::kAwaited);
    record.awaited_since = now_;
    has_mail = true;
  }
  count(Counter::openings);
  if (has_mail) count(Counter::openings_with_mail);
}

void Worker::on_push_arrived(const Deed& deed) {
  count(Counter::pushes_arrived);
  switch (static_cast<model::PushEffect>(deed.before)) {
    case model::PushEffect::wake:
    case model::PushEffect::may_wake:
      return count(Counter::pushes_woke);
    case model::PushEffect::display:
      return count(Counter::pushes_displayed);
    case model::PushEffect::nothing:
      return count(Counter::pushes_without_effect);
  }
}

}  // namespace doublecheck::population
