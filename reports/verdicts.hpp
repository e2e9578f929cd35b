/// What verdicts mean against what a scenario expects, in words.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "reports/results.hpp"

namespace doublecheck::reports {

/// "holds", "violated" or "inconclusive".
std::string_view word(Verdict verdict);

/// The worse of two: violated before inconclusive before holds.
Verdict worse(Verdict one, Verdict other);

/// Of the check and of the simulation together; inconclusive if there is neither.
Verdict verdict_of(const ScenarioResult& scenario);

/// Whether a verdict is what its scenario expects.
enum class Outcome : std::uint8_t {
  as_expected,  // holds and may; or violated and must be
  allowed,      // violated, and may be
  unexpected,   // violated and must hold; or must be violated and holds
  undecided,    // inconclusive
};

Outcome outcome(const PropertyResult& property);

/// A few words on the outcome: "as expected", "expected to be violated"; empty for what holds as usual.
std::string remark(const PropertyResult& property);

/// What makes the results say less than they seem to: of the check, and of all that was run. Without full stops.
std::vector<std::string> warnings_of(const ScenarioResult& scenario);

/// What was reduced, and what the explored states stand for.
std::string sentence_of(const Reduction& reduction);

/// In the simulator "holds" is "not seen to fail" and is said so.
std::string_view word_in_simulation(Verdict verdict);

/// Steps of the counterexample, those of a cycle counted once.
std::optional<std::size_t> counterexample_length(const PropertyResult& property);

/// The ids of the violated properties, each once: those of the check, then those that only the simulation saw.
std::vector<std::string> violated_ids(const ScenarioResult& scenario);

/// "as expected", "caught by CUSTODY, as expected" for a mutant, or what was a surprise.
std::string outcome_sentence(const ScenarioResult& scenario);

/// The properties that catch the mutant: they are violated as expected, and not also without the mutation.
std::vector<std::string> catching_ids(const ScenarioResult& scenario);

/// Does the check of a mutant violate all that it must, and nothing of that also without the mutation?
bool is_caught(const ScenarioResult& mutant);

/// Steps of the shortest counterexample of the check by which the mutant is caught; none if it is not.
std::optional<std::size_t> shortest_catch(const ScenarioResult& mutant);

/// "mutants: 5 of 5 caught"; empty for a report without mutants.
std::string mutant_score(const Report& report);

/// The property whose counterexample says most: an unexpected violation, else an expected one, else an allowed one;
/// nullptr if there is no counterexample.
const PropertyResult* headline(const ScenarioResult& scenario);

/// "CUSTODY must be violated", "CUSTODY must hold" or, of a path that names no property, "must be possible".
std::string expectation_of(const PathResult& path);

/// Whether all scenarios and saved paths went as expected.
bool is_all_as_expected(const Report& report);

/// "3 of 3 scenarios and 1 of 2 saved paths as expected"; without the one or the other if there are none.
std::string score_of(const Report& report);

/// How many scenarios went as expected.
std::size_t count_as_expected(const Report& report);

}  // namespace doublecheck::reports
