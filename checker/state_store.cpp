#include "checker/state_store.hpp"

#include <cstring>

#include "checker/assert.hpp"

namespace doublecheck::checker {
namespace {

constexpr std::size_t kInitialSlots = 256;

// The finaliser of MurmurHash3 (Austin Appleby, public domain): every bit of the input reaches every bit of the output.
std::uint64_t mix(std::uint64_t word) {
  word ^= word >> 33;
  word *= 0xFF51'AFD7'ED55'8CCD;
  word ^= word >> 33;
  word *= 0xC4CE'B9FE'1A85'EC53;
  word ^= word >> 33;
  return word;
}

std::uint64_t hash_of(std::string_view bytes) {
  std::uint64_t hash = bytes.size();
  while (bytes.size() >= sizeof hash) {
    std::uint64_t word = 0;
    std::memcpy(&word, bytes.data(), sizeof word);
    hash = mix(hash ^ word);
    bytes.remove_prefix(sizeof word);
  }
  std::uint64_t rest = 0;
  if (!bytes.empty()) std::memcpy(&rest, bytes.data(), bytes.size());
  return mix(hash ^ rest);
}

std::uint32_t tag_of(std::uint64_t hash) { return static_cast<std::uint32_t>(hash >> 32); }

// Seven bits a byte, least significant first, the eighth says that more follow.
std::size_t length_bytes(std::size_t length) {
  std::size_t count = 1;
  for (; length >= 0x80; length >>= 7) ++count;
  return count;
}

char* write_length(char* to, std::size_t length) {
  for (; length >= 0x80; length >>= 7) *to++ = static_cast<char>((length & 0x7F) | 0x80);
  *to++ = static_cast<char>(length);
  return to;
}

std::string_view read_prefixed(const char* from) {
  std::size_t length = 0;
  for (unsigned shift = 0;; shift += 7) {
    const auto byte = static_cast<unsigned char>(*from++);
    length |= static_cast<std::size_t>(byte & 0x7F) << shift;
    if (byte < 0x80) return {from, length};
  }
}

}  // namespace

StateStore::StateStore() : slots_(kInitialSlots) {}

StateStore::Place StateStore::find(std::string_view encoding) const { return find_hashed(encoding, hash_of(encoding)); }

StateStore::Place StateStore::find_hashed(std::string_view encoding, std::uint64_t hash) const {
  const std::size_t mask = slots_.size() - 1;
  for (std::size_t slot = hash & mask;; slot = (slot + 1) & mask) {
    const Slot& candidate = slots_[slot];
    if (candidate.id == kNoState) return {hash, slot, kNoState};
    if (candidate.tag == tag_of(hash) && this->encoding(candidate.id) == encoding) return {hash, slot, candidate.id};
  }
}

StateId StateStore::add(const Place& place, std::string_view encoding) {
  CHECKER_ASSERT(place.id == kNoState);
  CHECKER_ASSERT(encoding.size() <= kEncodingBytesMax);
  CHECKER_ASSERT(size() < kNoState);
  std::size_t slot = place.slot;
  if (is_crowded()) {
    enlarge_table();
    slot = find_hashed(encoding, place.hash).slot;
  }
  char* const start = reserve(length_bytes(encoding.size()) + encoding.size());
  char* const body = write_length(start, encoding.size());
  if (!encoding.empty()) std::memcpy(body, encoding.data(), encoding.size());

  const auto id = static_cast<StateId>(size());
  const auto offset = static_cast<std::size_t>(start - blocks_.back().get());
  locations_.push_back((blocks_.size() - 1) * std::uint64_t{kBlockBytes} + offset);
  CHECKER_ASSERT(slots_[slot].id == kNoState);
  slots_[slot] = {tag_of(place.hash), id};
  return id;
}

std::string_view StateStore::encoding(StateId id) const {
  const std::uint64_t location = locations_[id];
  return read_prefixed(blocks_[location / kBlockBytes].get() + location % kBlockBytes);
}

std::uint64_t StateStore::bytes() const {
  return slots_.size() * sizeof(Slot) + locations_.bytes() + blocks_.size() * std::uint64_t{kBlockBytes};
}

std::uint64_t StateStore::growth_bytes() const {
  const std::uint64_t table = is_crowded() ? 2 * slots_.size() * sizeof(Slot) : 0;
  const std::uint64_t block = last_block_used_ + kEncodingBytesMax > kBlockBytes ? kBlockBytes : 0;
  return table + block;
}

// The hashes are computed afresh, in the order in which the encodings lie in memory, rather than kept.
void StateStore::enlarge_table() {
  std::vector<Slot> larger(slots_.size() * 2);
  const std::size_t mask = larger.size() - 1;
  for (StateId id = 0; id < size(); ++id) {
    const std::uint64_t hash = hash_of(encoding(id));
    std::size_t slot = hash & mask;
    while (larger[slot].id != kNoState) slot = (slot + 1) & mask;
    larger[slot] = {tag_of(hash), id};
  }
  slots_ = std::move(larger);
}

char* StateStore::reserve(std::size_t bytes) {
  if (last_block_used_ + bytes > kBlockBytes) {
    blocks_.push_back(std::make_unique_for_overwrite<char[]>(kBlockBytes));
    last_block_used_ = 0;
  }
  char* const start = blocks_.back().get() + last_block_used_;
  last_block_used_ += bytes;
  return start;
}

}  // namespace doublecheck::checker
