#include "reports/requirements.hpp"

#include <algorithm>

#include "tests/catch.hpp"
#include "tests/reports/samples.hpp"

using namespace doublecheck::reports;
using namespace doublecheck::tests;

namespace {

using Indexes = std::vector<std::size_t>;

RequirementEvidence evidence_on(const Report& report, unsigned number) {
  const auto all = evidence_of(report);
  const auto found = std::ranges::find(all, number, &RequirementEvidence::number);
  REQUIRE(found != all.end());
  return *found;
}

PropertyEvidence evidence_on(const Report& report, unsigned number, const std::string& property) {
  const auto all = evidence_on(report, number).properties;
  const auto found = std::ranges::find(all, property, &PropertyEvidence::property);
  REQUIRE(found != all.end());
  return *found;
}

}  // namespace

TEST_CASE("a requirement that no property covers has its tests and no verdict") {
  Report report = whole_library();
  report.requirements = {{24, "Storing for ever is a choice", {}, {"an archive keeps the body"}}};
  const RequirementEvidence evidence = evidence_on(report, 24);
  CHECK(evidence.properties.empty());
  CHECK(evidence.tests == std::vector<std::string>{"an archive keeps the body"});
  CHECK_FALSE(verdict_of(evidence));
}

TEST_CASE("a property that covers a requirement and was not checked has no verdict") {
  Report report = whole_library();
  report.requirements = {{20, "No wait", {"NO_WAIT"}, {}}};
  CHECK(evidence_on(report, 20).properties.size() == 1);
  CHECK_FALSE(verdict_of(evidence_on(report, 20, "NO_WAIT")));
  CHECK_FALSE(verdict_of(evidence_on(report, 20)));
}

TEST_CASE("mutants are evidence that a property can fail and none against the protocol") {
  // The scenarios are a happy path, one with surprises, and mutants that must violate CUSTODY and MARK2.
  const Report report = whole_library();
  const PropertyEvidence custody = evidence_on(report, 2, "CUSTODY");
  CHECK(custody.mutants == Indexes{2});
  CHECK(custody.holds == Indexes{0});
  CHECK(custody.inconclusive == Indexes{1});
  CHECK(verdict_of(custody) == Verdict::inconclusive);
  const PropertyEvidence mark2 = evidence_on(report, 22, "MARK2");
  CHECK(mark2.mutants == Indexes{3});
  CHECK(mark2.violated.empty());
}

TEST_CASE("the verdict on a requirement is the worst unexpected one of its properties") {
  Report report;
  report.scenarios = {happy_path(), happy_path()};
  CHECK(verdict_of(evidence_on(report, 8)) == Verdict::holds);
  PropertyResult& custody = report.scenarios[1].check->properties[0];
  custody.verdict = Verdict::violated;
  custody.violation_allowed = true;
  CHECK(evidence_on(report, 8, "CUSTODY").violated_as_expected == Indexes{1});
  CHECK(verdict_of(evidence_on(report, 8)) == Verdict::holds);
  custody.violation_allowed = false;
  CHECK(evidence_on(report, 8, "CUSTODY").violated == Indexes{1});
  CHECK(verdict_of(evidence_on(report, 8)) == Verdict::violated);
}

TEST_CASE("requirements are in ascending order and written with commas between them") {
  const auto all = evidence_of(whole_library());
  CHECK(std::ranges::is_sorted(all, {}, &RequirementEvidence::number));
  CHECK(requirements_text({2, 13}) == "R2, R13");
  CHECK(requirements_text({}).empty());
}
