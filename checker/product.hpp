/// The product of an explored graph and a never claim: which states of the automaton a run can be accompanied by.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "checker/letters.hpp"
#include "checker/search_tree.hpp"

namespace doublecheck::checker {

/// A node is a state of the graph that has a row, and a state in which the automaton can be when it has read the
/// letters of a path up to and including this one's.
///
/// Found breadth first, so that the way to each node is a shortest one. An initial state of the automaton that may stay
/// where it is whatever it reads accompanies every state of the graph: the search tree of the exploration knows the
/// ways, and nothing is stored for it. As a rule it is the one that waits for the misdeed to begin.
class Product {
 public:
  using StateNumber = ltl::StateNumber;

  static constexpr std::uint32_t kUnreached = 0xFFFF'FFFF;

  /// Searches it. The letters are kept by reference.
  explicit Product(const Letters& letters);

  const ExploredGraph& explored() const { return letters_.explored(); }
  const ltl::Automaton& automaton() const { return letters_.automaton(); }
  const Letters& letters() const { return letters_; }

  /// The states of the graph that have a row: those numbered 0 to state_count() - 1.
  std::size_t state_count() const { return letters_.state_count(); }

  /// Steps from an initial state on a shortest way; kUnreached if there is none.
  /// REQUIRES for this and what follows: state < state_count().
  std::uint32_t distance(StateId state, StateNumber beside) const;

  /// A shortest way, the same one every time. REQUIRES: the node is reached.
  StepPath way_to(StateId state, StateNumber beside) const;

  /// What it takes of memory.
  std::uint64_t bytes() const;

  /// Where the automaton can go from `beside` by reading the letter of the state.
  std::span<const StateNumber> targets(StateNumber beside, StateId state) const {
    return letters_.targets(beside, letters_.letter_of(state));
  }

 private:
  struct Node {
    StateId state = kNoState;
    StateNumber beside = 0;
  };

  /// How a node was first reached.
  struct Origin {
    Step step;               // kNoState as state: by the way of the search tree
    StateNumber beside = 0;  // before the step
  };

  /// Of one state of the automaton; empty until it is reached.
  struct Reached {
    std::vector<std::uint32_t> distance;  // by state of the graph
    std::vector<Origin> origin;           // by state of the graph
  };

  void search();
  void enter_level(std::uint32_t level, std::vector<Node>& nodes);
  void enter(Node node, std::uint32_t distance, Origin origin, std::vector<Node>& nodes);
  void follow_edges(Node node, std::uint32_t distance, std::vector<Node>& nodes);

  const Letters& letters_;
  std::vector<bool> is_everywhere_;  // by state of the automaton
  std::vector<Reached> reached_;     // by state of the automaton
};

/// What it may need at most, in bytes.
std::uint64_t product_bytes_max(const Letters& letters);

}  // namespace doublecheck::checker
