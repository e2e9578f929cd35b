/// Runs every command that pages show and holds what it prints against the page.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "tests/docs/pages.hpp"

namespace doublecheck::tests {

/// A command that is not run as the page shows it in each run of the tests.
struct Shortened {
  std::string command;  // as on the page, whole
  std::string reason;
  std::string instead;               // what is run in its place
  bool runs_with_long_tests = true;  // the command itself runs with the tests tagged [.long]
};
const std::vector<Shortened>& shortened_commands();

/// Pages whose commands one test case runs. Together they are all pages, each once: "other" has those that no other
/// has.
struct PageGroup {
  std::string name;
  std::vector<std::string> pages;
};
const std::vector<PageGroup>& page_groups();

struct Outcome {
  std::size_t commands = 0;  // that the pages show, each run or looked at
  std::size_t problems =
      0;  // commands that did otherwise. What they did goes to standard output, for Catch breaks lines
};

/// `in_full`: no command is shortened, other than those that never run here.
Outcome run_commands(const std::string& group, bool in_full);

/// Commands in running text (`doublecheck list --budgets`): those without a placeholder such as FILE are run.
Outcome run_commands_in_text(const std::string& group);

/// The number of lines of a page that look like a command in a block, counted without taking blocks apart.
std::size_t lines_with_commands(const std::string& page);

}  // namespace doublecheck::tests
