#include "cli/commands.hpp"
#include "cli/coverage.hpp"
#include "cli/standard_streams.hpp"
#include "cli/terminal.hpp"
#include "reports/text_parts.hpp"
#include "scenarios/nearest_word.hpp"
#include "scenarios/option_values.hpp"
#include "scenarios/shipped_library.hpp"
#include "scenarios/standard_properties.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <vector>

namespace doublecheck::cli {
namespace {

constexpr std::size_t kIndent = 2;
constexpr std::size_t kDeepIndent = 4;

/// A heading, and a paragraph below it.
std::string section(std::string_view heading, std::string_view text, const reports::TextStyle& style) {
  return fmt::format("\n{}\n{}", painted(style, reports::Ink::bold, heading), reports::paragraph(text, kIndent, style));
}

std::string values_of(const model::OptionInfo& option, const reports::TextStyle& style) {
  std::string text;
  for (std::size_t i = 0; i < option.values.size(); ++i) {
    const model::OptionValue& value = option.values[i];
    text += fmt::format("  {}{}\n", painted(style, reports::Ink::accent, scenarios::form_of(value)),
                        i == 0 ? " (default)" : "");
    text += reports::paragraph(value.meaning, kDeepIndent, style);
    text += reports::paragraph(scenarios::about(value.argument), kDeepIndent, style);
  }
  return text;
}

/// How to set the option to its second value, which is the first that changes anything.
std::string ways_to_set(const model::OptionInfo& option, const reports::TextStyle& style) {
  const model::Chosen chosen{1, option.values[1].argument.default_value};
  const std::string example = to_text(option, chosen);
  const char* quote = example.find('(') == std::string::npos ? "" : "'";  // the shell's
  std::string text = fmt::format(
      "  in a scenario file:     [options]\n                          {0} = \"{1}\"\n"
      "  on the command line:    --set {2}options.{0}={1}{2}\n",
      option.key, example, quote);
  model::Options options;
  option.set(options, chosen);
  for (const model::Contradiction& found : model::contradictions(options, model::Discipline::connection)) {
    text += reports::paragraph(
        fmt::format("This also needs another `{}` than the default: {}.", found.other_key, found.reason), kIndent,
        style);
  }
  return text;
}

std::string explained(const model::OptionInfo& option, const reports::TextStyle& style) {
  const auto heading = [&](std::string_view words) { return painted(style, reports::Ink::bold, words); };
  return fmt::format("{}: {}\n\n{}\n{}", heading(option.key), option.question, heading("Values"),
                     values_of(option, style)) +
         section("Who does it so", option.practice, style) + section("What it risks", option.risk, style) +
         fmt::format("\n{}\n{}", heading("How to set it"), ways_to_set(option, style));
}

/// Every line of a formula, which is aligned as its file has it.
std::string indented(std::string_view text) {
  std::string lines = "  ";
  for (const char letter : text) {
    lines += letter;
    if (letter == '\n') lines += "  ";
  }
  return lines;
}

/// Nothing if there is no such formula.
std::string formula_section(std::string_view heading, std::string_view formula, const reports::TextStyle& style) {
  if (formula.empty()) return "";
  return fmt::format("\n{}\n{}\n", painted(style, reports::Ink::bold, heading), indented(formula));
}

std::string_view manner_of_judging(const scenarios::StandardProperty& property) {
  if (property.is_about_deadlocks) {
    return "Safety, about what can happen next: the checker looks in every state whether anything can. A "
           "counterexample ends in the state where nothing can. The simulator does not watch it.";
  }
  if (property.is_safety) {
    return "Safety: it must hold in every state. A counterexample ends in the state where it does not.";
  }
  return "Liveness: it must be true of every run that is fair. A counterexample ends in a cycle that breaks it for "
         "ever, "
         "or in a state in which nothing happens any more.";
}

/// The mutants of the library that the property catches.
std::string mutants_of(const scenarios::StandardProperty& property, const reports::TextStyle& style) {
  std::string text;
  for (const scenarios::Scenario& scenario : scenarios::shipped_library()) {
    const scenarios::AskedProperty* asked = scenarios::find_asked(scenario, property.name);
    if (!scenario.mutant || asked == nullptr || asked->expected != scenarios::Expected::violated) continue;
    text += fmt::format("  {}\n", painted(style, reports::Ink::accent, scenario.name));
    text += reports::paragraph(fmt::format("{} ({})", scenario.title, fmt::join(scenario.mutation, ", ")), kDeepIndent,
                               style);
  }
  return text;
}

/// What is fair unless a scenario says otherwise.
std::string default_fairness(const scenarios::StandardProperty& property, const reports::TextStyle& style) {
  if (property.is_safety) return "";
  std::vector<std::string_view> fair;
  for (const model::ActionKindInfo& info : model::action_catalogue()) {
    if (info.fair) fair.push_back(info.name);
  }
  return section("What it rests on",
                 fmt::format("Strong fairness of {}: whatever is possible again and again happens again and again. "
                             "Where something without limit can take the chance away each time, weak fairness only: "
                             "whatever stays possible happens. A scenario changes that in [fairness].",
                             fmt::join(fair, ", ")),
                 style);
}

std::string explained(const scenarios::StandardProperty& property, const reports::TextStyle& style) {
  return fmt::format("{}, for {}\n", painted(style, reports::Ink::bold, property.name),
                     to_text(property.requirements)) +
         section("What it states", property.statement, style) +
         section("How it is judged", manner_of_judging(property), style) +
         formula_section("Its formula", property.formula, style) +
         formula_section("What puts it to the test", property.premise, style) + default_fairness(property, style) +
         fmt::format("\n{}\n{}", painted(style, reports::Ink::bold, "What it catches"), mutants_of(property, style)) +
         fmt::format("\n{}\n  [properties]\n  check = [\"{}\"]\n",
                     painted(style, reports::Ink::bold, "How to check it alone"), property.name);
}

std::string explained(const model::RequirementInfo& requirement, const reports::TextStyle& style) {
  const std::vector<scenarios::Scenario> library = scenarios::shipped_library();
  return coverage_text(coverage_of(requirement.number, library), style);
}

/// Calls `visit` with each option and each of its values.
template <class Visit>
void for_each_value(Visit visit) {
  for (const model::OptionInfo& option : model::option_catalogue()) {
    for (std::size_t i = 0; i < option.values.size(); ++i) visit(option, i);
  }
}

/// The options that have a value of this name, and what it means for each; empty if none has.
std::string explained_value(std::string_view word, const reports::TextStyle& style) {
  const std::string_view name = word.substr(0, word.find('('));  // `limited(3)` is asked for, too
  std::string text;
  for_each_value([&](const model::OptionInfo& option, std::size_t index) {
    const model::OptionValue& value = option.values[index];
    if (value.name != name) return;
    const std::string setting = to_text(option, {index, value.argument.default_value});
    const char* quote = setting.find('(') == std::string::npos ? "" : "'";  // the shell's
    text += text.empty() ? "" : "\n";
    text += fmt::format("{} is a value of the option {}: {}\n\n", painted(style, reports::Ink::bold, name),
                        painted(style, reports::Ink::bold, option.key), option.question);
    text += reports::paragraph(value.meaning, kIndent, style);
    text += reports::paragraph(scenarios::about(value.argument), kIndent, style);
    text += index == 0 ? "\n  This is the default.\n"
                       : fmt::format("\n  --set {0}options.{1}={2}{0}\n", quote, option.key, setting);
    text += fmt::format("  `doublecheck explain {}` tells of all its values and who does it so.\n", option.key);
  });
  return text;
}

std::string explained(const std::string& word, const reports::TextStyle& style) {
  if (const model::OptionInfo* option = model::find_option(word)) return explained(*option, style);
  if (const auto* property = scenarios::find_standard_property(word)) return explained(*property, style);
  if (const model::RequirementInfo* requirement = model::find_requirement(word)) return explained(*requirement, style);
  return explained_value(word, style);
}

void complain(const std::string& word) {
  auto words = scenarios::words_in(model::option_catalogue(), &model::OptionInfo::key);
  for (const scenarios::StandardProperty& property : scenarios::standard_properties())
    words.emplace_back(property.name);
  std::ranges::transform(model::requirement_catalogue(), std::back_inserter(words), &model::RequirementInfo::name);
  auto with_values = words;
  for_each_value([&](const model::OptionInfo& option, std::size_t i) { with_values.push_back(option.values[i].name); });
  const bool is_near = scenarios::nearest_word(word, with_values).has_value();
  print_error("error: `{}` is neither an option nor a value of one, nor a property nor a requirement\nhelp: {}\n", word,
              scenarios::help_with_words(word, "options, properties and requirements", is_near ? with_values : words));
}

}  // namespace

ExitStatus run_explain(const Arguments& arguments) {
  const reports::TextStyle style = text_style(arguments);
  std::vector<std::string> texts;
  for (const std::string& word : arguments.words) {
    texts.push_back(explained(word, style));
    if (!texts.back().empty()) continue;
    complain(word);
    return ExitStatus::bad_input;
  }
  for (std::size_t i = 0; i < texts.size(); ++i) print_drawn((i == 0 ? "" : "\n") + texts[i], arguments);
  return ExitStatus::as_expected;
}

}  // namespace doublecheck::cli
