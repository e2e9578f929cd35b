#include "sim/simulation.hpp"

#include "model/assert.hpp"
#include "model/predicates.hpp"
#include "sim/fingerprint.hpp"
#include "sim/ledger.hpp"
#include "sim/planner.hpp"

#include <algorithm>
#include <optional>
#include <utility>

namespace doublecheck::sim {
namespace {

model::World unlimited_world(const model::Setup& setup) {
  model::World world = model::initial_world(setup);
  world.budgets = model::unlimited_budgets();
  return world;
}

bool is_scheduled(const Environment& environment, model::Budget fault) {
  return std::ranges::find(environment.schedule, fault, &ScheduledFault::fault) != environment.schedule.end();
}

/// The setup with budgets that say which habits these users have, as far as they decide what can be composed.
model::Setup with_habits(model::Setup setup, const Environment& environment) {
  const auto allow = [&](model::Budget habit, const std::optional<Delay>& delay) {
    setup.budgets[habit] = delay || is_scheduled(environment, habit) ? model::kUnlimited : std::uint8_t{0};
  };
  allow(model::Budget::contact_syncs, environment.users.contact_sync);
  allow(model::Budget::registrations, environment.users.registration);
  return setup;
}

/// One run: the world, the plans for it and what is kept of it.
class Run {
 public:
  Run(const model::Setup& setup, const Environment& environment, std::uint32_t number)
      : setup_(setup),
        environment_(environment),
        number_(number),
        quiet_(model::is_quiet(setup)),
        world_(unlimited_world(setup)),
        planner_(setup, environment, number),
        ledger_(with_habits(setup, environment)) {
    planner_.start(world_);
  }

  /// Carries out the next action; false if the run has ended.
  bool step(const Observer& observer) {
    if (over_) return false;
    const std::optional<Due> due = planner_.next(world_);
    if (!due) {
      now_ = environment_.horizon;
      at_horizon_ = true;
      over_ = true;
      return false;
    }
    now_ = due->at;
    carry_out(due->action, observer);
    over_ = ledger_.is_settled() && model::holds(quiet_, world_);
    return true;
  }

  void watch(SafetyWatch& watch, std::vector<SafetyFinding>& findings) const {
    for (const Violation& violation : watch.look(world_)) findings.push_back({violation, number_, now_, path_});
  }

  Metrics finish() {
    Metrics metrics = ledger_.finish(environment_.horizon, world_, !at_horizon_);
    metrics.schedule = planner_.schedule_tallies(now_);
    metrics[Counter::plans_void] = planner_.void_plans();
    metrics[Counter::runs_to_horizon] = at_horizon_ ? 1 : 0;
    return metrics;
  }

  Time now() const { return now_; }
  std::uint64_t events() const { return path_.size(); }
  std::uint64_t fingerprint() const { return fingerprint_.value(); }

 private:
  void carry_out(const model::Action& action, const Observer& observer) {
    enabled_.clear();
    model::enabled_actions_of_subject(world_, setup_, action, enabled_);
    DOUBLECHECK_ASSERT(std::ranges::find(enabled_, action) != enabled_.end());
    std::optional<model::World> before;
    if (observer.on_step) before = world_;
    facts_.clear();
    model::apply(world_, setup_, action, facts_);
    path_.push_back(action);
    fingerprint_.add(now_, action);
    planner_.follow(action, facts_, world_);
    ledger_.record(now_, action, facts_, world_);
    if (before) observer.on_step(*before, action, world_, facts_, now_);
  }

  const model::Setup& setup_;
  const Environment& environment_;
  std::uint32_t number_;
  model::Formula quiet_;
  model::World world_;
  Planner planner_;
  Ledger ledger_;
  std::vector<model::Action> enabled_;  // kept for its storage
  model::Facts facts_;                  // likewise
  std::vector<model::Action> path_;
  Fingerprint fingerprint_;
  Time now_ = 0;
  bool at_horizon_ = false;
  bool over_ = false;
};

void observe(Outcome& outcome, const Metrics& metrics, std::uint32_t run) {
  for (std::size_t i = 0; i < kMeasureCount; ++i) {
    std::vector<Observation>& all = outcome.observations[i];
    const Unreached& unreached = metrics.unreached[i];
    for (const Time value : metrics.samples[i].values()) all.push_back({value, run, Observation::Kind::reached});
    for (const Time value : unreached.so_far.values()) all.push_back({value, run, Observation::Kind::so_far});
    all.insert(all.end(), unreached.never, {0, run, Observation::Kind::never});
  }
}

}  // namespace

Outcome simulate(const model::Setup& setup, const Environment& environment, std::span<const WatchedProperty> watched,
                 const Observer& observer, const std::function<bool()>& interrupted,
                 const std::function<void(const Progress&)>& on_progress) {
  constexpr std::uint64_t kEventsBetweenQuestions = 4096;
  Outcome outcome;
  SafetyWatch watch(watched);
  Fingerprint fingerprint;
  const auto report = [&](std::uint64_t runs_done, std::uint64_t events, Time simulated) {
    if (on_progress) on_progress({runs_done, environment.runs, outcome.events + events, outcome.simulated + simulated});
  };
  for (std::uint32_t number = 0; number < environment.runs; ++number) {
    if (interrupted && interrupted()) outcome.interrupted = true;
    Run run(setup, environment, number);
    run.watch(watch, outcome.findings);
    while (!outcome.interrupted && run.step(observer)) {
      run.watch(watch, outcome.findings);
      if (run.events() % kEventsBetweenQuestions != 0) continue;
      report(number, run.events(), run.now());
      if (interrupted && interrupted()) outcome.interrupted = true;
    }
    if (outcome.interrupted) break;
    Metrics metrics = run.finish();
    metrics.sort();
    observe(outcome, metrics, number);
    outcome.metrics.add(metrics);
    outcome.events += run.events();
    outcome.simulated += run.now();
    fingerprint.add(run.fingerprint());
    report(number + 1, 0, 0);
  }
  outcome.metrics.sort();
  outcome.untested = watch.untested();
  outcome.fingerprint = fingerprint.value();
  return outcome;
}

}  // namespace doublecheck::sim
