#include "cli/checkpoint_folder.hpp"

#include "checker/assert.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>

#include <cerrno>
#include <cstring>
#include <string_view>
#include <utility>

namespace doublecheck::cli {
namespace {

/// Kept open for its lock, which goes when the process does, however it ends.
Descriptor locked(const std::filesystem::path& folder) {
  const std::filesystem::path file = folder / "lock";
  Descriptor lock(open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NONBLOCK, 0666));
  if (!lock.is_open()) throw CheckpointError(fmt::format("cannot write {}: {}", file.string(), std::strerror(errno)));
  if (flock(lock.number(), LOCK_EX | LOCK_NB) == 0) return lock;
  if (errno == EWOULDBLOCK) {
    throw CheckpointError(
        fmt::format("{} is in use: another search is kept there right now; give another folder, or wait for its end",
                    folder.string()));
  }
  throw CheckpointError(fmt::format("cannot lock {}: {}", file.string(), std::strerror(errno)));
}

}  // namespace

CheckpointFolder::CheckpointFolder(std::filesystem::path folder, std::string identity)
    : folder_(std::move(folder)), identity_(std::move(identity)), identity_digest_(digest_of(identity_)) {
  std::error_code error;
  std::filesystem::create_directories(folder_, error);
  if (error) throw CheckpointError(fmt::format("cannot make {}: {}", folder_.string(), error.message()));
  lock_ = locked(folder_);
}

std::filesystem::path CheckpointFolder::search_file() const { return folder_ / "search.cbor"; }

std::filesystem::path CheckpointFolder::level_file(std::size_t level) const {
  return folder_ / fmt::format("level-{:05}.keys", level);
}

KeptFileHead CheckpointFolder::head_of_search() const {
  return {.kind = KeptFileHead::Kind::search, .number = 0, .belongs_to = identity_digest_};
}

KeptFileHead CheckpointFolder::head_of_level(std::size_t level) const {
  return {.kind = KeptFileHead::Kind::level, .number = level, .belongs_to = identity_digest_};
}

std::optional<engine::Resumption> CheckpointFolder::load(const engine::SearchShape& shape) {
  if (!std::filesystem::exists(std::filesystem::symlink_status(search_file()))) return std::nullopt;
  const std::string advice = "give another folder, or empty this one";
  engine::Resumption resumption;
  try {
    std::vector<std::uint8_t> bytes;
    read_kept_file(search_file(), head_of_search(), [&](std::span<const std::byte> piece) {
      for (const std::byte byte : piece) bytes.push_back(static_cast<std::uint8_t>(byte));
    });
    KeptSearch kept = kept_search_in(bytes);
    if (kept.identity != identity_) throw NoKeptSearch("it is of another version, scenario or setting");
    if (const auto fault = engine::find_fault(kept.snapshot, shape)) throw NoKeptSearch(*fault);
    for (std::size_t level = 0; level < kept.level_digests.size(); ++level) look_at_level(level, kept);
    level_digests_ = std::move(kept.level_digests);
    resumption.snapshot = std::move(kept.snapshot);
  } catch (const KeptFileError& error) {
    throw CheckpointError(fmt::format("{}; {}", error.what(), advice));
  } catch (const NoKeptSearch& error) {
    throw CheckpointError(fmt::format("{} cannot be used: {}; {}", search_file().string(), error.what(), advice));
  }
  resumption.read_level = [this](std::size_t level, const engine::TakeBytes& take) {
    try {
      read_kept_file(level_file(level), head_of_level(level), take);
    } catch (const KeptFileError& error) {
      throw CheckpointError(error.what());
    }
  };
  return resumption;
}

void CheckpointFolder::look_at_level(std::size_t level, const KeptSearch& kept) const {
  const std::filesystem::path file = level_file(level);
  const engine::KeyRule rule(kept.snapshot);
  std::uint64_t bytes = 0;
  bool are_keys = true;
  const Digest digest = read_kept_file(file, head_of_level(level), [&](std::span<const std::byte> piece) {
    bytes += piece.size();
    are_keys = are_keys && rule.admits(piece);
  });
  if (digest != kept.level_digests[level]) {
    throw KeptFileError(
        fmt::format("{} is not the one that {} was written with", file.string(), search_file().string()));
  }
  if (!are_keys || bytes / rule.key_bytes() != kept.snapshot.level_sizes[level]) {
    throw KeptFileError(fmt::format("{} cannot be used: it has other states than it should", file.string()));
  }
}

void CheckpointFolder::start_over() {
  level_digests_.clear();
  std::error_code error;
  const bool was_there = std::filesystem::remove(search_file(), error);
  if (error) throw CheckpointError(fmt::format("cannot remove {}: {}", search_file().string(), error.message()));
  if (!was_there) return;
  try {
    sync_folder(folder_);  // before any level is written over that it names
  } catch (const KeptFileError& failure) {
    throw CheckpointError(failure.what());
  }
}

void CheckpointFolder::save(const engine::Snapshot& snapshot, const engine::ReadLevel& read_level) {
  try {
    const std::size_t kept = level_digests_.size();
    for (std::size_t level = kept; level < snapshot.level_sizes.size(); ++level) {
      write_level(level, snapshot, read_level);
    }
    if (level_digests_.size() > kept) sync_folder(folder_);
    write_search(snapshot);
    sync_folder(folder_);
  } catch (const KeptFileError& error) {
    throw CheckpointError(error.what());
  }
}

void CheckpointFolder::write_level(std::size_t level, const engine::Snapshot& snapshot,
                                   const engine::ReadLevel& read_level) {
  const std::uint64_t length = snapshot.level_sizes[level] * snapshot.words * sizeof(std::uint64_t);
  KeptFileWriter writer(level_file(level), head_of_level(level), length);
  read_level(level, [&](std::span<const std::byte> bytes) { writer.put(bytes); });
  level_digests_.push_back(writer.finish());
}

void CheckpointFolder::write_search(const engine::Snapshot& snapshot) {
  CHECKER_ASSERT(level_digests_.size() == snapshot.level_sizes.size());
  const std::vector<std::uint8_t> bytes = to_cbor({identity_, snapshot, level_digests_});
  KeptFileWriter writer(search_file(), head_of_search(), bytes.size());
  writer.put(std::as_bytes(std::span(bytes)));
  writer.finish();
}

}  // namespace doublecheck::cli
