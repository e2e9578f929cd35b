#include "tests/catch.hpp"
#include "tests/docs/commands.hpp"

using doublecheck::tests::Outcome;
using doublecheck::tests::run_commands;
using doublecheck::tests::run_commands_in_text;

TEST_CASE("the commands that the first page shows print what the page says", "[pages]") {
  const Outcome outcome = run_commands("first", false);
  CHECK(outcome.problems == 0);
  CHECK(outcome.commands >= 5);
}

TEST_CASE("the commands in the text of the first page end without an error", "[pages]") {
  CHECK(run_commands_in_text("first").problems == 0);
}

TEST_CASE("the commands that the first page shows print what the page says, however long they take", "[.long]") {
  CHECK(run_commands("first", true).problems == 0);
}
