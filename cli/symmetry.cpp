#include "cli/symmetry.hpp"

#include "engine/symmetric_space.hpp"
#include "model/symmetry.hpp"
#include "model/words.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <string>
#include <vector>

namespace doublecheck::cli {
namespace {

constexpr std::string_view kWhyNoLiveness =
    "a run that goes on for ever among states that are the same but for names may treat nobody of them fairly";

/// "DELIVERY and RELEASE"
std::string joined(const std::vector<std::string>& words) {
  if (words.size() == 1) return words.front();
  return fmt::format("{} and {}", fmt::join(words.begin(), words.end() - 1, ", "), words.back());
}

std::vector<std::string> liveness_properties(const scenarios::Scenario& scenario) {
  std::vector<std::string> names;
  for (const scenarios::AskedProperty& asked : scenario.properties) {
    if (!properties::is_safety(asked.property)) names.push_back(asked.property.name);
  }
  return names;
}

/// Those that may tell one participant from another.
std::vector<std::string> properties_with_names(const scenarios::Scenario& scenario) {
  std::vector<std::string> names;
  for (const scenarios::AskedProperty& asked : scenario.properties) {
    if (asked.property.names_elements) names.push_back(asked.property.name);
  }
  return names;
}

/// Everybody whom a permutation moves.
std::vector<std::string> interchangeable(const model::Setup& setup, const std::vector<model::Permutation>& symmetries) {
  std::vector<std::string> names;
  for (std::size_t i = 0; i < setup.participants.size(); ++i) {
    const auto moves = [&](const model::Permutation& symmetry) { return symmetry.clients[i] != model::client_at(i); };
    if (std::ranges::any_of(symmetries, moves)) names.push_back(model::display_name(setup, model::client_at(i)));
  }
  return names;
}

/// Does this search go over the keys that can be renamed? Which of them stands for the others depends on the order in
/// which local states are met, and an approximate search must not depend on that.
bool can_be_reduced(const CheckSettings& settings) {
  const bool explores = settings.search == SearchMode::breadth_first || settings.search == SearchMode::fewest_faults;
  const bool explains = settings.explains_size || settings.counts_actions;  // what asks about all of the space
  return settings.engine == Engine::fast && explores && !settings.approximation && !explains;
}

}  // namespace

bool is_reduced_by_symmetry(const scenarios::Scenario& scenario, const Question& question,
                            const CheckSettings& settings) {
  if (settings.symmetry == Symmetry::off) return false;
  const auto obstacle = engine::symmetry_obstacle<CheckedProtocol>(question.protocol, question.claims);
  if (settings.symmetry == Symmetry::automatic) {
    return can_be_reduced(settings) && obstacle == engine::SymmetryObstacle::none &&
           properties_with_names(scenario).empty();
  }
  const auto refuse = [&](const std::string& reason, std::string_view help) {
    throw SymmetryRefused(fmt::format("`--symmetry on` is refused for `{}`: {}; {}", scenario.file, reason, help));
  };
  if (!can_be_reduced(settings)) {
    refuse(
        "only the fast engine reduces by symmetry, and only where it explores exactly, breadth first, and counts "
        "no actions",
        "leave out `--engine`, `--search`, `--approximate` and `--coverage`, or `--symmetry`");
  }
  if (const std::vector<std::string> naming = properties_with_names(scenario); !naming.empty()) {
    refuse(fmt::format("{} {} by name, and so may be true of one and not of another", joined(naming),
                       naming.size() == 1 ? "speaks" : "speak"),
           "say it of all with `forall`, or leave out `--symmetry`");
  }
  switch (obstacle) {
    case engine::SymmetryObstacle::none:
      return true;
    case engine::SymmetryObstacle::model:
      refuse("no two of its users are interchangeable", "`--symmetry auto` reduces where there is something to reduce");
      break;
    case engine::SymmetryObstacle::liveness:
      refuse(fmt::format("it asks for {}, which is about liveness, and {}", joined(liveness_properties(scenario)),
                         kWhyNoLiveness),
             "name only safety properties in `check` of [properties], or use `--symmetry auto`");
      break;
  }
  return false;
}

std::optional<reports::Reduction> reduction_by_symmetry(const scenarios::Scenario& scenario,
                                                        const CheckSettings& settings, const SearchResult& found) {
  if (settings.symmetry == Symmetry::off || !can_be_reduced(settings)) return std::nullopt;
  const std::vector<model::Permutation> symmetries = model::symmetries_of(scenario.setup);
  if (symmetries.size() == 1) return std::nullopt;
  const std::string who = joined(interchangeable(scenario.setup, symmetries));
  if (!found.symmetry) {
    if (const std::vector<std::string> naming = properties_with_names(scenario); !naming.empty()) {
      return reports::Reduction{
          .name = "symmetry",
          .in_force = false,
          .sentence = fmt::format("Not reduced by symmetry, although {} are interchangeable: {} {} by name", who,
                                  joined(naming), naming.size() == 1 ? "speaks" : "speak")};
    }
    const std::vector<std::string> liveness = liveness_properties(scenario);
    if (liveness.empty()) return std::nullopt;
    return reports::Reduction{
        .name = "symmetry",
        .in_force = false,
        .sentence =
            fmt::format("Not reduced by symmetry, although {} are interchangeable: {} {} about liveness, and {}", who,
                        joined(liveness), liveness.size() == 1 ? "is" : "are", kWhyNoLiveness)};
  }
  return reports::Reduction{
      .name = "symmetry",
      .in_force = true,
      .sentence = fmt::format(
          "Reduced by symmetry: {} are interchangeable ({} permutations), and states that differ in their names only "
          "were explored once",
          who, found.symmetry->permutations),
      .states_meant = found.symmetry->states_meant};
}

}  // namespace doublecheck::cli
