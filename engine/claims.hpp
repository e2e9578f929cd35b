/// Formulas as bits: each local state contributes a few words once, and whether a global state fulfils a formula is
/// told by joining the words of its components.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "checker/formula.hpp"

namespace doublecheck::engine {

/// A set of formulas in conjunctive normal form, of which the first ones are watched: they should hold in every state.
///
/// A clause about a single component is a *demand*; a formula has one bit for all of its demands, and a local state
/// that fails one contributes it. Any other clause is a *need*, with a bit of its own that each local state contributes
/// which fulfils it. The words of a global state are those of its components joined by "or".
class Claims {
 public:
  /// None.
  Claims() = default;
  /// `component_of` tells whose local state decides a predicate.
  Claims(std::span<const checker::Formula> formulas, std::size_t watched,
         const std::function<std::size_t(std::size_t)>& component_of);

  /// Whether every formula has a normal form of a sensible size. If not, the other questions must not be asked.
  bool are_all_small() const { return are_all_small_; }

  /// Words of a state; those that concern watched formulas come first.
  std::size_t words() const { return needs_.size(); }
  std::size_t watched_words() const { return watched_words_; }

  /// Writes the words() words of a local state.
  void contribute(std::size_t component, const std::function<bool(std::size_t)>& holds, std::uint64_t* words) const;

  /// Whether a word of a global state shows that a watched formula fails.
  bool shows_failure(std::size_t word, std::uint64_t joined) const {
    return ((joined ^ needs_[word]) & watched_[word]) != 0;
  }

  /// Whether a formula holds in the state with these words.
  bool holds(std::size_t formula, std::span<const std::uint64_t> joined) const;

 private:
  struct BitOfClause {
    std::size_t bit = 0;
    std::size_t component = 0;  ///< of a demand
    bool is_demand = false;
    checker::Clause clause;
  };

  struct BitsInWord {
    std::size_t word = 0;
    std::uint64_t mask = 0;
  };

  static constexpr std::size_t kClausesMax = 256;  // of one formula

  void add(const std::vector<checker::Clause>& clauses);
  std::size_t new_bit(bool is_need);

  std::function<std::size_t(std::size_t)> component_of_;
  std::vector<BitOfClause> clauses_;
  std::vector<std::vector<BitsInWord>> bits_;  ///< of each formula
  std::size_t bit_count_ = 0;
  std::vector<std::uint64_t> needs_;    ///< the bits of needs
  std::vector<std::uint64_t> watched_;  ///< the bits of watched formulas
  std::size_t watched_words_ = 0;
  bool are_all_small_ = true;
};

}  // namespace doublecheck::engine
