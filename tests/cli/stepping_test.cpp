#include "cli/stepping.hpp"

#include "tests/catch.hpp"
#include "tests/cli/replayed_paths.hpp"

#include <cstddef>
#include <string>
#include <vector>

using namespace doublecheck;
using namespace doublecheck::tests;

namespace {

const std::string kDelivery = "compose alice\ndeliver alice up 0\ndeliver bob down 0\n";

/// What each command was answered, the last prompt left out; first comes what is shown before any.
std::vector<std::string> session(const std::vector<std::string>& commands, const std::string& actions = kDelivery) {
  const auto scenario = scenario_of("01-happy-path.toml");
  const cli::Replayed path = replayed(scenario, actions);
  std::vector<std::string> answers(1);
  std::size_t read = 0;
  const cli::Console console{.read_line = [&]() -> std::optional<std::string> {
                               if (read == commands.size()) return std::nullopt;
                               answers.emplace_back();
                               return commands[read++];
                             },
                             .write = [&](std::string_view text) { answers.back() += text; }};
  cli::step_through(path, scenario.setup, {}, {.colour = false, .unicode = true}, console);
  return answers;
}

bool says(const std::string& answer, const std::string& text) { return answer.find(text) != std::string::npos; }

/// The state that the prompt at the end of an answer names.
std::string prompt_of(const std::string& answer) { return answer.substr(answer.rfind('[')); }

}  // namespace

TEST_CASE("stepping begins at the start and goes forward and back") {
  const auto answers = session({"n", "", "p", "previous", "p"});
  REQUIRE(answers.size() == 6);
  CHECK(says(answers[0], "the start"));
  CHECK(says(answers[1], "1  compose alice"));
  CHECK(says(answers[1], "alice ▸ client ▸ outbox: [] → [m1]"));
  CHECK(says(answers[1], "+ is_composed(m1)"));
  CHECK(says(answers[2], "2  deliver alice up 0"));
  CHECK(says(answers[3], "1  compose alice"));
  CHECK(says(answers[4], "the start"));
  CHECK(says(answers[5], "this is the start"));
  CHECK(prompt_of(answers[5]) == "[0 of 3] ");
}

TEST_CASE("the keys with arrows step as n and p do") {
  const auto answers = session({"\x1b[C", "\x1b[C", "\x1b[D"});
  CHECK(prompt_of(answers[2]) == "[2 of 3] ");
  CHECK(prompt_of(answers[3]) == "[1 of 3] ");
}

TEST_CASE("one goes to a step by number and no further than the path") {
  const auto answers = session({"g 3", "go 4", "g x", "g 0"});
  CHECK(prompt_of(answers[1]) == "[3 of 3] ");
  CHECK(says(answers[2], "from 0, the start, to 3"));
  CHECK(prompt_of(answers[2]) == "[3 of 3] ");
  CHECK(says(answers[3], "takes the number of a step"));
  CHECK(prompt_of(answers[4]) == "[0 of 3] ");
}

TEST_CASE("a search goes to the next step that tells of the words and stays where there is none") {
  const auto answers = session({"/is_stored_by(bob, m1)", "g 0", "/ outbox", "/", "/ nowhere"});
  CHECK(prompt_of(answers[1]) == "[3 of 3] ");
  CHECK(prompt_of(answers[3]) == "[1 of 3] ");
  CHECK(says(answers[4], "no later step tells of `outbox`"));
  CHECK(says(answers[5], "no later step tells of `nowhere`"));
  CHECK(prompt_of(answers[5]) == "[1 of 3] ");
}

TEST_CASE("the whole state of a machine can be seen, or a part of it") {
  const auto answers = session({"g 2", "s bob mailbox", "s bob", "s carol", "s"});
  CHECK(says(answers[2], "bob ▸ mailbox ▸ bodies: [m1]\n"));
  CHECK_FALSE(says(answers[2], "client"));
  CHECK(says(answers[3], "bob ▸ client ▸ app: foreground\n"));
  CHECK_FALSE(says(answers[3], "alice ▸"));
  CHECK(says(answers[4], "the machines are alice, bob and budgets"));
  CHECK(says(answers[5], "the machines are alice, bob and budgets"));
}

TEST_CASE("what is true and what may happen is told of the state that is shown") {
  const auto answers = session({"w", "e", "n", "w", "e"});
  CHECK(says(answers[1], "is_connected(alice)\n"));
  CHECK_FALSE(says(answers[1], "is_composed(m1)\n"));
  CHECK(says(answers[2], "compose alice"));
  CHECK_FALSE(says(answers[2], "deliver"));
  CHECK(says(answers[4], "is_composed(m1)\n"));
  CHECK(says(answers[5], "deliver alice up 0"));
  CHECK(says(answers[5], "m1 reaches the server"));
}

TEST_CASE("a formula that is typed is evaluated at once and at each step from then on") {
  const auto answers = session({"f is_composed(m1)", "n", "f", "n"});
  CHECK(says(answers[1], "is_composed(m1): false"));
  CHECK(says(answers[1], "the path ends"));
  CHECK(says(answers[2], "is_composed(m1): true"));
  CHECK_FALSE(says(answers[4], "is_composed(m1): "));
}

TEST_CASE("a wrong formula is told with its place and does not end the stepping") {
  const auto answers = session({"f always is_compsed(m1)", "n"});
  CHECK(says(answers[1], "formula:1:8"));
  CHECK(says(answers[1], "did you mean `is_composed`?"));
  CHECK(prompt_of(answers[2]) == "[1 of 3] ");
}

TEST_CASE("a misspelt command is told with the nearest one") {
  const auto answers = session({"nxet"});
  CHECK(says(answers[1], "there is no command `nxet`: did you mean `next`?"));
}

TEST_CASE("help names every command and q ends the stepping before the input does") {
  const auto answers = session({"h", "q", "n"});
  REQUIRE(answers.size() == 3);
  for (const char* name : {"next", "previous", "go N", "find", "list", "differences", "state", "predicates", "enabled",
                           "formula", "help", "quit"}) {
    CAPTURE(name);
    CHECK(says(answers[1], name));
  }
}

TEST_CASE("the list of steps marks the one that is shown") {
  const auto answers = session({"n", "l"});
  CHECK(says(answers[2], ">  1  compose alice\n"));
  CHECK(says(answers[2], "   2  deliver alice up 0\n"));
}

TEST_CASE("the step behind the last one tells why there is none") {
  const auto ended = session({"g 3", "n"});
  CHECK(says(ended[2], "this was the last step"));
  const auto stopped = session({"n", "n"}, "compose alice\ndeliver bob down 0\n");
  CHECK(says(stopped[2], "step 2 is not possible: `deliver bob down 0`"));
  CHECK(prompt_of(stopped[2]) == "[1 of 1] ");
}
