#include "cli/determinism.hpp"

#include "reports/quantities.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <mutex>
#include <optional>
#include <tuple>
#include <utility>
#include <vector>

namespace doublecheck::cli {
namespace {

using population::Crowd;
using population::Outcome;
using population::RunSettings;
using population::Time;
using Simulate = std::function<Outcome(const Crowd&, const RunSettings&)>;

struct Windows {
  std::vector<std::pair<Time, std::uint64_t>> digests;
  Outcome outcome;
};

Windows run(const Crowd& crowd, RunSettings settings, const Simulate& simulate) {
  Windows windows;
  settings.on_window = [&](Time end, std::uint64_t digest) { windows.digests.emplace_back(end, digest); };
  windows.outcome = simulate(crowd, settings);
  return windows;
}

using Event = std::tuple<Time, std::uint64_t, std::string>;  // when, whose and what

std::vector<Event> events_between(const Crowd& crowd, RunSettings settings, Time first, Time last,
                                  const Simulate& simulate) {
  std::vector<Event> events;
  std::mutex mutex;
  settings.listing = RunSettings::Listing{first, last, [&](Time at, std::uint64_t client, const std::string& words) {
                                            const std::lock_guard lock(mutex);
                                            events.emplace_back(at, client, words);
                                          }};
  simulate(crowd, settings);
  std::ranges::sort(events);
  return events;
}

std::string words_of(const Event& event, unsigned jobs) {
  const auto& [at, client, words] = event;
  return fmt::format("at {} us client {} does this only with {}: {}", at, client,
                     reports::counted(jobs, "thread", "threads"), words);
}

/// The first of what both have sorted that one of them lacks.
std::string first_difference(const std::vector<Event>& one, unsigned one_jobs, const std::vector<Event>& other,
                             unsigned other_jobs) {
  const auto [a, b] = std::ranges::mismatch(one, other);
  if (a == one.end() && b == other.end()) {
    return "the same events happened when they were listed, so that the runs differ from one time to the next";
  }
  if (b == other.end() || (a != one.end() && *a < *b)) return words_of(*a, one_jobs);
  return words_of(*b, other_jobs);
}

bool same_results(const Outcome& one, const Outcome& other) {
  return one.fingerprint == other.fingerprint && one.events == other.events && one.all == other.all &&
         one.ledger == other.ledger && one.series == other.series && one.faults == other.faults &&
         one.breach_counts == other.breach_counts;
}

}  // namespace

std::string find_divergence(const Crowd& crowd, const RunSettings& settings, const Simulate& simulate,
                            Outcome& outcome) {
  RunSettings other_settings = settings;
  other_settings.jobs = settings.jobs == 1 ? 2 : 1;
  Windows one = run(crowd, settings, simulate);
  const Windows other = run(crowd, other_settings, simulate);
  outcome = std::move(one.outcome);
  if (outcome.interrupted || other.outcome.interrupted) return "";
  const auto [a, b] = std::ranges::mismatch(one.digests, other.digests);
  if (a == one.digests.end() && b == other.digests.end()) {
    return same_results(outcome, other.outcome) ? ""
                                                : "every window of time has the same events, but the figures differ";
  }
  const Time first = a == one.digests.begin() ? 0 : std::prev(a)->first;
  const Time last = std::max(a == one.digests.end() ? 0 : a->first, b == other.digests.end() ? 0 : b->first);
  return first_difference(events_between(crowd, settings, first, last, simulate), settings.jobs,
                          events_between(crowd, other_settings, first, last, simulate), other_settings.jobs);
}

}  // namespace doublecheck::cli
