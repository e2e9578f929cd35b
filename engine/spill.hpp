/// Where keys go when memory is short.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <stdexcept>

namespace doublecheck::engine {

/// What was to go there could not be kept, or cannot be read back. A search that meets it while it explores ends with
/// checker::StopReason::storage; of what looks at the levels of one that has ended, it reaches the caller.
class SpillError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// A file for example. Any number of threads may use it at a time. Both throw SpillError.
struct Spill {
  /// Keeps the bytes and returns where they are.
  std::function<std::uint64_t(std::span<const std::byte>)> append;
  /// Reads as many as there is room for, from that place on.
  std::function<void(std::uint64_t, std::span<std::byte>)> read;
};

}  // namespace doublecheck::engine
