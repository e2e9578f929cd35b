/// Turns steps through the stored graph back into actions, by running the model again.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "checker/assert.hpp"
#include "checker/liveness.hpp"
#include "checker/model.hpp"
#include "checker/path.hpp"
#include "checker/search_tree.hpp"
#include "checker/state_store.hpp"

namespace doublecheck::checker {

/// Walks along steps. Finds out on the way if a model does not give the same answers a second time.
template <Model M>
class Replay {
 public:
  /// Both are kept by reference.
  Replay(const M& model, const StateStore& store, std::size_t initial)
      : model_(model), store_(store), state_(model.initial().at(initial)) {}

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
  void expect(StateId id) const {
    std::string encoding;
    model_.encode(state_, encoding);
    CHECKER_ASSERT(encoding == store_.encoding(id));
  }

 private:
  const M& model_;
  const StateStore& store_;
  typename M::State state_;
};

template <Model M>
Path<M> path_of(const M& model, const StateStore& store, const StepPath& steps) {
  Replay<M> replay(model, store, steps.initial);
  Path<M> path{steps.initial, replay.follow(steps.steps)};
  replay.expect(steps.end);
  return path;
}

template <Model M>
Lasso<M> lasso_of(const M& model, const StateStore& store, const StepLasso& steps) {
  Replay<M> replay(model, store, steps.prefix.initial);
  Lasso<M> lasso;
  lasso.prefix = {steps.prefix.initial, replay.follow(steps.prefix.steps)};
  lasso.cycle = replay.follow(steps.cycle);
  replay.expect(steps.prefix.end);
  return lasso;
}

}  // namespace doublecheck::checker
