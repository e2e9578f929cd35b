#include "cli/followed_formulas.hpp"

#include "properties/allowance.hpp"
#include "properties/formulas.hpp"
#include "scenarios/formula_words.hpp"

#include <fmt/format.h>

namespace doublecheck::cli {
namespace {

using scenarios::Diagnostic;

std::string line_of(std::string_view text, std::size_t number) {
  for (std::size_t line = 1; line < number; ++line) text.remove_prefix(text.find('\n') + 1);
  return std::string(text.substr(0, text.find('\n')));
}

Diagnostic diagnostic_of(const language::Problem& problem, std::string_view text, const std::string& source) {
  const language::Place& begin = problem.where.begin;
  const bool is_on_one_line = problem.where.end.line == begin.line && problem.where.end.column > begin.column;
  Diagnostic diagnostic;
  diagnostic.file = source;
  diagnostic.line = begin.line;
  diagnostic.column = begin.column;
  diagnostic.end_column = is_on_one_line ? problem.where.end.column : begin.column + 1;
  diagnostic.code = "formula";
  diagnostic.message = problem.message;
  diagnostic.source_line = line_of(text, begin.line);
  diagnostic.label = scenarios::label_of(problem);
  diagnostic.help = scenarios::help_with(problem);
  return diagnostic;
}

Diagnostic too_large(properties::TooLarge limit, const std::string& source) {
  Diagnostic diagnostic;
  diagnostic.file = source;
  diagnostic.code = "formula-too-large";
  diagnostic.message = scenarios::reason_for(limit);
  diagnostic.help = scenarios::kHelpWithTooLarge;
  return diagnostic;
}

std::vector<bool> truths_in(ltl::Letter letter, std::size_t propositions) {
  std::vector<bool> truths;
  for (std::size_t i = 0; i < propositions; ++i) truths.push_back((letter >> i & 1U) != 0);
  return truths;
}

}  // namespace

std::variant<std::vector<properties::Claim>, std::vector<Diagnostic>> read_claims(std::string_view text,
                                                                                  const model::Setup& setup,
                                                                                  const std::string& source) {
  const auto read = properties::read_formula(text, setup);
  if (const auto* problems = std::get_if<std::vector<language::Problem>>(&read)) {
    std::vector<Diagnostic> diagnostics;
    for (const language::Problem& problem : *problems) diagnostics.push_back(diagnostic_of(problem, text, source));
    return diagnostics;
  }
  properties::Allowance allowance;
  auto claims = properties::claims_of(std::get<language::TypedFormula>(read), setup, allowance);
  if (auto* few = std::get_if<std::vector<properties::Claim>>(&claims)) return std::move(*few);
  return std::vector{too_large(std::get<properties::TooLarge>(claims), source)};
}

reports::FollowedFormula follow(const std::string& text, const std::vector<properties::Claim>& claims,
                                const properties::EndlessRun& run, std::size_t states) {
  reports::FollowedFormula followed;
  followed.text = text;
  for (const properties::Claim& claim : claims) {
    const properties::Course course = properties::course_of(claim, run);
    reports::FormulaInstance& instance = followed.instances.emplace_back();
    instance.choice = claim.instance;
    for (const auto& proposition : claim.propositions) instance.propositions.push_back(proposition.text);
    for (std::size_t state = 0; state < states; ++state) {
      instance.is_true.push_back(truths_in(course.letters.at(state), claim.propositions.size()));
      instance.holds.push_back(course.holds.at(state));
    }
  }
  return followed;
}

}  // namespace doublecheck::cli
