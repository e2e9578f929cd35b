/// A folder in which a search is kept, so that it survives the program and goes on later.
///
/// `search.cbor` has everything but the keys of the states, which lie in one file for each level: a level that is
/// complete never changes, so each is written once. Every file is written under a temporary name and renamed;
/// `search.cbor` comes last, and what it does not name does not count.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <stdexcept>
#include <string>

#include "engine/snapshot.hpp"

namespace doublecheck::cli {

/// What the folder holds cannot be used, or nothing can be written there.
class CheckpointError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

class CheckpointFolder {
 public:
  /// `identity`: everything that makes the search what it is, as text: version, scenario, settings.
  CheckpointFolder(std::filesystem::path folder, std::string identity)
      : folder_(std::move(folder)), identity_(std::move(identity)) {}

  /// What is kept there; nothing if the folder does not exist or is empty. Throws CheckpointError if it is of another
  /// search or version, or damaged.
  std::optional<engine::Resumption> load();

  /// The next search begins at its beginning: no level that is kept belongs to it.
  void start_over() { levels_kept_ = 0; }

  /// Throws CheckpointError.
  void save(const engine::Snapshot& snapshot, const engine::ReadLevel& read_level);

 private:
  std::filesystem::path level_file(std::size_t level) const;
  void write_level(std::size_t level, const engine::ReadLevel& read_level) const;

  std::filesystem::path folder_;
  std::string identity_;
  std::size_t levels_kept_ = 0;
};

}  // namespace doublecheck::cli
