/// A search between two levels as CBOR (RFC 8949), without the keys of its levels.
#pragma once

#include "cli/kept_file.hpp"
#include "engine/snapshot.hpp"

#include <cstdint>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

namespace doublecheck::cli {

/// What `search.cbor` says: whose search it is, all but the keys of its levels, and the digests of the files with
/// these.
struct KeptSearch {
  std::string identity;
  engine::Snapshot snapshot;
  std::vector<Digest> level_digests;
};

/// Bytes that say no such thing; what is wrong with them, as half a sentence.
class NoKeptSearch : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

std::vector<std::uint8_t> to_cbor(const KeptSearch& search);

/// Throws NoKeptSearch. Takes no more memory and no deeper recursion than what was written takes, whatever the bytes.
KeptSearch kept_search_in(std::span<const std::uint8_t> bytes);

}  // namespace doublecheck::cli
