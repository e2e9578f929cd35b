#include "reports/verdicts.hpp"

#include "reports/quantities.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace doublecheck::reports {
namespace {

std::size_t badness(Verdict verdict) {
  switch (verdict) {
    case Verdict::holds:
      return 0;
    case Verdict::inconclusive:
      return 1;
    case Verdict::violated:
      return 2;
  }
  return 2;
}

// Those of the check, then those of the simulation.
std::vector<const PropertyResult*> all_properties(const ScenarioResult& scenario) {
  std::vector<const PropertyResult*> all;
  if (scenario.check) {
    for (const PropertyResult& property : scenario.check->properties) all.push_back(&property);
  }
  if (scenario.simulation) {
    for (const PropertyResult& property : scenario.simulation->properties) all.push_back(&property);
  }
  return all;
}

// Not known to hold there; false where nothing was checked without the mutation.
bool may_fail_unmutated(const ScenarioResult& scenario, const PropertyResult& property) {
  return scenario.unmutated && std::ranges::any_of(scenario.unmutated->properties, [&](const PropertyResult& other) {
           return other.id == property.id && other.verdict != Verdict::holds;
         });
}

bool catches(const ScenarioResult& scenario, const PropertyResult& property) {
  return property.verdict == Verdict::violated && property.violation_expected &&
         !may_fail_unmutated(scenario, property);
}

}  // namespace

std::string_view word(Verdict verdict) {
  switch (verdict) {
    case Verdict::holds:
      return "holds";
    case Verdict::violated:
      return "violated";
    case Verdict::inconclusive:
      return "inconclusive";
  }
  return "";
}

std::vector<std::string> warnings_of(const ScenarioResult& scenario) {
  std::vector<std::string> warnings = scenario.warnings;
  if (scenario.check) warnings.insert(warnings.end(), scenario.check->warnings.begin(), scenario.check->warnings.end());
  return warnings;
}

std::string sentence_of(const Reduction& reduction) {
  if (!reduction.states_meant) return reduction.sentence + ".";
  return reduction.sentence + ". They stand for " + counted(*reduction.states_meant, "state", "states") + ".";
}

std::string_view word_in_simulation(Verdict verdict) {
  return verdict == Verdict::holds ? "not seen to fail" : word(verdict);
}

Verdict worse(Verdict one, Verdict other) { return badness(one) < badness(other) ? other : one; }

Verdict verdict_of(const ScenarioResult& scenario) {
  if (!scenario.check && !scenario.simulation && !scenario.population) return Verdict::inconclusive;
  Verdict verdict = scenario.check ? scenario.check->verdict : Verdict::holds;
  if (scenario.simulation) {
    for (const PropertyResult& property : scenario.simulation->properties) verdict = worse(verdict, property.verdict);
  }
  const bool was_cut =
      (scenario.simulation && scenario.simulation->was_cut) || (scenario.population && scenario.population->was_cut);
  if (was_cut) verdict = worse(verdict, Verdict::inconclusive);
  if (scenario.population) {
    for (const PopulationWatched& watched : scenario.population->watched) {
      if (watched.breaches > 0) verdict = Verdict::violated;
    }
  }
  return verdict;
}

Outcome outcome(const PropertyResult& property) {
  switch (property.verdict) {
    case Verdict::inconclusive:
      return Outcome::undecided;
    case Verdict::holds:
      return property.violation_expected ? Outcome::unexpected : Outcome::as_expected;
    case Verdict::violated:
      if (property.violation_expected) return Outcome::as_expected;
      return property.violation_allowed ? Outcome::allowed : Outcome::unexpected;
  }
  return Outcome::undecided;
}

std::string remark(const PropertyResult& property) {
  switch (outcome(property)) {
    case Outcome::as_expected:
      if (property.verdict == Verdict::violated) return "as expected";
      return property.vacuous ? "never put to the test" : "";
    case Outcome::allowed:
      return "allowed here";
    case Outcome::unexpected:
      return property.verdict == Verdict::violated ? "not expected" : "expected to be violated";
    case Outcome::undecided:
      if (property.violation_expected) return "expected to be violated";
      return (property.undecided.empty() ? "a limit was hit" : property.undecided) +
             (property.vacuous ? ", not put to the test so far" : "");
  }
  return "";
}

std::optional<std::size_t> counterexample_length(const PropertyResult& property) {
  if (!property.counterexample) return std::nullopt;
  return property.counterexample->steps.size();
}

std::vector<std::string> violated_ids(const ScenarioResult& scenario) {
  std::vector<std::string> ids;
  for (const PropertyResult* property : all_properties(scenario)) {
    const bool is_new = std::ranges::find(ids, property->id) == ids.end();
    if (property->verdict == Verdict::violated && is_new) ids.push_back(property->id);
  }
  if (!scenario.population) return ids;
  for (const PopulationWatched& watched : scenario.population->watched) {
    const bool is_new = std::ranges::find(ids, watched.property) == ids.end();
    if (watched.breaches > 0 && is_new) ids.push_back(watched.property);
  }
  return ids;
}

std::string outcome_sentence(const ScenarioResult& scenario) {
  if (!scenario.as_expected) return scenario.surprise.empty() ? "not as expected" : scenario.surprise;
  if (!scenario.mutant) return "as expected";
  const std::vector<std::string> catchers = catching_ids(scenario);
  if (catchers.empty()) return "as expected";
  return fmt::format("caught by {}, as expected", fmt::join(catchers, ", "));
}

std::vector<std::string> catching_ids(const ScenarioResult& scenario) {
  std::vector<std::string> ids;
  for (const PropertyResult* property : all_properties(scenario)) {
    const bool is_new = std::ranges::find(ids, property->id) == ids.end();
    if (catches(scenario, *property) && is_new) ids.push_back(property->id);
  }
  return ids;
}

bool is_caught(const ScenarioResult& mutant) {
  return mutant.check && std::ranges::all_of(mutant.check->properties, [&](const PropertyResult& property) {
           return !property.violation_expected || catches(mutant, property);
         });
}

std::optional<std::size_t> shortest_catch(const ScenarioResult& mutant) {
  std::optional<std::size_t> shortest;
  if (!is_caught(mutant)) return shortest;
  for (const PropertyResult& property : mutant.check->properties) {
    const auto length = catches(mutant, property) ? counterexample_length(property) : std::nullopt;
    if (length && (!shortest || *length < *shortest)) shortest = length;
  }
  return shortest;
}

std::string mutant_score(const Report& report) {
  const auto is_mutant = [](const ScenarioResult& scenario) { return scenario.mutant.has_value(); };
  const auto caught = [&](const ScenarioResult& scenario) { return is_mutant(scenario) && is_caught(scenario); };
  const auto mutants = std::ranges::count_if(report.scenarios, is_mutant);
  if (mutants == 0) return "";
  return fmt::format("mutants: {} of {} caught", std::ranges::count_if(report.scenarios, caught), mutants);
}

const PropertyResult* headline(const ScenarioResult& scenario) {
  const std::vector<const PropertyResult*> properties = all_properties(scenario);
  for (const Outcome wanted : std::to_array({Outcome::unexpected, Outcome::as_expected, Outcome::allowed})) {
    for (const PropertyResult* property : properties) {
      if (property->counterexample && outcome(*property) == wanted) return property;
    }
  }
  return nullptr;
}

std::string expectation_of(const PathResult& path) {
  if (path.property.empty()) return "must be possible";
  return fmt::format("{} must {}", path.property, path.violation_expected ? "be violated" : "hold");
}

bool is_all_as_expected(const Report& report) {
  return std::ranges::all_of(report.scenarios, &ScenarioResult::as_expected) &&
         std::ranges::all_of(report.paths, &PathResult::as_expected);
}

std::string score_of(const Report& report) {
  const std::string scenarios =
      fmt::format("{} of {}", count_as_expected(report), counted(report.scenarios.size(), "scenario", "scenarios"));
  const std::string paths = fmt::format("{} of {}", std::ranges::count_if(report.paths, &PathResult::as_expected),
                                        counted(report.paths.size(), "saved path", "saved paths"));
  if (report.paths.empty()) return scenarios + " as expected";
  if (report.scenarios.empty()) return paths + " as expected";
  return fmt::format("{} and {} as expected", scenarios, paths);
}

std::size_t count_as_expected(const Report& report) {
  return static_cast<std::size_t>(std::ranges::count(report.scenarios, true, &ScenarioResult::as_expected));
}

}  // namespace doublecheck::reports
