/// Shortest paths to states that a search has found, by walking its levels back and then forward again.
///
/// No state remembers its predecessor. From the states sought, those of each earlier level are marked that have a
/// marked successor; then a path is walked along the marks. Of all shortest paths to one of the states sought, it is
/// the one whose choices of actions come first: the path that the plain engine finds.
#pragma once

#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "checker/assert.hpp"
#include "checker/path.hpp"
#include "engine/search.hpp"

namespace doublecheck::engine {

template <Space S>
class Traces {
 public:
  using M = typename S::Model;
  using StateKey = typename S::StateKey;

  /// All are kept by reference. `initial`: the keys of Model::initial().
  Traces(const S& space, const Found<S>& found, const std::vector<StateKey>& initial, const Spill* spill)
      : space_(space), found_(found), initial_(initial), spill_(spill) {}

  /// A path for each of the findings. REQUIRES: is called once.
  std::vector<checker::Path<M>> find(const std::vector<const Findings<S::kWords>*>& sought) {
    mark(sought);
    std::vector<checker::Path<M>> paths;
    for (std::size_t goal = 0; goal < sought.size(); ++goal) paths.push_back(walk(goal, sought[goal]->level));
    return paths;
  }

 private:
  /// Which of the goals can be reached in time, for each state from which any can.
  using Marks = std::map<StateKey, std::vector<bool>>;

  void mark(const std::vector<const Findings<S::kWords>*>& sought) {
    std::uint64_t deepest = 0;
    for (const auto* findings : sought) deepest = std::max(deepest, findings->level);
    marks_.resize(deepest + 1);
    for (std::uint64_t level = deepest + 1; level-- > 0;) {
      for (std::size_t goal = 0; goal < sought.size(); ++goal) {
        if (sought[goal]->level != level) continue;
        for (const StateKey& key : sought[goal]->keys) marks_of(level, key, sought.size())[goal] = true;
      }
      if (level < deepest) mark_predecessors(level, sought.size());
    }
  }

  void mark_predecessors(std::uint64_t level, std::size_t goals) {
    const Marks& later = marks_[level + 1];
    found_.levels[level].for_each(spill_, [&](const StateKey& key) {
      space_.expand(key, Discovery(), scratch_, [&](const StateKey& next, ActionKind, const Discovery&) {
        const auto marked = later.find(next);
        if (marked == later.end()) return;
        std::vector<bool>& marks = marks_of(level, key, goals);
        for (std::size_t goal = 0; goal < goals; ++goal) marks[goal] = marks[goal] || marked->second[goal];
      });
    });
  }

  std::vector<bool>& marks_of(std::uint64_t level, const StateKey& key, std::size_t goals) {
    return marks_[level].try_emplace(key, goals, false).first->second;
  }

  bool is_marked(std::uint64_t level, const StateKey& key, std::size_t goal) const {
    const auto marked = marks_[level].find(key);
    return marked != marks_[level].end() && marked->second[goal];
  }

  checker::Path<M> walk(std::size_t goal, std::uint64_t length) {
    checker::Path<M> path;
    while (!is_marked(0, initial_.at(path.initial), goal)) ++path.initial;
    const M& model = space_.model();
    typename M::State state = model.initial().at(path.initial);
    for (std::uint64_t level = 1; level <= length; ++level) {
      std::vector<typename M::Action> actions;
      model.actions(state, actions);
      bool has_moved = false;
      for (std::size_t i = 0; i < actions.size() && !has_moved; ++i) {
        typename M::State next = model.next(state, actions[i]);
        if (!is_marked(level, space_.key_of(next), goal)) continue;
        state = std::move(next);
        path.actions.push_back(actions[i]);
        has_moved = true;
      }
      CHECKER_ASSERT(has_moved);
    }
    return path;
  }

  const S& space_;
  const Found<S>& found_;
  const std::vector<StateKey>& initial_;
  const Spill* spill_;
  std::vector<Marks> marks_;  // by level
  typename S::Scratch scratch_;
};

}  // namespace doublecheck::engine
