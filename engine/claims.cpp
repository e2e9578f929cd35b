#include "engine/claims.hpp"

#include <algorithm>
#include <optional>

namespace doublecheck::engine {
namespace {

constexpr std::size_t kWordBits = 64;

std::uint64_t mask_of(std::size_t bit) { return std::uint64_t{1} << (bit % kWordBits); }

}  // namespace

using checker::Clause;
using checker::Literal;

Claims::Claims(std::span<const checker::Formula> formulas, std::size_t watched,
               const std::function<std::size_t(std::size_t)>& component_of)
    : component_of_(component_of) {
  for (const checker::Formula& formula : formulas) {
    const auto clauses = checker::conjunctive_normal_form(formula, kClausesMax);
    if (!clauses) {
      are_all_small_ = false;
      return;
    }
    add(*clauses);
    if (bits_.size() > watched) continue;
    for (const BitsInWord& bits : bits_.back()) watched_[bits.word] |= bits.mask;
    watched_words_ = needs_.size();
  }
}

std::size_t Claims::new_bit(bool is_need) {
  const std::size_t bit = bit_count_++;
  if (bit % kWordBits == 0) {
    needs_.push_back(0);
    watched_.push_back(0);
  }
  if (is_need) needs_.back() |= mask_of(bit);
  std::vector<BitsInWord>& bits = bits_.back();
  if (bits.empty() || bits.back().word != bit / kWordBits) bits.push_back({bit / kWordBits, 0});
  bits.back().mask |= mask_of(bit);
  return bit;
}

void Claims::add(const std::vector<Clause>& clauses) {
  bits_.emplace_back();
  std::optional<std::size_t> bit_of_demands;
  for (const Clause& clause : clauses) {
    const auto is_elsewhere = [&](const Literal& literal) {
      return component_of_(literal.predicate) != component_of_(clause.front().predicate);
    };
    const bool is_demand = !clause.empty() && std::ranges::none_of(clause, is_elsewhere);
    if (is_demand) {
      if (!bit_of_demands) bit_of_demands = new_bit(false);
      clauses_.push_back({*bit_of_demands, component_of_(clause.front().predicate), true, clause});
    } else {
      clauses_.push_back({new_bit(true), 0, false, clause});
    }
  }
}

void Claims::contribute(std::size_t component, const std::function<bool(std::size_t)>& holds,
                        std::uint64_t* words) const {
  std::fill_n(words, needs_.size(), std::uint64_t{0});
  const auto is_true = [&](const Literal& literal) {
    return component_of_(literal.predicate) == component && holds(literal.predicate) == literal.positive;
  };
  for (const BitOfClause& clause : clauses_) {
    if (clause.is_demand && clause.component != component) continue;
    if (std::ranges::any_of(clause.clause, is_true) != clause.is_demand) {
      words[clause.bit / kWordBits] |= mask_of(clause.bit);
    }
  }
}

bool Claims::holds(std::size_t formula, std::span<const std::uint64_t> joined) const {
  return std::ranges::all_of(bits_[formula], [&](const BitsInWord& bits) {
    return ((joined[bits.word] ^ needs_[bits.word]) & bits.mask) == 0;
  });
}

}  // namespace doublecheck::engine
