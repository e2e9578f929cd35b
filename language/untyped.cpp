#include <string>
#include <utility>
#include <vector>

#include "language/ground.hpp"
#include "language/syntax.hpp"
#include "language/typed.hpp"

// Typed and ground formulas are printed as the syntax trees that they could have come from.

namespace doublecheck::language {
namespace {

using Names = std::vector<std::string>;

Term name_alone(std::string name) { return {.where = {}, .name = std::move(name), .quoted = false, .arguments = {}}; }

Term element_named(const std::string& name, const Names& variables) {
  bool taken = !is_free_word(name);
  for (const std::string& variable : variables) taken = taken || variable == name;
  return {.where = {}, .name = name, .quoted = taken, .arguments = {}};
}

/// Gives the syntax tree of a typed formula; knows the names of the variables in reach, from the outermost.
class Untyping {
 public:
  Untyping(const Vocabulary& vocabulary, const Elements& elements) : vocabulary_(vocabulary), elements_(elements) {}

  Syntax syntax_of(const TypedFormula& formula) {
    Syntax syntax;
    syntax.kind = formula.kind;
    syntax.value = formula.value;
    syntax.quantifier = formula.quantifier;
    syntax.connective = formula.connective;
    if (formula.kind == Syntax::Kind::atom) {
      syntax.terms.push_back(applied(vocabulary_.predicates.at(formula.predicate).name, formula.terms));
    } else {
      syntax.terms = terms_of(formula.terms);
    }
    const std::size_t outer = variables_.size();
    for (const TypedVariable& variable : formula.variables) {
      syntax.variables.push_back(variable_of(variable));
      variables_.push_back(variable.name);
    }
    for (const TypedFormula& operand : formula.operands) syntax.operands.push_back(syntax_of(operand));
    variables_.resize(outer);
    return syntax;
  }

 private:
  Variable variable_of(const TypedVariable& variable) const {
    Variable written{.where = {}, .name = variable.name};
    if (variable.set) {
      written.set = applied(vocabulary_.sets.at(variable.set->number).name, variable.set->arguments);
    } else if (variable.sort_is_written) {
      written.sort = name_alone(vocabulary_.sorts.at(variable.sort));
    }
    return written;
  }

  Term applied(const std::string& name, const std::vector<TypedTerm>& arguments) const {
    Term term = name_alone(name);
    term.arguments = terms_of(arguments);
    return term;
  }

  std::vector<Term> terms_of(const std::vector<TypedTerm>& terms) const {
    std::vector<Term> written;
    written.reserve(terms.size());
    for (const TypedTerm& term : terms) written.push_back(term_of(term));
    return written;
  }

  Term term_of(const TypedTerm& term) const {
    switch (term.kind) {
      case TypedTerm::Kind::variable:
        return name_alone(variables_.at(term.number));
      case TypedTerm::Kind::element:
        return element_named(elements_.at(term.sort).at(term.number), variables_);
      case TypedTerm::Kind::function:
        break;
    }
    return applied(vocabulary_.functions.at(term.number).name, term.arguments);
  }

  const Vocabulary& vocabulary_;
  const Elements& elements_;
  Names variables_;
};

Term term_of(const Proposition& proposition, const Vocabulary& vocabulary, const Elements& elements) {
  const Predicate& predicate = vocabulary.predicates.at(proposition.predicate);
  Term term = name_alone(predicate.name);
  for (std::size_t i = 0; i < proposition.arguments.size(); ++i) {
    term.arguments.push_back(element_named(elements.at(predicate.parameters.at(i)).at(proposition.arguments[i]), {}));
  }
  return term;
}

Syntax syntax_of(const Ground& formula, const Grounding& grounding, const Vocabulary& vocabulary,
                 const Elements& elements) {
  Syntax syntax;
  syntax.value = formula.value;
  syntax.connective = formula.connective;
  switch (formula.kind) {
    case Ground::Kind::constant:
      syntax.kind = Syntax::Kind::constant;
      break;
    case Ground::Kind::proposition:
      syntax.kind = Syntax::Kind::atom;
      syntax.terms.push_back(term_of(grounding.propositions.at(formula.proposition), vocabulary, elements));
      break;
    case Ground::Kind::connective:
      syntax.kind = Syntax::Kind::connective;
      break;
  }
  for (const Ground& operand : formula.operands) {
    syntax.operands.push_back(syntax_of(operand, grounding, vocabulary, elements));
  }
  return syntax;
}

}  // namespace

std::string to_text(const TypedFormula& formula, const Vocabulary& vocabulary, const Elements& elements) {
  return to_text(Untyping(vocabulary, elements).syntax_of(formula));
}

std::string to_text(const Ground& formula, const Grounding& grounding, const Vocabulary& vocabulary,
                    const Elements& elements) {
  return to_text(syntax_of(formula, grounding, vocabulary, elements));
}

}  // namespace doublecheck::language
