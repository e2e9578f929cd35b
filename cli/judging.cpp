#include "cli/judging.hpp"

#include <fmt/format.h>

#include <vector>

namespace doublecheck::cli {
namespace {

using reports::Verdict;

class Judge {
 public:
  void look_at_check(const reports::PropertyResult& property) {
    const bool violated = property.verdict == Verdict::violated;
    if (violated && !property.violation_expected && !property.violation_allowed) {
      surprise(ExitStatus::violated, property.id + " is violated");
    } else if (property.verdict == Verdict::holds && property.violation_expected) {
      surprise(ExitStatus::violated, property.id + " holds, but was expected to be violated");
    } else if (property.verdict == Verdict::inconclusive && !property.violation_allowed) {
      surprise(ExitStatus::inconclusive, property.id + " is inconclusive");
    }
  }

  /// What fails without the mutation, too, has not caught the mutant but something else.
  void look_at_unmutated(const reports::PropertyResult& property) {
    if (property.verdict == Verdict::violated) {
      surprise(ExitStatus::violated, property.id + " also fails without the mutation");
    } else if (property.verdict == Verdict::inconclusive) {
      surprise(ExitStatus::inconclusive, property.id + " is inconclusive without the mutation");
    }
  }

  void look_at_simulation(const reports::PropertyResult& property) {
    const bool violated = property.verdict == Verdict::violated;
    if (violated && !property.violation_expected && !property.violation_allowed) {
      surprise(ExitStatus::violated, property.id + " is violated in the simulation");
    }
  }

  void look_at_population(const reports::PopulationResult& population, bool was_cut) {
    look_at_watched(population.watched, "");
    for (const reports::PopulationVariant& variant : population.variants) {
      look_at_watched(variant.watched, " in the variant " + variant.name);
    }
    // Of a run that ended early the faults that had not come by then say nothing.
    if (was_cut) return;
    for (const std::string& finding : reports::findings_of(population)) {
      surprise(ExitStatus::violated, finding.substr(0, finding.size() - 1));
    }
  }

  void look_at_watched(const std::vector<reports::PopulationWatched>& all, const std::string& where) {
    for (const reports::PopulationWatched& watched : all) {
      if (watched.breaches == 0 || watched.violation_expected || watched.violation_allowed) continue;
      surprise(ExitStatus::violated, watched.property + " was seen to fail" + where);
    }
  }

  /// What holds where nothing is sent has not been shown.
  void look_for_messages(const reports::ScenarioResult& result, bool was_cut) {
    if (result.check && result.check->sends_nothing) {
      return surprise(ExitStatus::violated, "nothing was sent: no message is ever composed");
    }
    const bool in_simulation = result.simulation && result.simulation->sends_nothing;
    const bool in_population = result.population && !was_cut && result.population->ledger.composed == 0;
    if (!in_simulation && !in_population) return;
    surprise(ExitStatus::violated, "nothing was sent: no message was composed in the simulation");
  }

  void surprise(ExitStatus status, const std::string& text) {
    status_ = worse(status_, status);
    surprises_.push_back(text);
  }

  Judgement judgement() const { return {status_, fmt::format("{}", fmt::join(surprises_, "; "))}; }

 private:
  ExitStatus status_ = ExitStatus::as_expected;
  std::vector<std::string> surprises_;
};

}  // namespace

Judgement judge(const reports::ScenarioResult& result, bool simulation_was_cut, bool must_send) {
  Judge judge;
  if (must_send) judge.look_for_messages(result, simulation_was_cut);
  if (result.check) {
    for (const auto& property : result.check->properties) judge.look_at_check(property);
  }
  if (result.unmutated) {
    for (const auto& property : result.unmutated->properties) judge.look_at_unmutated(property);
  }
  if (result.simulation) {
    for (const auto& property : result.simulation->properties) judge.look_at_simulation(property);
  }
  if (result.population) judge.look_at_population(*result.population, simulation_was_cut);
  if (simulation_was_cut) judge.surprise(ExitStatus::inconclusive, "the simulation was cut short");
  if (!result.check && !result.simulation && !result.population)
    judge.surprise(ExitStatus::nothing_ran, "the scenario asks for no such run");
  return judge.judgement();
}

}  // namespace doublecheck::cli
