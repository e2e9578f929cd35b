#include "reports/reasons.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "reports/quantities.hpp"

namespace doublecheck::reports {
namespace {

std::string_view word(Truth truth) {
  switch (truth) {
    case Truth::always:
      return "true";
    case Truth::never:
      return "false";
    case Truth::now_and_then:
      return "true now and then";
  }
  return "";
}

bool is_needed_for(const Cause& cause, std::size_t step) { return cause.need == Need::step && cause.step == step; }

/// What happens, without all that comes of it, for the middle of a sentence.
std::string headline_of(const std::string& sentence) {
  std::string words = sentence.substr(0, sentence.find(':'));
  if (words.ends_with('.')) words.pop_back();
  if (words.starts_with("The ")) words.front() = 't';
  return words;
}

std::string way_of(const Rescue& rescue) {
  const std::string more =
      rescue.steps > 1 ? fmt::format(", then {} without a fault", counted(rescue.steps - 1, "more step", "more steps"))
                       : "";
  return fmt::format("{} ({}){}", headline_of(rescue.words), rescue.action, more);
}

}  // namespace

std::string values_text(const Failure& failure) {
  std::string text;
  for (const Truth truth : {Truth::always, Truth::never, Truth::now_and_then}) {
    std::vector<std::string> predicates;
    for (const PredicateValue& value : failure.values) {
      if (value.truth == truth) predicates.push_back(value.predicate);
    }
    if (predicates.empty()) continue;
    text += fmt::format("{}{} {} {}", text.empty() ? "" : "; ", fmt::join(predicates, ", "),
                        predicates.size() == 1 ? "is" : "are", word(truth));
  }
  return text;
}

bool is_one_chain(const Counterexample& counterexample) {
  const std::vector<Cause>& causes = counterexample.causes;
  for (std::size_t i = 0; i < causes.size(); ++i) {
    const bool is_last = i + 1 == causes.size();
    if (is_last ? causes[i].need != Need::violation : !is_needed_for(causes[i], i + 1)) return false;
  }
  return !causes.empty();
}

std::string needs_text(const Counterexample& counterexample, std::string_view arrow, std::string_view violation) {
  const std::vector<Cause>& causes = counterexample.causes;
  std::vector<bool> is_told(causes.size(), false);
  std::vector<std::string> chains;
  std::vector<std::string> not_needed;
  for (std::size_t first = 0; first < causes.size(); ++first) {
    if (causes[first].need == Need::none) {
      not_needed.push_back(std::to_string(first + 1));
      continue;
    }
    const bool is_inside = std::ranges::any_of(causes, [&](const Cause& cause) { return is_needed_for(cause, first); });
    if (is_inside) continue;
    std::string chain;
    for (std::size_t step = first;; step = causes[step].step) {
      chain += fmt::format("{} {} ", step + 1, arrow);
      const bool joins = step >= causes.size() || is_told[step];
      if (joins) {
        chain.resize(chain.size() - arrow.size() - 2);
        break;
      }
      is_told[step] = true;
      if (causes[step].need != Need::step) {
        chain += violation;
        break;
      }
    }
    chains.push_back(std::move(chain));
  }
  if (!not_needed.empty()) chains.push_back(fmt::format("not needed: {}", fmt::join(not_needed, ", ")));
  return fmt::format("{}", fmt::join(chains, "; "));
}

std::string need_sentence(const Counterexample& counterexample, std::size_t step) {
  if (step >= counterexample.causes.size()) return "";
  const Cause& cause = counterexample.causes[step];
  switch (cause.need) {
    case Need::step:
      return fmt::format("Without it step {} is not possible.", cause.step + 1);
    case Need::violation:
      return "Without it all the others that are needed are possible, and nothing fails.";
    case Need::none:
      return "It fails without this step, too.";
  }
  return "";
}

std::string rescue_sentence(const Counterexample& counterexample) {
  if (!counterexample.rescue) return "";
  const Rescue& rescue = *counterexample.rescue;
  if (!rescue.is_possible) {
    return "Nothing would have saved it: wherever the same is written and no fault happens, it fails before all comes "
           "to rest.";
  }
  const std::size_t last = counterexample.cycle_start.value_or(counterexample.steps.size());
  if (rescue.after == last) {
    const std::string_view where = last == counterexample.steps.size() ? "Even then" : "Even from the cycle";
    return rescue.action.empty() ? "" : fmt::format("{} it can still go well: {}.", where, way_of(rescue));
  }
  if (rescue.action.empty()) {
    return fmt::format("Step {} decides it: had nothing more happened before it, all would have gone well.",
                       rescue.after + 1);
  }
  return fmt::format("Step {} decides it. It could still have gone well with this instead: {}.", rescue.after + 1,
                     way_of(rescue));
}

}  // namespace doublecheck::reports
