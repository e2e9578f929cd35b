// Nothing that pages show goes untested unnoticed.
#include <algorithm>
#include <map>
#include <set>
#include <string>

#include "tests/catch.hpp"
#include "tests/docs/commands.hpp"
#include "tests/docs/examples.hpp"

using namespace doublecheck::tests;

TEST_CASE("every line of a block that looks like a command is one that is run", "[pages]") {
  std::size_t commands = 0;
  for (const std::string& page : all_pages()) {
    CAPTURE(page);
    CHECK(commands_of(page).size() == lines_with_commands(page));
    commands += commands_of(page).size();
  }
  CHECK(commands >= 30);
}

TEST_CASE("every command that is kept short is shown by a page", "[pages]") {
  std::set<std::string> shown;
  for (const std::string& page : all_pages()) {
    for (const Shown& one : commands_of(page)) shown.insert(one.command);
    for (const Span& span : code_spans_of(page)) shown.insert(span.text);
    for (const Block& block : blocks_of(page)) {
      if (block.language == "json") shown.insert(json_command(block));
    }
  }
  for (const Shortened& shortened : shortened_commands()) {
    CAPTURE(shortened.command);
    CHECK(shown.contains(shortened.command));
    CHECK_FALSE(shortened.reason.empty());
  }
  CHECK(shortened_commands().size() <= 12);
}
