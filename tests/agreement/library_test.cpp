// What the library says of the protocol, pinned: a changed rule shows here first.

#include "cli/checking.hpp"

#include "cli/judging.hpp"
#include "tests/agreement/library.hpp"
#include "tests/catch.hpp"

#include <map>

using namespace doublecheck;

namespace {

struct Size {
  std::uint64_t states = 0, transitions = 0, depth = 0;
  bool operator==(const Size&) const = default;
};

std::string file(const std::string& name) { return std::string(DOUBLECHECK_LIBRARY) + "/" + name + ".toml"; }

Size size_of(const std::string& name, const std::vector<scenarios::Setting>& settings = {}) {
  const reports::CheckResult result = cli::check_scenario(read_or_throw(file(name), settings), {}).result;
  REQUIRE(result.exhaustive);
  return {result.states, result.transitions, result.depth};
}

/// Is no recipient of a mail ever offline? NOTIFIED speaks of those who are.
bool is_always_online(const scenarios::Scenario& scenario) {
  return scenario.name == "01-happy-path" || scenario.name == "06-receipt-overtakes-ack";
}

reports::PropertyResult result_of(const reports::CheckResult& result, const std::string& id) {
  for (const auto& property : result.properties) {
    if (property.id == id) return property;
  }
  throw std::runtime_error("no such property: " + id);
}

}  // namespace

TEST_CASE("every scenario of the library ends as it expects") {
  for (const scenarios::Scenario& scenario : library()) {
    CAPTURE(scenario.name);
    reports::ScenarioResult result;
    result.check = cli::check_scenario(scenario, {}).result;
    const cli::Judgement judgement = cli::judge(result, false);
    CHECK(judgement.surprise == "");
    CHECK(result.check->exhaustive);
  }
}

TEST_CASE("no property of a correct scenario holds only because what it speaks of never happens") {
  for (const scenarios::Scenario& scenario : library()) {
    if (scenario.mutant) continue;
    for (const auto& property : cli::check_scenario(scenario, {}).result.properties) {
      CAPTURE(scenario.name, property.id);
      CHECK(property.vacuous == (property.id == "NOTIFIED" && is_always_online(scenario)));
    }
  }
}

TEST_CASE("the state spaces of the library have the sizes that they had") {
  const std::map<std::string, Size> sizes = {
      {"01-happy-path", {779, 1802, 21}},
      {"02-offline-drain", {2340, 8244, 24}},
      {"03-server-ack-lost", {706, 1743, 22}},
      {"04-recipient-ack-lost", {12846, 53306, 20}},
      {"05-sender-away-for-receipt", {5292, 25367, 22}},
      {"06-receipt-overtakes-ack", {3192, 14383, 15}},
  };
  for (const auto& [name, size] : sizes) {
    CAPTURE(name);
    const Size found = size_of(name);
    CAPTURE(found.states, found.transitions, found.depth);
    CHECK(found == size);
  }
}

TEST_CASE("a mutant's counterexample is as short as it can be") {
  const std::map<std::pair<std::string, std::string>, std::size_t> lengths = {
      {{"mutants/m01-drop-on-push", "CUSTODY"}, 3},
      {{"mutants/m02-drop-on-send", "CUSTODY"}, 3},
      {{"mutants/m05-two-checks-on-server-ack", "TRUTH2"}, 3},
      {{"mutants/m14-no-dedupe", "NO_DUPLICATE"}, 6},
  };
  for (const auto& [what, length] : lengths) {
    CAPTURE(what.first);
    const auto result = cli::check_scenario(read_or_throw(file(what.first)), {}).result;
    const reports::PropertyResult property = result_of(result, what.second);
    REQUIRE(property.counterexample.has_value());
    CHECK(property.counterexample->steps.size() == length);
  }
}

TEST_CASE("a receipt that is not stored fails MARK2 with a lasso in which the message stays at one check") {
  const auto result = cli::check_scenario(read_or_throw(file("mutants/m07-receipt-not-stored")), {}).result;
  const reports::PropertyResult property = result_of(result, "MARK2");
  REQUIRE(property.counterexample.has_value());
  CHECK(property.counterexample->cycle_start.has_value());
  CHECK(property.counterexample->steps.back().marks.back().mark == 2);  // one check
  CHECK(property.counterexample->sentence ==
        "Bob's phone has stored m1, but Alice never sees two checks for it: it stays at one check.");
}

TEST_CASE("a limit makes every verdict that it leaves open inconclusive") {
  cli::CheckSettings settings;
  settings.limits.states_max = 10;
  const auto result = cli::check_scenario(read_or_throw(file("02-offline-drain")), settings).result;
  CHECK_FALSE(result.exhaustive);
  CHECK(result.verdict == reports::Verdict::inconclusive);
  for (const auto& property : result.properties) {
    CAPTURE(property.id);
    CHECK(property.verdict != reports::Verdict::holds);
  }
  CHECK(result.scope.find("NOT explored completely") != std::string::npos);
}

TEST_CASE("a re-store that is not declared is a violation of RETENTION and tombstones prevent it") {
  const auto undeclared =
      cli::check_scenario(read_or_throw(file("03-server-ack-lost"), {{"properties.re_store", "forbidden"}}), {}).result;
  CHECK(result_of(undeclared, "RETENTION").verdict == reports::Verdict::violated);
  const auto tombstones =
      cli::check_scenario(read_or_throw(file("03-server-ack-lost"),
                                        {{"properties.re_store", "forbidden"}, {"options.server_dedupe", "tombstone"}}),
                          {})
          .result;
  CHECK(tombstones.verdict == reports::Verdict::holds);
}

TEST_CASE("ignoring a receipt that overtakes the server's ack fails MARK2") {
  const auto result =
      cli::check_scenario(
          read_or_throw(file("06-receipt-overtakes-ack"), {{"options.receipt_before_server_ack", "ignored"}}), {})
          .result;
  CHECK(result_of(result, "MARK2").verdict == reports::Verdict::violated);
}
