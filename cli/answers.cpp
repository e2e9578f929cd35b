#include "cli/answers.hpp"

#include "cli/claims.hpp"
#include "cli/explaining.hpp"
#include "cli/preferring.hpp"
#include "cli/step_changes.hpp"
#include "cli/story.hpp"
#include "properties/sentences.hpp"

#include <span>
#include <stdexcept>
#include <utility>

namespace doublecheck::cli {
namespace {

using checker::Verdict;
using Answer = checker::PropertyResult<CheckedProtocol>;

reports::Verdict reported(Verdict verdict) {
  switch (verdict) {
    case Verdict::holds:
      return reports::Verdict::holds;
    case Verdict::violated:
      return reports::Verdict::violated;
    case Verdict::inconclusive:
      return reports::Verdict::inconclusive;
  }
  throw std::logic_error("unknown verdict");
}

FoundPath path_of(const Answer& answer) {
  FoundPath path{answer.id, answer.instance, {}, std::nullopt};
  if (answer.path) path.actions = answer.path->actions;
  if (answer.lasso) {
    path.actions = checker::unrolled_once(*answer.lasso).actions;
    path.cycle_start = answer.lasso->prefix.actions.size();
  }
  return path;
}

/// The claim that the path breaks. REQUIRES: it breaks one.
const properties::Claim& broken_claim(const properties::Property& property, const FoundPath& path, const Story& story) {
  return path.cycle_start ? *properties::claim_called(property, path.instance)
                          : *properties::broken_claim(property, story.worlds.back());
}

reports::Counterexample counterexample_of(const properties::Property& property, const scenarios::Scenario& scenario,
                                          const FoundPath& path) {
  Story story = tell(scenario.setup, path.actions);
  const std::span<const model::World> worlds = story.worlds;
  note_predicates(worlds, scenario.setup, story.steps);
  const properties::Claim& claim = broken_claim(property, path, story);
  std::string sentence =
      path.cycle_start
          ? properties::sentence_about_run(property, claim, scenario.setup, worlds.subspan(*path.cycle_start))
          : properties::sentence_about_state(property, claim, scenario.setup, worlds.back());
  const Violation violation{scenario, claim, path, worlds};
  const bool tells_values = !properties::has_sentence(property);
  return {path.property,          std::move(sentence), std::move(story.parties),
          std::move(story.steps), path.cycle_start,    failure_of(violation, tells_values),
          causes_of(violation),   rescue_of(violation)};
}

/// Of one property: brings the answers for its instances together, the worst verdict and, of several counterexamples,
/// the shortest. Returns the latter's answer, if there is one.
const Answer* add_answers(const std::vector<Answer>& answers, reports::PropertyResult& result) {
  result.verdict = reports::Verdict::holds;
  result.vacuous = true;
  const Answer* shortest = nullptr;
  for (const Answer& answer : answers) {
    if (answer.id != result.id) continue;
    if (badness(reported(answer.verdict)) > badness(result.verdict)) result.verdict = reported(answer.verdict);
    if (!answer.is_vacuous) result.vacuous = false;
    if (answer.verdict != Verdict::violated) continue;
    if (shortest == nullptr || answer.counterexample_length() < shortest->counterexample_length()) shortest = &answer;
  }
  result.vacuous = result.vacuous && result.verdict != reports::Verdict::violated;
  return shortest;
}

/// Does the search find shortest paths, of which another may then be preferred?
bool finds_shortest(const CheckSettings& settings) {
  const bool is_breadth_first =
      settings.search == SearchMode::breadth_first || settings.search == SearchMode::fewest_faults;
  return is_breadth_first && !settings.approximation;
}

}  // namespace

int badness(reports::Verdict verdict) {
  switch (verdict) {
    case reports::Verdict::holds:
      return 0;
    case reports::Verdict::inconclusive:
      return 1;
    case reports::Verdict::violated:
      return 2;
  }
  throw std::logic_error("unknown verdict");
}

void add_result(const scenarios::Scenario& scenario, const scenarios::AskedProperty& asked,
                const CheckSettings& settings, const std::vector<Answer>& answers, Checked& checked) {
  reports::PropertyResult result = unjudged(asked);
  if (const Answer* shortest = add_answers(answers, result)) {
    FoundPath path = path_of(*shortest);
    if (finds_shortest(settings)) path = preferred(std::move(path), asked.property, scenario);
    checked.paths.push_back(std::move(path));
    result.counterexample = counterexample_of(asked.property, scenario, checked.paths.back());
  }
  checked.result.properties.push_back(std::move(result));
}

void add_deadlock(const scenarios::Scenario& scenario, const scenarios::AskedProperty& asked,
                  const CheckSettings& settings, const SearchResult& found, Checked& checked) {
  const checker::DeadlockResult<CheckedProtocol>& deadlock = found.deadlock.value();
  reports::PropertyResult result = unjudged(asked);
  add_answers(found.properties, result);
  result.verdict = reported(deadlock.verdict);
  result.vacuous = result.vacuous && result.verdict != reports::Verdict::violated;
  if (deadlock.path) {
    FoundPath path{result.id, "", deadlock.path->actions, std::nullopt};
    if (finds_shortest(settings)) path = preferred_deadlock(std::move(path), scenario);
    Story story = tell(scenario.setup, path.actions);
    note_predicates(story.worlds, scenario.setup, story.steps);
    checked.paths.push_back(std::move(path));
    result.counterexample = {result.id, properties::sentence_about_deadlock(scenario.setup, story.worlds.back()),
                             std::move(story.parties), std::move(story.steps), std::nullopt};
  }
  checked.result.properties.push_back(std::move(result));
}

}  // namespace doublecheck::cli
