/// A formula as a very weak alternating automaton: for each temporal subformula, what it asks of this letter and of
/// what comes after. Gastin and Oddoux, "Fast LTL to Büchi automata translation" (2001), section 3.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <vector>

#include "ltl/automaton.hpp"
#include "ltl/formula.hpp"
#include "ltl/work.hpp"

namespace doublecheck::ltl {

using Obligation = std::uint32_t;

/// Formulas that must all be true at a position, by number, rising.
using Obligations = std::vector<Obligation>;

/// One way to do what is asked: a letter of the guard now, and the obligations at the next position.
struct Move {
  Cube guard = {};
  Obligations next = {};

  auto operator<=>(const Move&) const = default;
};

/// Whether the other move is never better than this one.
bool is_as_good(const Move& move, const Move& other);

/// The letters of both, if there are any.
std::optional<Cube> both(const Cube& one, const Cube& other);

class Alternating {
 public:
  /// Throws AutomatonTooLarge wherever there would be more than `moves_max` ways, or when the work is used up.
  Alternating(std::size_t moves_max, Work& work) : moves_max_(moves_max), work_(work) {}

  /// The sets of obligations of which one must be met for the formula to be true.
  /// REQUIRES: negation normal form, no past.
  std::vector<Obligations> alternatives(const Formula& formula);

  /// The ways to meet an obligation, none as good as another one.
  const std::vector<Move>& moves(Obligation obligation);

  /// The ways to meet all of them at once; some may be as good as others.
  std::vector<Move> moves_of_all(const Obligations& obligations);

  /// The number of an `until` among those met so far: each must not be put off for ever. Nothing for other formulas.
  std::optional<std::size_t> number_of_until(Obligation obligation) const { return until_numbers_[obligation]; }

 private:
  Obligation number_of(const Formula& formula);
  std::vector<Move> moves_of(const Formula& formula);
  std::vector<Move> next_moves(const Formula& operand);
  std::vector<Move> joined(const std::vector<Move>& one, const std::vector<Move>& other) const;
  void require_few(std::size_t count) const;

  std::size_t moves_max_;
  Work& work_;
  std::map<Formula, Obligation> numbers_;
  std::vector<Formula> formulas_;                              // by obligation
  std::vector<std::optional<std::size_t>> until_numbers_;      // by obligation
  std::vector<std::optional<std::vector<Move>>> known_moves_;  // by obligation
  std::size_t until_count_ = 0;
};

}  // namespace doublecheck::ltl
