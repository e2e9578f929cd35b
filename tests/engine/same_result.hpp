/// Two answers of engines to the same question, held against each other.
#pragma once

#include "checker/verdicts.hpp"
#include "tests/catch.hpp"

namespace doublecheck::tests {

/// All but the memory, the frontier and the counts of labels, which engines may count in their own ways.
template <checker::Model M>
void require_same(const checker::CheckResult<M>& one, const checker::CheckResult<M>& other) {
  REQUIRE(one.stop == other.stop);
  REQUIRE(one.liveness_stop == other.liveness_stop);
  REQUIRE(one.counts.initial_states == other.counts.initial_states);
  REQUIRE(one.counts.states == other.counts.states);
  REQUIRE(one.counts.expanded == other.counts.expanded);
  REQUIRE(one.counts.transitions == other.counts.transitions);
  REQUIRE(one.counts.depth == other.counts.depth);
  REQUIRE(one.properties.size() == other.properties.size());
  for (std::size_t i = 0; i < one.properties.size(); ++i) {
    CAPTURE(i);
    REQUIRE(one.properties[i].verdict == other.properties[i].verdict);
    REQUIRE(one.properties[i].path == other.properties[i].path);
    REQUIRE(one.properties[i].lasso == other.properties[i].lasso);
    REQUIRE(one.properties[i].is_vacuous == other.properties[i].is_vacuous);
  }
  REQUIRE(one.deadlock.has_value() == other.deadlock.has_value());
  if (!one.deadlock) return;
  REQUIRE(one.deadlock->verdict == other.deadlock->verdict);
  REQUIRE(one.deadlock->path == other.deadlock->path);
  REQUIRE(one.deadlock->states == other.deadlock->states);
}

/// A search that was reduced by symmetry, of invariants only, and the full one.
template <checker::Model M>
void require_stands_for(const checker::CheckResult<M>& reduced, const checker::CheckResult<M>& full) {
  REQUIRE(reduced.stop == full.stop);
  REQUIRE(reduced.symmetry.has_value());
  REQUIRE(reduced.symmetry->states_meant == full.counts.states);
  REQUIRE(reduced.counts.depth == full.counts.depth);
  REQUIRE(reduced.properties.size() == full.properties.size());
  for (std::size_t i = 0; i < full.properties.size(); ++i) {
    CAPTURE(full.properties[i].id);
    REQUIRE(reduced.properties[i].verdict == full.properties[i].verdict);
    REQUIRE(reduced.properties[i].path == full.properties[i].path);
  }
  REQUIRE(reduced.deadlock.has_value() == full.deadlock.has_value());
  if (!full.deadlock) return;
  REQUIRE(reduced.deadlock->verdict == full.deadlock->verdict);
  REQUIRE(reduced.deadlock->path == full.deadlock->path);
}

}  // namespace doublecheck::tests
