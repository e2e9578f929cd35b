#include "engine/clustered_set.hpp"

#include "checker/assert.hpp"

namespace doublecheck::engine {
namespace {

constexpr unsigned kEntryWords = ClusterEntry::kWords;
static_assert(kEntryWords * 2 == 8, "two to a line");

/// What one thread does with words that others may be looking at.
template <bool Alone>
struct Words {
  static std::uint64_t read(const std::uint64_t& word) {
    if constexpr (Alone) return word;
    return std::atomic_ref(const_cast<std::uint64_t&>(word)).load(std::memory_order_acquire);
  }

  /// Takes the slot, which was free, for the cluster. False if another thread was there first.
  static bool take(std::uint64_t& slot, std::uint64_t cluster) {
    if constexpr (Alone) {
      slot = cluster;
      return true;
    } else {
      std::uint64_t free = 0;
      return std::atomic_ref(slot).compare_exchange_strong(free, cluster, std::memory_order_acq_rel);
    }
  }

  /// Sets the bit; returns whether it was not set.
  static bool set(std::uint64_t& word, std::uint64_t mask) {
    if constexpr (Alone) {
      const bool is_new = (word & mask) == 0;
      word |= mask;
      return is_new;
    } else {
      if ((read(word) & mask) != 0) return false;  // as most are, and then the line need not be this processor's
      return (std::atomic_ref(word).fetch_or(mask, std::memory_order_acq_rel) & mask) == 0;
    }
  }
};

struct Inserted {
  std::size_t fresh = 0;
  std::size_t clusters = 0;
};

/// Puts the key into the first line from this one on that has its cluster, or room for it.
template <bool Alone>
bool put(Line* line, const ClusterBit& bit, std::size_t& clusters) {
  for (;; ++line) {
    for (unsigned slot = 0; slot < 8; slot += kEntryWords) {
      std::uint64_t* const words = line->words + slot;
      const bool is_taken = Words<Alone>::read(*words) == 0 && Words<Alone>::take(*words, bit.cluster);
      if (is_taken) ++clusters;
      if (is_taken || Words<Alone>::read(*words) == bit.cluster) {
        return Words<Alone>::set(words[1 + bit.word], bit.mask);
      }
    }
  }
}

/// Home lines first; where one is full of others, the next line is fetched, and the key waits until all have had their
/// turn.
template <bool Alone>
Inserted put_all(const LineTable<ClusterEntry>& table, std::span<const Key<1>> keys, const std::uint64_t* hashes,
                 std::uint8_t* fresh) {
  std::array<std::uint8_t, ClusteredSet::kBatchMax> late;
  std::size_t late_count = 0;
  Inserted inserted;
  for (std::size_t i = 0; i < keys.size(); ++i) {
    const ClusterBit bit = ClusterBit::of(keys[i]);
    Line& home = table.home(hashes[i]);
    const std::uint64_t first = Words<Alone>::read(home.words[0]);
    const std::uint64_t second = Words<Alone>::read(home.words[kEntryWords]);
    fresh[inserted.fresh] = static_cast<std::uint8_t>(i);
    if ((first == bit.cluster) | (second == bit.cluster)) {
      std::uint64_t* const words = home.words + (second == bit.cluster ? kEntryWords : 0);
      inserted.fresh += Words<Alone>::set(words[1 + bit.word], bit.mask) ? 1U : 0U;
    } else if (first != 0 && second != 0) {
      __builtin_prefetch(&home + 1, 1);
      late[late_count++] = static_cast<std::uint8_t>(i);
    } else if (put<Alone>(&home, bit, inserted.clusters)) {
      ++inserted.fresh;
    }
  }
  for (std::size_t i = 0; i < late_count; ++i) {
    fresh[inserted.fresh] = late[i];
    Line& home = table.home(hashes[late[i]]);
    if (put<Alone>(&home + 1, ClusterBit::of(keys[late[i]]), inserted.clusters)) ++inserted.fresh;
  }
  return inserted;
}

}  // namespace

std::size_t ClusteredSet::insert(std::span<const Key<1>> keys, const std::uint64_t* hashes, std::uint8_t* fresh) {
  const Inserted inserted = put_all<false>(table_, keys, hashes, fresh);
  size_.fetch_add(inserted.fresh, std::memory_order_relaxed);
  if (inserted.clusters > 0) clusters_.fetch_add(inserted.clusters, std::memory_order_relaxed);
  return inserted.fresh;
}

std::size_t ClusteredSet::insert_alone(std::span<const Key<1>> keys, const std::uint64_t* hashes, std::uint8_t* fresh) {
  const Inserted inserted = put_all<true>(table_, keys, hashes, fresh);
  size_.store(size() + inserted.fresh, std::memory_order_relaxed);
  clusters_.store(clusters() + inserted.clusters, std::memory_order_relaxed);
  return inserted.fresh;
}

const std::uint64_t* ClusteredSet::find(std::uint64_t cluster, std::uint64_t hash) const {
  for (const Line* line = &table_.home(hash);; ++line) {
    for (unsigned slot = 0; slot < 8; slot += kEntryWords) {
      const std::uint64_t there = Words<false>::read(line->words[slot]);
      if (there == cluster) return line->words + slot;
      if (there == 0) return nullptr;
    }
  }
}

bool ClusteredSet::contains(const Key<1>& key, std::uint64_t hash) const {
  const ClusterBit bit = ClusterBit::of(key);
  const std::uint64_t* const cluster = find(bit.cluster, hash);
  return cluster != nullptr && (Words<false>::read(cluster[1 + bit.word]) & bit.mask) != 0;
}

ClusteredPositions::ClusteredPositions(const ClusteredSet& set) : set_(set), before_(set.table_.slots()) {
  std::uint64_t count = 0;
  const std::uint64_t* words = set.table_.lines()->words;
  for (std::uint64_t& before : before_) {
    before = count;
    for (std::size_t word = 1; word < kEntryWords; ++word) {
      count += static_cast<std::uint64_t>(std::popcount(words[word]));
    }
    words += kEntryWords;
  }
  CHECKER_ASSERT(count == set.size());
}

std::uint64_t ClusteredPositions::find(const Key<1>& key, std::uint64_t hash) const {
  const ClusterBit bit = ClusterBit::of(key);
  const std::uint64_t* const cluster = set_.find(bit.cluster, hash);
  if (cluster == nullptr || (cluster[1 + bit.word] & bit.mask) == 0) return kNone;
  const auto slot = static_cast<std::size_t>(cluster - set_.table_.lines()->words) / kEntryWords;
  std::uint64_t position = before_[slot];
  for (std::size_t word = 0; word < bit.word; ++word) {
    position += static_cast<std::uint64_t>(std::popcount(cluster[1 + word]));
  }
  return position + static_cast<std::uint64_t>(std::popcount(cluster[1 + bit.word] & (bit.mask - 1)));
}

void ClusteredPositions::find_all(std::span<const Key<1>> keys, const std::uint64_t* hashes,
                                  std::uint64_t* positions) const {
  for (std::size_t i = 0; i < keys.size(); ++i) positions[i] = find(keys[i], hashes[i]);
}

}  // namespace doublecheck::engine
