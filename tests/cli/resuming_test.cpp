// A search that was ended early, or killed, and goes on says what an undisturbed one says: every count, depth, verdict
// and counterexample. bench/kills does so at length.
#include <chrono>

#include "tests/catch.hpp"
#include "tests/cli/killing.hpp"
#include "tests/cli/program.hpp"

namespace doublecheck::tests {
namespace {

std::string library(const std::string& name) { return std::string(DOUBLECHECK_LIBRARY) + "/" + name + ".toml"; }

const std::string kLateViolation =
    std::string(DOUBLECHECK_SOURCE_DIRECTORY) + "/tests/cli/scenarios/late-violation.toml";

using Words = std::vector<std::string>;

/// Runs the check, then ends it early by a limit and lets it go on with `jobs` threads. `after`: a limit that both
/// have.
Answer require_same_when_resumed(Words words, const Words& limit, unsigned jobs, const Words& after = {}) {
  const Folder folder;
  words.insert(words.end(), {"--jobs", std::to_string(jobs)});
  const KilledCheck check{words, folder.path()};
  const auto answer = [&](const Words& more) {
    const auto status = run_and_kill(check.with(more), std::nullopt);
    return answer_in(folder.path("result.json"), status.value());
  };
  const auto kept = [&](Words more) {
    more.insert(more.end(), {"--checkpoint", folder.path("kept")});
    return answer(more);
  };
  const Answer whole = answer(after);
  const Answer cut = kept(limit);
  CHECK(cut.status != 0);  // 1 where something is violated already
  CHECK(cut.result.at("exhaustive") == false);
  REQUIRE(has_search(folder.path("kept")));
  const Answer resumed = kept(after);
  CHECK(resumed.status == whole.status);
  for (const char* field : {"states", "transitions", "depth", "levels"}) {
    CAPTURE(field);
    CHECK(resumed.result.at(field) == whole.result.at(field));
  }
  CHECK(resumed == whole);
  return resumed;
}

}  // namespace

TEST_CASE("a search with levels of many thousands of states loses none of them when it is resumed") {
  for (const unsigned jobs : {1U, 2U}) {
    CAPTURE(jobs);
    const Answer resumed = require_same_when_resumed(
        {library("01-happy-path"), "--set", "budgets.breaks=2", "--set", "budgets.client_crashes=1"},
        {"--max-states", "150000"}, jobs);
    CHECK(resumed.result.at("states") == 259'480);
  }
}

TEST_CASE("two servers with all of their history are found again when the search is resumed", "[.long]") {
  for (const unsigned jobs : {1U, 2U}) {
    CAPTURE(jobs);
    const Answer resumed =
        require_same_when_resumed({library("17-two-servers"), "--history", "full"}, {"--max-states", "100000"}, jobs);
    CHECK(resumed.result.at("states") == 335'086);
  }
}

TEST_CASE("a violation that a resumed search meets late is found in as many steps", "[.long]") {
  for (const unsigned jobs : {1U, 2U}) {
    CAPTURE(jobs);
    const Answer resumed = require_same_when_resumed({kLateViolation}, {"--max-states", "175000"}, jobs);
    CHECK(resumed.status == 1);
    CHECK(resumed.result.at("states") == 572'040);
    const auto& properties = resumed.result.at("properties");
    const auto order =
        std::ranges::find_if(properties, [](const auto& property) { return property.at("id") == "ORDER"; });
    REQUIRE(order != properties.end());
    CHECK(order->at("verdict") == "violated");
    CHECK(order->at("counterexample_length") == 18);
  }
}

TEST_CASE("a search that a limit on depth ended counts its last level once when it is resumed") {
  for (const unsigned jobs : {1U, 2U}) {
    CAPTURE(jobs);
    require_same_when_resumed({library("07-server-crash")}, {"--max-depth", "9"}, jobs);
    require_same_when_resumed({library("07-server-crash")}, {"--max-depth", "9"}, jobs, {"--max-depth", "12"});
    require_same_when_resumed({library("07-server-crash")}, {"--max-depth", "9"}, jobs, {"--max-depth", "9"});
  }
}

TEST_CASE("a search that is killed again and again ends like one that never was") {
  const Folder folder;
  const KilledCheck check{{library("04-recipient-ack-lost")}, folder.path()};
  const auto start = std::chrono::steady_clock::now();
  const Answer truth = check.undisturbed();
  const auto longest =
      std::chrono::duration_cast<std::chrono::microseconds>(2 * (std::chrono::steady_clock::now() - start));
  REQUIRE(truth.status == 0);
  const Kills count = kill_and_resume(check, truth, 5, 3, longest, 1);
  CHECK(count.kills == 5);
  CHECK(count.ended >= 2);
  CHECK(count.different == 0);
}

}  // namespace doublecheck::tests
