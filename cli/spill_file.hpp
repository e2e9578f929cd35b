/// A temporary file without a name, for what does not fit into memory.
#pragma once

#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "cli/kept_file.hpp"
#include "engine/spill.hpp"

namespace doublecheck::cli {

/// Made when it is first written to, in the folder that TMPDIR names, or in /tmp; gone when this is. Any number of
/// threads may use it at a time.
class SpillFile {
 public:
  /// For a search, which must end before this does. Throws engine::SpillError where the file cannot be made, written or
  /// read.
  engine::Spill spill();

  /// The first thing that went wrong: which file, and why. For a thread that is alone.
  const std::optional<std::string>& failure() const { return failure_; }

 private:
  std::uint64_t append(std::span<const std::byte> bytes);
  void read(std::uint64_t place, std::span<std::byte> bytes);
  void make();
  [[noreturn]] void fail(std::string_view what, int error);

  std::mutex mutex_;  // for all that follow, but for reading from the file
  std::string name_;
  Descriptor file_;
  std::uint64_t size_ = 0;
  std::optional<std::string> failure_;
};

}  // namespace doublecheck::cli
