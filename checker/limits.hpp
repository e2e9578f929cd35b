/// How far an exploration may go, and why it ended.
#pragma once

#include <cstdint>
#include <optional>

namespace doublecheck::checker {

/// Unset means unlimited.
struct Limits {
  std::optional<std::uint64_t> states_max;        ///< distinct states stored
  std::optional<std::uint64_t> depth_max;         ///< actions on the shortest path to a state
  std::optional<std::uint64_t> memory_bytes_max;  ///< as counted by the engine, see Counts::peak_memory_bytes
  std::optional<double> seconds_max;              ///< needs a clock, see CheckOptions::elapsed_seconds

  bool operator==(const Limits&) const = default;
};

/// Only `complete` means that every reachable state was found and expanded.
enum class StopReason : std::uint8_t {
  complete,
  states,       ///< a state beyond states_max was met
  depth,        ///< a state deeper than depth_max was met (all others were explored)
  memory,       ///< memory_bytes_max would have been exceeded
  time,         ///< seconds_max had passed
  storage,      ///< what did not fit into memory could not be kept elsewhere, or not be read back from there
  interrupted,  ///< the caller asked to stop
  violation,    ///< enough violations were found, see StopRule
  sampled,      ///< only some runs were looked at, and all of these were
  approximate,  ///< everything was, but for what was taken for known although it was new
};

/// Whether the graph seen until then can tell anything about liveness: it ends where a limit was, not just anywhere.
constexpr bool says_something_about_liveness(StopReason reason) {
  return reason == StopReason::complete || reason == StopReason::states || reason == StopReason::depth;
}

/// When to stop although more could be explored.
enum class StopRule : std::uint8_t {
  never,
  first_violation,          ///< at the first violated invariant or deadlock
  all_invariants_violated,  ///< when there is no invariant left to violate (and there was one)
};

}  // namespace doublecheck::checker
