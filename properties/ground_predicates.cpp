#include "properties/ground_predicates.hpp"

#include "language/ground.hpp"
#include "model/vocabulary.hpp"
#include "properties/formulas.hpp"

namespace doublecheck::properties {
namespace {

using Choice = std::vector<model::Element>;

/// Every choice of one element for each parameter.
std::vector<Choice> choices_for(const std::vector<model::Sort>& parameters, const language::Elements& elements) {
  std::vector<Choice> choices{{}};
  for (const model::Sort sort : parameters) {
    std::vector<Choice> longer;
    for (const Choice& choice : choices) {
      for (model::Element element = 0; element < elements.at(static_cast<std::size_t>(sort)).size(); ++element) {
        longer.push_back(choice);
        longer.back().push_back(element);
      }
    }
    choices = std::move(longer);
  }
  return choices;
}

std::string text_of(language::PredicateNumber predicate, const Choice& choice, const language::Elements& elements) {
  const language::Grounding grounding{.instances = {}, .propositions = {{predicate, choice}}};
  const language::Ground atom{.kind = language::Ground::Kind::proposition};
  return language::to_text(atom, grounding, vocabulary(), elements);
}

}  // namespace

std::vector<GroundPredicate> ground_predicates(const model::Setup& setup) {
  const language::Elements elements = universe_of(setup).elements;
  std::vector<GroundPredicate> found;
  for (std::size_t i = 0; i < model::predicates().size(); ++i) {
    const model::Predicate& predicate = model::predicates()[i];
    for (const Choice& choice : choices_for(predicate.parameters, elements)) {
      found.push_back({text_of(i, choice, elements), predicate.about(setup, choice)});
    }
  }
  return found;
}

}  // namespace doublecheck::properties
