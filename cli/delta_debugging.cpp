#include "cli/delta_debugging.hpp"

#include <algorithm>
#include <optional>

namespace doublecheck::cli {
namespace {

using Parts = std::vector<std::size_t>;

/// All but the `index`-th of `count` chunks of about equal size.
Parts without_chunk(const Parts& parts, std::size_t index, std::size_t count) {
  const auto begin = parts.begin() + static_cast<std::ptrdiff_t>(parts.size() * index / count);
  const auto end = parts.begin() + static_cast<std::ptrdiff_t>(parts.size() * (index + 1) / count);
  Parts rest(parts.begin(), begin);
  rest.insert(rest.end(), end, parts.end());
  return rest;
}

std::optional<Parts> smaller(const Parts& parts, std::size_t chunks, const std::function<bool(const Parts&)>& fails) {
  for (std::size_t i = 0; i < chunks; ++i) {
    Parts rest = without_chunk(parts, i, chunks);
    if (fails(rest)) return rest;
  }
  return std::nullopt;
}

}  // namespace

std::vector<std::size_t> minimize(std::vector<std::size_t> parts,
                                  const std::function<bool(const std::vector<std::size_t>&)>& fails) {
  // A chunk by itself is what is left when all others have gone, one after the other; it is not tried apart, but for
  // none at all.
  if (parts.empty() || fails({})) return {};
  std::size_t chunks = std::min<std::size_t>(2, parts.size());
  while (true) {
    if (auto rest = smaller(parts, chunks, fails)) {
      parts = std::move(*rest);
      chunks = std::clamp<std::size_t>(chunks - 1, std::min<std::size_t>(2, parts.size()), parts.size());
    } else if (chunks < parts.size()) {
      chunks = std::min(2 * chunks, parts.size());
    } else {
      return parts;
    }
  }
}

}  // namespace doublecheck::cli
