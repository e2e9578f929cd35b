#include "cli/replaying.hpp"

#include "cli/endless_run.hpp"
#include "cli/possible_actions.hpp"
#include "cli/simulating.hpp"
#include "cli/step_changes.hpp"
#include "cli/story.hpp"
#include "model/protocol.hpp"
#include "properties/sentences.hpp"
#include "sim/replay.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

namespace doublecheck::cli {
namespace {

std::size_t possible_steps(const model::Setup& setup, std::span<const model::Action> actions) {
  model::World world = model::initial_world(setup);
  model::Facts facts;
  for (std::size_t i = 0; i < actions.size(); ++i) {
    if (!model::is_enabled(world, setup, actions[i])) return i;
    model::apply(world, setup, actions[i], facts);
  }
  return actions.size();
}

/// What the path shows about a safety property, in the checker's model and in the simulator.
bool shows_violation_of_safety(const properties::Property& property, const Story& story, const model::Setup& setup,
                               const sim::ReplayOutcome& simulated, reports::Replay& report) {
  const properties::Claim* broken = properties::broken_claim(property, story.worlds.back());
  const bool in_simulator = !simulated.findings.empty();
  if (broken != nullptr) {
    report.told.sentence = properties::sentence_about_state(property, *broken, setup, story.worlds.back());
  }
  report.findings.push_back(fmt::format("{} is {} at the end in the checker's model and {} in the simulator",
                                        property.name, broken != nullptr ? "violated" : "not violated",
                                        in_simulator ? "violated" : "not violated"));
  return broken != nullptr && in_simulator;
}

/// What the path shows about deadlocks.
bool shows_deadlock(const properties::Property& property, const Story& story, const model::Setup& setup,
                    reports::Replay& report) {
  const model::World& end = story.worlds.back();
  const model::Protocol protocol(setup);
  std::vector<model::Action> actions;
  protocol.actions(end, actions);
  const bool is_stuck = actions.empty() && !protocol.may_end(end);
  if (is_stuck) report.told.sentence = properties::sentence_about_deadlock(setup, end);
  report.findings.push_back(fmt::format("{} is {} at the end", property.name, is_stuck ? "violated" : "not violated"));
  return is_stuck;
}

/// What the path shows about any other property. `run`: that of the path, if its cycle closes.
bool shows_violation_of_liveness(const properties::Property& property, const scenarios::PathFile& path,
                                 const Story& story, const model::Setup& setup,
                                 const std::optional<properties::EndlessRun>& run, reports::Replay& report) {
  const properties::Claim* claim = properties::claim_called(property, path.instance);
  const bool is_refuted =
      path.cycle_start && run && claim != nullptr && !properties::course_of(*claim, *run).holds.front();
  report.findings.push_back(is_refuted
                                ? fmt::format("{} is violated: the run never meets what it promises", property.name)
                                : fmt::format("{} is not violated on this path", property.name));
  if (is_refuted) {
    const auto cycle = std::span(story.worlds).subspan(*path.cycle_start);
    report.told.sentence = properties::sentence_about_run(property, *claim, setup, cycle);
  }
  return is_refuted;
}

reports::Obstacle obstacle_at(const scenarios::PathFile& path, std::size_t step, const model::Action& wanted,
                              const model::World& world, const model::Setup& setup) {
  reports::Obstacle obstacle;
  obstacle.step = step;
  obstacle.action = model::to_text(wanted, setup);
  obstacle.meaning = model::info_of(wanted.kind).meaning;
  if (step < path.actions.size()) obstacle.line = path.actions[step].origin.line;
  obstacle.possible = possible_instead_of(wanted, world, setup);
  return obstacle;
}

reports::Replay report_on(const scenarios::PathFile& path, const scenarios::Scenario& scenario, const Story& story) {
  reports::Replay report;
  report.file = path.file;
  report.scenario = scenario.file;
  report.title = scenario.title;
  report.told.property = path.property;
  report.told.cycle_start = path.cycle_start;
  report.told.parties = story.parties;
  report.told.steps = story.steps;
  report.true_at_start = true_predicates(story.worlds.front(), scenario.setup);
  report.changes = changes_along(story.worlds, scenario.setup);
  return report;
}

}  // namespace

Replayed replay_path(const scenarios::PathFile& path, const properties::Property* property,
                     const scenarios::Scenario& scenario, std::span<const model::Action> actions) {
  const model::Setup& setup = scenario.setup;
  const std::size_t possible = possible_steps(setup, actions);
  const Story story = tell(setup, actions.first(possible));
  std::vector<sim::WatchedProperty> of_safety;
  if (property != nullptr && is_watched(*property)) of_safety.push_back(watched(*property));
  const sim::ReplayOutcome simulated = sim::replay(setup, actions, of_safety);

  reports::Replay report = report_on(path, scenario, story);
  std::optional<properties::EndlessRun> run;
  const bool agree = simulated.steps_done == possible && simulated.end == story.worlds.back();
  if (!agree) report.findings.push_back("the checker's model and the simulator do NOT agree about this path");
  if (possible < actions.size()) {
    report.does_what_it_says = agree && path.is_fixed;  // what is not possible cannot violate it any more
    report.obstacle = obstacle_at(path, possible, actions[possible], story.worlds.back(), setup);
  } else {
    run = endless_run(setup, story.worlds, actions, path.cycle_start);
    const bool as_said = property == nullptr            ? run.has_value()
                         : property->is_about_deadlocks ? shows_deadlock(*property, story, setup, report)
                         : of_safety.empty() ? shows_violation_of_liveness(*property, path, story, setup, run, report)
                                             : shows_violation_of_safety(*property, story, setup, simulated, report);
    report.does_what_it_says = agree && as_said != path.is_fixed;
    if (!run) {
      report.findings.push_back(
          fmt::format("the steps from {} on do not lead back to the state in which they begin", *path.cycle_start + 1));
    }
  }
  if (!run) {
    report.told.cycle_start.reset();
    run = properties::EndlessRun{story.worlds, story.worlds.size() - 1};
  }
  return {std::move(report), story.worlds, std::move(*run)};
}

}  // namespace doublecheck::cli
