/// A folder in which a search is kept, so that it survives the program and goes on later.
///
/// `search.cbor` has everything but the keys of the states, which lie in one file for each level: a level that is
/// complete never changes, so each is written once. `search.cbor` comes last, names the digest of each of these files,
/// and what it does not name does not count: so files of two searches are never taken for those of one, nor those of
/// another time. Each file is a kept file (cli/kept_file.hpp). `lock` is held while the folder is used.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

#include "cli/kept_file.hpp"
#include "cli/snapshot_cbor.hpp"
#include "engine/snapshot_rules.hpp"

namespace doublecheck::cli {

/// What the folder holds cannot be used, or nothing can be written there, or somebody else uses it.
class CheckpointError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

class CheckpointFolder {
 public:
  /// Makes the folder if there is none, and keeps everybody else away until it is destroyed. `identity`: everything
  /// that makes the search what it is, as text: version, scenario, settings. Throws CheckpointError.
  CheckpointFolder(std::filesystem::path folder, std::string identity);

  /// What is kept there; nothing if no search is. Every byte of it is looked at first: throws CheckpointError, which
  /// names the file, if it is of another search or version, damaged, or nothing that a search of that shape can go on
  /// from. REQUIRES: this outlives the search that goes on.
  std::optional<engine::Resumption> load(const engine::SearchShape& shape);

  /// The next search begins at its beginning: what is kept goes, for no level of it belongs to that search. Throws
  /// CheckpointError.
  void start_over();

  /// Throws CheckpointError.
  void save(const engine::Snapshot& snapshot, const engine::ReadLevel& read_level);

  /// For the end of a sentence about what is kept there.
  std::filesystem::path search_file() const;

 private:
  std::filesystem::path level_file(std::size_t level) const;
  KeptFileHead head_of_search() const;
  KeptFileHead head_of_level(std::size_t level) const;
  void look_at_level(std::size_t level, const KeptSearch& kept) const;
  void write_level(std::size_t level, const engine::Snapshot& snapshot, const engine::ReadLevel& read_level);
  void write_search(const engine::Snapshot& snapshot);

  std::filesystem::path folder_;
  std::string identity_;
  Digest identity_digest_;
  Descriptor lock_;
  std::vector<Digest> level_digests_;  // of the levels that are kept
};

}  // namespace doublecheck::cli
