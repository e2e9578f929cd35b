/// Invariants as bits: each local state contributes a few words once, and a global state breaks an invariant or not by
/// joining the words of its components.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "checker/formula.hpp"

namespace doublecheck::engine {

/// A set of invariants in conjunctive normal form. A clause about a single component is a *demand*: it must hold in each
/// local state of that component. Any other is a *support*: some component must contribute to it. Demands of the 65th
/// invariant and those after it are supports, too.
class Claims {
 public:
  /// `component_of` tells whose local state decides a predicate.
  Claims(std::span<const checker::Formula> invariants, const std::function<std::size_t(std::size_t)>& component_of);

  /// Invariants whose normal form would be too large: they must be evaluated whole.
  const std::vector<std::size_t>& left_out() const { return left_out_; }

  /// Words of support of each local state; at least 1.
  std::size_t support_words() const { return support_words_; }

  /// What a local state contributes: bit i of `support` (support_words() words) is set if it supports clause i. Bit j of
  /// the result is set if a demand of invariant j is not met.
  std::uint64_t contribution(std::size_t component, const std::function<bool(std::size_t)>& holds,
                             std::uint64_t* support) const;

  /// Which invariants are broken, given the words of all components joined by "or".
  std::vector<std::size_t> broken(std::span<const std::uint64_t> support, std::uint64_t unmet) const;

 private:
  struct Part {
    std::size_t invariant = 0;
    std::size_t component = 0;  ///< of a demand
    checker::Clause clause;
  };

  static constexpr std::size_t kClausesMax = 256;  // of one invariant
  static constexpr std::size_t kInvariantsWithDemands = 64;

  std::function<std::size_t(std::size_t)> component_of_;
  std::vector<Part> demands_;
  std::vector<Part> supports_;
  std::vector<std::size_t> left_out_;
  std::size_t support_words_ = 1;
};

}  // namespace doublecheck::engine
