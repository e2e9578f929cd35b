/// A setup explored with its whole graph: the states as worlds again, and the edges as actions.
#pragma once

#include "cli/checked_protocol.hpp"
#include "engine/whole_graph.hpp"

#include <functional>
#include <span>
#include <vector>

namespace doublecheck::cli {

class ExploredProtocol {
 public:
  explicit ExploredProtocol(model::Setup setup, checker::ExplorationOptions options = {});

  const model::Setup& setup() const { return protocol_.setup(); }
  bool is_complete() const { return graph_.stop == checker::StopReason::complete; }
  const engine::WholeGraph& graph() const { return graph_; }

  /// Calls `visit` for every state in the order of their numbers, with the actions that its edges stand for.
  /// REQUIRES: is_complete().
  void for_each_state(const std::function<void(checker::StateId state, const model::World& world,
                                               std::span<const model::Action> actions)>& visit) const;

 private:
  CheckedProtocol protocol_;
  engine::WholeGraph graph_;
};

}  // namespace doublecheck::cli
