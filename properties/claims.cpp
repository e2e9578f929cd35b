#include "properties/claims.hpp"

#include "language/ground.hpp"
#include "ltl/automaton.hpp"
#include "model/vocabulary.hpp"
#include "properties/allowance.hpp"
#include "properties/connectives.hpp"
#include "properties/formulas.hpp"

#include <algorithm>
#include <iterator>
#include <stdexcept>
#include <utility>

namespace doublecheck::properties {
namespace {

using language::Connective;
using language::Ground;

bool is_temporal(Connective connective) { return language::is_future(connective) || language::is_past(connective); }

bool speaks_of_time(const Ground& ground) {
  if (ground.kind == Ground::Kind::connective && is_temporal(ground.connective)) return true;
  return std::ranges::any_of(ground.operands, speaks_of_time);
}

/// What the standard properties say of the largest scenario that can be written is less.
constexpr std::size_t kPartsOfShippedFormulas = 1'000'000;

/// Whether a search can follow what breaks the formula.
bool has_automaton(const ltl::Formula& formula, ltl::Work& left) {
  ltl::Work work(std::min(left.left(), ltl::kAutomatonStepsMax));
  const std::size_t before = work.left();
  bool has_one = true;
  try {
    ltl::automaton_for(ltl::negation(formula), work);
  } catch (const ltl::AutomatonTooLarge&) {
    has_one = false;
  }
  left.spend(before - work.left());
  return has_one;
}

/// The parts of a formula for which `counts` is true, once what is said in terms of others is written out: that doubles
/// both sides of an equivalence and the right one of a weak until. Not more than one beyond `most`.
std::size_t written_out(const Ground& ground, bool (*counts)(const Ground&), std::size_t most) {
  std::size_t count = counts(ground) ? 1 : 0;
  for (const Ground& operand : ground.operands) count = std::min(count + written_out(operand, counts, most), most + 1);
  const bool doubles = ground.kind == Ground::Kind::connective &&
                       (ground.connective == Connective::equivalence || ground.connective == Connective::weak_until);
  return doubles ? std::min(2 * count, most + 1) : count;
}

bool is_part(const Ground& /*ground*/) { return true; }

bool is_operator_of_time(const Ground& ground) {
  return ground.kind == Ground::Kind::connective && is_temporal(ground.connective);
}

model::Formula about_state(const ltl::Formula& formula, const std::vector<Question>& propositions) {
  std::vector<model::Formula> operands;
  for (const ltl::Formula& operand : formula.operands) operands.push_back(about_state(operand, propositions));
  switch (formula.kind) {
    case ltl::Formula::Kind::constant:
      return model::constant(formula.value);
    case ltl::Formula::Kind::proposition:
      return propositions.at(formula.proposition).formula;
    case ltl::Formula::Kind::negation:
      return !operands[0];
    case ltl::Formula::Kind::conjunction:
      return model::all_of(std::move(operands));
    case ltl::Formula::Kind::disjunction:
      return model::any_of(std::move(operands));
    case ltl::Formula::Kind::next:
    case ltl::Formula::Kind::until:
    case ltl::Formula::Kind::release:
    case ltl::Formula::Kind::once:
    case ltl::Formula::Kind::historically:
      break;
  }
  throw std::logic_error("an invariant has no operator of time");
}

/// What was found out of a temporal formula. Most instances of one formula say the same of other propositions.
struct Known {
  ltl::Formula formula;
  std::optional<ltl::Formula> always;
  bool has_automaton = false;  // if it is no invariant
};

/// Turns one instance of a grounding into a claim.
class Translator {
 public:
  Translator(const language::Grounding& grounding, const model::Setup& setup, const language::Elements& elements,
             Allowance& allowance, std::optional<Known>& known)
      : grounding_(grounding), setup_(setup), elements_(elements), allowance_(allowance), known_(known) {}

  /// REQUIRES: is called once.
  std::variant<Claim, TooLarge> translate(const language::Instance& instance) {
    const std::size_t parts = written_out(instance.formula, is_part, allowance_.parts);
    if (parts > allowance_.parts) return TooLarge::operators;
    allowance_.parts -= parts;
    if (written_out(instance.formula, is_operator_of_time, kTemporalOperatorsMax) > kTemporalOperatorsMax) {
      return TooLarge::automaton;
    }
    Claim claim;
    claim.instance = name_of(instance);
    for (const language::BoundVariable& bound : instance.bindings) {
      claim.choices.push_back({static_cast<model::Sort>(bound.sort), bound.element});
    }
    claim.text = text_of(instance.formula);
    claim.formula = temporal(instance.formula);
    if (parts_.size() > ltl::kPropositionsMax) return TooLarge::propositions;
    look_into(claim.formula);
    const std::optional<ltl::Formula>& always = known_->always;
    if (!always && !known_->has_automaton) return TooLarge::automaton;
    for (const Ground* part : parts_) claim.propositions.push_back({text_of(*part), about_state(*part)});
    if (always) {
      claim.invariant = properties::about_state(*always, claim.propositions);
      claim.premise = premise_of(instance.formula);
      claim.conjuncts = conjuncts_of(instance.formula);
      if (claim.conjuncts.empty())
        claim.conjuncts.push_back({{claim.text, *claim.invariant}, atoms_of(instance.formula)});
    }
    claim.atoms = atoms_of(instance.formula);
    add_interest(instance.formula, claim.interest);
    return claim;
  }

 private:
  void look_into(const ltl::Formula& formula) {
    if (known_ && known_->formula == formula) return;
    known_ = Known{formula, ltl::invariant_of(formula), false};
    if (!known_->always) known_->has_automaton = has_automaton(formula, allowance_.work);
  }

  std::string name_of(const language::Instance& instance) const {
    std::string name;
    for (const language::BoundVariable& bound : instance.bindings) {
      if (!name.empty()) name += ", ";
      name += elements_[bound.sort][bound.element];
    }
    return name;
  }

  /// Of "always (p -> q)". REQUIRES: it is an invariant.
  std::optional<model::Formula> premise_of(const Ground& ground) const {
    if (ground.kind != Ground::Kind::connective) return std::nullopt;
    if (ground.connective == Connective::always) return premise_of(ground.operands[0]);
    if (ground.connective != Connective::implication || speaks_of_time(ground)) return std::nullopt;
    return about_state(ground.operands[0]);
  }

  /// Of "always (p -> q and r)": "p -> q" and "p -> r". None if it says the same in another form.
  std::vector<Conjunct> conjuncts_of(const Ground& ground) const {
    const auto is = [](const Ground& some, Connective connective) {
      return some.kind == Ground::Kind::connective && some.connective == connective;
    };
    std::vector<Conjunct> conjuncts;
    if (is(ground, Connective::always) || is(ground, Connective::conjunction)) {
      for (const Ground& operand : ground.operands) {
        std::vector<Conjunct> some = conjuncts_of(operand);
        if (some.empty()) return {};
        std::ranges::move(some, std::back_inserter(conjuncts));
      }
      return conjuncts;
    }
    if (speaks_of_time(ground)) return {};
    if (!is(ground, Connective::implication) || !is(ground.operands[1], Connective::conjunction)) {
      return {{{text_of(ground), about_state(ground)}, atoms_of(ground)}};
    }
    for (const Ground& conclusion : ground.operands[1].operands) {
      Ground part = ground;
      part.operands[1] = conclusion;
      std::ranges::move(conjuncts_of(part), std::back_inserter(conjuncts));
    }
    return conjuncts;
  }

  std::vector<Question> atoms_of(const Ground& ground) const {
    std::vector<Question> atoms;
    add_atoms(ground, atoms);
    return atoms;
  }

  void add_atoms(const Ground& ground, std::vector<Question>& atoms) const {
    for (const Ground& operand : ground.operands) add_atoms(operand, atoms);
    if (ground.kind != Ground::Kind::proposition) return;
    std::string text = text_of(ground);
    const auto is_same = [&](const Question& other) { return other.text == text; };
    if (std::ranges::any_of(atoms, is_same)) return;
    atoms.push_back({std::move(text), about_state(ground)});
  }

  void add_interest(const Ground& ground, model::Interest& interest) const {
    for (const Ground& operand : ground.operands) add_interest(operand, interest);
    if (ground.kind != Ground::Kind::proposition) return;
    interest |= model::predicates()[grounding_.propositions[ground.proposition].predicate].interest;
  }

  std::string text_of(const Ground& ground) const {
    return language::to_text(ground, grounding_, vocabulary(), elements_);
  }

  ltl::Formula temporal(const Ground& ground) {
    if (ground.kind == Ground::Kind::constant) return ltl::constant(ground.value);
    if (!speaks_of_time(ground)) return proposition_for(ground);
    std::vector<ltl::Formula> operands;
    for (const Ground& operand : ground.operands) operands.push_back(temporal(operand));
    return joined(ground.connective, std::move(operands));
  }

  /// Of those beyond what fits, any will do: see translate.
  ltl::Formula proposition_for(const Ground& part) {
    const auto known = std::ranges::find_if(parts_, [&](const Ground* other) { return *other == part; });
    const auto number = static_cast<std::size_t>(known - parts_.begin());
    if (known == parts_.end()) parts_.push_back(&part);
    return ltl::proposition(std::min(number, ltl::kPropositionsMax - 1));
  }

  model::Formula about_state(const Ground& ground) const {
    if (ground.kind == Ground::Kind::constant) return model::constant(ground.value);
    if (ground.kind == Ground::Kind::proposition) {
      const language::Proposition& proposition = grounding_.propositions[ground.proposition];
      return model::predicates()[proposition.predicate].about(setup_, proposition.arguments);
    }
    std::vector<model::Formula> operands;
    for (const Ground& operand : ground.operands) operands.push_back(about_state(operand));
    switch (ground.connective) {
      case Connective::negation:
        return !operands[0];
      case Connective::conjunction:
        return model::all_of(std::move(operands));
      case Connective::disjunction:
        return model::any_of(std::move(operands));
      case Connective::implication:
        return !operands[0] || operands[1];
      case Connective::equivalence:
        return (operands[0] && operands[1]) || (!operands[0] && !operands[1]);
      case Connective::next:
      case Connective::until:
      case Connective::release:
      case Connective::weak_until:
      case Connective::eventually:
      case Connective::always:
      case Connective::leads_to:
      case Connective::once:
      case Connective::historically:
        break;
    }
    throw std::logic_error("a question about a state has no operator of time");
  }

  const language::Grounding& grounding_;
  const model::Setup& setup_;
  const language::Elements& elements_;
  Allowance& allowance_;
  std::optional<Known>& known_;
  std::vector<const Ground*> parts_;  // the propositions
};

}  // namespace

std::variant<std::vector<Claim>, TooLarge> claims_of(const language::TypedFormula& formula, const model::Setup& setup,
                                                     Allowance& allowance) {
  const language::Universe universe = universe_of(setup);
  const auto grounding = language::ground(formula, universe, allowance.parts);
  if (!grounding) return TooLarge::operators;
  std::vector<Claim> claims;
  std::optional<Known> known;
  for (const language::Instance& instance : grounding->instances) {
    auto claim = Translator(*grounding, setup, universe.elements, allowance, known).translate(instance);
    if (const auto* limit = std::get_if<TooLarge>(&claim)) return *limit;
    claims.push_back(std::get<Claim>(std::move(claim)));
  }
  return claims;
}

std::variant<std::vector<Claim>, TooLarge> claims_of(const language::TypedFormula& formula, const model::Setup& setup) {
  Allowance allowance{.parts = kPartsOfShippedFormulas};
  return claims_of(formula, setup, allowance);
}

}  // namespace doublecheck::properties
