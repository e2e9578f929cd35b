#include "cli/step_changes.hpp"

#include "model/differences.hpp"
#include "properties/ground_predicates.hpp"

#include <utility>

namespace doublecheck::cli {
namespace {

using Truth = std::vector<bool>;

Truth truth_in(const model::World& world, const std::vector<properties::GroundPredicate>& predicates) {
  Truth truth;
  for (const auto& predicate : predicates) truth.push_back(model::holds(predicate.formula, world));
  return truth;
}

/// `Step`: what has became_true and became_false.
template <class Step>
void compare(const Truth& before, const Truth& after, const std::vector<properties::GroundPredicate>& predicates,
             Step& step) {
  for (std::size_t p = 0; p < predicates.size(); ++p) {
    if (after[p] && !before[p]) step.became_true.push_back(predicates[p].text);
    if (!after[p] && before[p]) step.became_false.push_back(predicates[p].text);
  }
}

}  // namespace

std::vector<std::string> true_predicates(const model::World& world, const model::Setup& setup) {
  std::vector<std::string> texts;
  for (const auto& predicate : properties::ground_predicates(setup)) {
    if (model::holds(predicate.formula, world)) texts.push_back(predicate.text);
  }
  return texts;
}

std::vector<reports::StepChanges> changes_along(std::span<const model::World> worlds, const model::Setup& setup) {
  const auto predicates = properties::ground_predicates(setup);
  std::vector<reports::StepChanges> changes;
  Truth before = truth_in(worlds.front(), predicates);
  for (std::size_t i = 1; i < worlds.size(); ++i) {
    reports::StepChanges& step = changes.emplace_back();
    for (const model::Difference& difference : model::differences(worlds[i - 1], worlds[i], setup)) {
      step.fields.push_back({difference.path, difference.before, difference.after});
    }
    Truth after = truth_in(worlds[i], predicates);
    compare(before, after, predicates, step);
    before = std::move(after);
  }
  return changes;
}

void note_predicates(std::span<const model::World> worlds, const model::Setup& setup,
                     std::vector<reports::Step>& steps) {
  const auto predicates = properties::ground_predicates(setup);
  Truth before = truth_in(worlds.front(), predicates);
  for (std::size_t i = 0; i < steps.size(); ++i) {
    Truth after = truth_in(worlds[i + 1], predicates);
    compare(before, after, predicates, steps[i]);
    before = std::move(after);
  }
}

}  // namespace doublecheck::cli
