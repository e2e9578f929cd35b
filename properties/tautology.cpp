#include "properties/tautology.hpp"

#include "language/ground.hpp"
#include "ltl/automaton.hpp"
#include "properties/connectives.hpp"
#include "properties/formulas.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <utility>
#include <variant>
#include <vector>

namespace doublecheck::properties {
namespace {

using language::Ground;

// What is larger is said nothing of: a tautology that somebody wrote by mistake is small.
constexpr std::size_t kAtomsMax = 16;
constexpr std::size_t kNodesMax = 400;
constexpr std::size_t kAutomatonStatesMax = 64;

/// The formula over its atoms, which get numbers as they are met. Nothing if there are too many of anything.
class Atoms {
 public:
  std::optional<ltl::Formula> read(const Ground& ground) {
    if (++nodes_ > kNodesMax) return std::nullopt;
    if (ground.kind == Ground::Kind::constant) return ltl::constant(ground.value);
    if (ground.kind == Ground::Kind::proposition) {
      const std::size_t number = numbers_.try_emplace(ground.proposition, numbers_.size()).first->second;
      if (number >= kAtomsMax) return std::nullopt;
      return ltl::proposition(number);
    }
    std::vector<ltl::Formula> operands;
    for (const Ground& operand : ground.operands) {
      auto formula = read(operand);
      if (!formula) return std::nullopt;
      operands.push_back(std::move(*formula));
    }
    ltl::Formula formula = joined(ground.connective, std::move(operands));
    // Of what it joins, an equivalence makes two.
    if (ground.connective == language::Connective::equivalence) nodes_ += size_of(formula);
    return nodes_ > kNodesMax ? std::nullopt : std::optional(std::move(formula));
  }

 private:
  static std::size_t size_of(const ltl::Formula& formula) {
    std::size_t size = 1;
    for (const ltl::Formula& operand : formula.operands) size += size_of(operand);
    return size;
  }

  std::map<std::size_t, std::size_t> numbers_;  // of the atoms, by proposition of the grounding
  std::size_t nodes_ = 0;
};

/// The value of a formula without operators of time, of which the first so many letters are known; nothing if the
/// others decide.
std::optional<bool> value_of(const ltl::Formula& formula, ltl::Letter letter, std::size_t known) {
  switch (formula.kind) {
    case ltl::Formula::Kind::constant:
      return formula.value;
    case ltl::Formula::Kind::proposition:
      if (formula.proposition >= known) return std::nullopt;
      return (letter >> formula.proposition & 1U) != 0;
    case ltl::Formula::Kind::negation: {
      const auto value = value_of(formula.operands.front(), letter, known);
      return value ? std::optional(!*value) : std::nullopt;
    }
    case ltl::Formula::Kind::conjunction:
    case ltl::Formula::Kind::disjunction: {
      const bool decisive = formula.kind == ltl::Formula::Kind::disjunction;
      bool are_all_known = true;
      for (const ltl::Formula& operand : formula.operands) {
        const auto value = value_of(operand, letter, known);
        if (value == decisive) return decisive;
        are_all_known = are_all_known && value.has_value();
      }
      return are_all_known ? std::optional(!decisive) : std::nullopt;
    }
    case ltl::Formula::Kind::next:
    case ltl::Formula::Kind::until:
    case ltl::Formula::Kind::release:
    case ltl::Formula::Kind::once:
    case ltl::Formula::Kind::historically:
      break;
  }
  return std::nullopt;
}

/// Is a formula without operators of time true of every letter with these first ones? At most 2^kAtomsMax are looked
/// at.
bool is_true_of_all(const ltl::Formula& formula, ltl::Letter letter, std::size_t known) {
  if (const auto value = value_of(formula, letter, known)) return *value;
  return is_true_of_all(formula, letter, known + 1) &&
         is_true_of_all(formula, letter | ltl::Letter{1} << known, known + 1);
}

bool is_true_of_all_words(const ltl::Formula& formula) {
  if (const auto always = ltl::invariant_of(formula)) return is_true_of_all(*always, 0, 0);
  try {
    return ltl::is_empty(ltl::automaton_for(ltl::negation(formula), kAutomatonStatesMax));
  } catch (const ltl::AutomatonTooLarge&) {
    return false;
  }
}

}  // namespace

bool is_tautology(std::string_view text, const model::Setup& setup) {
  const auto read = read_formula(text, setup);
  const auto* formula = std::get_if<language::TypedFormula>(&read);
  if (formula == nullptr) return false;
  const auto grounding = language::ground(*formula, universe_of(setup));
  if (!grounding || grounding->instances.empty()) return false;
  std::optional<ltl::Formula> known;  // to be true: most instances say the same of other letters
  return std::ranges::all_of(grounding->instances, [&](const language::Instance& instance) {
    auto over_atoms = Atoms().read(instance.formula);
    if (!over_atoms) return false;
    if (known == over_atoms) return true;
    known = std::move(over_atoms);
    return is_true_of_all_words(*known);
  });
}

}  // namespace doublecheck::properties
