/// Checks a model whose states do not fit into memory: a new state is sometimes taken for a known one and left out. So
/// a violation that is found is real, and nothing else is known for certain; the result says how much was left out.
///
/// Nothing depends on the number of threads: neither what is explored (see ApproximateSet) nor the estimate. A model
/// for which there is no space of keys is explored by whole states, which takes more memory than it spares.
/// Tested by check_approximately_test.cpp.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <utility>

#include "checker/assert.hpp"
#include "engine/approximate_set.hpp"
#include "engine/check.hpp"
#include "engine/interned_space.hpp"

namespace doublecheck::engine {

/// What is kept of visited states.
enum class Approximation : std::uint8_t {
  bitstate,  ///< see BitArray
  compact,   ///< see CompactTable
};

struct ApproximateOptions {
  Approximation approximation = Approximation::bitstate;
  /// Of the bit array or the table, which does not grow. Unset: half of the limit on memory for bits and three quarters
  /// for signatures, and without a limit 1 GiB. The rest is for the level that is being found, waiting states and what
  /// is known of the model; bits take so little for each state that these take as much.
  std::optional<std::uint64_t> filter_bytes = std::nullopt;
  /// Without checkpoints and resumption. Sparing is switched off.
  SearchOptions search = {};
};

/// The size of the array or the table.
inline std::uint64_t filter_bytes(const ApproximateOptions& options) {
  constexpr std::uint64_t kDefaultBytes = std::uint64_t{1} << 30U;
  const std::optional<std::uint64_t>& memory = options.search.exploration.limits.memory_bytes_max;
  if (options.filter_bytes) return *options.filter_bytes;
  if (!memory) return kDefaultBytes;
  return options.approximation == Approximation::bitstate ? *memory / 2 : *memory / 4 * 3;
}

/// Every verdict is `violated` or `inconclusive`; of liveness, it is always the latter. CheckResult::omissions is set.
template <checker::Model M>
checker::CheckResult<M> check_approximately(const M& model,
                                            std::span<const checker::Property<typename M::State>> properties,
                                            const ApproximateOptions& options = {}) {
  CheckOptions wishes;
  wishes.search = options.search;
  wishes.search.spares_known = false;
  const std::uint64_t bytes = filter_bytes(options);
  const auto explore = [&]<Space S>(const S& space) {
    Checking<S> checking(space, properties, wishes);
    switch (options.approximation) {
      case Approximation::bitstate:
        return checking.template run<ApproximateSet<S::kWords, BitArray>>(bytes);
      case Approximation::compact:
        return checking.template run<ApproximateSet<S::kWords, CompactTable>>(bytes);
    }
    checker::assertion_failed("unknown approximation", __FILE__, __LINE__);
  };
  if (auto result = with_space<checker::CheckResult<M>>(model, properties, explore)) return std::move(*result);
  return explore(InternedSpace<M>(model, claims_of(properties), watched_claims(properties)));
}

}  // namespace doublecheck::engine
