#include <cstddef>
#include <set>
#include <string>

#include "language/parse.hpp"
#include "tests/catch.hpp"
#include "tests/language/random_syntax.hpp"
#include "tests/language/samples.hpp"

// What is printed can be read again, and means the same.

using namespace doublecheck::language;
using namespace doublecheck::tests;

namespace {

// Where the parentheses begin that are in the text itself, not in quotes.
std::vector<std::size_t> group_begins(const std::string& text) {
  std::vector<std::size_t> begins;
  char quote = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == quote) {
      quote = 0;
    } else if (quote == 0 && (text[i] == '"' || text[i] == '\'')) {
      quote = text[i];
    } else if (quote == 0 && text[i] == '(' && (i == 0 || text[i - 1] == ' ' || text[i - 1] == '(')) {
      begins.push_back(i);
    }
  }
  return begins;
}

std::size_t end_of_group(const std::string& text, std::size_t begin) {
  int open = 0;
  char quote = 0;
  for (std::size_t i = begin; i < text.size(); ++i) {
    if (text[i] == quote) {
      quote = 0;
    } else if (quote == 0 && (text[i] == '"' || text[i] == '\'')) {
      quote = text[i];
    } else if (quote == 0 && text[i] == '(') {
      ++open;
    } else if (quote == 0 && text[i] == ')' && --open == 0) {
      return i;
    }
  }
  return text.size();
}

}  // namespace

TEST_CASE("a printed syntax tree is parsed to the same tree", "[language]") {
  Dice dice(1);
  std::set<std::string> texts;
  for (int i = 0; i < 600; ++i) {
    const Syntax syntax = random_syntax(dice, 1 + i % 6);
    const std::string text = to_text(syntax);
    CAPTURE(text);
    REQUIRE(parsed(text) == syntax);
    texts.insert(text);
  }
  CHECK(texts.size() > 400);
}

TEST_CASE("no parentheses are printed that could be left out", "[language]") {
  Dice dice(2);
  std::size_t groups = 0;
  for (int i = 0; i < 200; ++i) {
    const Syntax syntax = random_syntax(dice, 5);
    const std::string text = to_text(syntax);
    for (const std::size_t begin : group_begins(text)) {
      ++groups;
      std::string without = text;
      without[end_of_group(text, begin)] = ' ';
      without[begin] = ' ';
      CAPTURE(text, without);
      const auto result = parse(without);
      const Syntax* other = std::get_if<Syntax>(&result);
      REQUIRE((other == nullptr || *other != syntax));
    }
  }
  CHECK(groups > 200);
}

TEST_CASE("a checked formula is printed and checked to the same", "[language]") {
  for (const std::string& text : sample_formulas()) {
    CAPTURE(text);
    const TypedFormula formula = checked(text);
    const std::string printed = to_text(formula, sample_vocabulary(), sample_universe().elements);
    CAPTURE(printed);
    CHECK(checked(printed) == formula);
  }
}

TEST_CASE("a grounded formula is printed in the language and grounded to the same", "[language]") {
  std::size_t instances = 0;
  for (const std::string& text : sample_formulas()) {
    CAPTURE(text);
    for (const std::string& line : grounded(text)) {
      ++instances;
      CHECK(grounded(line) == std::vector{line});
    }
  }
  CHECK(instances > 12);
}

TEST_CASE("an element is quoted where its bare name would be a variable or no word", "[language]") {
  const std::string text = R"(forall m1: is_excused(m1) -> m1 != "m1" or is_connected(bob-tablet))";
  CHECK(to_text(checked(text), sample_vocabulary(), sample_universe().elements) == text);
}
