#include "engine/claims.hpp"

#include <algorithm>

namespace doublecheck::engine {

using checker::Clause;
using checker::Literal;

Claims::Claims(std::span<const checker::Formula> invariants,
               const std::function<std::size_t(std::size_t)>& component_of)
    : component_of_(component_of) {
  for (std::size_t invariant = 0; invariant < invariants.size(); ++invariant) {
    const auto clauses = checker::conjunctive_normal_form(invariants[invariant], kClausesMax);
    if (!clauses) {
      left_out_.push_back(invariant);
      continue;
    }
    for (const Clause& clause : *clauses) {
      const auto is_elsewhere = [&](const Literal& literal) {
        return component_of(literal.predicate) != component_of(clause.front().predicate);
      };
      const bool is_demand = invariant < kInvariantsWithDemands && !clause.empty() && std::ranges::none_of(clause, is_elsewhere);
      if (is_demand) {
        demands_.push_back({invariant, component_of(clause.front().predicate), clause});
      } else {
        supports_.push_back({invariant, 0, clause});
      }
    }
  }
  support_words_ = std::max<std::size_t>(1, (supports_.size() + 63) / 64);
}

std::uint64_t Claims::contribution(std::size_t component, const std::function<bool(std::size_t)>& holds,
                                   std::uint64_t* support) const {
  const auto is_true = [&](const Literal& literal) { return holds(literal.predicate) == literal.positive; };
  std::uint64_t unmet = 0;
  for (const Part& demand : demands_) {
    if (demand.component != component || std::ranges::any_of(demand.clause, is_true)) continue;
    unmet |= std::uint64_t{1} << demand.invariant;
  }
  std::fill_n(support, support_words_, std::uint64_t{0});
  for (std::size_t i = 0; i < support_words_ * 64; ++i) {
    const bool supports = i >= supports_.size() || std::ranges::any_of(supports_[i].clause, [&](const Literal& literal) {
                            return component_of_(literal.predicate) == component && is_true(literal);
                          });
    if (supports) support[i / 64] |= std::uint64_t{1} << (i % 64);
  }
  return unmet;
}

std::vector<std::size_t> Claims::broken(std::span<const std::uint64_t> support, std::uint64_t unmet) const {
  std::vector<std::size_t> invariants;
  for (const Part& demand : demands_) {
    if ((unmet >> demand.invariant & 1U) != 0) invariants.push_back(demand.invariant);
  }
  for (std::size_t i = 0; i < supports_.size(); ++i) {
    if ((support[i / 64] >> (i % 64) & 1U) == 0) invariants.push_back(supports_[i].invariant);
  }
  std::ranges::sort(invariants);
  const auto [first, last] = std::ranges::unique(invariants);
  invariants.erase(first, last);
  return invariants;
}

}  // namespace doublecheck::engine
