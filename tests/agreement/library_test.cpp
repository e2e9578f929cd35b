// What the library says of the protocol, pinned: a changed rule shows here first.

#include "cli/checking.hpp"

#include "cli/judging.hpp"
#include "reports/verdicts.hpp"
#include "scenarios/standard_properties.hpp"
#include "tests/agreement/library.hpp"
#include "tests/catch.hpp"

#include <algorithm>
#include <array>
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

/// What nothing in a scenario puts to the test.
const std::map<std::string, std::vector<std::string>> kUntested = {
    {"01-happy-path", {"NO_DUPLICATE", "PLATFORM", "PUSH_INERT", "NO_WAIT", "FETCH_FIRST", "NOTIFIED"}},
    {"02-offline-drain", {"NO_DUPLICATE"}},
    {"03-server-ack-lost", {"PLATFORM", "NO_WAIT", "FETCH_FIRST"}},
    {"03b-re-store-tombstone", {"PLATFORM", "NO_WAIT", "FETCH_FIRST"}},
    {"03c-re-store-none", {"PLATFORM", "NO_WAIT", "FETCH_FIRST"}},
    {"04-recipient-ack-lost", {"ORDER", "PLATFORM", "NO_WAIT", "FETCH_FIRST"}},
    {"06-receipt-overtakes-ack", {"ORDER", "PLATFORM", "PUSH_INERT", "NO_WAIT", "FETCH_FIRST", "NOTIFIED"}},
    {"07-server-crash", {"PLATFORM", "NO_WAIT", "FETCH_FIRST"}},
    {"09-iphone-display-only", {"FETCH_FIRST"}},
    {"11-every-push-lost", {"NO_DUPLICATE", "ORDER", "NO_WAIT", "FETCH_FIRST"}},
    {"12-half-open-connection", {"FETCH_FIRST"}},
    {"13-resume-race", {"PLATFORM", "NO_WAIT", "FETCH_FIRST"}},
    {"14-reinstall-and-time-to-live", {"NO_DUPLICATE", "ORDER", "NO_WAIT"}},
    {"14b-expiry-reported", {"NO_DUPLICATE", "ORDER", "FETCH_FIRST"}},
    {"14c-delivered-and-expired", {"ORDER", "PLATFORM", "NO_WAIT", "FETCH_FIRST"}},
    {"16-contact-discovery", {"NO_DUPLICATE", "ORDER", "PLATFORM", "NO_WAIT", "FETCH_FIRST"}},
    {"17-two-servers", {"ORDER", "PLATFORM", "NO_WAIT", "FETCH_FIRST"}},
    {"18-bounded-memory-unbounded-delay", {"PLATFORM", "PUSH_INERT", "NO_WAIT", "FETCH_FIRST", "NOTIFIED"}},
    {"19-bounded-memory-bounded-delay", {"PLATFORM", "PUSH_INERT", "NO_WAIT", "FETCH_FIRST", "NOTIFIED"}},
    {"20-three-friends", {"ORDER"}},
};

/// With the sanitizers on, the largest scenarios take minutes. The program's gate runs them in full.
constexpr std::uint64_t kStatesMax = 9'000;

reports::PropertyResult result_of(const reports::CheckResult& result, const std::string& id) {
  for (const auto& property : result.properties) {
    if (property.id == id) return property;
  }
  throw std::runtime_error("no such property: " + id);
}

}  // namespace

TEST_CASE("every scenario of the library ends as it expects and puts to the test what it did") {
  for (const scenarios::Scenario& scenario : library()) {
    if (scenario.mutant || !scenario.explored) continue;
    CAPTURE(scenario.name);
    cli::CheckSettings settings;
    settings.limits.states_max = kStatesMax;
    reports::ScenarioResult result;
    result.check = cli::check_scenario(scenario, settings).result;
    if (!result.check->exhaustive) continue;
    CHECK(cli::judge(result, false).surprise == "");
    std::vector<std::string> untested;
    for (const auto& property : result.check->properties) {
      if (property.vacuous) untested.push_back(property.id);
    }
    const auto pinned = kUntested.find(scenario.name);
    CHECK(untested == (pinned == kUntested.end() ? std::vector<std::string>{} : pinned->second));
  }
}

TEST_CASE("every mutant is caught by what must catch it and holds without its mutation") {
  std::map<int, std::size_t> lengths;
  for (const scenarios::Scenario& scenario : library()) {
    if (!scenario.mutant) continue;
    CAPTURE(scenario.name);
    reports::ScenarioResult result;
    result.mutant = scenario.mutant;
    result.check = cli::check_scenario(scenario, {}).result;
    result.unmutated = cli::check_scenario(scenarios::without_mutation(scenario), {}).result;
    CHECK(cli::judge(result, false).surprise == "");
    REQUIRE(reports::is_caught(result));
    lengths[*scenario.mutant] = reports::shortest_catch(result).value();
  }
  const std::map<int, std::size_t> pinned = {
      {1, 3},  {2, 3},   {3, 3},  {4, 6},  {5, 3},   {6, 3},   {7, 7},  {8, 8},   {9, 1},   {10, 4}, {11, 7},
      {12, 9}, {13, 12}, {14, 6}, {15, 7}, {16, 5},  {17, 3},  {18, 6}, {19, 12}, {20, 8},  {21, 5}, {22, 5},
      {23, 8}, {24, 7},  {25, 4}, {26, 7}, {27, 9},  {28, 11}, {29, 8}, {30, 5},  {31, 5},  {32, 7}, {33, 4},
      {34, 6}, {35, 7},  {36, 4}, {37, 5}, {38, 18}, {39, 5},  {40, 5}, {41, 3},  {42, 12}, {43, 5}, {44, 3}};
  CHECK(lengths == pinned);
}

TEST_CASE("each property has a mutant that must break it") {
  const std::vector<scenarios::Scenario> scenarios = library();
  for (const scenarios::StandardProperty& property : scenarios::standard_properties()) {
    CAPTURE(property.name);
    CHECK(std::ranges::any_of(scenarios, [&](const scenarios::Scenario& scenario) {
      const scenarios::AskedProperty* asked = scenarios::find_asked(scenario, property.name);
      return scenario.mutant && asked != nullptr && asked->expected == scenarios::Expected::violated;
    }));
  }
}

TEST_CASE("the state spaces of the library have the sizes that they had") {
  const std::map<std::string, Size> sizes = {
      {"01-happy-path", {779, 1802, 21}},
      {"02-offline-drain", {2340, 8244, 24}},
      {"03-server-ack-lost", {706, 1743, 22}},
      {"03b-re-store-tombstone", {459, 1155, 16}},
      {"03c-re-store-none", {1075, 2599, 23}},
      {"04-recipient-ack-lost", {12846, 53306, 20}},
      {"05-sender-away-for-receipt", {5292, 25367, 22}},
      {"06-receipt-overtakes-ack", {3192, 14383, 15}},
      {"08-recipient-crash", {10248, 41183, 25}},
      {"09-iphone-display-only", {12048, 48923, 23}},
      {"10-android-background-wake", {8070, 32106, 22}},
      {"14-reinstall-and-time-to-live", {1784, 5748, 18}},
      {"16-contact-discovery", {11724, 35284, 25}},
      {"19-bounded-memory-bounded-delay", {8863, 34494, 23}},
  };
  for (const auto& [name, size] : sizes) {
    CAPTURE(name);
    const Size found = size_of(name);
    CAPTURE(found.states, found.transitions, found.depth);
    CHECK(found == size);
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
