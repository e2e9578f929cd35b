/// A place for keys that is in memory, remembers how often it was used, and fails when it is told to.
#pragma once

#include <cstring>
#include <limits>
#include <mutex>
#include <vector>

#include "engine/spill.hpp"

namespace doublecheck::tests {

struct MemorySpill {
  std::vector<std::byte> bytes;
  std::size_t appends = 0;
  std::size_t reads = 0;
  std::size_t appends_max = std::numeric_limits<std::size_t>::max();
  std::size_t reads_max = std::numeric_limits<std::size_t>::max();
  std::mutex mutex;

  engine::Spill spill() {
    return {.append =
                [this](std::span<const std::byte> more) {
                  const std::scoped_lock lock(mutex);
                  if (++appends > appends_max) throw engine::SpillError("no room");
                  bytes.insert(bytes.end(), more.begin(), more.end());
                  return bytes.size() - more.size();
                },
            .read =
                [this](std::uint64_t place, std::span<std::byte> target) {
                  const std::scoped_lock lock(mutex);
                  if (++reads > reads_max || place + target.size() > bytes.size()) {
                    throw engine::SpillError("cannot be read back");
                  }
                  if (!target.empty()) std::memcpy(target.data(), bytes.data() + place, target.size());
                }};
  }
};

}  // namespace doublecheck::tests
