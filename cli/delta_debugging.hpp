/// Delta debugging: of many parts, a few that are enough for a failure.
#pragma once

#include <cstddef>
#include <functional>
#include <vector>

namespace doublecheck::cli {

/// A subset of `parts`, in their order, that still fails and of which no single part can be left out: the algorithm
/// ddmin of Zeller and Hildebrandt, "Simplifying and isolating failure-inducing input" (2002). `fails` is asked a few
/// times for each part, at most their number squared. REQUIRES: `fails(parts)`.
std::vector<std::size_t> minimize(std::vector<std::size_t> parts,
                                  const std::function<bool(const std::vector<std::size_t>&)>& fails);

}  // namespace doublecheck::cli
