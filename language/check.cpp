#include "language/check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "language/inference.hpp"

namespace doublecheck::language {
namespace {

/// A variable in reach. Its sort is not known where that is a problem already.
struct Bound {
  const Variable* written = nullptr;
  Quantifier quantifier{};
  std::optional<SortNumber> sort;
  bool used = false;
};

std::string with_article(std::string_view sort) {
  // A word with u at its front mostly begins as "user" does.
  const bool vowel = !sort.empty() && std::string_view("aeio").find(sort.front()) != std::string_view::npos;
  return fmt::format("{} {}", vowel ? "an" : "a", sort);
}

std::string arguments_in_words(std::size_t count) {
  if (count == 0) return "no argument";
  return fmt::format("{} argument{}", count, count == 1 ? "" : "s");
}

/// "`recipient(..)`", "`m`"
std::string short_form(const Term& term) {
  return fmt::format("`{}{}`", term.name, term.arguments.empty() ? "" : "(..)");
}

std::string binding_in_words(const Bound& bound) {
  const Variable& variable = *bound.written;
  std::string text = fmt::format("{} {}", spelled(bound.quantifier), variable.name);
  if (variable.sort) text += ": " + variable.sort->name;
  if (variable.set) text += " in " + variable.set->name + (variable.set->arguments.empty() ? "" : "(..)");
  return text;
}

template <class Declaration>
Choice choice_of(const Term& term, std::string plural, const std::vector<Declaration>& list) {
  Choice choice{.word = term.name, .plural = std::move(plural), .words = {}};
  for (const Declaration& declaration : list) choice.words.push_back(declaration.name);
  return choice;
}

template <class Declaration>
std::size_t number_in(const std::vector<Declaration>& list, const Declaration* declaration) {
  return static_cast<std::size_t>(declaration - list.data());
}

class Checker {
 public:
  Checker(const Vocabulary& vocabulary, const Elements& elements) : vocabulary_(vocabulary), elements_(elements) {}

  // `past` is the past operator around the formula, nullptr if there is none.
  TypedFormula typed(const Syntax& syntax, const Syntax* past) {
    switch (syntax.kind) {
      case Syntax::Kind::constant:
        break;
      case Syntax::Kind::atom:
        return typed_atom(syntax);
      case Syntax::Kind::equality:
        return typed_equality(syntax);
      case Syntax::Kind::quantifier:
        return typed_quantifier(syntax, past);
      case Syntax::Kind::connective:
        return typed_connective(syntax, past);
    }
    TypedFormula constant;
    constant.value = syntax.value;
    return constant;
  }

  std::vector<Problem> take_problems() {
    std::ranges::stable_sort(problems_, {}, [](const Problem& problem) { return problem.where.begin.offset; });
    return std::move(problems_);
  }

 private:
  void add(Span where, std::string message, std::string expected, Choice choice = {}) {
    problems_.push_back({where, std::move(message), std::move(expected), std::move(choice)});
  }

  const std::string& name_of(SortNumber sort) const { return vocabulary_.sorts[sort]; }

  // ---- Connectives and quantifiers ----

  TypedFormula typed_connective(const Syntax& syntax, const Syntax* past) {
    if (past != nullptr && is_future(syntax.connective)) {
      add(syntax.sign,
          fmt::format("`{}` looks ahead below `{}`, which looks back; this is not supported",
                      spelled(syntax.connective), spelled(past->connective)),
          "below an operator of the past only what has been and what is");
    }
    TypedFormula formula;
    formula.kind = syntax.kind;
    formula.connective = syntax.connective;
    const Syntax* past_below = past == nullptr && is_past(syntax.connective) ? &syntax : past;
    for (const Syntax& operand : syntax.operands) formula.operands.push_back(typed(operand, past_below));
    return formula;
  }

  TypedFormula typed_quantifier(const Syntax& syntax, const Syntax* past) {
    TypedFormula formula;
    formula.kind = syntax.kind;
    formula.quantifier = syntax.quantifier;
    const std::size_t problems_before = problems_.size();
    const std::size_t outer = bound_.size();
    for (std::size_t i = 0; i < syntax.variables.size(); ++i) {
      TypedVariable variable;
      const Bound bound = bind(syntax, i, variable);
      report_hiding(syntax.variables[i]);
      variable.sort = bound.sort.value_or(0);
      formula.variables.push_back(std::move(variable));
      bound_.push_back(bound);
    }
    formula.operands.push_back(typed(syntax.operands.front(), past));
    const bool clean = problems_.size() == problems_before;
    for (std::size_t i = outer; i < bound_.size(); ++i) report_neglected(bound_[i], clean);
    bound_.resize(outer);
    return formula;
  }

  // The sort of one variable of a quantifier, and its set.
  Bound bind(const Syntax& quantified, std::size_t number, TypedVariable& typed) {
    const Variable& written = quantified.variables[number];
    Bound bound{.written = &written, .quantifier = quantified.quantifier, .sort = {}};
    typed.name = written.name;
    if (written.sort) {
      typed.sort_is_written = true;
      bound.sort = sort_named(*written.sort);
    } else if (written.set) {
      typed.set = typed_set(*written.set);
      if (typed.set) bound.sort = vocabulary_.sets[typed.set->number].element;
    } else {
      bound.sort = inferred(quantified, number);
    }
    return bound;
  }

  std::optional<SortNumber> sort_named(const Term& name) {
    const auto found = std::ranges::find(vocabulary_.sorts, name.name);
    if (found != vocabulary_.sorts.end()) return static_cast<SortNumber>(found - vocabulary_.sorts.begin());
    add(name.where, fmt::format("there is no sort `{}`", name.name), "a sort",
        {.word = name.name, .plural = "sorts", .words = vocabulary_.sorts});
    return std::nullopt;
  }

  std::optional<TypedSet> typed_set(const Term& term) {
    const SetFunction* set = declared(vocabulary_.sets, term.name);
    if (set == nullptr) {
      add(term.where, fmt::format("there is no set `{}`", term.name), "a set",
          choice_of(term, "sets", vocabulary_.sets));
      note_uses(term);
      return std::nullopt;
    }
    return TypedSet{number_in(vocabulary_.sets, set), typed_arguments(term, set->parameters)};
  }

  std::optional<SortNumber> inferred(const Syntax& quantified, std::size_t number) {
    const std::vector<Use> uses =
        uses_of(quantified, number, vocabulary_, [&](const Term& term) { return sort_outside(term); });
    if (uses.empty()) return std::nullopt;
    const Use& first = uses.front();
    const auto other = std::ranges::find_if(uses, [&](const Use& use) { return use.sort != first.sort; });
    if (other == uses.end()) return first.sort;
    add(other->where,
        fmt::format("`{}` is used as {} here and as {} in {}", quantified.variables[number].name,
                    with_article(name_of(other->sort)), with_article(name_of(first.sort)),
                    place_in_words(first.where.begin, other->where.begin)),
        "one sort for each variable");
    return std::nullopt;
  }

  // Of a term in an equality with a variable that is not bound yet.
  std::optional<SortNumber> sort_outside(const Term& term) const {
    if (!term.arguments.empty()) {
      const Function* function = declared(vocabulary_.functions, term.name);
      return function == nullptr ? std::nullopt : std::optional(function->result);
    }
    if (const Bound* bound = find_bound(term)) return bound->sort;
    const std::vector<SortNumber> sorts = sorts_with(term.name);
    return sorts.size() == 1 ? std::optional(sorts.front()) : std::nullopt;
  }

  void report_hiding(const Variable& variable) {
    const auto hidden =
        std::ranges::find_if(bound_, [&](const Bound& outer) { return outer.written->name == variable.name; });
    if (hidden == bound_.end()) return;
    add(variable.where,
        fmt::format("this `{}` hides the one of {}", variable.name,
                    place_in_words(hidden->written->where.begin, variable.where.begin)),
        "another name");
  }

  void report_neglected(const Bound& bound, bool clean) {
    const Variable& variable = *bound.written;
    if (!bound.used) {
      add(variable.where, fmt::format("`{}` is not used", variable.name), "a use of it, or no such variable");
    } else if (!bound.sort && clean) {
      add(variable.where, fmt::format("the sort of `{}` cannot be told from its uses", variable.name),
          fmt::format("`{}: ` and a sort", variable.name),
          {.word = variable.name, .plural = "sorts", .words = vocabulary_.sorts});
    }
  }

  // ---- Predicates and equalities ----

  TypedFormula typed_atom(const Syntax& syntax) {
    const Term& term = syntax.terms.front();
    TypedFormula formula;
    formula.kind = syntax.kind;
    if (const Predicate* predicate = declared(vocabulary_.predicates, term.name)) {
      formula.predicate = number_in(vocabulary_.predicates, predicate);
      formula.terms = typed_arguments(term, predicate->parameters);
      return formula;
    }
    note_uses(term);
    report_no_predicate(term);
    return formula;
  }

  void report_no_predicate(const Term& term) {
    std::string_view kind;
    if (term.arguments.empty() && find_bound(term) != nullptr) {
      kind = "variable";
    } else if (declared(vocabulary_.functions, term.name) != nullptr) {
      kind = "function";
    } else if (declared(vocabulary_.sets, term.name) != nullptr) {
      kind = "set";
    } else if (term.arguments.empty() && !sorts_with(term.name).empty()) {
      kind = "name of an element";
    }
    if (!kind.empty()) {
      add(term.where, fmt::format("`{}` is a {} and claims nothing by itself", term.name, kind), "a predicate");
      return;
    }
    add(term.where, fmt::format("there is no predicate `{}`", term.name), "a predicate",
        choice_of(term, "predicates", vocabulary_.predicates));
  }

  TypedFormula typed_equality(const Syntax& syntax) {
    // An element may be there in several sorts: then the other side tells which is meant.
    const Term& first = syntax.terms.front();
    const bool right_first = is_element(first);
    const Term& told = right_first ? syntax.terms.back() : first;
    const Term& telling = right_first ? first : syntax.terms.back();
    std::optional<TypedTerm> one = typed_term(told, std::nullopt);
    std::optional<TypedTerm> other = typed_term(telling, one ? std::optional(one->sort) : std::nullopt);
    if (one && other && one->sort != other->sort) {
      add(syntax.where,
          fmt::format("only two of one sort can be equal, but {} and {}", described(told, one->sort),
                      described(telling, other->sort)),
          "two of one sort");
    }
    TypedFormula formula;
    formula.kind = syntax.kind;
    formula.value = syntax.value;
    if (one && other) formula.terms = {std::move(*one), std::move(*other)};
    if (right_first) std::ranges::reverse(formula.terms);
    return formula;
  }

  // ---- Terms ----

  std::vector<TypedTerm> typed_arguments(const Term& applied, const std::vector<SortNumber>& parameters) {
    if (applied.arguments.size() != parameters.size()) {
      report_count(applied, parameters);
      note_uses(applied);
      return {};
    }
    std::vector<TypedTerm> arguments;
    for (std::size_t i = 0; i < parameters.size(); ++i) {
      const Term& written = applied.arguments[i];
      std::optional<TypedTerm> argument = typed_term(written, parameters[i]);
      if (!argument) continue;
      if (argument->sort != parameters[i]) report_sort(applied, i, parameters, argument->sort);
      arguments.push_back(std::move(*argument));
    }
    return arguments;
  }

  void report_count(const Term& applied, const std::vector<SortNumber>& parameters) {
    std::string form = applied.name;
    for (std::size_t i = 0; i < parameters.size(); ++i) form += (i == 0 ? "(" : ", ") + name_of(parameters[i]);
    if (!parameters.empty()) form += ")";
    const std::size_t count = applied.arguments.size();
    add(applied.where,
        fmt::format("`{}` takes {}, and here {} {}", applied.name, arguments_in_words(parameters.size()),
                    count > 1 ? "are" : "is", count == 0 ? "none" : std::to_string(count)),
        fmt::format("`{}`", form));
  }

  void report_sort(const Term& applied, std::size_t number, const std::vector<SortNumber>& parameters,
                   SortNumber given) {
    const Term& argument = applied.arguments[number];
    const std::string wanted = with_article(name_of(parameters[number]));
    const std::string which = parameters.size() == 1 ? "" : fmt::format(" as argument {}", number + 1);
    add(argument.where, fmt::format("`{}` takes {}{}, {}", applied.name, wanted, which, described(argument, given)),
        wanted);
  }

  // "`d` is a device (from `forall d in devices(..)`, column 11)"
  std::string described(const Term& term, SortNumber sort) const {
    std::string text = fmt::format("{} is {}", short_form(term), with_article(name_of(sort)));
    if (const Bound* bound = find_bound(term)) {
      text += fmt::format(" (from `{}`, {})", binding_in_words(*bound),
                          place_in_words(bound->written->where.begin, term.where.begin));
    }
    return text;
  }

  // Nothing if there is a problem with it. An element is taken of the wanted sort if it can be.
  std::optional<TypedTerm> typed_term(const Term& term, std::optional<SortNumber> wanted) {
    if (Bound* bound = find_bound(term)) {
      bound->used = true;
      if (!bound->sort) return std::nullopt;
      return TypedTerm{TypedTerm::Kind::variable, static_cast<std::size_t>(bound - bound_.data()), *bound->sort};
    }
    return is_element(term) ? element(term, wanted) : applied_function(term);
  }

  bool is_element(const Term& term) const {
    if (term.quoted) return true;
    if (!term.arguments.empty() || find_bound(term) != nullptr) return false;
    // A function without its arguments is told as such.
    return declared(vocabulary_.functions, term.name) == nullptr || !sorts_with(term.name).empty();
  }

  std::optional<TypedTerm> applied_function(const Term& term) {
    const Function* function = declared(vocabulary_.functions, term.name);
    if (function == nullptr) {
      note_uses(term);
      report_no_function(term);
      return std::nullopt;
    }
    return TypedTerm{TypedTerm::Kind::function, number_in(vocabulary_.functions, function), function->result,
                     typed_arguments(term, function->parameters)};
  }

  void report_no_function(const Term& term) {
    const bool is_predicate = declared(vocabulary_.predicates, term.name) != nullptr;
    if (is_predicate || declared(vocabulary_.sets, term.name) != nullptr) {
      add(term.where, fmt::format("`{}` is a {} and no function", term.name, is_predicate ? "predicate" : "set"),
          "a variable, an element or a function");
      return;
    }
    add(term.where, fmt::format("there is no function `{}`", term.name), "a function",
        choice_of(term, "functions", vocabulary_.functions));
  }

  std::optional<TypedTerm> element(const Term& term, std::optional<SortNumber> wanted) {
    const std::vector<SortNumber> sorts = sorts_with(term.name);
    if (sorts.empty()) {
      report_no_element(term, wanted);
      return std::nullopt;
    }
    if (!wanted && sorts.size() > 1) {
      add(term.where,
          fmt::format("`{}` can be {} or {} here", term.name, with_article(name_of(sorts[0])),
                      with_article(name_of(sorts[1]))),
          "a use that tells which");
      return std::nullopt;
    }
    const bool fits = wanted && std::ranges::find(sorts, *wanted) != sorts.end();
    const SortNumber sort = fits ? *wanted : sorts.front();
    const auto& names = elements_[sort];
    const auto number = static_cast<std::size_t>(std::ranges::find(names, term.name) - names.begin());
    return TypedTerm{TypedTerm::Kind::element, number, sort};
  }

  void report_no_element(const Term& term, std::optional<SortNumber> wanted) {
    const std::string expected = wanted ? with_article(name_of(*wanted)) : "a variable or an element";
    Choice choice{.word = term.name, .plural = "names that can stand here", .words = {}};
    for (const Bound& bound : bound_) {
      const bool fits = !wanted || !bound.sort || bound.sort == wanted;
      if (!term.quoted && fits) choice.words.push_back(bound.written->name);
    }
    for (SortNumber sort = 0; sort < elements_.size(); ++sort) {
      if (wanted && sort != *wanted) continue;
      choice.words.insert(choice.words.end(), elements_[sort].begin(), elements_[sort].end());
    }
    add(term.where,
        term.quoted ? fmt::format("there is no element `{}`", term.name)
                    : fmt::format("`{}` is neither a variable here nor an element", term.name),
        expected, std::move(choice));
  }

  std::vector<SortNumber> sorts_with(const std::string& name) const {
    std::vector<SortNumber> sorts;
    for (SortNumber sort = 0; sort < elements_.size(); ++sort) {
      if (std::ranges::find(elements_[sort], name) != elements_[sort].end()) sorts.push_back(sort);
    }
    return sorts;
  }

  // ---- Variables in reach ----

  // The innermost variable that the term names; nullptr if it names none.
  const Bound* find_bound(const Term& term) const {
    if (term.quoted || !term.arguments.empty()) return nullptr;
    const auto found = std::find_if(bound_.rbegin(), bound_.rend(),
                                    [&](const Bound& bound) { return bound.written->name == term.name; });
    return found == bound_.rend() ? nullptr : &*found;
  }

  Bound* find_bound(const Term& term) {
    const Bound* found = std::as_const(*this).find_bound(term);
    return found == nullptr ? nullptr : &bound_[static_cast<std::size_t>(found - bound_.data())];
  }

  // Variables below a name with a problem count as used.
  void note_uses(const Term& term) {
    if (Bound* bound = find_bound(term)) bound->used = true;
    for (const Term& argument : term.arguments) note_uses(argument);
  }

  const Vocabulary& vocabulary_;
  const Elements& elements_;
  std::vector<Bound> bound_;  // from the outermost
  std::vector<Problem> problems_;
};

}  // namespace

std::variant<TypedFormula, std::vector<Problem>> check(const Syntax& syntax, const Vocabulary& vocabulary,
                                                       const Elements& elements) {
  Checker checker(vocabulary, elements);
  TypedFormula formula = checker.typed(syntax, nullptr);
  std::vector<Problem> problems = checker.take_problems();
  if (!problems.empty()) return problems;
  return formula;
}

}  // namespace doublecheck::language
