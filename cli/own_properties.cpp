#include "cli/own_properties.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <span>
#include <vector>

namespace doublecheck::cli {
namespace {

std::string called(const properties::Claim& claim) {
  return claim.instance.empty() ? std::string() : fmt::format("For {}: ", claim.instance);
}

/// "`p` is true, `q` is not": each atom in these worlds, which are one state or those of a cycle.
std::string values_of(const properties::Claim& claim, std::span<const model::World> worlds) {
  std::vector<std::string> values;
  for (const properties::Question& atom : claim.atoms) {
    const auto is_true = [&](const model::World& world) { return model::holds(atom.formula, world); };
    const auto count = static_cast<std::size_t>(std::ranges::count_if(worlds, is_true));
    const std::string_view value = count == worlds.size() ? "true" : count == 0 ? "false" : "true now and then";
    values.push_back(fmt::format("`{}` is {}", atom.text, value));
  }
  return fmt::format("{}", fmt::join(values, ", "));
}

}  // namespace

std::string sentence_about(const scenarios::OwnProperty& property, std::string_view instance, const Story& story,
                           std::optional<std::size_t> cycle_start) {
  const model::World& end = story.worlds.back();
  const auto fails = [&](const properties::Claim& claim) {
    return cycle_start ? claim.instance == instance : !model::holds(claim.invariant().value(), end);
  };
  const properties::Claim& claim = *std::ranges::find_if(property.claims, fails);
  if (!cycle_start) {
    return fmt::format("{}`{}` is broken: {}.", called(claim), claim.text, values_of(claim, {&end, 1}));
  }
  const auto cycle = std::span(story.worlds).subspan(*cycle_start);
  const std::string_view when = cycle.size() == 1 ? "Nothing happens any more, and" : "Along the cycle";
  return fmt::format("{}`{}` is false of this run. {} {}.", called(claim), claim.text, when, values_of(claim, cycle));
}

}  // namespace doublecheck::cli
