#include "cli/delta_debugging.hpp"

#include <algorithm>
#include <cstdint>
#include <numeric>
#include <vector>

#include "tests/catch.hpp"

using doublecheck::cli::minimize;

namespace {

using Parts = std::vector<std::size_t>;

Parts first(std::size_t count) {
  Parts parts(count);
  std::iota(parts.begin(), parts.end(), std::size_t{0});
  return parts;
}

}  // namespace

TEST_CASE("what alone is needed is what is left, wherever it stands") {
  for (std::size_t count = 1; count <= 20; ++count) {
    for (std::size_t one = 0; one < count; ++one) {
      for (std::size_t other = one; other < count; ++other) {
        const Parts needed = one == other ? Parts{one} : Parts{one, other};
        const auto fails = [&](const Parts& parts) { return std::ranges::includes(parts, needed); };
        CHECK(minimize(first(count), fails) == needed);
      }
    }
  }
}

TEST_CASE("what fails without any part is left with none") {
  CHECK(minimize(first(9), [](const Parts&) { return true; }).empty());
  CHECK(minimize({}, [](const Parts&) { return true; }).empty());
}

TEST_CASE("nothing more can be left out, whatever decides what fails") {
  std::uint64_t bits = 1;
  for (int round = 0; round < 200; ++round) {
    bits = bits * 6364136223846793005U + 1442695040888963407U;
    const std::uint64_t salt = bits >> 16U;
    // Not monotone: a larger set may pass where a smaller one fails.
    const auto fails = [&](const Parts& parts) {
      std::uint64_t mixed = salt;
      for (const std::size_t part : parts) mixed = (mixed ^ part) * 1099511628211U;
      return parts.size() == 12 || (!parts.empty() && (mixed >> 40U) % 3 == 0);
    };
    const Parts left = minimize(first(12), fails);
    CHECK(fails(left));
    CHECK(std::ranges::is_sorted(left));
    for (std::size_t i = 0; i < left.size(); ++i) {
      Parts smaller = left;
      smaller.erase(smaller.begin() + static_cast<std::ptrdiff_t>(i));
      CHECK_FALSE(fails(smaller));
    }
  }
}
