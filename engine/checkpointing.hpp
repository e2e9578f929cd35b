/// A search between two levels as a snapshot, and back.
///
/// Its law: what is taken up again is what was kept, each key once and in its level, whatever pieces the bytes come in.
/// Of a level that has not been expanded, or whose expansion a limit has made void, nothing is kept but its keys: the
/// search that goes on expands it and finds again what is to be found there.
/// Tested by checkpointing_test.cpp and snapshot_test.cpp.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "checker/assert.hpp"
#include "engine/found.hpp"
#include "engine/levels.hpp"
#include "engine/snapshot.hpp"
#include "engine/space.hpp"

namespace doublecheck::engine {

/// What is counted of the levels before the last one, and stays so.
struct Standing {
  checker::Counts counts;
  std::uint64_t deadlocks = 0;
};

template <unsigned Words>
std::vector<std::byte> bytes_of(const std::vector<Key<Words>>& keys) {
  const std::span<const std::byte> bytes = std::as_bytes(std::span(keys));
  return {bytes.begin(), bytes.end()};
}

/// REQUIRES: the bytes are those of whole keys.
template <unsigned Words>
std::vector<Key<Words>> keys_in(std::span<const std::byte> bytes) {
  CHECKER_ASSERT(bytes.size() % sizeof(Key<Words>) == 0);
  std::vector<Key<Words>> keys(bytes.size() / sizeof(Key<Words>));
  std::ranges::copy(bytes, std::as_writable_bytes(std::span(keys)).begin());
  return keys;
}

/// `levels`: all that are complete; the last one counts as one that has not been expanded.
template <Space S>
Snapshot snapshot_of(const S& space, const Found<S>& found, const std::vector<Level<S::kWords>>& levels,
                     const Standing& standing) {
  Snapshot snapshot;
  snapshot.words = S::kWords;
  space.write(snapshot);
  snapshot.counts = standing.counts;
  snapshot.claims = found.broken.size();
  snapshot.deadlocks = standing.deadlocks;
  for (const Level<S::kWords>& level : levels) snapshot.level_sizes.push_back(level.size());
  const auto add = [&](std::uint64_t claim, const std::optional<Findings<S::kWords>>& findings) {
    if (!findings || findings->level + 1 >= levels.size()) return;
    snapshot.findings.push_back({claim, findings->level, bytes_of(findings->keys)});
  };
  for (std::size_t claim = 0; claim < found.broken.size(); ++claim) add(claim, found.broken[claim]);
  add(snapshot.claims, found.deadlocked);
  return snapshot;
}

/// All but the levels.
template <Space S>
void take_up(const Snapshot& snapshot, Found<S>& found) {
  CHECKER_ASSERT(snapshot.words == S::kWords && snapshot.claims == found.broken.size());
  CHECKER_ASSERT(!snapshot.level_sizes.empty());
  found.counts = snapshot.counts;
  found.deadlocks = snapshot.deadlocks;
  found.expanded_levels = snapshot.level_sizes.size() - 1;
  for (const Snapshot::Finding& finding : snapshot.findings) {
    CHECKER_ASSERT(finding.claim <= snapshot.claims && finding.level < found.expanded_levels);
    auto& findings = finding.claim == snapshot.claims ? found.deadlocked : found.broken[finding.claim];
    findings = Findings<S::kWords>{finding.level, keys_in<S::kWords>(finding.keys)};
  }
}

/// The keys of a level as bytes. `spill` must be given if any have gone there.
template <unsigned Words>
void give_level(const Level<Words>& level, const Spill* spill, const TakeBytes& take) {
  std::uint64_t given = 0;
  level.for_each_piece(spill, [&](const std::vector<Key<Words>>& keys) {
    given += keys.size();
    take(std::as_bytes(std::span(keys)));
  });
  CHECKER_ASSERT(given == level.size());
}

/// Calls `take(keys)` again and again, with a vector that may be moved from, until it has got the whole level. The
/// bytes may come in pieces of any size.
template <unsigned Words, class Take>
void take_level(const Resumption& resumption, std::size_t level, Take take) {
  constexpr std::size_t kKeyBytes = sizeof(Key<Words>);
  std::array<std::byte, kKeyBytes> cut;  // the beginning of a key whose end is in the next piece
  std::size_t cut_size = 0;
  std::uint64_t taken = 0;
  const auto give = [&](std::span<const std::byte> bytes) {
    if (bytes.empty()) return;
    taken += bytes.size() / kKeyBytes;
    take(keys_in<Words>(bytes));
  };
  resumption.read_level(level, [&](std::span<const std::byte> bytes) {
    if (cut_size > 0) {
      const std::size_t more = std::min(kKeyBytes - cut_size, bytes.size());
      std::ranges::copy(bytes.first(more), cut.begin() + static_cast<std::ptrdiff_t>(cut_size));
      cut_size += more;
      bytes = bytes.subspan(more);
      if (cut_size < kKeyBytes) return;
      give(cut);
      cut_size = 0;
    }
    const std::size_t whole = bytes.size() / kKeyBytes * kKeyBytes;
    give(bytes.first(whole));
    cut_size = bytes.size() - whole;
    std::ranges::copy(bytes.subspan(whole), cut.begin());
  });
  CHECKER_ASSERT(cut_size == 0 && taken == resumption.snapshot.level_sizes.at(level));
}

}  // namespace doublecheck::engine
