/// A temporary file without a name, for what does not fit into memory.
#pragma once

#include <cstdio>
#include <memory>
#include <mutex>

#include "engine/spill.hpp"

namespace doublecheck::cli {

/// Made when it is first written to; gone when this is. Any number of threads may use it at a time.
class SpillFile {
 public:
  /// For a search, which must end before this does. Throws engine::SpillError where the disk has no room.
  engine::Spill spill();

 private:
  struct Closes {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };

  std::uint64_t append(std::span<const std::byte> bytes);
  void read(std::uint64_t place, std::span<std::byte> bytes);

  std::mutex mutex_;
  std::unique_ptr<std::FILE, Closes> file_;
  std::uint64_t size_ = 0;
};

}  // namespace doublecheck::cli
