#include "cli/judging.hpp"

#include "tests/catch.hpp"

using namespace doublecheck;
using reports::Verdict;

namespace {

reports::PropertyResult property(const std::string& id, Verdict verdict, bool expected = false, bool allowed = false) {
  reports::PropertyResult result;
  result.id = id;
  result.verdict = verdict;
  result.violation_expected = expected;
  result.violation_allowed = allowed;
  return result;
}

reports::ScenarioResult checked(Verdict verdict, bool expected, bool allowed) {
  reports::ScenarioResult result;
  result.check.emplace();
  result.check->properties.push_back(property("CUSTODY", verdict, expected, allowed));
  return result;
}

cli::ExitStatus status(Verdict verdict, bool expected, bool allowed) {
  return cli::judge(checked(verdict, expected, allowed), false).status;
}

}  // namespace

TEST_CASE("a check is as expected exactly if what must fail fails and nothing else but what may") {
  using cli::ExitStatus;
  CHECK(status(Verdict::holds, false, false) == ExitStatus::as_expected);
  CHECK(status(Verdict::violated, false, false) == ExitStatus::violated);
  CHECK(status(Verdict::inconclusive, false, false) == ExitStatus::inconclusive);
  CHECK(status(Verdict::holds, true, false) == ExitStatus::violated);
  CHECK(status(Verdict::violated, true, false) == ExitStatus::as_expected);
  CHECK(status(Verdict::inconclusive, true, false) == ExitStatus::inconclusive);
  CHECK(status(Verdict::holds, false, true) == ExitStatus::as_expected);
  CHECK(status(Verdict::violated, false, true) == ExitStatus::as_expected);
}

TEST_CASE("a surprise is told in words") {
  CHECK(cli::judge(checked(Verdict::violated, false, false), false).surprise == "CUSTODY is violated");
  CHECK(cli::judge(checked(Verdict::violated, true, false), false).surprise.empty());
}

TEST_CASE("a simulation that meets no expected violation is no surprise but an unexpected one is") {
  reports::ScenarioResult result;
  result.simulation.emplace();
  result.simulation->properties.push_back(property("CUSTODY", Verdict::holds, true));
  CHECK(cli::judge(result, false).status == cli::ExitStatus::as_expected);
  result.simulation->properties.push_back(property("ORDER", Verdict::violated));
  CHECK(cli::judge(result, false).status == cli::ExitStatus::violated);
  CHECK(cli::judge(result, true).surprise.find("cut short") != std::string::npos);
}

TEST_CASE("a mutant is caught only by what holds without the mutation") {
  reports::ScenarioResult result = checked(Verdict::violated, true, false);
  const auto judged = [&](Verdict unmutated) {
    result.unmutated.emplace();
    result.unmutated->properties.push_back(property("CUSTODY", unmutated));
    return cli::judge(result, false);
  };
  CHECK(judged(Verdict::holds).status == cli::ExitStatus::as_expected);
  CHECK(judged(Verdict::violated).status == cli::ExitStatus::violated);
  CHECK(judged(Verdict::violated).surprise == "CUSTODY also fails without the mutation");
  CHECK(judged(Verdict::inconclusive).status == cli::ExitStatus::inconclusive);
  CHECK(judged(Verdict::inconclusive).surprise == "CUSTODY is inconclusive without the mutation");
}

TEST_CASE("a scenario that neither driver ran is no success") {
  CHECK(cli::judge({}, false).status == cli::ExitStatus::nothing_ran);
}
