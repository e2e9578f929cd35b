#include "cli/commands.hpp"
#include "cli/coverage.hpp"
#include "cli/platform_tables.hpp"
#include "cli/scenario_files.hpp"
#include "cli/standard_streams.hpp"
#include "cli/terminal.hpp"
#include "model/vocabulary.hpp"
#include "scenarios/option_values.hpp"
#include "scenarios/shipped_library.hpp"
#include "scenarios/standard_properties.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <array>
#include <optional>
#include <string>
#include <vector>

namespace doublecheck::cli {
namespace {

void list_properties() {
  for (const scenarios::StandardProperty& property : scenarios::standard_properties()) {
    print_out("{:<13} {:<9} {:<16} {}\n", property.name, property.is_safety ? "safety" : "liveness",
              to_text(property.requirements), property.statement);
  }
}

void list_options() {
  for (const model::OptionInfo& info : model::option_catalogue()) {
    print_out("{}: {}\n", info.key, info.question);
    for (const model::OptionValue& value : info.values) {
      const std::string argument = scenarios::about(value.argument);
      print_out("  {:<26} {}{}{}\n", scenarios::form_of(value), value.meaning,
                argument.empty() ? "" : fmt::format(" ({})", argument),
                &value == info.values.data() ? " (default)" : "");
    }
  }
}

void list_budgets() {
  for (const model::BudgetInfo& info : model::budget_catalogue()) print_out("{:<15} {}\n", info.key, info.plural);
}

std::string_view word_for(model::ActionSubject subject) {
  switch (subject) {
    case model::ActionSubject::client:
      return "CLIENT";
    case model::ActionSubject::server:
      return "SERVER";
    case model::ActionSubject::relay:
      return "SERVER-SERVER";
  }
  return "";
}

/// What actions of this kind cost, and whether it is promised that they happen.
std::string notes_on(const model::ActionKindInfo& info) {
  std::vector<std::string> notes;
  const std::optional<model::Budget> behind = model::cost_of({.kind = info.kind, .position = 1});
  for (const model::BudgetInfo& budget : model::budget_catalogue()) {
    if (info.budget == budget.budget) notes.push_back(fmt::format("spends {}", budget.key));
    if (info.has_position && behind != info.budget && behind == budget.budget)
      notes.push_back(fmt::format("spends {} out of turn", budget.key));
  }
  if (info.fair) notes.emplace_back("strongly fair");
  return fmt::format("{}", fmt::join(notes, ", "));
}

void list_actions() {
  for (const model::ActionKindInfo& info : model::action_catalogue()) {
    const std::string form = fmt::format("{}{}{}", word_for(info.subject), info.has_direction ? " up|down" : "",
                                         info.has_position ? " POSITION" : "");
    print_out("{:<19} {:<23} {:<50} {}\n", info.name, form, info.meaning, notes_on(info));
  }
}

/// "is_stored_by(device, message)"
template <class Sorts>
std::string form_of(std::string_view name, const Sorts& sorts) {
  std::vector<std::string_view> names;
  for (const model::Sort sort : sorts) names.push_back(model::name_of(sort));
  return names.empty() ? std::string(name) : fmt::format("{}({})", name, fmt::join(names, ", "));
}

void list_predicates() {
  print_out("Predicates: what a formula can ask of a state (m: message, d: device, u: user)\n");
  for (const model::Predicate& predicate : model::predicates()) {
    print_out("  {:<39} {}\n", form_of(predicate.name, predicate.parameters), predicate.meaning);
  }
  print_out("\nFunctions\n");
  for (const model::Function& function : model::functions()) {
    print_out("  {:<39} {}\n", form_of(function.name, std::array{function.parameter}), function.meaning);
  }
  print_out("\nSets\n");
  for (const model::SetFunction& set : model::set_functions()) {
    print_out("  {:<39} {}\n", form_of(set.name, std::array{set.parameter}), set.meaning);
  }
}

/// With the scenarios that are named, or else those of the library.
ExitStatus list_requirements(const Arguments& arguments) {
  ReadScenarios read = read_scenarios(expand_folders(arguments.paths), arguments);
  print_diagnostics(read.diagnostics, arguments);
  if (!read.diagnostics.empty()) return ExitStatus::bad_input;
  if (arguments.paths.empty()) read.scenarios = scenarios::shipped_library();
  for (const model::RequirementInfo& info : model::requirement_catalogue()) {
    const std::string text = coverage_text(coverage_of(info.number, read.scenarios), text_style(arguments));
    print_drawn((info.number == 1 ? "" : "\n") + text, arguments);
  }
  return ExitStatus::as_expected;
}

ExitStatus list_scenarios(const Arguments& arguments) {
  const ReadScenarios read = read_scenarios(expand_folders(arguments.paths), arguments);
  for (const scenarios::Scenario& scenario : read.scenarios) {
    print_out("{:<32} {}{}\n", scenario.name, scenario.mutant ? fmt::format("[mutant {}] ", *scenario.mutant) : "",
              scenario.title);
  }
  print_diagnostics(read.diagnostics, arguments);
  return read.diagnostics.empty() ? ExitStatus::as_expected : ExitStatus::bad_input;
}

}  // namespace

ExitStatus run_list(const Arguments& arguments) {
  const Topics& topics = arguments.topics;
  if (arguments.paths.empty() && !(topics.properties || topics.options || topics.platforms || topics.budgets ||
                                   topics.actions || topics.requirements || topics.predicates)) {
    print_error(
        "error: name scenario files or folders, or a topic such as --options\n"
        "help: `doublecheck list --help` shows the topics\n");
    return ExitStatus::bad_input;
  }
  if (topics.properties) list_properties();
  if (topics.options) list_options();
  if (topics.platforms) print_drawn(platform_tables(text_style(arguments)), arguments);
  if (topics.budgets) list_budgets();
  if (topics.actions) list_actions();
  if (topics.predicates) list_predicates();
  if (topics.requirements) return list_requirements(arguments);
  return arguments.paths.empty() ? ExitStatus::as_expected : list_scenarios(arguments);
}

}  // namespace doublecheck::cli
