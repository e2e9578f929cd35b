#include "reports/population_result.hpp"

#include "reports/quantities.hpp"

#include <fmt/format.h>

namespace doublecheck::reports {

std::string_view word(Reach reach) { return reach == Reach::never ? "never" : "not reached"; }

std::string_view word(PopulationComparison::Shown shown) {
  switch (shown) {
    case PopulationComparison::Shown::better:
      return "better";
    case PopulationComparison::Shown::worse:
      return "worse";
    case PopulationComparison::Shown::no_difference:
      return "no difference shown";
  }
  return "";
}

std::string chosen_warm_up_text(const PopulationResult& population) {
  if (!population.pilot) return "";
  const PopulationPilot& pilot = *population.pilot;
  if (pilot.was_cut) return "The pilot run was cut short: there is no warm-up.";
  const std::string runs = pilot.runs == 1 ? fmt::format("a pilot run of {}", duration_text(pilot.longest_seconds))
                                           : fmt::format("{} pilot runs, of this and of variants, of {} at most",
                                                         pilot.runs, duration_text(pilot.longest_seconds));
  const std::string warm_up = duration_text(population.warm_up_seconds);
  if (pilot.found_all) return fmt::format("Warm-up {}, chosen by MSER-5 from {}.", warm_up, runs);
  return fmt::format("MSER-5 found no steady state in {}: the warm-up is {}, and the start may still show.", runs,
                     warm_up);
}

std::string other_warm_up_text(const PopulationVariant& variant) {
  return fmt::format("Of this variant the first {} are not measured.", duration_text(variant.warm_up_seconds));
}

std::string breaches_text(const PopulationWatched& watched) {
  return fmt::format("{} was seen to fail {}{}.", watched.property, counted(watched.breaches, "time", "times"),
                     watched.violation_expected  ? ", as expected"
                     : watched.violation_allowed ? ", which is allowed"
                                                 : "");
}

bool is_warm_up_doubtful(const PopulationResult& population) {
  return population.pilot && (population.pilot->was_cut || !population.pilot->found_all);
}

std::vector<std::string> findings_of(const PopulationResult& population) {
  std::vector<std::string> findings;
  std::uint64_t sum = 0;
  for (const PopulationFate& fate : population.ledger.fates) sum += fate.value;
  if (sum != population.ledger.composed) {
    findings.push_back(fmt::format("The ledger does not sum up: {} were composed, but {} are accounted for.",
                                   counted(population.ledger.composed, "message", "messages"), with_thousands(sum)));
  }
  for (const PopulationFault& fault : population.faults) {
    if (fault.struck > 0) continue;
    findings.push_back(fault.happened == 0
                           ? fmt::format("{} never came: the simulation was over by then.", fault.words)
                           : fmt::format("{} struck nothing: the scenario does not test it.", fault.words));
  }
  return findings;
}

}  // namespace doublecheck::reports
