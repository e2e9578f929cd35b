/// The builder of syntax trees: is told what a parser meets, in the order of the text, and puts the tree together.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "language/place.hpp"
#include "language/problem.hpp"
#include "language/syntax.hpp"

namespace doublecheck::language {

inline constexpr std::size_t kPartsMax = 20'000;  // operands, operators and terms of a formula
inline constexpr std::size_t kVariablesMax = 64;  // in reach at one place

/// Thrown where a tree cannot be built: two operators that are not mixed, or too deep or too large a tree.
struct CannotBuild {
  Problem problem;
};

/// REQUIRES of each function: the parser has met what it speaks of, in an order that the grammar allows.
class SyntaxBuilder {
 public:
  explicit SyntaxBuilder(std::string_view text) : places_(text) {}

  /// The part of the text from the offset `begin` to before `end`.
  [[nodiscard]] Span span(std::size_t begin, std::size_t end) const { return {places_.at(begin), places_.at(end)}; }

  // Terms. A name begins one; brackets around arguments follow it.
  void on_name(Span where, std::string_view name);
  void on_quoted(Span where, std::string_view name);
  void on_arguments_opened(Span bracket);
  void on_arguments_closed(Span bracket);

  // Operands.
  void on_constant(Span where, bool value);
  void on_atom();      // the last term
  void on_equality();  // the last two terms
  void on_comparison(bool is_equal) { comparison_is_equal_ = is_equal; }
  void on_group_opened(Span bracket);
  void on_group_closed(Span bracket);
  void on_prefix(Span sign, Connective connective);
  void on_prefixed();

  // Quantifiers.
  void on_quantifier(Span sign, Quantifier quantifier);
  void on_variable(Span where, std::string_view name);
  void on_sort(Span where, std::string_view name);
  void on_set();  // the last term
  void on_quantified();

  // Operands with infix operators between them.
  void on_sequence_begun();
  void on_infix(Span sign, Connective connective);
  void on_sequence_ended();

  // Something that may hold another of its kind. Throws CannotBuild at the offset `at` where it is nested too deeply.
  void on_nesting_begun(std::size_t at);
  void on_nesting_ended() { --nesting_; }

  /// The brackets that are open, from the outermost.
  [[nodiscard]] const std::vector<Span>& open_brackets() const { return open_brackets_; }

  /// The last name that was read, if it stands as a predicate without arguments at the right end of a formula; else
  /// nullptr.
  [[nodiscard]] const Term* last_bare_atom() const;

  /// The whole formula. REQUIRES: the text has been parsed.
  [[nodiscard]] Syntax take();

 private:
  struct Sign {
    Span where;
    Connective connective{};
  };
  struct Operand {
    Syntax syntax;
    std::size_t height = 1;
  };
  struct Sequence {
    std::vector<Operand> operands;
    std::vector<Sign> signs;  // between the operands, once all are there
  };

  void count_part(Span where);
  Operand take_operand();
  Term take_term();
  void add_operand(Syntax syntax, std::size_t height);
  Operand joined(Sign sign, std::vector<Operand> operands);
  Operand joined_from_the_right(const std::vector<Sign>& signs, std::vector<Operand> operands);
  Operand folded(Sequence sequence, std::size_t level);

  Places places_;
  std::vector<Term> terms_;
  std::vector<std::size_t> with_open_arguments_;  // indices into terms_
  std::vector<Span> open_brackets_;
  std::vector<Sign> prefixes_;
  std::vector<Syntax> quantifiers_;
  std::vector<Sequence> sequences_ = std::vector<Sequence>(1);  // the first takes the whole formula
  bool comparison_is_equal_ = false;
  std::size_t nesting_ = 0;
  std::size_t parts_ = 0;
  std::size_t variables_ = 0;  // of the quantifiers that are open
};

}  // namespace doublecheck::language
