/// Zeroed memory in cache lines that grows in place, so that growing neither copies nor doubles it.
#pragma once

#include <cstddef>
#include <cstdint>

namespace doublecheck::engine {

/// A cache line, and the bucket of the visited set.
struct alignas(64) Line {
  std::uint64_t words[8];
};

class LineMemory {
 public:
  /// Sets addresses aside for `lines_max` lines; only those committed take memory.
  explicit LineMemory(std::size_t lines_max);
  ~LineMemory();
  LineMemory(const LineMemory&) = delete;
  LineMemory& operator=(const LineMemory&) = delete;

  /// Makes lines up to number `lines` usable; the new ones are 0. Returns false if the system gives no more.
  /// REQUIRES: lines() <= lines <= lines_max.
  bool commit(std::size_t lines);

  /// Makes the system give the memory of all lines now. Pages that are read before they are written to would become
  /// small ones.
  void take_now();

  Line* data() const { return data_; }
  std::size_t lines() const { return lines_; }
  std::size_t lines_max() const { return lines_max_; }

  /// As many as this machine has memory for.
  static std::size_t lines_of_machine();

 private:
  Line* data_ = nullptr;
  std::size_t lines_ = 0;
  std::size_t lines_max_ = 0;
  void* reserved_ = nullptr;
  std::size_t reserved_bytes_ = 0;
};

}  // namespace doublecheck::engine
