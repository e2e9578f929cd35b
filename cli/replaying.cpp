#include "cli/replaying.hpp"

#include "cli/possible_actions.hpp"
#include "cli/simulating.hpp"
#include "cli/step_changes.hpp"
#include "cli/story.hpp"
#include "model/irrelevant_history.hpp"
#include "model/words.hpp"
#include "sim/replay.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

namespace doublecheck::cli {
namespace {

using model::PropertyId;

std::size_t possible_steps(const model::Setup& setup, std::span<const model::Action> actions) {
  model::World world = model::initial_world(setup);
  model::Facts facts;
  for (std::size_t i = 0; i < actions.size(); ++i) {
    if (!model::is_enabled(world, setup, actions[i])) return i;
    model::apply(world, setup, actions[i], facts);
  }
  return actions.size();
}

/// The claim of a liveness property that the path is about, if there is such a message.
std::optional<model::Claim> claim_called(const model::Setup& setup, PropertyId id, const std::string& name) {
  for (const model::Claim& claim : model::claims_of(id, setup)) {
    if (!claim.message || model::name_of(setup, *claim.message) == name) return claim;
  }
  return std::nullopt;
}

/// What is left of the world without what is irrelevant to the property: as much as a checker may have kept of it.
model::World relevant_part(model::World world, const model::Setup& setup, PropertyId property) {
  const model::AskedProperties asked(std::span(&property, 1));
  for (std::size_t i = 0; i < world.sides.size(); ++i) {
    model::forget_irrelevant_history(world.sides[i], setup, model::client_at(i), asked);
  }
  return world;
}

/// A lasso refutes a liveness claim if its cycle closes and never meets what should come.
bool refutes(const Story& story, const model::Setup& setup, std::size_t cycle_start, const model::Claim& claim) {
  const auto relevant = [&](const model::World& world) { return relevant_part(world, setup, claim.property); };
  if (!(relevant(story.worlds.at(cycle_start)) == relevant(story.worlds.back()))) return false;
  const auto cycle = std::span(story.worlds).subspan(cycle_start);
  const auto meets_goal = [&](const model::World& world) { return model::holds(claim.goal, world); };
  if (model::info_of(claim.property).kind == model::PropertyKind::eventually_always) {
    return !std::ranges::all_of(cycle, meets_goal);
  }
  // The wait must begin on the way, and not end behind its beginning.
  bool waits = false;
  for (const model::World& world : story.worlds) {
    waits = (waits || model::holds(claim.premise, world)) && !meets_goal(world);
  }
  return waits && std::ranges::none_of(cycle, meets_goal);
}

/// What the path shows about its property: in the checker's model, and for safety in the simulator too.
bool shows_violation(const scenarios::PathFile& path, const Story& story, const model::Setup& setup,
                     const sim::ReplayOutcome& simulated, reports::Replay& report) {
  const PropertyId id = *path.property;
  const std::string_view name = model::info_of(id).name;
  if (model::info_of(id).kind != model::PropertyKind::safety) {
    const std::optional<model::Claim> claim = claim_called(setup, id, path.instance);
    const bool refuted = path.cycle_start && claim && refutes(story, setup, *path.cycle_start, *claim);
    report.findings.push_back(refuted ? fmt::format("{} is violated: the run never meets what it promises", name)
                                      : fmt::format("{} is not violated on this path", name));
    if (refuted) {
      report.told.sentence = model::sentence_of(setup, story.worlds.at(*path.cycle_start), id,
                                                claim->message ? &*claim->message : nullptr);
    }
    return refuted;
  }
  const auto violation = model::find_violation(id, story.worlds.back(), setup);
  if (violation) report.told.sentence = model::sentence_of(setup, story.worlds.back(), *violation);
  const bool in_simulator = std::ranges::any_of(
      simulated.findings, [&](const sim::ReplayFinding& finding) { return finding.violation.property == id; });
  report.findings.push_back(fmt::format("{} is {} at the end in the checker's model and {} in the simulator", name,
                                        violation ? "violated" : "not violated",
                                        in_simulator ? "violated" : "not violated"));
  return violation && in_simulator;
}

/// The run of a path that is possible to its end. Nothing if its cycle does not close: what properties remember of the
/// past may still change in the first rounds, but not for long.
std::optional<properties::EndlessRun> endless_run(const model::Setup& setup, const std::vector<model::World>& worlds,
                                                  std::span<const model::Action> actions,
                                                  std::optional<std::size_t> cycle_start) {
  constexpr std::size_t kRoundsMax = 16;
  properties::EndlessRun run{worlds, worlds.size() - 1};
  if (!cycle_start || *cycle_start >= actions.size()) return run;
  std::size_t begin = *cycle_start;
  for (std::size_t round = 1; run.worlds[begin] != run.worlds.back(); ++round) {
    if (round == kRoundsMax) return std::nullopt;
    begin = run.worlds.size() - 1;
    for (const model::Action& action : actions.subspan(*cycle_start)) {
      if (!model::is_enabled(run.worlds.back(), setup, action)) return std::nullopt;
      model::Facts facts;
      run.worlds.push_back(run.worlds.back());
      model::apply(run.worlds.back(), setup, action, facts);
    }
  }
  run.loop = begin + 1;
  return run;
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
  report.told.property = path.property ? std::string(model::info_of(*path.property).name) : "";
  report.told.cycle_start = path.cycle_start;
  report.told.parties = story.parties;
  report.told.steps = story.steps;
  report.true_at_start = true_predicates(story.worlds.front(), scenario.setup);
  report.changes = changes_along(story.worlds, scenario.setup);
  return report;
}

}  // namespace

Replayed replay_path(const scenarios::PathFile& path, const scenarios::Scenario& scenario,
                     std::span<const model::Action> actions) {
  const model::Setup& setup = scenario.setup;
  const std::size_t possible = possible_steps(setup, actions);
  const Story story = tell(setup, actions.first(possible));
  const sim::ReplayOutcome simulated = sim::replay(setup, actions, safety_properties(scenario));

  reports::Replay report = report_on(path, scenario, story);
  std::optional<properties::EndlessRun> run;
  const bool agree = simulated.steps_done == possible && simulated.end == story.worlds.back();
  if (!agree) report.findings.push_back("the checker's model and the simulator do NOT agree about this path");
  if (possible < actions.size()) {
    report.obstacle = obstacle_at(path, possible, actions[possible], story.worlds.back(), setup);
  } else {
    run = endless_run(setup, story.worlds, actions, path.cycle_start);
    const bool as_said = path.property ? shows_violation(path, story, setup, simulated, report) : run.has_value();
    report.does_what_it_says = agree && as_said;
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
