#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "tests/catch.hpp"
#include "tests/language/random_syntax.hpp"
#include "tests/language/samples.hpp"

// Formulas damaged in every way that a short list of edits can: there is a formula or a problem, and a problem has a
// place in the text.

using namespace doublecheck::language;
using namespace doublecheck::tests;

namespace {

/// Why a problem is not as promised; empty if it is.
std::string flaw_of(const Problem& problem, std::string_view text) {
  const Span& where = problem.where;
  if (problem.message.empty()) return "no message";
  if (where.end.offset > text.size() || where.begin.offset > where.end.offset) return "a place outside the text";
  const auto content_end = text.find_last_not_of(" \t\r\n");
  const bool at_end = content_end == std::string_view::npos || where.begin.offset > content_end ||
                      text.find('#') != std::string_view::npos;
  if (where.begin.offset == where.end.offset && !at_end) return "an empty place before the end";
  return "";
}

/// "formula", "problem", or what is wrong.
std::string outcome_of(std::string_view text) {
  const auto result = parse(text);
  if (const auto* problem = std::get_if<Problem>(&result)) {
    const std::string flaw = flaw_of(*problem, text);
    return flaw.empty() ? "problem" : flaw + ": " + to_line(*problem);
  }
  const auto& syntax = std::get<Syntax>(result);
  if (parsed(to_text(syntax)) != syntax) return "printed as something else";
  const auto checked = check(syntax, sample_vocabulary(), sample_universe().elements);
  if (const auto* problems = std::get_if<std::vector<Problem>>(&checked)) {
    if (problems->empty()) return "neither a formula nor a problem";
    for (const Problem& problem : *problems) {
      if (const std::string flaw = flaw_of(problem, text); !flaw.empty()) return flaw + ": " + to_line(problem);
    }
    return "problem";
  }
  const auto grounding = ground(std::get<TypedFormula>(checked), sample_universe());
  return grounding ? "formula" : "too large";
}

}  // namespace

TEST_CASE("every beginning of a formula is a formula or has a problem", "[language]") {
  std::size_t problems = 0;
  for (const std::string& text : sample_formulas()) {
    CHECK(outcome_of(text) == "formula");
    for (std::size_t length = 0; length < text.size(); ++length) {
      const std::string outcome = outcome_of(text.substr(0, length));
      CAPTURE(text.substr(0, length), outcome);
      REQUIRE((outcome == "formula" || outcome == "problem"));
      if (outcome == "problem") ++problems;
    }
  }
  CHECK(problems > 400);
}

TEST_CASE("formulas with other bytes here and there are formulas or have problems", "[language]") {
  Dice dice(3);
  std::size_t formulas = 0;
  std::size_t problems = 0;
  for (int i = 0; i < 1000; ++i) {
    std::string text = sample_formulas()[dice.roll(sample_formulas().size())];
    const std::uint64_t edits = 1 + dice.roll(3);
    for (std::uint64_t edit = 0; edit < edits; ++edit) {
      const std::size_t at = dice.roll(text.size());
      const std::uint64_t kind = dice.roll(6);
      if (kind == 0) {
        text.insert(at, 1, ' ');
      } else if (kind < 3) {
        text.erase(at, 1 + dice.roll(4));
      } else {
        text[at] = static_cast<char>(dice.roll(3) == 0 ? dice.roll(256) : 32 + dice.roll(96));
      }
      if (text.empty()) text = " ";
    }
    const std::string outcome = outcome_of(text);
    CAPTURE(text, outcome);
    REQUIRE((outcome == "formula" || outcome == "problem"));
    ++(outcome == "formula" ? formulas : problems);
  }
  CHECK(formulas > 20);
  CHECK(problems > 500);
}

TEST_CASE("deep nesting of every kind is a problem and no overflow", "[language]") {
  const auto repeated = [](std::string_view part, std::size_t times) {
    std::string text;
    for (std::size_t i = 0; i < times; ++i) text += part;
    return text;
  };
  constexpr std::size_t kTimes = 5'000;
  for (const std::string& text : {
           repeated("(", kTimes),
           repeated("not ", kTimes) + "is_quiet",
           repeated("is_quiet -> ", kTimes) + "is_quiet",
           repeated("is_quiet until ", kTimes) + "is_quiet",
           "is_composed" + repeated("(recipient", kTimes),
           "forall d in devices" + repeated("(recipient", kTimes),
       }) {
    CAPTURE(text.substr(0, 40));
    CHECK(parse_problem(text).message == "this is nested too deeply");
  }
}

TEST_CASE("a formula just below the limit of nesting passes through everything", "[language]") {
  std::string text = "is_quiet";
  for (std::size_t i = 1; i < kNestingMax; ++i) text = "not " + text;
  CHECK(grounded(text) == std::vector{text});
  CHECK(parse_problem("not " + text).message == "this is nested too deeply");
}

TEST_CASE("a formula with more parts or variables than anybody writes is a problem where they begin to be too many",
          "[language]") {
  std::string text = "is_quiet";
  for (int i = 0; i < 12'000; ++i) text += " and is_quiet";
  CHECK(parse_problem(text).message == "this is one part too many");
  CHECK(parse_problem(text).where.begin.offset == 10'000 * 13);
  std::string variables = "v";
  for (int i = 0; i < 63; ++i) variables += ", v" + std::to_string(i);
  CHECK(parsed("forall " + variables + ": is_quiet").variables.size() == 64);
  CHECK(parse_problem("forall " + variables + ": exists w: is_quiet").message == "this is one variable too many");
  std::string nested = "is_quiet";
  for (int i = 0; i < 5'000; ++i) nested = "forall m: " + nested;
  CHECK(parse_problem(nested).message == "this is one variable too many");
  CHECK(parsed("(forall " + variables + ": is_quiet) and (forall " + variables + ": is_quiet)").operands.size() == 2);
}

TEST_CASE("long lists are no nesting", "[language]") {
  std::string text = "is_quiet";
  for (int i = 0; i < 3'000; ++i) text += " and is_quiet";
  CHECK(parsed(text).operands.size() == 3'001);
}
