/// Claims: what a formula says of one setup, taken apart into temporal formulas over questions about single states.
#pragma once

#include "language/typed.hpp"
#include "ltl/formula.hpp"
#include "model/formula.hpp"
#include "model/interest.hpp"
#include "model/setup.hpp"
#include "model/vocabulary.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace doublecheck::properties {

/// A question about a state of the world, as written and as it is decided.
struct Question {
  std::string text;  // in the language: "is_stored_by(bob, m1) or is_excused(m1)"
  model::Formula formula;
};

/// What a variable stands for.
struct Choice {
  model::Sort sort{};
  model::Element element = 0;

  bool operator==(const Choice&) const = default;
};

/// One of the things that a claim says of every state: "p -> q" for each q of "always (p -> q and r)".
struct Conjunct {
  Question question;
  std::vector<Question> atoms;  // the predicates that occur in it, each once
};

/// The formula for one choice of the variables that stand in front of it.
struct Claim {
  std::string instance;         // the choice: "m1, bob"; empty if there is nothing to choose
  std::vector<Choice> choices;  // the same, variable by variable
  std::string text;             // the formula for this choice, in the language
  ltl::Formula formula;         // over the propositions
  /// The largest parts of the formula without an operator of time; at most ltl::kPropositionsMax.
  std::vector<Question> propositions;
  /// The predicates that occur, each once, in the order of the formula.
  std::vector<Question> atoms;
  model::Interest interest;  // what these depend on
  /// What must be true in every state, if the claim is no more than that.
  std::optional<model::Formula> invariant;
  /// Of such a claim: what it says, taken apart; at least one.
  std::vector<Conjunct> conjuncts;
  /// Of such a claim that says "whenever p, then q" and no more: p. A claim whose p is never true says nothing.
  std::optional<model::Formula> premise;
};

/// The formula says too much for a search to follow.
enum class TooLarge : std::uint8_t {
  operators,     // hundreds of thousands, when all quantifiers are written out
  propositions,  // more than ltl::kPropositionsMax in one claim
  automaton,     // of its negation, see ltl::automaton_for
};

/// None at all if the variables have nothing to run through.
std::variant<std::vector<Claim>, TooLarge> claims_of(const language::TypedFormula& formula, const model::Setup& setup);

}  // namespace doublecheck::properties
