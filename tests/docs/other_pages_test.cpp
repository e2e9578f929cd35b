#include "tests/catch.hpp"
#include "tests/docs/commands.hpp"

using doublecheck::tests::Outcome;
using doublecheck::tests::run_commands;
using doublecheck::tests::run_commands_in_text;

TEST_CASE("the commands that the other pages show print what the pages say", "[pages]") {
  const Outcome outcome = run_commands("other", false);
  CHECK(outcome.problems == 0);
  CHECK(outcome.commands >= 5);
}

TEST_CASE("the commands in the text of the other pages end without an error", "[pages]") {
  CHECK(run_commands_in_text("other").problems == 0);
}

TEST_CASE("the commands that the other pages show print what the pages say, however long they take", "[.long]") {
  CHECK(run_commands("other", true).problems == 0);
}
