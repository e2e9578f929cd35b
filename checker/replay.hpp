/// Turns steps through the stored graph back into actions, by running the model again.
#pragma once

#include <functional>
#include <utility>
#include <vector>

#include "checker/assert.hpp"
#include "checker/liveness.hpp"
#include "checker/model.hpp"
#include "checker/path.hpp"
#include "checker/search_tree.hpp"

namespace doublecheck::checker {

/// Walks along steps. Finds out on the way if a model does not give the same answers a second time.
template <Model M>
class Replay {
 public:
  /// Whether the state with this number is that one.
  using IsState = std::function<bool(StateId, const typename M::State&)>;

  /// Both are kept by reference.
  Replay(const M& model, const IsState& is_state, std::size_t initial)
      : model_(model), is_state_(is_state), state_(model.initial().at(initial)) {}

  std::vector<typename M::Action> follow(const std::vector<Step>& steps) {
    std::vector<typename M::Action> taken;
    taken.reserve(steps.size());
    for (const Step step : steps) {
      expect(step.state);
      std::vector<typename M::Action> enabled;
      model_.actions(state_, enabled);
      CHECKER_ASSERT(step.choice < enabled.size());
      state_ = model_.next(state_, enabled[step.choice]);
      taken.push_back(std::move(enabled[step.choice]));
    }
    return taken;
  }

  /// REQUIRES: the model is deterministic, as its concept asks.
  void expect(StateId id) const { CHECKER_ASSERT(is_state_(id, state_)); }

 private:
  const M& model_;
  const IsState& is_state_;
  typename M::State state_;
};

template <Model M>
Path<M> path_of(const M& model, const typename Replay<M>::IsState& is_state, const StepPath& steps) {
  Replay<M> replay(model, is_state, steps.initial);
  Path<M> path{steps.initial, replay.follow(steps.steps)};
  replay.expect(steps.end);
  return path;
}

template <Model M>
Lasso<M> lasso_of(const M& model, const typename Replay<M>::IsState& is_state, const StepLasso& steps) {
  Replay<M> replay(model, is_state, steps.prefix.initial);
  Lasso<M> lasso;
  lasso.prefix = {steps.prefix.initial, replay.follow(steps.prefix.steps)};
  lasso.cycle = replay.follow(steps.cycle);
  replay.expect(steps.prefix.end);
  return lasso;
}

}  // namespace doublecheck::checker
