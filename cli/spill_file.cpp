#include "cli/spill_file.hpp"

#include <unistd.h>

#include <stdexcept>

namespace doublecheck::cli {

engine::Spill SpillFile::spill() {
  return {.append = [this](std::span<const std::byte> bytes) { return append(bytes); },
          .read = [this](std::uint64_t place, std::span<std::byte> bytes) { read(place, bytes); }};
}

std::uint64_t SpillFile::append(std::span<const std::byte> bytes) {
  const std::scoped_lock lock(mutex_);
  if (!file_) file_.reset(std::tmpfile());
  if (!file_) throw engine::SpillError("no temporary file can be made to spill states to");
  const std::uint64_t place = size_;
  while (!bytes.empty()) {
    const ssize_t written = pwrite(fileno(file_.get()), bytes.data(), bytes.size(), static_cast<off_t>(size_));
    if (written <= 0) throw engine::SpillError("no room on the disk to spill states to");
    size_ += static_cast<std::uint64_t>(written);
    bytes = bytes.subspan(static_cast<std::size_t>(written));
  }
  return place;
}

void SpillFile::read(std::uint64_t place, std::span<std::byte> bytes) {
  while (!bytes.empty()) {
    const ssize_t count = pread(fileno(file_.get()), bytes.data(), bytes.size(), static_cast<off_t>(place));
    if (count <= 0) throw engine::SpillError("states that were spilled to the disk cannot be read back");
    place += static_cast<std::uint64_t>(count);
    bytes = bytes.subspan(static_cast<std::size_t>(count));
  }
}

}  // namespace doublecheck::cli
