#include "ltl/lasso.hpp"

#include <algorithm>
#include <cstddef>

#include "ltl/assert.hpp"

namespace doublecheck::ltl {
namespace {

using Kind = Formula::Kind;

/// Of each position, whether something is true there.
using Truth = std::vector<bool>;

std::size_t depth_of_past(const Formula& formula) {
  std::size_t depth = 0;
  for (const Formula& operand : formula.operands) depth = std::max(depth, depth_of_past(operand));
  const bool is_past = formula.kind == Kind::once || formula.kind == Kind::historically;
  return depth + (is_past ? 1 : 0);
}

/// A word of finitely many positions, the last of which is followed by an earlier one.
struct Word {
  std::vector<Letter> letters;
  std::size_t loop = 0;  // follows the last position

  std::size_t size() const { return letters.size(); }
  std::size_t after(std::size_t position) const { return position + 1 < size() ? position + 1 : loop; }
};

/// What an operator of the past says of a position of the cycle depends on how often the cycle was run through: once
/// changes nothing any more when all of it was seen. The operand may have needed so many rounds itself.
Word unrolled(const Lasso& lasso, std::size_t rounds) {
  Word word{.letters = lasso.prefix};
  for (std::size_t round = 0; round <= rounds; ++round) {
    word.loop = word.size();
    word.letters.insert(word.letters.end(), lasso.cycle.begin(), lasso.cycle.end());
  }
  return word;
}

bool until_holds(const Word& word, const Truth& left, const Truth& right, std::size_t position) {
  for (std::size_t step = 0; step < word.size(); ++step) {
    if (right[position]) return true;
    if (!left[position]) return false;
    position = word.after(position);
  }
  return false;  // every position ahead was visited
}

bool release_holds(const Word& word, const Truth& left, const Truth& right, std::size_t position) {
  for (std::size_t step = 0; step < word.size(); ++step) {
    if (!right[position]) return false;
    if (left[position]) return true;
    position = word.after(position);
  }
  return true;
}

bool holds_at(const Formula& formula, const Word& word, const std::vector<Truth>& operands, std::size_t position) {
  const auto is_true_here = [&](const Truth& operand) { return bool{operand[position]}; };
  const auto until_here = static_cast<std::ptrdiff_t>(position) + 1;
  switch (formula.kind) {
    case Kind::constant:
      return formula.value;
    case Kind::proposition:
      return (word.letters[position] >> formula.proposition & 1U) != 0;
    case Kind::negation:
      return !operands.at(0)[position];
    case Kind::conjunction:
      return std::ranges::all_of(operands, is_true_here);
    case Kind::disjunction:
      return std::ranges::any_of(operands, is_true_here);
    case Kind::next:
      return operands.at(0)[word.after(position)];
    case Kind::until:
      return until_holds(word, operands.at(0), operands.at(1), position);
    case Kind::release:
      return release_holds(word, operands.at(0), operands.at(1), position);
    case Kind::once:
      return std::find(operands.at(0).begin(), operands.at(0).begin() + until_here, true) !=
             operands.at(0).begin() + until_here;
    case Kind::historically:
      return std::find(operands.at(0).begin(), operands.at(0).begin() + until_here, false) ==
             operands.at(0).begin() + until_here;
  }
  LTL_ASSERT(false);
  return false;
}

Truth truth_of(const Formula& formula, const Word& word) {
  std::vector<Truth> operands;
  for (const Formula& operand : formula.operands) operands.push_back(truth_of(operand, word));
  Truth truth(word.size());
  for (std::size_t position = 0; position < word.size(); ++position) {
    truth[position] = holds_at(formula, word, operands, position);
  }
  return truth;
}

}  // namespace

bool holds_on(const Formula& formula, const Lasso& lasso) { return truth_along(formula, lasso)[0]; }

std::vector<bool> truth_along(const Formula& formula, const Lasso& lasso) {
  LTL_ASSERT(!lasso.cycle.empty());
  Truth truth = truth_of(formula, unrolled(lasso, depth_of_past(formula)));
  truth.resize(lasso.prefix.size() + lasso.cycle.size());
  return truth;
}

}  // namespace doublecheck::ltl
