#include "cli/possible_actions.hpp"

#include "model/step_words.hpp"

#include <algorithm>

namespace doublecheck::cli {
namespace {

std::vector<model::Action> enabled_in(const model::World& world, const model::Setup& setup) {
  std::vector<model::Action> actions;
  model::enabled_actions(world, setup, actions);
  return actions;
}

std::vector<reports::PossibleAction> in_words(const std::vector<model::Action>& actions, const model::World& world,
                                              const model::Setup& setup) {
  std::vector<reports::PossibleAction> told;
  for (const model::Action& action : actions) {
    told.push_back({model::to_text(action, setup), model::sentence_of(setup, action, world)});
  }
  return told;
}

/// 0 for the most similar.
int unlikeness(const model::Action& action, const model::Action& wanted, const model::Setup& setup) {
  const bool same_kind = action.kind == wanted.kind;
  const bool same_subject = model::subject_of(action, setup) == model::subject_of(wanted, setup);
  if (same_subject) return same_kind ? 0 : 1;
  return same_kind ? 2 : 3;
}

}  // namespace

std::vector<reports::PossibleAction> possible_actions(const model::World& world, const model::Setup& setup) {
  return in_words(enabled_in(world, setup), world, setup);
}

std::vector<reports::PossibleAction> possible_instead_of(const model::Action& wanted, const model::World& world,
                                                         const model::Setup& setup) {
  std::vector<model::Action> actions = enabled_in(world, setup);
  std::ranges::stable_sort(actions, {}, [&](const model::Action& action) { return unlikeness(action, wanted, setup); });
  return in_words(actions, world, setup);
}

}  // namespace doublecheck::cli
