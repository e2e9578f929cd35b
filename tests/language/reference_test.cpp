#include <fstream>
#include <string>
#include <vector>

#include "language/spelling.hpp"
#include "tests/catch.hpp"
#include "tests/language/samples.hpp"

// docs/properties.md is held to what the program reads.

using namespace doublecheck::language;
using namespace doublecheck::tests;

namespace {

std::vector<std::string> lines_of_the_reference() {
  std::ifstream file(std::string(DOUBLECHECK_SOURCE_DIRECTORY) + "/docs/properties.md");
  std::vector<std::string> lines;
  for (std::string line; std::getline(file, line);) lines.push_back(line);
  return lines;
}

std::vector<std::string> examples() {
  std::vector<std::string> found;
  bool inside = false;
  for (const std::string& line : lines_of_the_reference()) {
    if (line.starts_with("```")) {
      inside = line == "```property";
    } else if (inside) {
      found.push_back(line);
    }
  }
  return found;
}

// Without the backslashes that keep signs from ending cells of tables.
std::string text_of_tables() {
  std::string text;
  for (const std::string& line : lines_of_the_reference()) {
    if (!line.starts_with("|")) continue;
    for (const char letter : line) {
      if (letter != '\\') text += letter;
    }
    text += '\n';
  }
  return text;
}

}  // namespace

TEST_CASE("every example of the reference is a formula", "[language]") {
  CHECK(examples().size() == 11);
  for (const std::string& example : examples()) {
    CAPTURE(example);
    CHECK_NOTHROW(checked(example));
  }
}

TEST_CASE("the reference has every spelling of every operator", "[language]") {
  const std::string text = text_of_tables();
  for (const Spelling& spelling : spellings()) {
    const std::string written(spelling.text);
    CAPTURE(written);
    const bool has_it =
        text.find("`" + written) != std::string::npos || text.find(" " + written + " ") != std::string::npos;
    CHECK(has_it);
  }
}
