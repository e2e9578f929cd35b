#include "reports/space_size.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <numeric>

#include "reports/quantities.hpp"

namespace doublecheck::reports {

double factor_of(const SizePart& part) {
  return part.rest == 0 ? 1.0 : static_cast<double>(part.states) / static_cast<double>(part.rest);
}

std::string factor_text(const SizePart& part) { return number_text(factor_of(part)); }

bool is_worth_showing(const SizePart& part) {
  constexpr double kFactorShown = 1.05;
  return factor_of(part) >= kFactorShown;
}

std::string ruled_out_text(const std::vector<ActionCoverage>& actions) {
  struct Group {
    std::string reason;
    std::vector<std::string> names;
  };
  std::vector<Group> groups;  // in the order of the actions
  for (const ActionCoverage& action : actions) {
    if (action.occurrence != Occurrence::impossible) continue;
    auto place = std::ranges::find(groups, action.why_never, &Group::reason);
    if (place == groups.end()) place = groups.insert(place, {action.why_never, {}});
    place->names.push_back(action.action);
  }
  std::vector<std::string> texts;
  for (const Group& group : groups) texts.push_back(fmt::format("{} ({})", fmt::join(group.names, ", "), group.reason));
  return fmt::format("{}", fmt::join(texts, "; "));
}

LevelBars bars_of(const std::vector<std::uint64_t>& levels, std::size_t bars_max) {
  LevelBars bars;
  bars.levels_a_bar = std::max<std::size_t>(1, (levels.size() + bars_max - 1) / bars_max);
  for (std::size_t begin = 0; begin < levels.size(); begin += bars.levels_a_bar) {
    const std::size_t count = std::min(bars.levels_a_bar, levels.size() - begin);
    const auto first = levels.begin() + static_cast<std::ptrdiff_t>(begin);
    const std::uint64_t sum = std::accumulate(first, first + static_cast<std::ptrdiff_t>(count), std::uint64_t{0});
    bars.states.push_back(static_cast<double>(sum) / static_cast<double>(count));
  }
  return bars;
}

std::string growth_sentence(const CheckResult& check) {
  if (check.levels.empty()) return "";
  const auto widest = std::ranges::max_element(check.levels);
  std::string text = fmt::format("{}, the widest at depth {} with {}.", counted(check.levels.size(), "level", "levels"),
                                 widest - check.levels.begin(), counted(*widest, "state", "states"));
  if (check.exhaustive || check.levels.size() < 2) return text;
  const std::uint64_t before = check.levels[check.levels.size() - 2];
  const double ratio = static_cast<double>(check.levels.back()) / static_cast<double>(before);
  text += fmt::format(" The last one that was explored has {} times as many states as the one before it",
                      number_text(ratio));
  return text + (ratio > 1 ? ", so that what is left may be much more than what was seen." : ".");
}

std::string basis_sentence(const CheckResult& check) {
  std::string text = check.exhaustive ? fmt::format("This is of all {}.", counted(check.states, "state", "states"))
                                      : fmt::format("This is of the part explored, {}; the rest may look different.",
                                                    counted(check.states, "state", "states"));
  if (check.size && check.size->is_sampled) text += " Factors are those of a sample of them, all other figures exact.";
  return text;
}

std::string advice_text(const SizeAdvice& advice, const CheckResult& check) {
  const double fewer =
      static_cast<double>(check.states) / static_cast<double>(std::max<std::uint64_t>(1, advice.states));
  return check.exhaustive
             ? fmt::format("leaves {}: {} times fewer", counted(advice.states, "state", "states"), number_text(fewer))
             : fmt::format("leaves {} of those explored: {} times fewer", with_thousands(advice.states),
                           number_text(fewer));
}

std::vector<SizeAdvice> advice_worth_giving(const CheckResult& check) {
  std::vector<SizeAdvice> worth;
  if (!check.size) return worth;
  std::ranges::copy_if(check.size->advice, std::back_inserter(worth),
                       [&](const SizeAdvice& advice) { return advice.states <= check.states - check.states / 10; });
  return worth;
}

std::string left_text(const BudgetSize& budget) {
  std::vector<std::string> parts;
  for (std::size_t left = budget.states_by_left.size(); left-- > 0;) {
    parts.push_back(fmt::format("{} left: {}", left, with_thousands(budget.states_by_left[left])));
  }
  return fmt::format("{}", fmt::join(parts, ", "));
}

}  // namespace doublecheck::reports
