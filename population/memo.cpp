#include "population/memo.hpp"

#include "model/codec.hpp"

#include <algorithm>
#include <cstring>
#include <new>

namespace doublecheck::population {

SideNumber Sides::number_of(const model::Side& side, const Outline& outline) {
  std::string key(1, static_cast<char>(outline.platform));
  encode(side, key);
  const std::scoped_lock lock(mutex_);
  const auto known = numbers_.find(key);
  if (known != numbers_.end()) return known->second;
  const std::size_t number = encodings_.size();
  if (number >> kChunkBits >= kChunksMax) return kWhole;
  auto& chunk = outlines_[number >> kChunkBits];
  if (number % kChunk == 0) chunk.store(new Outline[kChunk]{}, std::memory_order_release);
  chunk.load()[number % kChunk] = outline;
  encoded_bytes_ += key.capacity();
  const auto place = numbers_.emplace(std::move(key), static_cast<SideNumber>(number)).first;
  encodings_.push_back(&place->first);
  return place->second;
}

model::Side Sides::side(SideNumber number) const {
  const std::scoped_lock lock(mutex_);
  std::string_view bytes = *encodings_.at(number);
  bytes.remove_prefix(1);
  model::Side side;
  model::decode(bytes, side);
  return side;
}

std::uint64_t Sides::bytes() const {
  const std::scoped_lock lock(mutex_);
  constexpr std::size_t kNode = 64;  // of the hash table, with its bucket
  return encoded_bytes_ + encodings_.size() * (kNode + sizeof(void*)) + (encodings_.size() + kChunk) * sizeof(Outline) +
         outlines_.capacity() * sizeof(void*);
}

Transition view_of(const Derived& derived, SideNumber next) {
  return {next, derived.breaches, derived.slots, derived.retired, derived.deeds, derived.posts};
}

template <class T>
std::span<const T> Memo::keep(const std::vector<T>& values) {
  if (values.empty()) return {};
  constexpr std::size_t kAlignment = alignof(std::max_align_t);
  const std::size_t bytes = (values.size() * sizeof(T) + kAlignment - 1) / kAlignment * kAlignment;
  if (bytes > arena_left_) {
    constexpr std::size_t kBlock = std::size_t{1} << 18U;
    arena_left_ = std::max(kBlock, bytes);
    arena_.push_back(std::make_unique<std::byte[]>(arena_left_));
    arena_next_ = arena_.back().get();
    arena_bytes_ += arena_left_;
  }
  T* const begin = new (arena_next_) T[values.size()];
  std::ranges::copy(values, begin);
  arena_next_ += bytes;
  arena_left_ -= bytes;
  return {begin, values.size()};
}

const Transition& Memo::add(SideNumber side, std::uint32_t stimulus, SideNumber next, const Derived& derived) {
  if (used_ >= entries_max_ || next == kWhole) return scratch_ = view_of(derived, next);
  const std::vector<Transition> entry{
      {next, derived.breaches, keep(derived.slots), keep(derived.retired), keep(derived.deeds), keep(derived.posts)}};
  const Transition* const kept = keep(entry).data();
  put(key_of(side, stimulus), kept);
  findings_.add(key_of(side, stimulus), kept);
  return *kept;
}

const Transition* Memo::find_elsewhere(std::uint64_t key) {
  if (used_ >= entries_max_) return nullptr;
  const Transition* const found = findings_.find(key);
  if (found != nullptr) put(key, found);
  return found;
}

void Memo::put(std::uint64_t key, const Transition* transition) {
  if (2 * (used_ + 1) > table_.size()) grow();
  ++used_;
  place(key, transition);
}

void Memo::place(std::uint64_t key, const Transition* transition) {
  std::size_t free = place_of(key);
  while (table_[free].transition != nullptr) free = (free + 1) & (table_.size() - 1);
  table_[free] = {key, transition};
}

void Memo::grow() {
  std::vector<Entry> old(table_.size() * 2);
  old.swap(table_);
  for (const Entry& entry : old) {
    if (entry.transition != nullptr) place(entry.key, entry.transition);
  }
}

}  // namespace doublecheck::population
