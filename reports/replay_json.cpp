#include "reports/replay_json.hpp"

#include "reports/json_parts.hpp"

namespace doublecheck::reports {
namespace {

Json change_json(const StateChange& change) {
  return {{"path", change.path}, {"before", change.before}, {"after", change.after}};
}

Json steps_json(const Replay& replay) {
  Json steps = Json::array();
  for (std::size_t i = 0; i < replay.told.steps.size(); ++i) {
    const StepChanges& changes = replay.changes.at(i);
    Json step = step_json(replay.told.steps[i]);
    step["differences"] = array_of(changes.fields, change_json);
    step["became_true"] = changes.became_true;
    step["became_false"] = changes.became_false;
    steps.push_back(std::move(step));
  }
  return steps;
}

Json instance_json(const FormulaInstance& instance) {
  return {{"choice", instance.choice},
          {"propositions", instance.propositions},
          {"is_true", instance.is_true},
          {"holds", instance.holds}};
}

Json formula_json(const FollowedFormula& formula) {
  return {{"formula", formula.text}, {"instances", array_of(formula.instances, instance_json)}};
}

Json possible_json(const PossibleAction& possible) { return {{"action", possible.action}, {"words", possible.words}}; }

Json obstacle_json(const Obstacle& obstacle) {
  return {{"step", obstacle.step},
          {"action", obstacle.action},
          {"meaning", obstacle.meaning},
          {"line", obstacle.line > 0 ? Json(obstacle.line) : Json(nullptr)},
          {"possible", array_of(obstacle.possible, possible_json)}};
}

Json replay_json(const Replay& replay) {
  Json json = {{"file", replay.file},
               {"scenario", replay.scenario},
               {"title", replay.title},
               {"property", replay.told.property.empty() ? Json(nullptr) : Json(replay.told.property)},
               {"does_what_it_says", replay.does_what_it_says},
               {"findings", replay.findings},
               {"obstacle", replay.obstacle ? obstacle_json(*replay.obstacle) : Json(nullptr)},
               {"true_at_start", replay.true_at_start},
               {"formulas", array_of(replay.formulas, formula_json)}};
  json.update(counterexample_json(replay.told));
  json["steps"] = steps_json(replay);
  return json;
}

}  // namespace

std::string to_json(const std::vector<Replay>& replays, const std::string& tool_version, const std::string& command) {
  Json document = document_head(tool_version, command);
  document["replays"] = array_of(replays, replay_json);
  return text_of(document);
}

}  // namespace doublecheck::reports
