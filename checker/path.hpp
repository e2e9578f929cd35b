/// A run of a model as the actions that were chosen: a finite path, or a lasso that goes on for ever.
#pragma once

#include <cstddef>
#include <vector>

#include "checker/assert.hpp"
#include "checker/model.hpp"

namespace doublecheck::checker {

template <Model M>
struct Path {
  std::size_t initial = 0;  ///< position in Model::initial()
  std::vector<typename M::Action> actions;

  bool operator==(const Path&) const = default;
};

/// The prefix, then the cycle again and again. An empty cycle: nothing happens any more after the prefix.
template <Model M>
struct Lasso {
  Path<M> prefix;
  std::vector<typename M::Action> cycle;

  bool operator==(const Lasso&) const = default;
};

/// The states along a path: one more than actions. REQUIRES: the path is one of `model`.
template <Model M>
std::vector<typename M::State> states_along(const M& model, const Path<M>& path) {
  const std::vector<typename M::State> initial = model.initial();
  CHECKER_ASSERT(path.initial < initial.size());
  std::vector<typename M::State> states = {initial[path.initial]};
  states.reserve(path.actions.size() + 1);
  for (const typename M::Action& action : path.actions) states.push_back(model.next(states.back(), action));
  return states;
}

/// The prefix and the cycle, run through once, as one path: it ends in the state where the cycle began.
template <Model M>
Path<M> unrolled_once(const Lasso<M>& lasso) {
  Path<M> path = lasso.prefix;
  path.actions.insert(path.actions.end(), lasso.cycle.begin(), lasso.cycle.end());
  return path;
}

}  // namespace doublecheck::checker
