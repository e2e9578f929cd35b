#include "scenarios/recorded_messages.hpp"

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "scenarios/reading.hpp"
#include "tests/catch.hpp"
#include "tests/scenarios/samples.hpp"

using namespace doublecheck;
using namespace doublecheck::scenarios;
using namespace doublecheck::tests;

namespace {

constexpr std::uint64_t kClients = 10;

std::string errors_in(std::string_view text) {
  return "\n" + rendered(parse_recorded(text, "sent.csv", kClients).diagnostics);
}

}  // namespace

TEST_CASE("a recorded message has a time in seconds and two clients") {
  const RecordedResult recorded =
      parse_recorded("at,from,to\r\n0.25,0,7\r\n12,7,13\n\n12.000001,3,4", "sent.csv", kClients);
  CHECK(recorded.diagnostics.empty());
  REQUIRE(recorded.messages.size() == 3);
  CHECK(recorded.messages[0].at == 250'000);
  CHECK(recorded.messages[0].from == 0);
  CHECK(recorded.messages[0].to == 7);
  CHECK(recorded.messages[1].at == 12 * sim::kSecond);
  CHECK(recorded.messages[1].to == 13);
  CHECK(recorded.messages[2].at == 12'000'001);
}

TEST_CASE("what is wrong in a recording is told with its line and column") {
  CHECK(errors_in("at;from;to\n1,2,3\n") == R"(
error: the first line is not `at,from,to`  [bad-header]
  --> sent.csv:1:1
help: it names the columns: the time in seconds and the numbers of two clients
)");
  CHECK(errors_in("at,from,to\n1.5,2,3\n1s,2,x\n") == R"(
error: `at` takes seconds, such as 12.5, with at most six decimals  [bad-time]
  --> sent.csv:3:1
   3 | 1s,2,x
     | ^^ no time
error: `to` takes the number of a client, from 0 on  [bad-client]
  --> sent.csv:3:6
   3 | 1s,2,x
     |      ^ none
)");
  CHECK(errors_in("at,from,to\n2,1,3\n1,2,3\n") == R"(
error: the time goes back  [out-of-order]
  --> sent.csv:3:1
   3 | 1,2,3
     | ^ earlier than the message before
help: sort the file by its first column
)");
  CHECK(errors_in("at,from,to\n2,13,3\n") == R"(
error: clients 13 and 3 are the same one of 10  [message-to-oneself]
  --> sent.csv:2:6
   2 | 2,13,3
     |      ^ the sender
)");
  CHECK(errors_in("at,from,to\n2,13\n3,4,5,6\n") == R"(
error: a line has three values with commas between them  [bad-line]
  --> sent.csv:2:1
   2 | 2,13
     | ^^^^ only 2
error: a line has three values with commas between them  [bad-line]
  --> sent.csv:3:1
   3 | 3,4,5,6
     | ^^^^^^^ more than three
)");
}

TEST_CASE("times that are no whole number of microseconds or too long are refused") {
  for (const std::string_view time : {"0.0000001", "1.", ".5", "-1", "1e3", "", "3153600001", "99999999999999999999"}) {
    CAPTURE(time);
    const RecordedResult recorded = parse_recorded("at,from,to\n" + std::string(time) + ",1,2\n", "sent.csv", kClients);
    REQUIRE(recorded.diagnostics.size() == 1);
    CHECK(recorded.diagnostics[0].code == "bad-time");
    CHECK(recorded.messages.empty());
  }
}

TEST_CASE("an empty recording has no header, and one without messages is no error") {
  CHECK(parse_recorded("", "sent.csv", kClients).diagnostics.size() == 1);
  CHECK(parse_recorded("at,from,to\n", "sent.csv", kClients).diagnostics.empty());
}

TEST_CASE("many errors of a recording are counted and not all told") {
  std::string text = "at,from,to\n";
  for (int i = 0; i < 100; ++i) text += "1,1\n";
  const auto diagnostics = parse_recorded(text, "sent.csv", kClients).diagnostics;
  REQUIRE(diagnostics.size() == kDiagnosticsMax + 1);
  CHECK(diagnostics.back().code == "too-many-errors");
}

TEST_CASE("a population reads its recording from beside the scenario, and says where it is wrong") {
  const auto folder = std::filesystem::temp_directory_path() / ("doublecheck-recorded-" + std::to_string(getpid()));
  std::filesystem::create_directories(folder);
  const std::string scenario = (folder / "s.toml").string();
  std::ofstream(scenario) << kMinimalPopulation << "recorded = \"sent.csv\"\n";
  CHECK(read_scenario(scenario).diagnostics.front().code == "no-such-file");

  std::ofstream(folder / "sent.csv") << "at,from,to\n1,2,3\n";
  const ReadResult right = read_scenario(scenario);
  REQUIRE(right.scenario);
  CHECK(right.scenario->population->recorded.size() == 1);

  std::ofstream(folder / "sent.csv") << "at,from,to\n1,2,2\n";
  const ReadResult wrong = read_scenario(scenario);
  REQUIRE(wrong.diagnostics.size() == 1);
  CHECK(wrong.diagnostics[0].file == (folder / "sent.csv").generic_string());
  CHECK(wrong.diagnostics[0].line == 2);
  std::filesystem::remove_all(folder);
}
