#include "cli/spill_file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>

namespace doublecheck::cli {

engine::Spill SpillFile::spill() {
  return {.append = [this](std::span<const std::byte> bytes) { return append(bytes); },
          .read = [this](std::uint64_t place, std::span<std::byte> bytes) { read(place, bytes); }};
}

/// It loses its name at once, so that it goes however the program ends.
void SpillFile::make() {
  const char* named = std::getenv("TMPDIR");
  const std::filesystem::path folder = named == nullptr || *named == '\0' ? "/tmp" : named;
  name_ = (folder / "doublecheck-spill-XXXXXX").string();
  std::string made = name_;
  file_ = Descriptor(mkostemp(made.data(), O_CLOEXEC));
  if (!file_.is_open()) fail("make", errno);
  name_ = made;
  unlink(name_.c_str());
}

std::uint64_t SpillFile::append(std::span<const std::byte> bytes) {
  const std::scoped_lock lock(mutex_);
  if (!file_.is_open()) make();
  const std::uint64_t place = size_;
  while (!bytes.empty()) {
    const ssize_t written = pwrite(file_.number(), bytes.data(), bytes.size(), static_cast<off_t>(size_));
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) fail("write", written < 0 ? errno : ENOSPC);
    size_ += static_cast<std::uint64_t>(written);
    bytes = bytes.subspan(static_cast<std::size_t>(written));
  }
  return place;
}

void SpillFile::read(std::uint64_t place, std::span<std::byte> bytes) {
  while (!bytes.empty()) {
    const ssize_t count = pread(file_.number(), bytes.data(), bytes.size(), static_cast<off_t>(place));
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) {
      const int error = count < 0 ? errno : ENODATA;
      const std::scoped_lock lock(mutex_);
      fail("read", error);
    }
    place += static_cast<std::uint64_t>(count);
    bytes = bytes.subspan(static_cast<std::size_t>(count));
  }
}

void SpillFile::fail(std::string_view what, int error) {
  const std::string words = fmt::format("cannot {} {}: {}", what, name_, std::strerror(error));
  if (!failure_) failure_ = words;
  throw engine::SpillError(words);
}

}  // namespace doublecheck::cli
