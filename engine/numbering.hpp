/// The explored graph in the order of the plain engine: states numbered breadth first, each level in the order of the
/// model's actions, whatever the order in which threads found them.
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "checker/chunked_vector.hpp"
#include "checker/counts.hpp"
#include "checker/predicate_table.hpp"
#include "checker/search_tree.hpp"
#include "checker/state_graph.hpp"
#include "engine/space.hpp"

namespace doublecheck::engine {

/// What a walk over all states leaves behind.
template <unsigned Words>
struct NumberedGraph {
  checker::ChunkedVector<Key<Words>> keys;  ///< by checker::StateId
  checker::SearchTree tree;
  checker::StateGraph graph;                 ///< only if asked for
  checker::PredicateTable predicates;        ///< the claims that are not watched; only with the graph
  std::vector<bool> occurred;                ///< for each predicate: whether it held in some state
  std::vector<checker::LabelCounts> labels;  ///< indexed by label

  std::uint64_t bytes() const { return keys.bytes() + tree.bytes() + graph.bytes() + predicates.bytes(); }
};

/// Walks over a finished search once more, by one thread.
template <Space S, class Visited>
class Numbering {
 public:
  using StateKey = typename S::StateKey;

  /// The first two are kept by reference. `levels`: of the search, those that were expanded; states beyond them get a
  /// number if they are the target of an edge, but no row. `claims`: all of the space, `watched` of them watched.
  Numbering(const S& space, const Visited& visited, std::uint64_t levels, std::size_t watched, std::size_t claims,
            bool keeps_graph)
      : space_(space),
        visited_(visited),
        positions_(visited),
        levels_(levels),
        watched_(watched),
        verdicts_(claims),
        keeps_graph_(keeps_graph),
        ids_(positions_.count(), checker::kNoState) {
    result_.predicates = checker::PredicateTable(claims - watched);
    result_.occurred.resize(claims - watched);
  }

  /// Memory beside the result.
  static std::uint64_t bytes_needed(const Visited& visited) {
    return Positions::bytes_needed(visited) + Positions::count(visited) * sizeof(checker::StateId);
  }

  /// REQUIRES: is called once. Stops early, with whole rows, where `keep_going(what there is)`
  /// says so.
  template <class KeepGoing>
  NumberedGraph<S::kWords> walk(const std::vector<StateKey>& initial, KeepGoing keep_going) {
    for (std::uint32_t position = 0; position < initial.size(); ++position) {
      const StateKey& key = initial[position];
      number(key, positions_.find(key, Visited::hash(key)), [&] { result_.tree.add_initial(position); });
    }
    checker::StateId next = 0;
    while (next < result_.keys.size() && result_.tree.depth(next) < levels_ && keep_going(result_)) {
      const auto end = static_cast<checker::StateId>(std::min<std::uint64_t>(next + kBlock, result_.keys.size()));
      for (; next < end && result_.tree.depth(next) < levels_; ++next) expand(next);
      settle(next);
    }
    return std::move(result_);
  }

 private:
  using Positions = typename Visited::Positions;
  static constexpr checker::StateId kBlock = 64;

  /// Of the block that is being expanded: the successors of all its states, one after the other.
  struct Successors {
    std::vector<StateKey> keys;
    std::vector<std::uint64_t> hashes;
    std::vector<std::uint64_t> positions;
    std::vector<ActionKind> kinds;

    void clear() {
      keys.clear();
      hashes.clear();
      kinds.clear();
    }
  };

  void expand(checker::StateId state) {
    const StateKey key = result_.keys[state];
    space_.expand(key, Discovery(), scratch_, [&](const StateKey& next, ActionKind kind, const Discovery&) {
      const std::uint64_t hash = Visited::hash(next);
      visited_.prefetch(hash);
      successors_.keys.push_back(next);
      successors_.hashes.push_back(hash);
      successors_.kinds.push_back(kind);
    });
    row_ends_.push_back(successors_.keys.size());
  }

  /// Finishes the rows of the states before `end`.
  void settle(checker::StateId end) {
    successors_.positions.resize(successors_.keys.size());
    positions_.find_all(successors_.keys, successors_.hashes.data(), successors_.positions.data());
    for (const std::uint64_t position : successors_.positions) {
      if (position != Positions::kNone) __builtin_prefetch(&ids_[position], 1);
    }
    auto source = static_cast<checker::StateId>(end - row_ends_.size());
    std::size_t position = 0;
    for (const std::size_t row_end : row_ends_) {
      const std::size_t row_begin = position;
      for (; position < row_end; ++position) {
        follow({source, static_cast<std::uint32_t>(position - row_begin)}, position);
      }
      note_enabled(row_begin, row_end);
      if (keeps_graph_) result_.graph.end_row();
      ++source;
    }
    successors_.clear();
    row_ends_.clear();
  }

  void follow(checker::Step step, std::size_t successor) {
    const ActionKind kind = successors_.kinds[successor];
    const std::size_t known = result_.keys.size();
    const checker::StateId target =
        number(successors_.keys[successor], successors_.positions[successor], [&] { result_.tree.add(step); });
    checker::LabelCounts& label = of_label(kind.label);
    ++label.fired;
    if (result_.keys.size() > known) ++label.states_found;
    if (keeps_graph_) result_.graph.add_edge(target, kind.fairness_class);
  }

  template <class AddToTree>
  checker::StateId number(const StateKey& key, std::uint64_t position, AddToTree add_to_tree) {
    if (position == Positions::kNone) return checker::kNoState;
    checker::StateId& id = ids_[position];
    if (id != checker::kNoState) return id;
    id = static_cast<checker::StateId>(result_.keys.size());
    result_.keys.push_back(key);
    add_to_tree();
    if (keeps_graph_) note_predicates(key);
    return id;
  }

  void note_predicates(const StateKey& key) {
    result_.predicates.add_row();
    if (verdicts_.size() == watched_) return;
    space_.judge(key, watched_, verdicts_);
    for (std::size_t claim = watched_; claim < verdicts_.size(); ++claim) {
      if (!verdicts_[claim]) continue;
      result_.predicates.set(claim - watched_);
      result_.occurred[claim - watched_] = true;
    }
  }

  checker::LabelCounts& of_label(std::size_t label) {
    if (label >= result_.labels.size()) result_.labels.resize(label + 1);
    return result_.labels[label];
  }

  void note_enabled(std::size_t begin, std::size_t end) {
    std::uint64_t seen = 0;
    for (std::size_t i = begin; i < end; ++i) {
      const std::uint8_t label = successors_.kinds[i].label;
      const std::uint64_t bit = std::uint64_t{1} << label;
      if ((seen & bit) == 0) ++of_label(label).enabled;
      seen |= bit;
    }
  }

  const S& space_;
  const Visited& visited_;
  Positions positions_;
  std::uint64_t levels_;
  std::size_t watched_;
  std::vector<bool> verdicts_;
  bool keeps_graph_;
  std::vector<checker::StateId> ids_;  // by position
  NumberedGraph<S::kWords> result_;

  typename S::Scratch scratch_;
  Successors successors_;
  std::vector<std::size_t> row_ends_;  // of the block that is being expanded: where each state's successors end
};

}  // namespace doublecheck::engine
