#include "reports/verdicts.hpp"

#include "tests/catch.hpp"
#include "tests/reports/samples.hpp"

using namespace doublecheck::reports;
using namespace doublecheck::tests;

namespace {

PropertyResult property(Verdict verdict, bool expected, bool allowed) {
  PropertyResult result;
  result.verdict = verdict;
  result.violation_expected = expected;
  result.violation_allowed = allowed;
  return result;
}

}  // namespace

TEST_CASE("a violation is a surprise unless the scenario says that it must or may be") {
  CHECK(outcome(property(Verdict::violated, false, false)) == Outcome::unexpected);
  CHECK(outcome(property(Verdict::violated, true, false)) == Outcome::as_expected);
  CHECK(outcome(property(Verdict::violated, false, true)) == Outcome::allowed);
}

TEST_CASE("a property that must be violated and holds is a surprise") {
  CHECK(outcome(property(Verdict::holds, true, false)) == Outcome::unexpected);
  CHECK(outcome(property(Verdict::holds, false, true)) == Outcome::as_expected);
  CHECK(outcome(property(Verdict::holds, false, false)) == Outcome::as_expected);
}

TEST_CASE("what is inconclusive is never as expected") {
  CHECK(outcome(property(Verdict::inconclusive, false, false)) == Outcome::undecided);
  CHECK(outcome(property(Verdict::inconclusive, true, false)) == Outcome::undecided);
}

TEST_CASE("one violation outweighs everything and holds outweighs nothing") {
  CHECK(worse(Verdict::holds, Verdict::inconclusive) == Verdict::inconclusive);
  CHECK(worse(Verdict::violated, Verdict::inconclusive) == Verdict::violated);
  CHECK(worse(Verdict::holds, Verdict::holds) == Verdict::holds);
}

TEST_CASE("a scenario in which nothing ran is inconclusive") { CHECK(verdict_of({}) == Verdict::inconclusive); }

TEST_CASE("a violation in the simulation counts for the scenario") {
  ScenarioResult scenario = happy_path();
  CHECK(verdict_of(scenario) == Verdict::holds);
  scenario.simulation->properties[0].verdict = Verdict::violated;
  CHECK(verdict_of(scenario) == Verdict::violated);
  CHECK(violated_ids(scenario) == std::vector<std::string>{"CUSTODY"});
}

TEST_CASE("a mutant is reported as caught by what must catch it") {
  CHECK(outcome_sentence(drop_on_send()) == "caught by CUSTODY, as expected");
  CHECK(outcome_sentence(happy_path()) == "as expected");
  CHECK(outcome_sentence(surprising()) == surprising().surprise);
}

TEST_CASE("a mutant is caught unless what must catch it holds or may fail without the mutation") {
  CHECK(is_caught(drop_on_send()));
  CHECK(is_caught(with_unmutated(drop_on_send(), Verdict::holds)));
  CHECK(shortest_catch(with_unmutated(drop_on_send(), Verdict::holds)) == 4);
  for (const Verdict verdict : {Verdict::violated, Verdict::inconclusive}) {
    const ScenarioResult missed = with_unmutated(drop_on_send(), verdict);
    CHECK_FALSE(is_caught(missed));
    CHECK(catching_ids(missed).empty());
    CHECK(shortest_catch(missed) == std::nullopt);
  }
  ScenarioResult tame = drop_on_send();
  tame.check->properties[0].verdict = Verdict::holds;
  CHECK_FALSE(is_caught(tame));
  tame.check.reset();
  CHECK_FALSE(is_caught(tame));
}

TEST_CASE("the shortest of the counterexamples that catch a mutant counts and no other") {
  ScenarioResult mutant = drop_on_send();
  mutant.check->properties[4].counterexample->steps.resize(1);
  CHECK(shortest_catch(mutant) == 4);
  mutant.check->properties[4].violation_expected = true;
  CHECK(shortest_catch(mutant) == 1);
}

TEST_CASE("the score counts mutants only") {
  Report report = whole_library();
  CHECK(mutant_score(report) == "mutants: 2 of 2 caught");
  report.scenarios.push_back(with_unmutated(drop_on_send(), Verdict::violated));
  CHECK(mutant_score(report) == "mutants: 2 of 3 caught");
  CHECK(mutant_score(report_on(happy_path())).empty());
}

TEST_CASE("the headline is a surprise where there is one") {
  const ScenarioResult surprise = surprising();
  REQUIRE(headline(surprise) != nullptr);
  CHECK(headline(surprise)->id == "QUIET");
  const ScenarioResult mutant = drop_on_send();
  REQUIRE(headline(mutant) != nullptr);
  CHECK(headline(mutant)->id == "CUSTODY");
  CHECK(headline(happy_path()) == nullptr);
}

TEST_CASE("the length of a counterexample counts each step once") {
  const ScenarioResult mutant = drop_on_send();
  CHECK(counterexample_length(mutant.check->properties[0]) == 4);
  CHECK(counterexample_length(mutant.check->properties[1]) == std::nullopt);
}
