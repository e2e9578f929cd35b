#include <algorithm>
#include <string>
#include <string_view>

#include "language/parse.hpp"
#include "tests/catch.hpp"
#include "tests/language/samples.hpp"

using namespace doublecheck::language;
using namespace doublecheck::tests;

namespace {

std::string problem_of(std::string_view text) { return to_line(parse_problem(text)); }

}  // namespace

TEST_CASE("a parenthesis that is not closed is named where the text ends", "[language]") {
  CHECK(problem_of("forall m: always (has_two_checks(m) -> is_stored(m)") ==
        "1:52-52 the parenthesis in column 18 is not closed; expected an operator such as `and`, or `)`");
  CHECK(problem_of("always (p(m,\n q") ==
        "2:3-3 the parenthesis in line 1, column 10 is not closed; expected `,` or `)`");
}

TEST_CASE("a formula that ends too early ends behind its last word", "[language]") {
  CHECK(problem_of("p and  # what?\n") == "1:6-6 the formula ends too early; expected a formula");
  CHECK(problem_of(" \n# nothing\n") == "1:1-1 there is no formula; expected a formula");
  CHECK(problem_of("forall m") ==
        "1:9-9 the formula ends too early; expected `:` before what is said of the variables, or `,` and another one");
}

TEST_CASE("a word in place of an operator comes with the operators", "[language]") {
  const Problem problem = parse_problem("p(m) untill q(m)");
  CHECK(to_line(problem) ==
        "1:6-12 `untill` cannot follow what is before it; expected an operator such as `and`, or the end");
  CHECK(problem.choice.word == "untill");
  CHECK(problem.choice.plural == "operators");
  CHECK(std::ranges::count(problem.choice.words, "until") == 1);
  CHECK(std::ranges::count(problem.choice.words, "always") == 0);
}

TEST_CASE("a misspelt prefix comes with the operators that are written in front", "[language]") {
  const Problem problem = parse_problem("p and (alwyas q(m))");
  CHECK(to_line(problem) ==
        "1:8-14 `alwyas` is no operator, and stands before `q`; expected an operator such as `always`, or one between "
        "the two");
  CHECK(problem.choice.word == "alwyas");
  CHECK(std::ranges::count(problem.choice.words, "always") == 1);
  CHECK(std::ranges::count(problem.choice.words, "until") == 0);
  CHECK(problem_of("Always p").starts_with("1:1-7 `Always` is no operator"));
  CHECK(problem_of("p untill (q)").starts_with("1:3-9 `untill` cannot follow"));
  CHECK(problem_of("(p) q").starts_with("1:5-6 `q` cannot follow"));
}

TEST_CASE("operators of one level are not mixed", "[language]") {
  CHECK(problem_of("a until b release c") ==
        "1:11-18 `until` and `release` stand side by side, which can be read in two ways; expected parentheses around "
        "the part that belongs together");
  CHECK(problem_of("a -> b leads_to c").starts_with("1:8-16 `->` and `leads_to` stand side by side"));
  CHECK(parsed("(a until b) release c").operands.size() == 2);
}

TEST_CASE("what cannot stand in a place is named with what can", "[language]") {
  CHECK(problem_of("p and )") == "1:7-8 `)` cannot stand here; expected a formula");
  CHECK(problem_of("p or until q") == "1:6-11 `until` is a word of the language; expected a formula");
  CHECK(problem_of("p)") ==
        "1:2-3 `)` cannot follow what is before it; expected an operator such as `and`, or the end");
  CHECK(problem_of("p()") == "1:3-4 `)` cannot stand here; expected a variable, an element or a function");
  CHECK(problem_of("p(m n)") == "1:5-6 `n` cannot stand here; expected `,` or `)`");
  CHECK(problem_of("forall in: p") == "1:8-10 `in` is a word of the language; expected the name of a variable");
  CHECK(problem_of("forall m in 'x': p") == "1:13-14 `'` cannot stand here; expected a set such as `devices(..)`");
  CHECK(problem_of("forall m p(m)") ==
        "1:10-11 `p` cannot stand here; expected `:` before what is said of the variables, or `,` and another one");
}

TEST_CASE("an element by itself is no formula", "[language]") {
  CHECK(problem_of("'alice' and p") ==
        "1:9-12 `and` is a word of the language; expected `=` or `!=`, since an element by itself claims nothing");
}

TEST_CASE("quotes hold printable text and are closed", "[language]") {
  CHECK(problem_of("p('m1)") == "1:7-7 the quotes are not closed; expected `'`, which ends the name");
  CHECK(problem_of("p(\"\")") ==
        "1:4-5 `\"` cannot stand here; expected the name of an element, without control characters");
  CHECK(problem_of("p('m\x01')") == "1:5-6 this cannot stand in a formula; expected `'`, which ends the name");
}

TEST_CASE("bytes that are no text are problems in their place", "[language]") {
  CHECK(problem_of("p \xFF") == "1:3-4 this cannot stand in a formula; expected an operator such as `and`, or the end");
  CHECK(problem_of("Zoë") ==
        "1:3-4 `ë` cannot follow what is before it; expected an operator such as `and`, or the end");
  CHECK(problem_of(std::string_view("p\0q", 3)).starts_with("1:2-3 this cannot stand in a formula"));
}
