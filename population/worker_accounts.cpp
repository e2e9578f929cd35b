// The watch over the properties, the accounts of what was measured, and words for what happened.

#include "model/history.hpp"
#include "population/words.hpp"
#include "population/worker.hpp"

#include <algorithm>
#include <tuple>

namespace doublecheck::population {
namespace {

constexpr std::size_t kBreachesKept = 8;

}  // namespace

// The watch.

void Worker::on_breaches(std::uint32_t client, std::uint8_t bits) {
  const auto has = [&](model::Breach kind) { return ((unsigned{bits} >> static_cast<unsigned>(kind)) & 1U) != 0; };
  const auto tell = [&](model::Breach kind, Property property, const char* words) {
    if (has(kind)) breach(property, now_, names_.empty() ? nullptr : &record(names_.back()), client, words);
  };
  tell(model::Breach::marks, Property::marks, "a check mark moved as it must not");
  tell(model::Breach::no_resend, Property::no_resend, "sent again after its acknowledgement");
  tell(model::Breach::address, Property::address,
       "an item that does not concern its addressee, or no number of anybody");
  tell(model::Breach::push_inert, Property::push_inert, "a push changed a mark or what the server holds");
  tell(model::Breach::platform, Property::platform, "the app ran where its platform forbids it");
}

void Worker::suspect(Property property, RecordName name) { suspects.push_back({now_, name, property}); }

void Worker::breach(Property property, Time at, const Record* record, std::uint32_t client, const char* words) {
  const auto index = static_cast<std::size_t>(property);
  ++breach_counts[index];
  std::vector<Breach>& kept = breaches[index];
  Breach breach{std::string(watched_properties()[index]), at, 0, client, client, words};
  if (record != nullptr) {
    breach.message = record->id();
    breach.sender = record->sender;
    breach.recipient = record->recipient;
  }
  const auto order = [](const Breach& one) { return std::tuple(one.at, one.message, one.sender, one.recipient); };
  kept.insert(std::ranges::upper_bound(kept, order(breach), {}, order), std::move(breach));
  if (kept.size() > kBreachesKept) kept.pop_back();
}

// Accounts.

void Worker::choose_accounts(std::uint32_t client, const Phone& phone, const Outline& outline) {
  accounts_ = {&counts.platforms[outline.platform], &counts.networks[phone.network], nullptr};
  if (counts.servers.size() > 1) accounts_[2] = &counts.servers[run_.surroundings.home(client)];
}

void Worker::count(Counter counter, std::uint64_t times) {
  if (!is_measuring()) return;
  for (Account* account : accounts_) {
    if (account != nullptr) account->tally.counters[static_cast<std::size_t>(counter)] += times;
  }
}

void Worker::measure(Measure measure, Time duration) {
  if (!is_measuring()) return;
  for (Account* account : accounts_) {
    if (account == nullptr) continue;
    account->tally.measures[static_cast<std::size_t>(measure)].ended.add(static_cast<std::uint64_t>(duration));
  }
}

void Worker::measure_since_composed(Measure measure, const Record& record) {
  if (record.composed_at >= crowd().warm_up) this->measure(measure, now_ - record.composed_at);
}

/// `so_far`: none where it comes to no end.
void Worker::add_unreached(Measure measure, std::optional<Time> so_far) {
  for (Account* account : accounts_) {
    if (account == nullptr) continue;
    statistics::Durations& durations = account->tally.measures[static_cast<std::size_t>(measure)];
    if (so_far) {
      durations.censored.add(static_cast<std::uint64_t>(*so_far));
    } else {
      ++durations.never;
    }
  }
}

/// Their recipient has left: all that is known of their waits is that they would have been longer.
void Worker::stop_waiting(std::uint32_t client) {
  for (const RecordName name : names_) {
    Record& record = this->record(name);
    if (record.recipient != client || !record.has(Record::kAwaited)) continue;
    record.set(Record::kAwaited, false);
    if (!record.has(Record::kStored) && is_measuring()) {
      add_unreached(Measure::wait_on_opening, now_ - record.awaited_since);
    }
  }
}

void Worker::note_unreached(const Record& record, Time end) {
  if (record.composed_at < crowd().warm_up) return;
  const bool is_stored = record.has(Record::kStored);
  const bool is_unseen = is_stored && record.has(Record::kUnseen);
  if (record.has(Record::kTwoChecks) && is_stored && !is_unseen) return;  // and so has everything else
  // Whoever has not seen it yet is all that keeps some records alive.
  const bool is_over = !record.is_in_use() ||
                       (is_unseen && record.has(Record::kAtRest) && (record.ends.load() & Record::kSenderEnd) != 0);
  const bool is_under_way = !is_over && (record.has(Record::kInOutbox) || record.has(Record::kOnServer));
  const bool may_be_acknowledged = !is_over && (is_stored || is_under_way);
  const auto add = [&](Measure measure, bool may_come) {
    add_unreached(measure, may_come ? std::optional(end - record.composed_at) : std::nullopt);
  };
  const auto choose = [&](std::uint32_t client) {
    const Phone& phone = this->phone(client);
    choose_accounts(client, phone, run_.store.outline(phone));
  };
  choose(record.sender);
  if (!record.has(Record::kOneCheck)) add(Measure::one_check, may_be_acknowledged);
  if (!record.has(Record::kTwoChecks)) add(Measure::two_checks, may_be_acknowledged);
  choose(record.recipient);
  if (!is_stored) add(Measure::stored, is_under_way);
  if (!is_stored || is_unseen) add(Measure::visible, is_unseen || is_under_way);
  if (record.has(Record::kAwaited) && !is_stored && is_under_way) {
    add_unreached(Measure::wait_on_opening, end - record.awaited_since);
  }
}

void Worker::note_wait(Time at, std::uint32_t client, Time wait) {
  now_ = at;
  const Phone& phone = this->phone(client);
  choose_accounts(client, phone, run_.store.outline(phone));
  measure(Measure::server_wait, wait);
}

void Worker::close_account(const Record& record, Time end) {
  const Phone& phone = this->phone(record.recipient);
  now_ = end;
  choose_accounts(record.recipient, phone, run_.store.outline(phone));
  const Time from = std::max(record.custody_at, crowd().warm_up);
  if (end > from) count(Counter::body_microseconds_queued, static_cast<std::uint64_t>(end - from));
}

/// Exactly one of them.
void Worker::add_to_ledger(const Record& record, MessageLedger& ledger) const {
  using Loss = MessageLedger::Loss;
  const auto lost = [&](Loss loss) { ++ledger.lost[static_cast<std::size_t>(loss)]; };
  if (record.has(Record::kStored)) {
    ++ledger.delivered;
  } else if (record.has(Record::kInOutbox)) {
    ++ledger.pending_in_outbox;
  } else if (record.has(Record::kOnServer)) {
    ++ledger.pending_on_server;
  } else if (record.has(Record::kExpired)) {
    ++ledger.expired;
  } else if (record.has(Record::kRefused)) {
    ++ledger.refused;
  } else if (record.has(Record::kEvicted)) {
    lost(Loss::evicted);
  } else if (record.has(Record::kLostInCrash)) {
    lost(Loss::server_memory);
  } else if (record.has(Record::kWiped) || record.has(Record::kUnsaved)) {
    lost(Loss::wiped);
  } else if (record.has(Record::kOutboxLost)) {
    lost(Loss::outbox_in_crash);
  } else if (record.has(Record::kGivenUp)) {
    lost(Loss::given_up);
  } else {
    lost(Loss::dropped_on_connection);
  }
}

// Words.

bool Worker::is_traced(const Record& record) const {
  if (crowd().trace_every == 0 && crowd().traced.empty()) return false;
  const std::uint64_t id = record.id();
  const std::uint64_t spread = (id ^ (id >> 29U)) * 0xBF58476D1CE4E5B9U >> 20U;
  if (crowd().trace_every > 0 && spread % crowd().trace_every == 0) return true;
  return std::ranges::find(crowd().traced, id) != crowd().traced.end();
}

void Worker::tell(std::uint32_t client, const Deed& deed, const Record& record) {
  trace.push_back({now_, client, lines_++, record.id(), record.recipient, words_of(deed, client, record)});
}

void Worker::list(std::uint32_t client, const Stimulus& stimulus) {
  listing.push_back({now_, client, lines_++, 0, 0, words_of(stimulus)});
}

}  // namespace doublecheck::population
