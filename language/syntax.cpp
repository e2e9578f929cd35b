#include "language/syntax.hpp"

#include <algorithm>
#include <cstddef>
#include <tuple>

namespace doublecheck::language {
namespace {

// How tightly the place binds at which a formula is printed: the levels of infix operators, then the operand of a
// prefix. A formula that binds less tightly needs parentheses there.
constexpr std::size_t kLoosest = 0;
constexpr std::size_t kOperand = kLevelCount;

std::string quoted(const std::string& name) {
  const char quote = name.find('"') == std::string::npos ? '"' : '\'';
  return quote + name + quote;
}

std::string to_text(const Variable& variable) {
  if (variable.sort) return variable.name + ": " + to_text(*variable.sort);
  if (variable.set) return variable.name + " in " + to_text(*variable.set);
  return variable.name;
}

std::string text_of(const Syntax& syntax, std::size_t tightness, bool followed);

std::string in_parentheses(const Syntax& syntax) { return "(" + text_of(syntax, kLoosest, false) + ")"; }

// A quantifier reaches as far to the right as it can, so one that is `followed` by something needs parentheses.
std::string text_of_quantifier(const Syntax& syntax, bool followed) {
  if (followed) return in_parentheses(syntax);
  std::string text(spelled(syntax.quantifier));
  for (std::size_t i = 0; i < syntax.variables.size(); ++i) {
    text += i == 0 ? " " : ", ";
    text += to_text(syntax.variables[i]);
  }
  return text + ": " + text_of(syntax.operands.front(), kLoosest, false);
}

std::string text_of_prefix(const Syntax& syntax, bool followed) {
  const Syntax& operand = syntax.operands.front();
  return std::string(spelled(syntax.connective)) + " " + text_of(operand, kOperand, followed);
}

std::string text_of_infix(const Syntax& syntax, std::size_t tightness, bool followed) {
  const auto level = static_cast<std::size_t>(level_of(syntax.connective));
  if (level < tightness) return in_parentheses(syntax);
  const bool nests_to_the_right =
      syntax.connective != Connective::conjunction && syntax.connective != Connective::disjunction;
  std::string text;
  for (std::size_t i = 0; i < syntax.operands.size(); ++i) {
    const Syntax& operand = syntax.operands[i];
    const bool last = i + 1 == syntax.operands.size();
    const bool same = operand.kind == Syntax::Kind::connective && operand.connective == syntax.connective;
    if (i > 0) text += " " + std::string(spelled(syntax.connective)) + " ";
    text += text_of(operand, last && same && nests_to_the_right ? level : level + 1, followed || !last);
  }
  return text;
}

std::string text_of(const Syntax& syntax, std::size_t tightness, bool followed) {
  switch (syntax.kind) {
    case Syntax::Kind::constant:
      return syntax.value ? "true" : "false";
    case Syntax::Kind::atom:
      return to_text(syntax.terms.front());
    case Syntax::Kind::equality:
      return to_text(syntax.terms.front()) + (syntax.value ? " = " : " != ") + to_text(syntax.terms.back());
    case Syntax::Kind::quantifier:
      return text_of_quantifier(syntax, followed);
    case Syntax::Kind::connective:
      break;
  }
  return is_prefix(syntax.connective) ? text_of_prefix(syntax, followed) : text_of_infix(syntax, tightness, followed);
}

}  // namespace

bool Term::operator==(const Term& other) const {
  return std::tie(name, quoted, arguments) == std::tie(other.name, other.quoted, other.arguments);
}

bool Variable::operator==(const Variable& other) const {
  return std::tie(name, sort, set) == std::tie(other.name, other.sort, other.set);
}

bool Syntax::operator==(const Syntax& other) const {
  return std::tie(kind, value, quantifier, connective, terms, variables, operands) ==
         std::tie(other.kind, other.value, other.quantifier, other.connective, other.terms, other.variables,
                  other.operands);
}

std::string to_text(const Term& term) {
  std::string text = term.quoted ? quoted(term.name) : term.name;
  for (std::size_t i = 0; i < term.arguments.size(); ++i) {
    text += i == 0 ? "(" : ", ";
    text += to_text(term.arguments[i]);
  }
  return term.arguments.empty() ? text : text + ")";
}

std::string to_text(const Syntax& syntax) { return text_of(syntax, kLoosest, false); }

}  // namespace doublecheck::language
