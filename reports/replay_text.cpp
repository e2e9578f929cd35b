#include "reports/replay_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <vector>

#include "reports/text_parts.hpp"

namespace doublecheck::reports {
namespace {

constexpr std::size_t kIndent = 5;  // of what stands below the number of a step
constexpr std::string_view kDeeper = "       ";

std::string_view arrow(const TextStyle& style) { return style.unicode ? "→" : "->"; }
std::string_view inside(const TextStyle& style) { return style.unicode ? " ▸ " : " > "; }

/// "m1, bob: true" or, for a formula without a choice, "true".
std::string verdict_line(const FormulaInstance& instance, std::size_t state, const TextStyle& style) {
  const bool holds = instance.holds.at(state);
  const std::string verdict = painted(style, holds ? Ink::good : Ink::bad, holds ? "true" : "false");
  return instance.choice.empty() ? verdict : fmt::format("{}: {}", instance.choice, verdict);
}

/// "is_composed(m1) is true; has_two_checks(m1) is false".
std::string propositions_line(const FormulaInstance& instance, std::size_t state) {
  const std::vector<bool>& is_true = instance.is_true.at(state);
  std::vector<std::string> parts;
  for (std::size_t i = 0; i < instance.propositions.size(); ++i) {
    parts.push_back(fmt::format("{} is {}", instance.propositions[i], is_true[i] ? "true" : "false"));
  }
  return fmt::format("{}", fmt::join(parts, "; "));
}

std::string start_text(const Replay& replay, const ReplayDetails& details, const TextStyle& style) {
  std::string text = "  0  the start\n";
  if (details.predicates && !replay.true_at_start.empty()) {
    text += paragraph(fmt::format("true: {}", fmt::join(replay.true_at_start, ", ")), kIndent, style, Ink::dim);
  }
  return text;
}

std::string predicates_text(const StepChanges& changes, const TextStyle& style) {
  std::string text;
  for (const std::string& question : changes.became_true) {
    text += fmt::format("{}{}\n", kDeeper, painted(style, Ink::good, "+ " + question));
  }
  for (const std::string& question : changes.became_false) {
    text += fmt::format("{}{}\n", kDeeper, painted(style, Ink::bad, "- " + question));
  }
  return text;
}

std::string step_text(const Replay& replay, std::size_t step, const ReplayDetails& details, const TextStyle& style) {
  const Step& told = replay.told.steps.at(step);
  const StepChanges& changes = replay.changes.at(step);
  std::string text = fmt::format("{:>3}  {}\n", step + 1, painted(style, Ink::bold, told.action));
  text += paragraph(told.words, kIndent, style);
  if (details.differences) text += differences_text(changes, style);
  if (details.predicates) text += predicates_text(changes, style);
  return text;
}

std::string possible_text(const Obstacle& obstacle, std::size_t actions_max, const TextStyle& style) {
  if (obstacle.possible.empty()) return "nothing is possible there\n";
  std::string text = "what is possible there, the most similar first:\n";
  std::vector<std::vector<TextCell>> rows;
  for (const PossibleAction& possible : obstacle.possible) {
    if (rows.size() == actions_max) break;
    rows.push_back({{possible.action, Ink::bold}, {possible.words, Ink::plain}});
  }
  text += text_table({Align::left, Align::left}, rows, kIndent, style);
  if (obstacle.possible.size() > rows.size()) {
    text += fmt::format("{:>{}}and {} more\n", "", kIndent, obstacle.possible.size() - rows.size());
  }
  return text;
}

}  // namespace

std::string continuation_of(const Replay& replay) {
  const Counterexample& told = replay.told;
  if (!told.cycle_start) return "the path ends, and formulas take it that nothing happens any more";
  if (*told.cycle_start >= told.steps.size()) return "nothing happens any more";
  return fmt::format("the steps from {} on repeat for ever", *told.cycle_start + 1);
}

std::string text_of(const std::vector<std::string>& path, std::string_view value, const TextStyle& style) {
  return fmt::format("{}: {}", fmt::join(path, inside(style)), value);
}

std::string differences_text(const StepChanges& changes, const TextStyle& style) {
  std::string text;
  for (const StateChange& change : changes.fields) {
    const std::string values = fmt::format("{} {} {}", change.before, arrow(style), change.after);
    text += fmt::format("{}{}\n", kDeeper, text_of(change.path, values, style));
  }
  return text;
}

std::string state_text(const Replay& replay, std::size_t state, const ReplayDetails& details, const TextStyle& style) {
  std::string text = state == 0 ? start_text(replay, details, style) : step_text(replay, state - 1, details, style);
  for (const FollowedFormula& formula : replay.formulas) text += formula_text(formula, state, style);
  return text;
}

std::string formula_text(const FollowedFormula& formula, std::size_t state, const TextStyle& style) {
  std::string text;
  if (formula.instances.empty()) {
    return fmt::format("     | {}: true, for it is about nothing in this scenario\n", formula.text);
  }
  const bool is_one = formula.instances.size() == 1 && formula.instances.front().choice.empty();
  if (!is_one) text += fmt::format("     | {}\n", formula.text);
  for (const FormulaInstance& instance : formula.instances) {
    const std::string verdict = verdict_line(instance, state, style);
    text += is_one ? fmt::format("     | {}: {}\n", formula.text, verdict) : fmt::format("     |   {}\n", verdict);
    const std::string propositions = propositions_line(instance, state);
    if (!propositions.empty()) text += fmt::format("     |     {}\n", propositions);
  }
  return text;
}

std::string steps_text(const Replay& replay, const ReplayDetails& details, const TextStyle& style) {
  std::string text;
  const auto cycle_start = replay.told.cycle_start;
  for (std::size_t state = 0; state <= replay.told.steps.size(); ++state) {
    text += state_text(replay, state, details, style);
    const bool cycle_begins = cycle_start == state && state < replay.told.steps.size();
    if (cycle_begins) text += "     from here on the steps repeat for ever\n";
  }
  if (!replay.formulas.empty()) {
    text += fmt::format("     | true: of the run from that state on; {}\n", continuation_of(replay));
  } else if (cycle_start == replay.told.steps.size()) {
    text += "     nothing happens any more\n";
  }
  return text;
}

std::string obstacle_text(const Replay& replay, const TextStyle& style, std::size_t actions_max) {
  const Obstacle& obstacle = replay.obstacle.value();
  std::string text =
      fmt::format("step {} is not possible: `{}` ({})\n", obstacle.step + 1, obstacle.action, obstacle.meaning);
  if (obstacle.line > 0) text = fmt::format("{}:{}: {}", replay.file, obstacle.line, text);
  if (obstacle.step > 0) {
    const std::string changed = differences_text(replay.changes.at(obstacle.step - 1), style);
    const std::string& last = replay.told.steps.at(obstacle.step - 1).action;
    text += changed.empty() ? fmt::format("the step before it, `{}`, changed nothing\n", last)
                            : fmt::format("the step before it, `{}`, changed\n{}", last, changed);
  }
  return text + possible_text(obstacle, actions_max, style);
}

std::string outcome_text(const Replay& replay, const TextStyle& style) {
  std::string text = replay.obstacle ? obstacle_text(replay, style) : "";
  for (const std::string& finding : replay.findings) text += finding + '\n';
  const std::string verdict =
      replay.does_what_it_says ? "does what it says, in the checker and in the simulator" : "does NOT do what it says";
  return text + fmt::format("replay: {} {}\n", replay.file, verdict);
}

}  // namespace doublecheck::reports
