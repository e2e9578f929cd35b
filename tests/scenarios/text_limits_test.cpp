#include "scenarios/text_limits.hpp"

#include <string>
#include <string_view>
#include <vector>

#include "scenarios/reading.hpp"
#include "tests/catch.hpp"
#include "tests/scenarios/samples.hpp"

using namespace doublecheck::scenarios;
using namespace doublecheck::tests;

namespace {

std::string repeated(std::string_view part, std::size_t times) {
  std::string text;
  for (std::size_t i = 0; i < times; ++i) text += part;
  return text;
}

/// "line:column message", or "".
std::string excess_of(std::string_view text) {
  const auto excess = excess_in(text);
  return excess ? std::to_string(excess->line) + ":" + std::to_string(excess->column) + " " + excess->message : "";
}

}  // namespace

TEST_CASE("a text with as much as is allowed of everything has no excess, and one more of each has") {
  CHECK(excess_of(repeated("a.", 31) + "a = 1\n").empty());
  CHECK(excess_of("x = 1\n" + repeated("a.", 32) + "a = 1\n") == "2:64 a key has more than 32 parts");
  CHECK(excess_of("a = " + repeated("[", 32) + repeated("]", 32)).empty());
  CHECK(excess_of("a = " + repeated("[", 33)) == "1:37 lists and tables are nested more than 32 deep");
  CHECK(excess_of(repeated("a = 1\n", 50'000)).empty());
  CHECK(excess_of(repeated("a = 1\n", 50'001)) == "50001:3 there are more than 50000 keys and elements of lists");
  CHECK(excess_of("a = [" + repeated("1,\n", 49'999)).empty());
  CHECK(excess_of("a = [" + repeated("1,\n", 50'000)) ==
        "50000:2 there are more than 50000 keys and elements of lists");
  CHECK(excess_of(repeated(" [a]\n", 10'000)).empty());
  CHECK(excess_of(repeated("[[a]]\n", 10'001)) == "10001:1 there are more than 10000 tables");
  CHECK(excess_of(repeated("\n", 100'000)).empty());
  CHECK(excess_of(repeated("\n", 100'001)) == "100000:1 there are more than 100000 lines");
  CHECK(excess_of("a = \"" + repeated("x", 65'535) + "\"").empty());
  CHECK(excess_of("a = \"" + repeated("x", 65'537) + "\"") == "1:65542 a text is longer than 64 KiB");
  CHECK(excess_of("#" + repeated("x", 262'143)).empty());
  CHECK(excess_of("\n#" + repeated("x", 262'144)) == "2:262145 a line is longer than 256 KiB");
}

TEST_CASE("what stands in texts and comments counts for nothing") {
  const std::string dots = repeated(".", 100);
  const std::string brackets = repeated("[", 100);
  for (const std::string kind : {"\"", "'", "\"\"\"", "'''"}) {
    CHECK(excess_of("a = " + kind + dots + brackets + kind + "\n").empty());
    CHECK_FALSE(excess_of("a = " + kind + dots + kind + brackets + "\n").empty());
  }
  CHECK(excess_of("# " + dots + brackets + "\na = 1\n").empty());
  CHECK(excess_of("a = \"\\\"" + brackets + "\"").empty());
  CHECK_FALSE(excess_of("a = '\\'" + brackets + "'").empty());
  CHECK(excess_of("a = \"\"\"\nx\"\"\"\"\"\nb = 1\n" + repeated("c = 1\n", 100)).empty());
  CHECK_FALSE(excess_of("a = \"\"\"x\"\"\"\"\"" + brackets).empty());
  CHECK(excess_of("a = ''\nb = \"\"\nc = " + repeated("[", 32)).empty());
  CHECK(excess_of("a = \"not closed\nb = 'nor this\nc = " + repeated("[", 32)).empty());
}

TEST_CASE("a text that is too much for the reader is an error with its place") {
  CHECK(errors_of("question = \"Q\"\n" + repeated("a.", 10'000) + "a = 1\n")
            .find("error: a key has more than 32 parts  [beyond-limits]\n  --> t.toml:2:64\n") == 0);
  const std::vector<Setting> settings = {{repeated("a.", 10'000) + "a", "1"}, {"a", repeated("[", 10'000)}};
  const ReadResult result = parse_scenario(kMinimal, "t.toml", settings);
  REQUIRE(result.diagnostics.size() == 2);
  CHECK(result.diagnostics[0].code == "beyond-limits");
  CHECK(result.diagnostics[1].code == "beyond-limits");
}
