/// What a snapshot must be like for a search to go on from it: where it comes from a disk, anything may be in it.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/snapshot.hpp"

namespace doublecheck::engine {

/// Of the search that is to go on.
struct SearchShape {
  std::uint64_t claims = 0;  ///< those that are watched
  std::size_t components = 0;
  std::size_t counters = 0;
};

/// Why a search of that shape cannot go on from the snapshot, as half a sentence: "it has no level".
/// Nothing if it can. Whether keys and local states mean anything is not asked here, see KeyRule and ComponentMemo.
std::optional<std::string> find_fault(const Snapshot& snapshot, const SearchShape& shape);

/// Tells whether bytes are keys in which each component has a number that the snapshot has a local state for.
class KeyRule {
 public:
  /// The snapshot is one in which `find_fault` finds nothing.
  explicit KeyRule(const Snapshot& snapshot);

  std::size_t key_bytes() const { return words_ * sizeof(std::uint64_t); }

  /// Nothing but whole keys.
  bool admits(std::span<const std::byte> keys) const;

 private:
  struct Number {
    std::uint64_t value_max = 0;
    std::uint64_t shift = 0;
    std::uint64_t word = 0;
    std::uint64_t count = 0;  // of the component's local states
  };

  bool admits_key(const std::array<std::uint64_t, 2>& key) const;

  std::size_t words_;
  std::array<std::uint64_t, 2> used_{};  // bits of each word
  std::vector<Number> numbers_;
};

}  // namespace doublecheck::engine
