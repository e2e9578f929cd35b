#include "tests/docs/examples.hpp"

#include <algorithm>
#include <cstddef>
#include <string>

#include "tests/catch.hpp"
#include "tests/docs/commands.hpp"
#include "tests/docs/running.hpp"

using namespace doublecheck::tests;

namespace {

std::string joined(const Lines& lines) {
  std::string text;
  for (const std::string& line : lines) text += line + "\n";
  return text;
}

}  // namespace

TEST_CASE("every scenario that a page shows is read without a word", "[pages]") {
  std::size_t scenarios = 0;
  for (const std::string& page : all_pages()) {
    const Workplace workplace(page);
    for (const Block& block : blocks_of(page)) {
      if (block.language != "toml") continue;
      ++scenarios;
      workplace.write("shown.toml", completed_toml(block.lines));
      const Ran ran = workplace.run("doublecheck lint shown.toml");
      CAPTURE(place(page, block.line), ran.output, ran.errors);
      CHECK(ran.status == 0);
      CHECK(ran.errors.empty());
      CHECK(joined(ran.output).find("warning") == std::string::npos);
    }
  }
  CHECK(scenarios >= 15);
}

TEST_CASE("every JSON document that a page shows is what its command writes", "[pages]") {
  std::size_t documents = 0;
  for (const std::string& page : all_pages()) {
    const Workplace workplace(page);
    for (const Block& block : blocks_of(page)) {
      if (block.language != "json") continue;
      ++documents;
      std::string command = json_command(block);
      std::string shown = joined(block.lines);
      CAPTURE(place(page, block.line), command);
      const auto& shortened = shortened_commands();
      const auto shorter = std::ranges::find(shortened, command, &Shortened::command);
      if (shorter != shortened.end()) {
        shown.replace(shown.find(command), command.size(), shorter->instead);
        command = shorter->instead;
      }
      const Ran ran = workplace.run(command);
      CHECK(ran.status == 0);
      CHECK(not_in_document(shown, joined(ran.output)) == "");
    }
  }
  CHECK(documents >= 2);
}

TEST_CASE("what a page shows of a document must be in it") {
  const std::string document = R"({"a": 1, "b": [{"id": "x", "n": 1}, {"id": "y", "n": 2}], "c": []})";
  CHECK(not_in_document(R"({"a": 1, "b": [{"id": "y"}], "c": []})", document) == "");
  CHECK(not_in_document(R"({"a": 2})", document) == "/a: 2 on the page, 1 in the document");
  CHECK(not_in_document(R"({"d": 2})", document) == "/d: no such key in the document");
  CHECK(not_in_document(R"({"b": [{"id": "y"}, {"id": "x"}]})", document) == R"(/b: no entry has {"id":"x"})");
}

TEST_CASE("a part of a scenario is completed by what it lacks and nothing else") {
  CHECK(completed_toml({"platform_set = \"ours\""}) == Lines{"platform_set = \"ours\""});
  CHECK(completed_toml({"title = \"t\"", "question = \"q\"", "[population]"}) ==
        Lines{"title = \"t\"", "question = \"q\"", "[population]"});
  const Lines whole = completed_toml({"mutant = 2", "[participants.bob]"});
  CHECK(std::ranges::count(whole, "mutant = 2") == 1);
  CHECK(std::ranges::count(whole, "[participants.bob]") == 1);
  CHECK(std::ranges::count(whole, "[participants.alice]") == 1);
  CHECK(std::ranges::count(whole, "[[messages]]") == 1);
}
