#include "cli/endless_run.hpp"

#include "model/irrelevant_history.hpp"
#include "model/vocabulary.hpp"

namespace doublecheck::cli {
namespace {

/// What is left of the world without that which neither rules nor formulas can see.
model::World relevant_part(model::World world, const model::Setup& setup) {
  for (std::size_t i = 0; i < world.sides.size(); ++i) {
    model::forget_irrelevant_history(world.sides[i], setup, model::client_at(i), model::interest_of_all_predicates());
  }
  return world;
}

}  // namespace

std::optional<properties::EndlessRun> endless_run(const model::Setup& setup, const std::vector<model::World>& worlds,
                                                  std::span<const model::Action> actions,
                                                  std::optional<std::size_t> cycle_start) {
  constexpr std::size_t kRoundsMax = 16;
  properties::EndlessRun run{worlds, worlds.size() - 1};
  if (!cycle_start || *cycle_start >= actions.size()) return run;
  const auto is_same = [&](const model::World& one, const model::World& other) {
    return relevant_part(one, setup) == relevant_part(other, setup);
  };
  std::size_t begin = *cycle_start;
  for (std::size_t round = 1; !is_same(run.worlds[begin], run.worlds.back()); ++round) {
    if (round == kRoundsMax) return std::nullopt;
    begin = run.worlds.size() - 1;
    for (const model::Action& action : actions.subspan(*cycle_start)) {
      if (!model::is_enabled(run.worlds.back(), setup, action)) return std::nullopt;
      model::Facts facts;
      run.worlds.push_back(run.worlds.back());
      model::apply(run.worlds.back(), setup, action, facts);
    }
  }
  run.loop = begin + 1;
  return run;
}

}  // namespace doublecheck::cli
