/// The set of all states seen, as whole encodings: exact, whatever the hash function does.
///
/// A state costs its encoding and about 30 bytes: 1 for the length (2 from 128 bytes on), 8 for the place, and a slot
/// of 8 bytes in a hash table that is between 3/8 and 3/4 full.
/// Tested by state_store_test.cpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "checker/chunked_vector.hpp"

namespace doublecheck::checker {

/// States are numbered from 0 in the order in which they are added.
using StateId = std::uint32_t;
inline constexpr StateId kNoState = 0xFFFF'FFFF;

class StateStore {
 public:
  /// The longest encoding that can be stored.
  static constexpr std::size_t kEncodingBytesMax = std::size_t{1} << 14;

  /// Where an encoding is, or where it would have to go. Good until the next `add`.
  struct Place {
    std::uint64_t hash = 0;
    std::size_t slot = 0;
    StateId id = kNoState;  ///< kNoState: not in the set
  };

  StateStore();

  Place find(std::string_view encoding) const;

  /// REQUIRES: `place` is what `find(encoding)` just returned, its id is kNoState, encoding.size() <=
  /// kEncodingBytesMax, and size() < kNoState.
  StateId add(const Place& place, std::string_view encoding);

  /// REQUIRES: id < size(). Good for the life of the store.
  std::string_view encoding(StateId id) const;

  std::size_t size() const { return locations_.size(); }
  std::uint64_t bytes() const;
  /// What the next `add` may need on top of bytes(), for a moment or for good.
  std::uint64_t growth_bytes() const;

 private:
  struct Slot {
    std::uint32_t tag = 0;  ///< upper half of the hash: spares most of the comparisons, decides nothing
    StateId id = kNoState;  ///< kNoState: free
  };

  static constexpr std::size_t kBlockBytes = 2 * kEncodingBytesMax;

  bool is_crowded() const { return (size() + 1) * 4 > slots_.size() * 3; }
  Place find_hashed(std::string_view encoding, std::uint64_t hash) const;
  void enlarge_table();
  char* reserve(std::size_t bytes);

  std::vector<Slot> slots_;                      ///< power of two long, linear probing
  ChunkedVector<std::uint64_t> locations_;       ///< by id: block × kBlockBytes + offset of the length before the bytes
  std::vector<std::unique_ptr<char[]>> blocks_;  ///< of kBlockBytes each
  std::size_t last_block_used_ = kBlockBytes;
};

}  // namespace doublecheck::checker
