#include "population/driver.hpp"

#include "model/assert.hpp"
#include "sim/distributions.hpp"

#include <algorithm>
#include <atomic>
#include <utility>

namespace doublecheck::population {
namespace {

/// No packet takes less, so that within a window nobody hears of what others do in it.
constexpr Time kWindow = 10 * sim::kMillisecond;

bool has_wake_limit(const Crowd& crowd) {
  return std::ranges::any_of(crowd.platforms,
                             [](const PlatformShare& one) { return one.platform.wakes_per_hour_max > 0; });
}

}  // namespace

Driver::Driver(const Crowd& crowd, const RunSettings& settings, const Craft& craft)
    : crowd_(crowd),
      settings_(settings),
      craft_(craft),
      surroundings_(crowd, settings.replication),
      run_{.surroundings = surroundings_,
           .store = store_,
           .remembers = craft.remembers,
           .transitions_max = craft.transitions_max,
           .observer = craft.observer,
           .window = kWindow,
           .until = crowd.warm_up + crowd.duration},
      crew_(std::max(1U, settings.jobs)),
      faults_(crowd.faults.size()),
      server_crashes_(crowd.servers.count) {
  DOUBLECHECK_ASSERT(craft.observer == nullptr || settings.jobs <= 1);
  store_.phones.resize(crowd.clients);
  run_.server_up_at.resize(crowd.servers.count, 0);
  run_.server_crashed_at.resize(crowd.servers.count, -1);
  run_.pushes_struck = std::vector<std::atomic<std::uint64_t>>(crowd.faults.size());
  if (has_wake_limit(crowd)) run_.wake_budgets.resize(crowd.clients);
  for (unsigned i = 0; i < crew_.size(); ++i) workers_.push_back(std::make_unique<Worker>(run_));
  if (crowd.servers.items_per_second) {
    queues_.assign(crowd.servers.count, ServerQueue(*crowd.servers.items_per_second, crowd.servers.service));
  }
}

void Driver::start() {
  const auto draw = [&](EventKind kind, std::optional<Time> mean) {
    if (!mean) return;
    streams_.push_back({Stream(surroundings_.chance(), static_cast<std::uint32_t>(kind), *mean, crowd_.clients), kind});
  };
  Time absence = crowd_.habits.front().absence_mean;
  for (const HabitClass& habit : crowd_.habits) absence = std::min(absence, habit.absence_mean);
  const sim::FaultRates& rates = crowd_.fault_rates;
  draw(EventKind::absence_over, absence * 1000 / surroundings_.liveliness_max());
  draw(EventKind::break_connection, surroundings_.shortest_break_every());
  draw(EventKind::move, crowd_.move_every);
  draw(EventKind::suspend, rates.suspend_every);
  draw(EventKind::kill_by_system, rates.system_kill_every);
  draw(EventKind::kill_by_user, rates.user_kill_every);
  draw(EventKind::crash, rates.client_crash_every);
  draw(EventKind::cut, rates.cut_every);
  draw(EventKind::partition, rates.partition_every);
  draw(EventKind::change_token, rates.token_change_every);
  plan_server_crashes();
  crew_.all([&](unsigned number) {
    const std::uint64_t begin = crowd_.clients * number / crew_.size();
    const std::uint64_t end = crowd_.clients * (number + 1) / crew_.size();
    for (std::uint64_t client = begin; client < end; ++client) {
      workers_[number]->start(static_cast<std::uint32_t>(client));
    }
  });
}

Outcome Driver::run() {
  start();
  while (now_ < run_.until && !interrupted_) run_window();
  return finish();
}

void Driver::run_window() {
  run_.window_end = now_;
  strike();
  run_.window_end = now_ + kWindow;
  run_.listing = settings_.listing && settings_.listing->first <= now_ && now_ < settings_.listing->last;
  gather();
  if (!events_.empty()) carry_out();
  finish_window();
  ++window_;
  now_ = run_.window_end;
}

/// What a worker has planned for the window that ends then, and the moments of its share of the streams.
void Driver::collect(unsigned number, Time end) {
  Worker& worker = *workers_[number];
  if (!worker.collect(end)) return;
  for (std::size_t i = number; i < streams_.size(); i += workers_.size()) {
    streams_[i].stream.until(std::min(end, run_.until), [&](const Stream::Moment& moment) {
      worker.collected.emplace_back(moment.at, streams_[i].kind, 0, moment.client);
    });
  }
}

void Driver::gather() {
  events_.clear();
  for (unsigned number = 0; number < workers_.size(); ++number) {
    collect(number, run_.window_end);
    const std::vector<Event>& collected = workers_[number]->collected;
    events_.insert(events_.end(), collected.begin(), collected.end());
  }
  const Time end = std::min(run_.window_end, run_.until);
  for (; next_recorded_ < crowd_.recorded.size() && crowd_.recorded[next_recorded_].at < end; ++next_recorded_) {
    const RecordedMessage& message = crowd_.recorded[next_recorded_];
    events_.emplace_back(message.at, EventKind::compose_recorded, 0,
                         static_cast<std::uint32_t>(message.from % crowd_.clients),
                         static_cast<std::uint32_t>(message.to % crowd_.clients));
  }
  if (!queues_.empty()) pass_servers();
}

/// What arrives at a server waits until it has served what came before.
void Driver::pass_servers() {
  const auto arrives = [](const Event& event) { return event.kind() == EventKind::arrival_up; };
  const auto others = std::partition(events_.begin(), events_.end(), arrives);
  std::vector<Event> arrivals(events_.begin(), others);
  events_.erase(events_.begin(), others);
  std::ranges::sort(arrivals);
  for (const Event& event : arrivals) {
    const Bits bits = surroundings_.chance().draw(event.client, Use::service, event.at());
    const auto passage = queues_[surroundings_.home(event.client)].pass(event.at(), bits.first);
    workers_.front()->note_wait(event.at(), event.client, passage.wait);
    const Event served(std::max(passage.departure, event.at()), EventKind::served, event.epoch(), event.client,
                       event.other);
    if (served.at() >= run_.until) continue;
    if (served.at() < run_.window_end) {
      events_.push_back(served);
    } else {
      workers_.front()->calendar.push(served);
    }
  }
}

void Driver::divide() {
  std::size_t others = 0;
  for (const Event& event : events_) {
    if (event.other == Event::kMany) {
      others += store_.outline(store_.phones[event.client]).slots;
    } else if (event.other != Event::kNobody) {
      ++others;
    }
  }
  islands_.begin(events_.size(), others);
  for (const Event& event : events_) {
    if (event.other == Event::kNobody) continue;
    if (event.other != Event::kMany) {
      islands_.join(event.client, event.other);
      continue;
    }
    for (const Record* record : slots(event.client)) {
      islands_.join(event.client, record->sender == event.client ? record->recipient : record->sender);
    }
  }
  islands_.divide(events_, workers_.size(), shares_);
}

void Driver::carry_out() {
  if (workers_.size() == 1 || events_.size() < craft_.alone_below) return workers_.front()->carry_out(events_);
  divide();
  std::atomic<std::size_t> next{0};
  crew_.all([&](unsigned number) {
    for (std::size_t share = next++; share < shares_.size(); share = next++) {
      workers_[number]->carry_out(shares_[share]);
    }
    collect(number, run_.window_end + kWindow);
  });
}

void Driver::finish_window() {
  judge_suspects();
  std::uint64_t digest = std::exchange(strikes_digest_, 0);
  for (auto& worker : workers_) {
    worker->release_records();
    digest += std::exchange(worker->counts.digest, 0);
  }
  fingerprint_ += digest;
  if (settings_.on_window) settings_.on_window(std::min(run_.window_end, run_.until), digest);
  if (run_.listing) tell_lines();
  while (crowd_.series_step > 0 && static_cast<Time>(series_.size() + 1) * crowd_.series_step <= run_.window_end &&
         static_cast<Time>(series_.size() + 1) * crowd_.series_step <= run_.until) {
    end_series_step(static_cast<Time>(series_.size() + 1) * crowd_.series_step);
  }
  constexpr std::uint64_t kBetweenLooks = 64;
  if (window_ - looked_at_ >= kBetweenLooks || window_ == 0) {
    looked_at_ = window_;
    interrupted_ = should_stop();
  }
}

model::Side Driver::side(std::uint32_t client) const {
  const Phone& phone = store_.phones[client];
  return phone.side == kWhole ? store_.wholes[phone.slots].side : store_.sides.side(phone.side);
}

std::vector<const Record*> Driver::slots(std::uint32_t client) {
  std::vector<const Record*> records;
  for (const RecordName name : workers_.front()->slots_of(store_.phones[client])) {
    records.push_back(&store_.records[name]);
  }
  return records;
}

Outcome simulate(const Crowd& crowd, const RunSettings& settings) { return Driver(crowd, settings).run(); }

}  // namespace doublecheck::population
