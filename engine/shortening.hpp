/// Makes a path shorter that was found by luck: loops are cut out, then whatever is not needed is left out as long as
/// what remains still leads where it should.
///
/// After A. Zeller, R. Hildebrandt, "Simplifying and isolating failure-inducing input" (IEEE Transactions on Software
/// Engineering 28, 2002): pieces are left out, first large ones, then smaller ones, down to single actions. An action
/// that is no longer enabled without them is left out, too. The path is a short one, not always a shortest.
/// Tested by shortening_test.cpp.
#pragma once

#include <algorithm>
#include <cstdint>
#include <functional>
#include <iterator>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "checker/assert.hpp"
#include "checker/model.hpp"
#include "checker/path.hpp"

namespace doublecheck::engine {

struct ShorteningOptions {
  /// How many actions may be tried, enabled or not, before the path is left as it is then. 0: it is not shortened.
  std::uint64_t tries_max = 2'000'000;
};

template <checker::Model M>
class Shortening {
 public:
  using State = typename M::State;
  using Action = typename M::Action;
  using Actions = std::vector<Action>;
  using Path = checker::Path<M>;
  /// Whether a state is one to which the path should lead.
  using IsGoal = std::function<bool(const State&)>;

  /// The model is kept by reference.
  Shortening(const M& model, IsGoal is_goal, const ShorteningOptions& options)
      : model_(model), is_goal_(std::move(is_goal)), tries_left_(options.tries_max) {}

  /// A path from the same initial state whose last state is a goal and no other, and that meets no state twice; without
  /// tries, the same path. REQUIRES: `path` leads to a goal; is called once.
  Path shorten(Path path) {
    if (tries_left_ == 0) return path;
    start_ = model_.initial().at(path.initial);
    path.actions = without_loops(path.actions);
    std::size_t piece = path.actions.size() / 2;
    while (piece > 0 && tries_left_ > 0) {
      const bool is_shorter = leave_out_pieces(path.actions, piece);
      if (is_shorter) path.actions = without_loops(path.actions);
      piece = std::min(piece, path.actions.size());
      // Single actions until none can be spared.
      if (piece > 1 || !is_shorter) piece /= 2;
    }
    return path;
  }

 private:
  /// From each state on, goes on as from its last occurrence; ends at the first goal.
  Actions without_loops(const Actions& actions) const {
    std::unordered_map<std::string, std::size_t> last_left_by;  // the action taken last in each state
    State state = *start_;
    std::size_t length = 0;
    for (; !is_goal_(state); ++length) {
      CHECKER_ASSERT(length < actions.size());
      last_left_by[encoding(state)] = length;
      state = model_.next(state, actions[length]);
    }
    Actions kept;
    state = *start_;
    for (std::size_t position = 0; position < length; ++position) {
      position = last_left_by.at(encoding(state));
      state = model_.next(state, actions[position]);
      kept.push_back(actions[position]);
    }
    return kept;
  }

  /// Returns whether any could be left out.
  bool leave_out_pieces(Actions& actions, std::size_t piece) {
    bool is_shorter = false;
    State state = *start_;
    for (std::size_t position = 0; position < actions.size() && tries_left_ > 0;) {
      const std::size_t end = std::min(position + piece, actions.size());
      if (const auto rest = follow(state, actions, end)) {
        actions.resize(position);
        actions.insert(actions.end(), rest->begin(), rest->end());
        is_shorter = true;
      } else {
        for (; position < end; ++position) state = model_.next(state, actions[position]);
      }
    }
    return is_shorter;
  }

  /// Those of the actions from `position` on that can be taken one after the other, if they lead to a goal.
  std::optional<Actions> follow(State state, const Actions& actions, std::size_t position) {
    Actions taken;
    for (; position < actions.size() && tries_left_ > 0; ++position) {
      --tries_left_;
      enabled_.clear();
      model_.actions(state, enabled_);
      if (std::ranges::find(enabled_, actions[position]) == enabled_.end()) continue;
      state = model_.next(state, actions[position]);
      taken.push_back(actions[position]);
      if (is_goal_(state)) return taken;
    }
    return std::nullopt;
  }

  std::string encoding(const State& state) const {
    std::string bytes;
    model_.encode(state, bytes);
    return bytes;
  }

  const M& model_;
  IsGoal is_goal_;
  std::uint64_t tries_left_;
  std::optional<State> start_;
  Actions enabled_;  // kept only to be used again without allocating
};

/// Whether nothing is enabled in the state although it may not end there.
template <checker::Model M>
bool is_deadlock(const M& model, const typename M::State& state) {
  if constexpr (checker::EndingModel<M>) {
    if (model.may_end(state)) return false;
  }
  std::vector<typename M::Action> actions;
  model.actions(state, actions);
  return actions.empty();
}

}  // namespace doublecheck::engine
