#include "statistics/comparison.hpp"

#include <cmath>
#include <vector>

#include "tests/catch.hpp"
#include "tests/statistics/draws.hpp"

using namespace doublecheck::statistics;
using doublecheck::tests::NormalDraws;

TEST_CASE("a paired comparison sees a difference that the scatter of the pairs hides") {
  const std::vector<double> base = {10, 20, 30, 40, 50};
  const std::vector<double> variant = {11.0, 21.1, 30.9, 41.0, 51.0};
  const PairedComparison comparison = compare_paired(base, variant, Better::lower);
  CHECK(std::abs(comparison.difference.mean - 1) < 1e-9);
  CHECK(comparison.verdict == Difference::worse);
  CHECK(compare_paired(base, variant, Better::higher).verdict == Difference::better);
  CHECK(compare_paired(variant, base, Better::lower).verdict == Difference::better);
  CHECK(std::abs(*comparison.ratio - 155.0 / 150) < 1e-9);
}

TEST_CASE("no difference is shown where its interval contains nought") {
  const std::vector<double> base = {10, 20, 30};
  CHECK(compare_paired(base, std::vector<double>{11, 19, 30.5}, Better::lower).verdict == Difference::not_shown);
  CHECK(compare_paired(base, base, Better::lower).verdict == Difference::not_shown);
}

TEST_CASE("one pair shows no difference, however large") {
  const PairedComparison comparison = compare_paired(std::vector<double>{1}, std::vector<double>{9}, Better::lower);
  CHECK(comparison.verdict == Difference::not_shown);
  CHECK(comparison.ratio == 9);
  CHECK_FALSE(comparison.ratio_interval);
}

TEST_CASE("a constant ratio is known exactly, and a base about nought gives no interval of one") {
  const std::vector<double> base = {10, 20, 40};
  const std::vector<double> halves = {5, 10, 20};
  const PairedComparison comparison = compare_paired(base, halves, Better::lower);
  CHECK(std::abs(*comparison.ratio - 0.5) < 1e-12);
  CHECK_FALSE(comparison.ratio_interval);  // 23.3 ± 37.9
  const std::vector<double> steady = {20, 21, 22};
  const PairedComparison known = compare_paired(steady, std::vector<double>{10, 10.5, 11}, Better::lower);
  CHECK(std::abs(known.ratio_interval->low - 0.5) < 1e-6);
  CHECK(std::abs(known.ratio_interval->high - 0.5) < 1e-6);
}

TEST_CASE("the intervals of the difference and of the ratio contain the true ones in 95 % of experiments") {
  NormalDraws draws(3);
  constexpr int kExperiments = 4'000;
  int difference_covered = 0;
  int ratio_covered = 0;
  for (int i = 0; i < kExperiments; ++i) {
    std::vector<double> base;
    std::vector<double> variant;
    for (int pair = 0; pair < 8; ++pair) {
      const double common = draws.next(0, 10);
      base.push_back(100 + common + draws.next(0, 3));
      variant.push_back(120 + common + draws.next(0, 3));
    }
    const PairedComparison comparison = compare_paired(base, variant, Better::lower);
    difference_covered += comparison.difference.interval()->contains(20) ? 1 : 0;
    ratio_covered += comparison.ratio_interval->contains(1.2) ? 1 : 0;
  }
  // Both are exact for normal pairs. Four standard deviations of a binomial share are 0.0138.
  for (const int covered : {difference_covered, ratio_covered}) {
    CHECK(covered >= 0.9362 * kExperiments);
    CHECK(covered <= 0.9638 * kExperiments);
  }
}

// By hand: of six pairs that all go the same way, 2 / 2⁶ = 0.031; of five, 0.0625. Nine of ten: 2 (1 + 10) / 2¹⁰ =
// 0.021; eight of ten: 2 (1 + 10 + 45) / 2¹⁰ = 0.109.
TEST_CASE("signs of pairs show a difference where that many alike are improbable") {
  CHECK(compare_by_signs(6, 0, Better::lower) == Difference::better);
  CHECK(compare_by_signs(0, 6, Better::lower) == Difference::worse);
  CHECK(compare_by_signs(6, 0, Better::higher) == Difference::worse);
  CHECK(compare_by_signs(5, 0, Better::lower) == Difference::not_shown);
  CHECK(compare_by_signs(9, 1, Better::lower) == Difference::better);
  CHECK(compare_by_signs(1, 9, Better::lower) == Difference::worse);
  CHECK(compare_by_signs(8, 2, Better::lower) == Difference::not_shown);
  CHECK(compare_by_signs(0, 0, Better::lower) == Difference::not_shown);
  CHECK(compare_by_signs(500, 500, Better::lower) == Difference::not_shown);
  CHECK(compare_by_signs(1000, 0, Better::lower) == Difference::better);
  CHECK(compare_by_signs(1001, 0, Better::lower) == Difference::not_shown);
}
