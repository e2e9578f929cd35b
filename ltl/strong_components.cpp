#include "ltl/strong_components.hpp"

#include <algorithm>
#include <cstddef>
#include <limits>
#include <utility>

namespace doublecheck::ltl {
namespace {

constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();

class Tarjan {
 public:
  explicit Tarjan(const Successors& successors)
      : successors_(successors), order_(successors.size(), kNone), low_(successors.size(), kNone) {
    found_.of_node.assign(successors.size(), kNone);
  }

  StrongComponents run() {
    for (Node node = 0; node < successors_.size(); ++node) {
      if (order_[node] == kNone) search_from(node);
    }
    return std::move(found_);
  }

 private:
  struct Frame {
    Node node;
    std::size_t next_edge;
  };

  void search_from(Node root) {
    enter(root);
    while (!frames_.empty()) {
      Frame& frame = frames_.back();
      const Node node = frame.node;
      if (frame.next_edge == successors_[node].size()) {
        leave(node);
        continue;
      }
      const Node successor = successors_[node][frame.next_edge++];
      if (order_[successor] == kNone) {
        enter(successor);
      } else if (found_.of_node[successor] == kNone) {
        low_[node] = std::min(low_[node], order_[successor]);
      }
    }
  }

  void enter(Node node) {
    order_[node] = low_[node] = entered_++;
    open_.push_back(node);
    frames_.push_back({.node = node, .next_edge = 0});
  }

  void leave(Node node) {
    frames_.pop_back();
    if (!frames_.empty()) {
      const Node parent = frames_.back().node;
      low_[parent] = std::min(low_[parent], low_[node]);
    }
    if (low_[node] == order_[node]) close_component(node);
  }

  void close_component(Node root) {
    const auto number = static_cast<std::uint32_t>(found_.has_cycle.size());
    bool has_cycle = open_.back() != root || std::ranges::find(successors_[root], root) != successors_[root].end();
    for (Node node = kNone; node != root;) {
      node = open_.back();
      open_.pop_back();
      found_.of_node[node] = number;
    }
    found_.has_cycle.push_back(has_cycle);
  }

  const Successors& successors_;
  std::vector<std::uint32_t> order_;  // in which the nodes were entered
  std::vector<std::uint32_t> low_;    // the first of its component that a node is known to reach
  std::uint32_t entered_ = 0;
  std::vector<Node> open_;
  std::vector<Frame> frames_;
  StrongComponents found_;
};

}  // namespace

StrongComponents strong_components(const Successors& successors) { return Tarjan(successors).run(); }

std::vector<bool> reachable_from(const Successors& successors, const std::vector<Node>& roots) {
  std::vector<bool> is_reached(successors.size(), false);
  std::vector<Node> pending;
  const auto reach = [&](Node node) {
    if (is_reached[node]) return;
    is_reached[node] = true;
    pending.push_back(node);
  };
  for (const Node root : roots) reach(root);
  while (!pending.empty()) {
    const Node node = pending.back();
    pending.pop_back();
    for (const Node successor : successors[node]) reach(successor);
  }
  return is_reached;
}

std::vector<bool> leads_to_accepting_cycle(const Successors& successors, const std::vector<bool>& is_accepting) {
  const StrongComponents components = strong_components(successors);
  std::vector<bool> leads(components.has_cycle.size(), false);
  for (Node node = 0; node < successors.size(); ++node) {
    const std::uint32_t component = components.of_node[node];
    if (is_accepting[node] && components.has_cycle[component]) leads[component] = true;
  }
  // Components have larger numbers than those that they lead to: one walk over the nodes in that order is enough.
  std::vector<Node> by_component(successors.size());
  for (Node node = 0; node < successors.size(); ++node) by_component[node] = node;
  std::ranges::stable_sort(by_component, {}, [&](Node node) { return components.of_node[node]; });
  for (const Node node : by_component) {
    for (const Node successor : successors[node]) {
      if (leads[components.of_node[successor]]) leads[components.of_node[node]] = true;
    }
  }
  std::vector<bool> result(successors.size());
  for (Node node = 0; node < successors.size(); ++node) result[node] = leads[components.of_node[node]];
  return result;
}

}  // namespace doublecheck::ltl
