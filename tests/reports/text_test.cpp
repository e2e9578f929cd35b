#include "reports/text.hpp"

#include <string>

#include "reports/verdicts.hpp"
#include "tests/catch.hpp"
#include "tests/reports/samples.hpp"

using namespace doublecheck::reports;
using namespace doublecheck::tests;

namespace {

std::string last_line(const std::string& text) {
  REQUIRE(text.ends_with('\n'));
  const std::size_t end = text.size() - 1;
  const std::size_t before = text.rfind('\n', end - 1);
  return text.substr(before + 1, end - before - 1);
}

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("the last line of a check is the verdict with the command that gives it again") {
  CHECK(last_line(check_text(drop_on_send(), {})) ==
        "✘ violated: CUSTODY, DELIVERY (caught by CUSTODY, as expected)   again with: doublecheck check "
        "scenarios/library/m02-drop-on-send.toml");
  CHECK(last_line(check_text(happy_path(), {})) ==
        "✔ holds   again with: doublecheck gate scenarios/library/01-happy-path.toml --seed 7");
}

TEST_CASE("a check shows every property with its requirements and how it fails") {
  const std::string text = check_text(drop_on_send(), {});
  CHECK(contains(text, "  ✘  CUSTODY       violated  R2, R3, R8, R15  4 steps  as expected\n"));
  CHECK(contains(text, "  ✔  NO_DUPLICATE  holds     R8, R21\n"));
  CHECK(contains(text, "How CUSTODY fails"));
  CHECK(contains(text, "m1 ──✗ lost"));
  CHECK(contains(check_text(happy_path(), {}), "never put to the test"));
}

TEST_CASE("a check that hit a limit never says that everything holds") {
  ScenarioResult cut = happy_path();
  cut.simulation.reset();
  for (PropertyResult& property : cut.check->properties) property.verdict = Verdict::inconclusive;
  cut.check->verdict = Verdict::inconclusive;
  cut.as_expected = false;
  cut.surprise = "inconclusive";
  const std::string text = check_text(cut, {});
  CHECK(contains(last_line(text), "? inconclusive"));
  CHECK_FALSE(contains(text, "holds"));
}

TEST_CASE("a simulation shows percentiles in units that suit them") {
  const std::string text = simulate_text(happy_path(), {});
  CHECK(contains(text, "  time to two checks        640 ms    3.71 s  25.3 s  16.9 min    20,000\n"));
  CHECK(contains(text, "  wait on opening the app     none      none    none      none         0\n"));
  CHECK(contains(text, "fingerprint 9f86d081884c7d65"));
  CHECK(contains(last_line(text), "✔ nothing was seen to fail"));
}

TEST_CASE("a simulation compares the platforms by what was in the store", "[R20]") {
  const std::string text = simulate_text(happy_path(), {});
  CHECK(contains(text, "  Android 6          239           840             99          89.5 %    700 ms"));
  CHECK(contains(text, "  iPhone               0             0              0            none      none"));
}

TEST_CASE("a simulation tells what storing everything for ever would hold", "[R24]") {
  ScenarioResult result = happy_path();
  std::string text = simulate_text(result, {});
  CHECK(contains(text, "  until acknowledged            1.76 KiB-seconds\n"));
  CHECK(contains(text, "  stored for ever, it would be    1.91 MiB-hours  4,000,000 times as much\n"));
  result.simulation->held.is_archived = true;
  text = simulate_text(result, {});
  CHECK(contains(text, "  stored for ever "));
  CHECK_FALSE(contains(text, "it would be"));
}

TEST_CASE("a scheduled fault that never struck is told wherever the simulation is") {
  const std::string finding =
      "  The scheduled fault breaks at 20 h, bob never struck: in some runs it was not possible then";
  CHECK(contains(simulate_text(happy_path(), {}), finding));
  CHECK(contains(gate_text(happy_path(), {}), finding));
  CHECK(contains(simulate_text(happy_path(), {}), "  server_crashes at 10 min for 30 min  10,000             0"));
  CHECK_FALSE(contains(gate_text(happy_path(), {}), "The scheduled fault server_crashes"));
}

TEST_CASE("a gate names every property under its verdict") {
  const std::string text = gate_text(drop_on_send(), {});
  CHECK(contains(text, "✔ holds             RETENTION, TRUTH2, NO_DUPLICATE, MARK2, QUIET\n"));
  CHECK(contains(text, "✘ violated          CUSTODY (4 steps, as expected), DELIVERY (4 steps, allowed here)\n"));
  CHECK(contains(text, "  result    caught by CUSTODY, as expected\n"));
  CHECK(contains(text, "412 states, explored completely"));
}

TEST_CASE("a gate draws only what was not expected") {
  CHECK_FALSE(contains(gate_text(drop_on_send(), {}), "How CUSTODY fails"));
  CHECK(contains(gate_text(surprising(), {}), "How QUIET fails"));
  CHECK(contains(gate_text(surprising(), {}), "NOT explored completely (limit: states)"));
}

TEST_CASE("the last line of a gate counts the scenarios that went as expected") {
  Report report = whole_library();
  CHECK(last_line(gate_summary_text(report, {})) == "gate: 3 of 4 scenarios as expected");
  CHECK(contains(gate_summary_text(report, {}),
                 "08-recipient-crash again with: doublecheck gate scenarios/library/08-recipient-crash.toml"));
  report.scenarios.erase(report.scenarios.begin() + 1);
  CHECK(last_line(gate_summary_text(report, {})) == "gate: 3 of 3 scenarios as expected");
}

TEST_CASE("a gate shows what a mutant changes and what holds without that") {
  CHECK(contains(gate_text(drop_on_send(), {}), "  mutation  server drops body = on_send\n"));
  const std::string text = gate_text(with_unmutated(drop_on_send(), Verdict::holds), {});
  CHECK(contains(text, "  mutation  server drops body = on_send; without it 87 states, explored completely"));
  CHECK(contains(text, "    ✔ holds             CUSTODY\n"));
  CHECK_FALSE(contains(gate_text(happy_path(), {}), "mutation"));
}

TEST_CASE("a gate draws what fails without the mutation") {
  const std::string text = gate_text(with_unmutated(drop_on_send(), Verdict::violated), {});
  CHECK(contains(text, "    ✘ violated          CUSTODY (4 steps, not expected)\n"));
  CHECK(contains(text, "How CUSTODY fails without the mutation\n"));
  CHECK(contains(text, "  result    CUSTODY also fails without the mutation\n"));
}

TEST_CASE("the mutants of a gate have a table with their score below it") {
  Report report = whole_library();
  report.scenarios.push_back(with_unmutated(receipt_not_stored(), Verdict::violated));
  CHECK(contains(gate_summary_text(report, {}),
                 "     mutant  name                    expected  found              shortest\n"
                 "  ✔       2  m02-drop-on-send        CUSTODY   CUSTODY, DELIVERY   4 steps\n"
                 "  ✔       7  m07-receipt-not-stored  MARK2     MARK2               7 steps\n"
                 "  ✘       7  m07-receipt-not-stored  MARK2     MARK2                  none\n"
                 "mutants: 2 of 3 caught\n\n"));
  CHECK_FALSE(contains(gate_summary_text(report_on(happy_path()), {}), "mutant"));
}

TEST_CASE("several checks end in a line that counts their verdicts") {
  CHECK(last_line(summary_text(whole_library(), "check", {})) ==
        "check: 4 scenarios: 1 without a violation, 3 violated, 0 inconclusive; 3 as expected");
  CHECK(summary_text(report_on(happy_path()), "check", {}).empty());
}

TEST_CASE("text from a scenario file cannot steer the terminal") {
  ScenarioResult hostile = drop_on_send();
  hostile.scenario += "\x1b[2J";
  hostile.title += "\x1b]0;gone\a";
  hostile.question = "\x1b[31m";
  hostile.reproduce += "\x1b[A";
  hostile.options = {"\x1b[A"};
  hostile.check->scope += "\x1b[A";
  hostile.check->fairness += "\x1b[A";
  for (PropertyResult& property : hostile.check->properties) {
    property.id += "\x1b[A";
    property.statement += "\x1b[A";
  }
  Counterexample& counterexample = *hostile.check->properties[0].counterexample;
  counterexample.sentence += "\x1b[A";
  counterexample.parties[0].name += "\x1b[A";
  counterexample.steps[0].notes[0].text += "\x1b[A";
  counterexample.steps[0].arrows[0].label += "\x1b[A";
  hostile.simulation = happy_path().simulation;
  hostile.simulation->platforms[0].platform += "\x1b[A";
  hostile.simulation->schedule[1].fault += "\x1b[A";
  hostile.simulation->schedule[1].client += "\x1b[A";
  for (const std::string& text : {check_text(hostile, {}), gate_text(hostile, {}), simulate_text(hostile, {}),
                                  gate_summary_text(report_on(hostile), {})}) {
    CHECK_FALSE(contains(text, "\x1b"));
    CHECK_FALSE(contains(text, "\a"));
  }
}
