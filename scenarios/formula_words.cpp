#include "scenarios/formula_words.hpp"

#include <fmt/format.h>

#include <vector>

#include "scenarios/nearest_word.hpp"

namespace doublecheck::scenarios {

std::string label_of(const language::Problem& problem) {
  return problem.expected.empty() ? std::string("here") : fmt::format("expected {}", problem.expected);
}

std::string help_with(const language::Problem& problem) {
  if (problem.choice.word.empty()) return "";
  const std::vector<std::string_view> words(problem.choice.words.begin(), problem.choice.words.end());
  return help_with_words(problem.choice.word, problem.choice.plural, words);
}

std::string_view reason_for(properties::TooLarge limit) {
  switch (limit) {
    case properties::TooLarge::operators:
      return "written out for everybody, the formula has more than 200,000 parts";
    case properties::TooLarge::propositions:
      return "one instance of the formula asks more than 64 different questions about a state";
    case properties::TooLarge::automaton:
      return "the formula has too many operators of time to be followed";
  }
  return "";
}

}  // namespace doublecheck::scenarios
