#include "language/inference.hpp"

#include <algorithm>
#include <string>

namespace doublecheck::language {
namespace {

bool is_variable(const Term& term, const std::string& name) {
  return !term.quoted && term.arguments.empty() && term.name == name;
}

/// Goes through what a quantifier reaches, and notes where one name stands.
class UseFinder {
 public:
  UseFinder(const Vocabulary& vocabulary, const std::string& name) : vocabulary_(vocabulary), name_(name) {}

  void visit(const Syntax& syntax) {
    switch (syntax.kind) {
      case Syntax::Kind::constant:
        return;
      case Syntax::Kind::atom:
        return visit_applied(syntax.terms.front(), declared(vocabulary_.predicates, syntax.terms.front().name));
      case Syntax::Kind::equality:
        return visit_equality(syntax.terms.front(), syntax.terms.back());
      case Syntax::Kind::quantifier:
        visit_variables(syntax, 0);
        break;
      case Syntax::Kind::connective:
        break;
    }
    for (const Syntax& operand : syntax.operands) visit(operand);
  }

  /// The variables of a quantifier from number `from` on.
  void visit_variables(const Syntax& quantified, std::size_t from) {
    for (std::size_t i = from; i < quantified.variables.size(); ++i) {
      const Variable& variable = quantified.variables[i];
      if (variable.sort && variable.name == name_) visit_sort(*variable.sort);
      if (!variable.set) continue;
      const SetFunction* set = declared(vocabulary_.sets, variable.set->name);
      if (set != nullptr && variable.name == name_) uses.push_back({set->element, variable.where});
      visit_applied(*variable.set, set);
    }
  }

  std::vector<Use> uses;
  std::vector<const Term*> equals;  // the other sides of equalities

 private:
  void visit_sort(const Term& written) {
    const auto found = std::ranges::find(vocabulary_.sorts, written.name);
    if (found == vocabulary_.sorts.end()) return;
    uses.push_back({static_cast<SortNumber>(found - vocabulary_.sorts.begin()), written.where});
  }

  void visit_equality(const Term& left, const Term& right) {
    if (is_variable(left, name_)) equals.push_back(&right);
    if (is_variable(right, name_)) equals.push_back(&left);
    visit_function(left);
    visit_function(right);
  }

  void visit_function(const Term& term) { visit_applied(term, declared(vocabulary_.functions, term.name)); }

  template <class Declaration>
  void visit_applied(const Term& term, const Declaration* declaration) {
    for (std::size_t i = 0; i < term.arguments.size(); ++i) {
      const Term& argument = term.arguments[i];
      const bool fits = declaration != nullptr && i < declaration->parameters.size();
      if (fits && is_variable(argument, name_)) uses.push_back({declaration->parameters[i], argument.where});
      visit_function(argument);
    }
  }

  const Vocabulary& vocabulary_;
  const std::string& name_;
};

}  // namespace

std::vector<Use> uses_of(const Syntax& quantified, std::size_t variable, const Vocabulary& vocabulary,
                         const SortOfTerm& sort_outside) {
  // A variable without uses of its own has those of the ones it is equal to, and so on.
  std::vector<Term> names(1);
  names.front().name = quantified.variables[variable].name;
  for (std::size_t next = 0; next < names.size(); ++next) {
    const std::string name = names[next].name;
    UseFinder finder(vocabulary, name);
    finder.visit_variables(quantified, next == 0 ? variable + 1 : 0);
    for (const Syntax& operand : quantified.operands) finder.visit(operand);
    if (!finder.uses.empty()) return finder.uses;
    for (const Term* other : finder.equals) {
      if (const auto sort = sort_outside(*other)) return {{*sort, other->where}};
      const bool seen = std::ranges::any_of(names, [&](const Term& known) { return is_variable(*other, known.name); });
      if (!seen && !other->quoted && other->arguments.empty()) names.push_back(*other);
    }
  }
  return {};
}

}  // namespace doublecheck::language
