/// What a search asks of the set in which it keeps the states that it has visited.
#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <span>
#include <type_traits>

#include "engine/clustered_set.hpp"
#include "engine/space.hpp"
#include "engine/visited_set.hpp"

namespace doublecheck::engine {

/// The exact set of visited states that suits a space.
template <Space S>
using VisitedBy = std::conditional_t<ClusteringSpace<S>, ClusteredSet, VisitedSet<S::kWords>>;

/// A set of visited states, see VisitedSet.
template <class V, unsigned Words>
concept VisitedKeys = requires(V visited, const V known, const Key<Words>& key, std::span<const Key<Words>> keys,
                               std::uint64_t hash, const std::uint64_t* hashes, std::uint8_t* fresh) {
  { visited.insert(keys, hashes, fresh) } -> std::same_as<std::size_t>;
  { visited.insert_alone(keys, hashes, fresh) } -> std::same_as<std::size_t>;
  { visited.grow() } -> std::same_as<bool>;
  { known.prefetch(hash) } -> std::same_as<void>;
  { known.contains(key, hash) } -> std::same_as<bool>;
  { known.is_crowded() } -> std::same_as<bool>;
  { known.bytes_to_grow() } -> std::same_as<std::uint64_t>;
  { known.size() } -> std::same_as<std::uint64_t>;
  { known.bytes() } -> std::same_as<std::uint64_t>;
};

/// One that may take a new state for a known one, see ApproximateSet.
template <class V, unsigned Words>
concept ApproximateKeys = VisitedKeys<V, Words> && requires(V visited, std::span<const std::uint64_t> hashes) {
  { visited.has_room_to_finish() } -> std::same_as<bool>;
  { visited.hand_over(hashes) } -> std::same_as<void>;
  { visited.hand_over_alone(hashes) } -> std::same_as<void>;
  { visited.finish_level() } -> std::same_as<void>;
  { visited.omission_rate() } -> std::same_as<double>;
  { visited.filled() } -> std::same_as<double>;
};

}  // namespace doublecheck::engine
