#include "cli/replaying.hpp"

#include "cli/simulating.hpp"
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

std::string enabled_in(const model::World& world, const model::Setup& setup) {
  std::vector<model::Action> actions;
  model::enabled_actions(world, setup, actions);
  std::vector<std::string> texts;
  for (const model::Action& action : actions) {
    texts.push_back(model::to_text(action, setup));
  }
  return texts.empty() ? "nothing is" : fmt::format("{}", fmt::join(texts, ", "));
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
                     const sim::ReplayOutcome& simulated, Replayed& replayed) {
  const PropertyId id = *path.property;
  const std::string_view name = model::info_of(id).name;
  if (model::info_of(id).kind != model::PropertyKind::safety) {
    const std::optional<model::Claim> claim = claim_called(setup, id, path.instance);
    const bool refuted = path.cycle_start && claim && refutes(story, setup, *path.cycle_start, *claim);
    replayed.findings.push_back(refuted ? fmt::format("{} is violated: the run never meets what it promises", name)
                                        : fmt::format("{} is not violated on this path", name));
    if (refuted) {
      replayed.told.sentence = model::sentence_of(setup, story.worlds.at(*path.cycle_start), id,
                                                  claim->message ? &*claim->message : nullptr);
    }
    return refuted;
  }
  const auto violation = model::find_violation(id, story.worlds.back(), setup);
  if (violation) replayed.told.sentence = model::sentence_of(setup, story.worlds.back(), *violation);
  const bool in_simulator = std::ranges::any_of(
      simulated.findings, [&](const sim::ReplayFinding& finding) { return finding.violation.property == id; });
  replayed.findings.push_back(fmt::format("{} is {} at the end in the checker's model and {} in the simulator", name,
                                          violation ? "violated" : "not violated",
                                          in_simulator ? "violated" : "not violated"));
  return violation && in_simulator;
}

}  // namespace

Replayed replay_path(const scenarios::PathFile& path, const scenarios::Scenario& scenario,
                     std::span<const model::Action> actions) {
  const model::Setup& setup = scenario.setup;
  const std::size_t possible = possible_steps(setup, actions);
  Story story = tell(setup, actions.first(possible));
  const auto watched = safety_properties(scenario);
  const sim::ReplayOutcome simulated = sim::replay(setup, actions, watched);

  Replayed replayed;
  replayed.told.property = path.property ? std::string(model::info_of(*path.property).name) : "";
  replayed.told.cycle_start = path.cycle_start;
  const bool agree = simulated.steps_done == possible && simulated.end == story.worlds.back();
  if (!agree) replayed.findings.push_back("the checker's model and the simulator do NOT agree about this path");
  if (possible < actions.size()) {
    replayed.impossible_at = possible;
    replayed.obstacle = fmt::format("`{}`; what is possible there: {}", model::to_text(actions[possible], setup),
                                    enabled_in(story.worlds.back(), setup));
    if (path.cycle_start && *path.cycle_start > possible) replayed.told.cycle_start.reset();
  } else {
    replayed.does_what_it_says = agree && (!path.property || shows_violation(path, story, setup, simulated, replayed));
  }
  replayed.told.parties = std::move(story.parties);
  replayed.told.steps = std::move(story.steps);
  return replayed;
}

}  // namespace doublecheck::cli
