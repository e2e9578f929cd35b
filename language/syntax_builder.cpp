#include "language/syntax_builder.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>

namespace doublecheck::language {
namespace {

CannotBuild too_deep(Span where) {
  return {{.where = where,
           .message = "this is nested too deeply",
           .expected = fmt::format("at most {} levels of operators, parentheses and arguments", kNestingMax),
           .choice = {}}};
}

CannotBuild too_large(Span where, std::size_t limit, std::string_view what, std::string_view where_in_words) {
  return {{.where = where,
           .message = fmt::format("this is one {} too many", what),
           .expected = fmt::format("at most {} {}s {}", limit, what, where_in_words),
           .choice = {}}};
}

CannotBuild mixed(Span where, Connective sign, Connective earlier) {
  return {{.where = where,
           .message = fmt::format("`{}` and `{}` stand side by side, which can be read in two ways", spelled(earlier),
                                  spelled(sign)),
           .expected = "parentheses around the part that belongs together",
           .choice = {}}};
}

std::size_t height_of(const Term& term) {
  std::size_t tallest = 0;
  for (const Term& argument : term.arguments) tallest = std::max(tallest, height_of(argument));
  return tallest + 1;
}

bool is_n_ary(Connective connective) {
  return connective == Connective::conjunction || connective == Connective::disjunction;
}

}  // namespace

void SyntaxBuilder::count_part(Span where) {
  if (++parts_ > kPartsMax) throw too_large(where, kPartsMax, "part", "in a formula: operands, operators and terms");
}

void SyntaxBuilder::on_name(Span where, std::string_view name) {
  count_part(where);
  terms_.push_back({.where = where, .name = std::string(name), .quoted = false, .arguments = {}});
}

void SyntaxBuilder::on_quoted(Span where, std::string_view name) {
  count_part(where);
  terms_.push_back({.where = where, .name = std::string(name), .quoted = true, .arguments = {}});
}

void SyntaxBuilder::on_arguments_opened(Span bracket) {
  with_open_arguments_.push_back(terms_.size() - 1);
  open_brackets_.push_back(bracket);
}

void SyntaxBuilder::on_arguments_closed(Span bracket) {
  const auto first = terms_.begin() + static_cast<std::ptrdiff_t>(with_open_arguments_.back());
  first->arguments.assign(std::make_move_iterator(first + 1), std::make_move_iterator(terms_.end()));
  first->where.end = bracket.end;
  terms_.erase(first + 1, terms_.end());
  with_open_arguments_.pop_back();
  open_brackets_.pop_back();
}

Term SyntaxBuilder::take_term() {
  Term term = std::move(terms_.back());
  terms_.pop_back();
  return term;
}

SyntaxBuilder::Operand SyntaxBuilder::take_operand() {
  Operand operand = std::move(sequences_.back().operands.back());
  sequences_.back().operands.pop_back();
  return operand;
}

void SyntaxBuilder::add_operand(Syntax syntax, std::size_t height) {
  if (height > kNestingMax) throw too_deep(syntax.sign);
  sequences_.back().operands.push_back({std::move(syntax), height});
}

void SyntaxBuilder::on_constant(Span where, bool value) {
  Syntax constant;
  constant.kind = Syntax::Kind::constant;
  constant.where = constant.sign = where;
  constant.value = value;
  count_part(where);
  add_operand(std::move(constant), 1);
}

void SyntaxBuilder::on_atom() {
  Syntax atom;
  atom.kind = Syntax::Kind::atom;
  atom.terms.push_back(take_term());
  atom.where = atom.sign = atom.terms.front().where;
  const std::size_t height = height_of(atom.terms.front());
  add_operand(std::move(atom), height);
}

void SyntaxBuilder::on_equality() {
  Syntax equality;
  equality.kind = Syntax::Kind::equality;
  equality.value = comparison_is_equal_;
  Term right = take_term();
  equality.terms.push_back(take_term());
  equality.terms.push_back(std::move(right));
  equality.where = {equality.terms.front().where.begin, equality.terms.back().where.end};
  equality.sign = equality.where;
  const std::size_t height = 1 + std::max(height_of(equality.terms.front()), height_of(equality.terms.back()));
  add_operand(std::move(equality), height);
}

void SyntaxBuilder::on_group_opened(Span bracket) { open_brackets_.push_back(bracket); }

void SyntaxBuilder::on_group_closed(Span bracket) {
  Syntax& inside = sequences_.back().operands.back().syntax;
  inside.where = {open_brackets_.back().begin, bracket.end};
  open_brackets_.pop_back();
}

void SyntaxBuilder::on_prefix(Span sign, Connective connective) {
  count_part(sign);
  prefixes_.push_back({sign, connective});
}

void SyntaxBuilder::on_prefixed() {
  const Sign sign = prefixes_.back();
  prefixes_.pop_back();
  std::vector<Operand> operand;
  operand.push_back(take_operand());
  Operand prefixed = joined(sign, std::move(operand));
  prefixed.syntax.where.begin = sign.where.begin;
  add_operand(std::move(prefixed.syntax), prefixed.height);
}

void SyntaxBuilder::on_quantifier(Span sign, Quantifier quantifier) {
  Syntax begun;
  begun.kind = Syntax::Kind::quantifier;
  begun.sign = sign;
  begun.quantifier = quantifier;
  quantifiers_.push_back(std::move(begun));
}

void SyntaxBuilder::on_variable(Span where, std::string_view name) {
  if (++variables_ > kVariablesMax) throw too_large(where, kVariablesMax, "variable", "at one place");
  quantifiers_.back().variables.push_back({.where = where, .name = std::string(name)});
}

void SyntaxBuilder::on_sort(Span where, std::string_view name) {
  quantifiers_.back().variables.back().sort =
      Term{.where = where, .name = std::string(name), .quoted = false, .arguments = {}};
}

void SyntaxBuilder::on_set() { quantifiers_.back().variables.back().set = take_term(); }

void SyntaxBuilder::on_quantified() {
  Syntax quantified = std::move(quantifiers_.back());
  quantifiers_.pop_back();
  variables_ -= quantified.variables.size();
  Operand body = take_operand();
  std::size_t tallest = body.height;
  for (const Variable& variable : quantified.variables) {
    if (variable.set) tallest = std::max(tallest, height_of(*variable.set));
  }
  quantified.where = {quantified.sign.begin, body.syntax.where.end};
  quantified.operands.push_back(std::move(body.syntax));
  add_operand(std::move(quantified), tallest + 1);
}

void SyntaxBuilder::on_sequence_begun() { sequences_.emplace_back(); }

void SyntaxBuilder::on_infix(Span sign, Connective connective) {
  count_part(sign);
  sequences_.back().signs.push_back({sign, connective});
}

void SyntaxBuilder::on_sequence_ended() {
  Sequence sequence = std::move(sequences_.back());
  sequences_.pop_back();
  Operand whole = folded(std::move(sequence), 0);
  add_operand(std::move(whole.syntax), whole.height);
}

void SyntaxBuilder::on_nesting_begun(std::size_t at) {
  if (++nesting_ > kNestingMax) throw too_deep(span(at, at + 1));
}

const Term* SyntaxBuilder::last_bare_atom() const {
  if (sequences_.back().operands.empty()) return nullptr;
  const Syntax* rightmost = &sequences_.back().operands.back().syntax;
  while (!rightmost->operands.empty()) rightmost = &rightmost->operands.back();
  const bool is_bare = rightmost->kind == Syntax::Kind::atom && rightmost->terms.front().arguments.empty();
  return is_bare ? &rightmost->terms.front() : nullptr;
}

Syntax SyntaxBuilder::take() { return take_operand().syntax; }

SyntaxBuilder::Operand SyntaxBuilder::joined(Sign sign, std::vector<Operand> operands) {
  Operand whole;
  whole.syntax.kind = Syntax::Kind::connective;
  whole.syntax.connective = sign.connective;
  whole.syntax.sign = sign.where;
  whole.syntax.where = {operands.front().syntax.where.begin, operands.back().syntax.where.end};
  for (Operand& operand : operands) {
    whole.height = std::max(whole.height, operand.height + 1);
    whole.syntax.operands.push_back(std::move(operand.syntax));
  }
  if (whole.height > kNestingMax) throw too_deep(sign.where);
  return whole;
}

SyntaxBuilder::Operand SyntaxBuilder::joined_from_the_right(const std::vector<Sign>& signs,
                                                            std::vector<Operand> operands) {
  Operand whole = std::move(operands.back());
  for (std::size_t i = signs.size(); i-- > 0;) {
    std::vector<Operand> both;
    both.push_back(std::move(operands[i]));
    both.push_back(std::move(whole));
    whole = joined(signs[i], std::move(both));
  }
  return whole;
}

// The loosest operators cut the sequence into pieces, which the tighter ones have joined before.
SyntaxBuilder::Operand SyntaxBuilder::folded(Sequence sequence, std::size_t level) {
  if (level == kLevelCount) return std::move(sequence.operands.front());
  std::vector<Operand> pieces;
  std::vector<Sign> signs;
  Sequence piece;
  for (std::size_t i = 0; i < sequence.operands.size(); ++i) {
    piece.operands.push_back(std::move(sequence.operands[i]));
    const bool last = i == sequence.signs.size();
    if (!last && static_cast<std::size_t>(level_of(sequence.signs[i].connective)) != level) {
      piece.signs.push_back(sequence.signs[i]);
      continue;
    }
    pieces.push_back(folded(std::exchange(piece, {}), level + 1));
    if (!last) signs.push_back(sequence.signs[i]);
  }
  if (signs.empty()) return std::move(pieces.front());
  for (const Sign& sign : signs) {
    const Connective first = signs.front().connective;
    if (sign.connective != first) throw mixed(sign.where, sign.connective, first);
  }
  if (is_n_ary(signs.front().connective)) return joined(signs.front(), std::move(pieces));
  return joined_from_the_right(signs, std::move(pieces));
}

}  // namespace doublecheck::language
