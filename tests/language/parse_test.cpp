#include "language/parse.hpp"

#include <string>
#include <string_view>

#include "tests/catch.hpp"
#include "tests/language/samples.hpp"

using namespace doublecheck::language;
using namespace doublecheck::tests;

namespace {

// The text with all parentheses that say how it was read.
std::string in_full(const Syntax& syntax) {
  if (syntax.kind == Syntax::Kind::quantifier) {
    std::string text = "{" + std::string(spelled(syntax.quantifier));
    for (const Variable& variable : syntax.variables) text += " " + variable.name;
    return text + ": " + in_full(syntax.operands.front()) + "}";
  }
  if (syntax.kind != Syntax::Kind::connective) return to_text(syntax);
  std::string text = "(";
  if (syntax.operands.size() == 1) text += std::string(spelled(syntax.connective)) + " ";
  for (std::size_t i = 0; i < syntax.operands.size(); ++i) {
    if (i > 0) text += " " + std::string(spelled(syntax.connective)) + " ";
    text += in_full(syntax.operands[i]);
  }
  return text + ")";
}

std::string read_as(std::string_view text) { return in_full(parsed(text)); }

}  // namespace

TEST_CASE("a prefix binds tighter than anything between two formulas", "[language]") {
  CHECK(read_as("always a until b") == "((always a) until b)");
  CHECK(read_as("not a and b") == "((not a) and b)");
  CHECK(read_as("always a -> b") == "((always a) -> b)");
  CHECK(read_as("eventually not always once a") == "(eventually (not (always (once a))))");
}

TEST_CASE("operators bind by their level", "[language]") {
  CHECK(read_as("a <-> b -> c or d and e until f") == "(a <-> (b -> (c or (d and (e until f)))))");
  CHECK(read_as("a until b and c or d -> e <-> f") == "(((((a until b) and c) or d) -> e) <-> f)");
  CHECK(read_as("a or b leads_to c and d") == "((a or b) leads_to (c and d))");
}

TEST_CASE("operators of one kind are read from the right, lists as one", "[language]") {
  CHECK(read_as("a -> b -> c") == "(a -> (b -> c))");
  CHECK(read_as("a until b until c") == "(a until (b until c))");
  CHECK(read_as("a and b and c") == "(a and b and c)");
  CHECK(read_as("(a and b) and c") == "((a and b) and c)");
}

TEST_CASE("a quantifier reaches as far to the right as it can", "[language]") {
  CHECK(read_as("a and forall m: b or c <-> d") == "(a and {forall m: ((b or c) <-> d)})");
  CHECK(read_as("(exists m, d: a) -> b") == "({exists m d: a} -> b)");
  CHECK(read_as("not forall m: a -> b") == "(not {forall m: (a -> b)})");
}

TEST_CASE("signs are other spellings of words", "[language]") {
  CHECK(parsed("[]a && <>b || !c & d | e") == parsed("always a and eventually b or not c and d or e"));
  CHECK(parsed("a implies b iff c") == parsed("a -> b <-> c"));
}

TEST_CASE("comments and line ends are blanks", "[language]") {
  CHECK(parsed("# first\nalways # what \"follows\n\t(a\r\n)# last") == parsed("always a"));
}

TEST_CASE("a colon after a name ends the variables unless it gives a sort", "[language]") {
  const Syntax sorted = parsed("forall m: message, d : device: a");
  REQUIRE(sorted.variables.size() == 2);
  CHECK(sorted.variables[0].sort.value().name == "message");
  CHECK(sorted.variables[1].sort.value().name == "device");
  CHECK_FALSE(parsed("forall m: message").variables[0].sort.has_value());
  CHECK(parsed("exists d in devices(recipient(m1)), e in servers: a").variables[1].set.value().name == "servers");
}

TEST_CASE("terms are names or quoted names or have arguments", "[language]") {
  const Syntax syntax = parsed("p(recipient(m1), 'two words', bob-tablet) or m != \"it's\"");
  const Term& atom = syntax.operands[0].terms.front();
  CHECK(atom.name == "p");
  CHECK(atom.arguments[0].arguments[0].name == "m1");
  CHECK(atom.arguments[1].quoted);
  CHECK(atom.arguments[1].name == "two words");
  CHECK(atom.arguments[2].name == "bob-tablet");
  CHECK_FALSE(syntax.operands[1].value);
  CHECK(syntax.operands[1].terms[1].name == "it's");
}

TEST_CASE("places are those of the text", "[language]") {
  const Syntax syntax = parsed("\"Zoë\" = z and\n  (p(m) -> q)");
  CHECK(syntax.where.begin.offset == 0);
  CHECK(syntax.sign.begin == Place{.offset = 11, .line = 1, .column = 11});
  CHECK(syntax.operands[0].terms[1].where.begin == Place{.offset = 9, .line = 1, .column = 9});
  CHECK(syntax.operands[1].where.begin == Place{.offset = 17, .line = 2, .column = 3});
  CHECK(syntax.operands[1].where.end == Place{.offset = 28, .line = 2, .column = 14});
  CHECK(syntax.operands[1].operands[0].where.end == Place{.offset = 22, .line = 2, .column = 8});
}
