#include "properties/formulas.hpp"

#include "language/check.hpp"
#include "language/parse.hpp"
#include "model/vocabulary.hpp"

#include <algorithm>

namespace doublecheck::properties {
namespace {

language::SortNumber number_of(model::Sort sort) { return static_cast<language::SortNumber>(sort); }

std::string text_of(std::string_view words) { return std::string(words); }

language::Vocabulary build_vocabulary() {
  language::Vocabulary vocabulary;
  for (std::size_t i = 0; i < model::kSorts; ++i) {
    vocabulary.sorts.push_back(text_of(model::name_of(static_cast<model::Sort>(i))));
  }
  for (const model::Predicate& predicate : model::predicates()) {
    std::vector<language::SortNumber> parameters;
    for (const model::Sort sort : predicate.parameters) parameters.push_back(number_of(sort));
    vocabulary.predicates.push_back({text_of(predicate.name), std::move(parameters), text_of(predicate.meaning)});
  }
  for (const model::Function& function : model::functions()) {
    vocabulary.functions.push_back({text_of(function.name),
                                    {number_of(function.parameter)},
                                    number_of(function.result),
                                    text_of(function.meaning)});
  }
  for (const model::SetFunction& set : model::set_functions()) {
    vocabulary.sets.push_back(
        {text_of(set.name), {number_of(set.parameter)}, number_of(set.member), text_of(set.meaning)});
  }
  return vocabulary;
}

language::Elements elements_of(const model::Setup& setup) {
  language::Elements elements;
  for (std::size_t i = 0; i < model::kSorts; ++i) {
    elements.push_back(model::element_names(setup, static_cast<model::Sort>(i)));
  }
  return elements;
}

bool names_elements(const language::TypedTerm& term) {
  if (term.kind == language::TypedTerm::Kind::element) return true;
  return std::ranges::any_of(term.arguments, [](const auto& argument) { return names_elements(argument); });
}

}  // namespace

const language::Vocabulary& vocabulary() {
  static const language::Vocabulary vocabulary = build_vocabulary();
  return vocabulary;
}

language::Universe universe_of(const model::Setup& setup) {
  language::Universe universe;
  universe.elements = elements_of(setup);
  universe.value_of = [&setup](language::FunctionNumber number, const std::vector<language::ElementNumber>& arguments) {
    return model::functions()[number].of(setup, arguments.front());
  };
  universe.elements_of = [&setup](language::SetNumber number, const std::vector<language::ElementNumber>& arguments) {
    return model::set_functions()[number].of(setup, arguments.front());
  };
  return universe;
}

std::variant<language::TypedFormula, std::vector<language::Problem>> read_formula(std::string_view text,
                                                                                  const model::Setup& setup) {
  auto parsed = language::parse(text);
  if (auto* problem = std::get_if<language::Problem>(&parsed)) return std::vector{std::move(*problem)};
  return language::check(std::get<language::Syntax>(parsed), vocabulary(), elements_of(setup));
}

bool names_elements(const language::TypedFormula& formula) {
  const auto is_named = [](const language::TypedTerm& term) { return names_elements(term); };
  const auto has_named_set = [&](const language::TypedVariable& variable) {
    return variable.set && std::ranges::any_of(variable.set->arguments, is_named);
  };
  return std::ranges::any_of(formula.terms, is_named) || std::ranges::any_of(formula.variables, has_named_set) ||
         std::ranges::any_of(formula.operands,
                             [](const language::TypedFormula& operand) { return names_elements(operand); });
}

}  // namespace doublecheck::properties
