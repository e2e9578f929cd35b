// What comes of a run: verdicts on suspects, time series, and everything added up at the end.

#include "population/driver.hpp"

#include "population/limits.hpp"

#include <algorithm>
#include <map>
#include <tuple>

namespace doublecheck::population {
namespace {

/// Is the property broken, now that all that the window did to the message is done?
bool is_broken(Property property, const Record& record) {
  if (property == Property::truth1) return !record.has(Record::kTakenDurably);
  if (property == Property::truth2) return !record.has(Record::kStored);
  const bool on_server = record.has(Record::kOnServer) && record.has(Record::kTakenDurably);
  const bool is_excused = record.has(Record::kExpired) || record.has(Record::kRefused) || record.has(Record::kGivenUp);
  return !record.has(Record::kStored) && !record.has(Record::kInOutbox) && !on_server && !is_excused;
}

const char* words_for(Property property) {
  if (property == Property::truth1) return "one check, and the server never had it durably";
  if (property == Property::truth2) return "two checks, and the recipient has not stored it";
  return "neither stored by its recipient nor kept durably by anybody";
}

void add_account(Tally& tally, const Account& account, Time too_long, bool measured_nothing) {
  tally.add(account.tally);
  std::uint64_t& for_ever = tally.counters[static_cast<std::size_t>(Counter::body_microseconds_for_ever)];
  if (measured_nothing) {
    for_ever = 0;
  } else {
    for_ever -= account.taken * static_cast<std::uint64_t>(too_long);
  }
}

}  // namespace

void Driver::judge_suspects() {
  for (auto& worker : workers_) {
    for (const Suspect& suspect : worker->suspects) {
      const Record& record = store_.records[suspect.record];
      if (!is_broken(suspect.property, record)) continue;
      worker->breach(suspect.property, suspect.at, &record, record.recipient, words_for(suspect.property));
    }
    worker->suspects.clear();
  }
}

void Driver::tell_lines() {
  std::vector<Line> lines;
  for (auto& worker : workers_) {
    std::ranges::move(worker->listing, std::back_inserter(lines));
    worker->listing.clear();
  }
  std::sort(lines.begin(), lines.end());
  for (const Line& line : lines) settings_.listing->take(line.at, line.client, line.words);
}

void Driver::end_series_step(Time at) {
  SeriesRow row;
  row.at = at;
  std::int64_t connected = 0, open = 0, bodies = 0, receipts = 0;
  statistics::Histogram two_checks;
  for (auto& worker : workers_) {
    Counts& counts = worker->counts;
    connected += counts.connected;
    open += counts.open;
    bodies += counts.bodies;
    receipts += counts.receipts;
    row.composed += counts.step.composed;
    row.delivered += counts.step.delivered;
    row.transmissions += counts.step.transmissions;
    row.resent += counts.step.resent;
    row.pushes_sent += counts.step.pushes_sent;
    row.pushes_lost += counts.step.pushes_lost;
    row.connects += counts.step.connects;
    two_checks.add(counts.two_checks_of_step);
    counts.step = {};
    counts.two_checks_of_step = {};
  }
  row.connected_clients = static_cast<std::uint64_t>(connected);
  row.open_apps = static_cast<std::uint64_t>(open);
  row.bodies_held = static_cast<std::uint64_t>(bodies);
  row.receipts_owed = static_cast<std::uint64_t>(receipts);
  if (!two_checks.empty()) {
    row.two_checks_p50 = static_cast<Time>(two_checks.quantile(50, 100));
    row.two_checks_p99 = static_cast<Time>(two_checks.quantile(99, 100));
  }
  series_.push_back(row);
}

bool Driver::should_stop() {
  bytes_max_ = std::max(bytes_max_, bytes());
  if (settings_.on_progress) {
    settings_.on_progress({std::min(run_.window_end, run_.until), run_.until, events(), bytes_max_});
  }
  if (settings_.memory_bytes_max && bytes_max_ > *settings_.memory_bytes_max) return true;
  return settings_.interrupted && settings_.interrupted();
}

std::uint64_t Driver::bytes() const {
  std::uint64_t sum = store_.bytes() + surroundings_.bytes() + islands_.bytes() + events_.capacity() * sizeof(Event) +
                      run_.wake_budgets.capacity() * sizeof(sim::WakeBudget) + series_.capacity() * sizeof(SeriesRow);
  for (const auto& worker : workers_) sum += worker->bytes();
  for (const auto& share : shares_) sum += share.capacity() * sizeof(Event);
  return sum;
}

std::uint64_t Driver::events() const {
  std::uint64_t sum = server_events_;
  for (const auto& worker : workers_) sum += worker->counts.events;
  return sum;
}

Outcome Driver::finish() {
  Outcome outcome;
  outcome.clients = crowd_.clients;
  outcome.events = events();
  for (const auto& worker : workers_) outcome.null_events += worker->counts.null_events;
  outcome.simulated = std::min(now_, run_.until);
  outcome.fingerprint = fingerprint_;
  outcome.interrupted = interrupted_ && now_ < run_.until;
  outcome.series = std::move(series_);
  add_ledger(outcome);
  add_slices(outcome);
  for (std::size_t i = 0; i < faults_.size(); ++i) faults_[i].struck += run_.pushes_struck[i];
  for (std::size_t i = 0; i < faults_.size(); ++i) {
    faults_[i].happened = faults_[i].happened || crowd_.faults[i].at < outcome.simulated;
  }
  outcome.faults = faults_;
  add_breaches(outcome);
  add_traces(outcome);
  outcome.bytes = std::max(bytes_max_, bytes());
  outcome.simplifications = simplifications(crowd_);
  return outcome;
}

void Driver::add_ledger(Outcome& outcome) {
  for (auto& worker : workers_) {
    const MessageLedger& ledger = worker->counts.ledger;
    outcome.ledger.composed += worker->counts.composed;
    outcome.ledger.delivered += ledger.delivered;
    outcome.ledger.expired += ledger.expired;
    outcome.ledger.refused += ledger.refused;
    outcome.ledger.pending_in_outbox += ledger.pending_in_outbox;
    outcome.ledger.pending_on_server += ledger.pending_on_server;
    for (std::size_t i = 0; i < ledger.lost.size(); ++i) outcome.ledger.lost[i] += ledger.lost[i];
  }
  store_.records.visit([&](const Record& record) {
    if (!record.is_in_use()) return;
    workers_.front()->add_to_ledger(record, outcome.ledger);
    workers_.front()->note_unreached(record, outcome.simulated);
    if (record.has(Record::kOnServer)) workers_.front()->close_account(record, outcome.simulated);
  });
}

void Driver::add_slices(Outcome& outcome) {
  const Time too_long = run_.until - outcome.simulated;
  const bool nothing = outcome.simulated < crowd_.warm_up;
  const auto slice = [&](Dimension dimension, const std::string& name, auto accounts_of, std::size_t index) {
    Slice added{dimension, name, 0, {}};
    for (auto& worker : workers_) add_account(added.tally, accounts_of(worker->counts)[index], too_long, nothing);
    outcome.slices.push_back(std::move(added));
  };
  for (std::size_t i = 0; i < crowd_.platforms.size(); ++i) {
    slice(Dimension::platform, crowd_.platforms[i].platform.name, [](Counts& c) -> auto& { return c.platforms; }, i);
  }
  for (std::size_t i = 0; i < crowd_.networks.size(); ++i) {
    slice(Dimension::network, crowd_.networks[i].name, [](Counts& c) -> auto& { return c.networks; }, i);
  }
  for (std::size_t i = 0; i < crowd_.servers.count; ++i) {
    slice(Dimension::server, "server " + std::to_string(i), [](Counts& c) -> auto& { return c.servers; }, i);
  }
  const std::size_t networks = crowd_.platforms.size();
  const std::size_t servers = networks + crowd_.networks.size();
  for (std::size_t i = 0; i < crowd_.clients; ++i) {
    const auto client = static_cast<std::uint32_t>(i);
    const Phone& phone = store_.phones[i];
    ++outcome.slices[store_.outline(phone).platform].clients;
    ++outcome.slices[networks + phone.network].clients;
    ++outcome.slices[servers + surroundings_.home(client)].clients;
  }
  for (std::size_t i = 0; i < networks; ++i) outcome.all.add(outcome.slices[i].tally);
  if (crowd_.servers.count == 1) outcome.slices[servers].tally = outcome.all;
  for (std::size_t i = 0; i < crowd_.servers.count; ++i) {
    constexpr auto kCrashes = static_cast<std::size_t>(Counter::server_crashes);
    outcome.all.counters[kCrashes] += server_crashes_[i];
    outcome.slices[servers + i].tally.counters[kCrashes] += server_crashes_[i];
  }
}

void Driver::add_breaches(Outcome& outcome) {
  constexpr std::size_t kKept = 8;
  outcome.breach_counts.resize(kPropertyCount);
  for (std::size_t property = 0; property < kPropertyCount; ++property) {
    std::vector<Breach> all;
    for (auto& worker : workers_) {
      outcome.breach_counts[property] += worker->breach_counts[property];
      std::ranges::move(worker->breaches[property], std::back_inserter(all));
    }
    std::ranges::sort(all, {},
                      [](const Breach& one) { return std::tuple(one.at, one.message, one.sender, one.recipient); });
    if (all.size() > kKept) all.resize(kKept);
    std::ranges::move(all, std::back_inserter(outcome.breaches));
  }
  std::ranges::stable_sort(outcome.breaches, {}, &Breach::at);
}

std::optional<std::uint64_t> Driver::nearest_written(std::uint64_t message) const {
  std::optional<std::uint64_t> nearest;
  const auto distance = [&](std::uint64_t other) { return other > message ? other - message : message - other; };
  for (std::size_t i = 0; i < store_.phones.size(); ++i) {
    const std::uint64_t composed = store_.phones[i].composed;
    if (composed == 0) continue;
    const std::uint64_t first = std::uint64_t{i} << 32U;
    const std::uint64_t here = std::clamp(message, first, first + composed - 1);
    if (!nearest || distance(here) < distance(*nearest)) nearest = here;
  }
  return nearest;
}

void Driver::add_traces(Outcome& outcome) {
  std::map<std::uint64_t, std::vector<Line>> by_message;
  for (auto& worker : workers_) {
    for (Line& line : worker->trace) by_message[line.message].push_back(std::move(line));
  }
  for (auto& [message, lines] : by_message) {
    std::sort(lines.begin(), lines.end());
    Trace trace{message, message >> 32U, lines.front().recipient, {}};
    for (Line& line : lines) trace.lines.push_back({line.at, std::move(line.words)});
    outcome.traces.push_back(std::move(trace));
  }
  for (const std::uint64_t message : crowd_.traced) {
    const auto nearest = by_message.contains(message) ? message : nearest_written(message);
    if (nearest) outcome.nearest_written.push_back(*nearest);
  }
}

}  // namespace doublecheck::population
