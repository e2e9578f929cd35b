/// The words and signs of the language: one table for those who read formulas and those who print them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace doublecheck::language {

/// What joins formulas to larger ones.
enum class Connective : std::uint8_t {
  negation,
  conjunction,  // of two or more
  disjunction,  // of two or more
  implication,
  equivalence,
  next,
  until,       // the right one becomes true, and the left one holds before that
  release,     // the right one holds until both do, or for ever
  weak_until,  // as until, but the left one may hold for ever instead
  eventually,
  always,
  leads_to,      // always (left -> eventually right)
  once,          // at some moment up to now
  historically,  // at every moment up to now
};

enum class Quantifier : std::uint8_t { for_all, exists };

enum class Role : std::uint8_t { prefix, infix, quantifier, constant, comparison, membership };

/// One way to write something. Of several ways to write the same, the first in the table is the one that is printed.
struct Spelling {
  std::string_view text;
  Role role{};
  Connective connective{};  // of a prefix or an infix
  Quantifier quantifier{};
  bool value = false;  // of a constant; of a comparison: is it "equal"?
};

/// How tightly infix operators bind, from the loosest. Operators of one level are not mixed without parentheses.
enum class Level : std::uint8_t { equivalence, implication, disjunction, conjunction, until };
inline constexpr std::size_t kLevelCount = 5;

/// REQUIRES: `infix` is an infix operator.
[[nodiscard]] Level level_of(Connective infix);

[[nodiscard]] bool is_prefix(Connective connective);
[[nodiscard]] bool is_past(Connective connective);
[[nodiscard]] bool is_future(Connective connective);

[[nodiscard]] std::span<const Spelling> spellings();

/// The longest word or sign of the language at the front of `text`; nullptr if there is none.
[[nodiscard]] const Spelling* spelling_at(std::string_view text);

/// The length in bytes of the word at the front of `text`, reserved or not: a letter or `_`, then letters, digits and
/// `_`, and `-` between two of those. 0 if there is none.
[[nodiscard]] std::size_t word_length(std::string_view text);

/// May `text` stand for a variable or an element without quotes?
[[nodiscard]] bool is_free_word(std::string_view text);

/// How a connective is printed.
[[nodiscard]] std::string_view spelled(Connective connective);
[[nodiscard]] std::string_view spelled(Quantifier quantifier);

}  // namespace doublecheck::language
