/// Walks along a path, and finds out whether it is one of the model.
#pragma once

#include <algorithm>
#include <optional>
#include <vector>

#include "checker/path.hpp"

namespace doublecheck::tests {

/// The last state; nothing if some action is not enabled where it is taken.
template <checker::Model M>
std::optional<typename M::State> end_of(const M& model, const checker::Path<M>& path) {
  typename M::State state = model.initial().at(path.initial);
  for (const typename M::Action& action : path.actions) {
    std::vector<typename M::Action> enabled;
    model.actions(state, enabled);
    if (std::ranges::find(enabled, action) == enabled.end()) return std::nullopt;
    state = model.next(state, action);
  }
  return state;
}

}  // namespace doublecheck::tests
