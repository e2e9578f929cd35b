// Faults of real servers that somebody has reported in public, and which standard properties must see them. The files
// in tests/cli/scenarios name the reports.

#include <map>
#include <string>
#include <vector>

#include "cli/checking.hpp"
#include "scenarios/reading.hpp"
#include "tests/catch.hpp"
#include "tests/cli/program.hpp"

namespace doublecheck::tests {
namespace {

std::string file_of(const std::string& name) {
  return std::string(DOUBLECHECK_SOURCE_DIRECTORY) + "/tests/cli/scenarios/" + name + ".toml";
}

/// The properties that are violated, each with the length of its counterexample.
using Violated = std::map<std::string, std::size_t>;

Violated violated_in(const std::string& name, const std::vector<scenarios::Setting>& settings = {}) {
  scenarios::ReadResult read = scenarios::read_scenario(file_of(name), settings);
  for (const scenarios::Diagnostic& diagnostic : read.diagnostics) UNSCOPED_INFO(diagnostic.message);
  REQUIRE(read.scenario.has_value());
  const reports::CheckResult result = cli::check_scenario(*read.scenario, {}).result;
  REQUIRE(result.exhaustive);
  Violated violated;
  for (const reports::PropertyResult& property : result.properties) {
    if (property.verdict == reports::Verdict::violated) {
      violated[property.id] = property.counterexample ? property.counterexample->steps.size() : 0;
    }
  }
  return violated;
}

}  // namespace

TEST_CASE("a message whose silent pushes are throttled each time need not arrive", "[R17]") {
  CHECK(violated_in("silent-push-throttled") == Violated{{"DELIVERY", 5}, {"TOLD", 5}, {"QUIET", 5}, {"NOTIFIED", 5}});
}

TEST_CASE("a clock that jumps is no excuse for fresh messages that expire", "[R8]") {
  CHECK(violated_in("clock-jump-expires-fresh-mail") ==
        Violated{{"CUSTODY", 4}, {"DELIVERY", 8}, {"MARK2", 10}, {"TOLD", 8}, {"REALLY_DELIVERED", 8}});
}

TEST_CASE("a sender who is not told of what expired breaks TOLD, and one who is told does not", "[R8]") {
  CHECK(violated_in("expiry-untold") == Violated{{"TOLD", 5}, {"SENDER_IS_TOLD", 5}});
  CHECK(violated_in("expiry-untold", {{"options.expiry", "reported"}}) == Violated{});
}

TEST_CASE("a message that is delivered and expires still owes its sender the second check", "[R22]") {
  CHECK(violated_in("delivered-but-expired") == Violated{{"MARK2", 7}, {"TOLD", 6}, {"RECEIPT_IN_SPITE_OF_EXPIRY", 7}});
}

TEST_CASE("a session that ends with something undelivered is followed by a push that wakes", "[R17]") {
  for (const char* repeat : {"periodic", "per_message"}) {
    CAPTURE(repeat);
    CHECK(violated_in("push-after-time-out", {{"options.push_repeat", repeat},
                                              {"participants.bob.platform", "android"},
                                              {"budgets.cuts", "0"}}) == Violated{});
  }
}

TEST_CASE("a session that the server times out is followed by a push, however pushes are repeated", "[R17]") {
  for (const char* repeat : {"periodic", "per_message"}) {
    const Ran ran = run("simulate '" + file_of("push-after-time-out") +
                        "' --set 'options.stale_session=ack_timeout(1min)' --set options.push_repeat=" + repeat);
    CAPTURE(ran.output);
    CHECK(says(ran, "time to delivery                1.03 min"));
  }
}

}  // namespace doublecheck::tests
