/// What an exploration has counted: sizes, and how often each kind of action was seen.
#pragma once

#include <cstdint>
#include <vector>

namespace doublecheck::checker {

/// Coverage of one kind of action, see LabelledModel.
struct LabelCounts {
  std::uint64_t enabled = 0;       ///< expanded states with at least one such action
  std::uint64_t fired = 0;         ///< transitions with this label
  std::uint64_t states_found = 0;  ///< distinct states first reached by one of them

  bool operator==(const LabelCounts&) const = default;
};

/// What a search that was reduced by symmetry stands for: its states are orbits of that many.
struct SymmetryCounts {
  std::uint64_t permutations = 1;  ///< that change nothing, the identity included
  std::uint64_t states_meant = 0;  ///< the states in all the orbits found

  bool operator==(const SymmetryCounts&) const = default;
};

struct Counts {
  std::uint64_t initial_states = 0;  ///< as the model lists them, repetitions included
  std::uint64_t states = 0;          ///< distinct states stored
  std::uint64_t expanded = 0;        ///< states whose transitions were all followed
  std::uint64_t transitions = 0;  ///< actions fired, those included that lead to known states or back to the same one
  std::uint64_t depth = 0;        ///< the largest number of actions on a shortest path to a state
  std::uint64_t frontier = 0;     ///< states waiting to be expanded
  std::uint64_t frontier_widest = 0;
  /// Bytes held by the engine's own tables, at their peak. Of a waiting state it knows sizeof(State), and takes the
  /// length of the encoding for what lies behind pointers.
  std::uint64_t peak_memory_bytes = 0;
  std::uint64_t visited_bytes = 0;    ///< of those, what the set of visited states holds at the end
  std::vector<LabelCounts> labels;    ///< indexed by label; only as long as the largest label seen
  std::vector<std::uint64_t> levels;  ///< states of each depth, of a breadth-first search that is over

  /// The measure that other checkers print: initial states and every successor, repetitions included.
  std::uint64_t generated() const { return initial_states + transitions; }

  bool operator==(const Counts&) const = default;
};

}  // namespace doublecheck::checker
