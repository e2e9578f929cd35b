#include "statistics/product_limit.hpp"

#include <algorithm>
#include <cmath>
#include <initializer_list>
#include <map>
#include <vector>

#include "tests/catch.hpp"

using namespace doublecheck::statistics;

namespace {

using Kind = RunSpell::Kind;

std::uint64_t next_bits(std::uint64_t& state) {
  state = state * 6364136223846793005U + 1442695040888963407U;
  return state >> 33U;
}

/// Spells with values up to `values`, drawn by a rule of their own.
std::vector<RunSpell> some_spells(std::uint64_t seed, std::size_t count, std::uint64_t values,
                                  unsigned censored_percent, unsigned never_percent) {
  std::vector<RunSpell> spells;
  for (std::size_t i = 0; i < count; ++i) {
    const std::uint64_t value = next_bits(seed) % values;
    const std::uint64_t kind = next_bits(seed) % 100;
    spells.push_back({value, static_cast<std::uint32_t>(i),
                      kind < censored_percent                   ? Kind::censored
                      : kind < censored_percent + never_percent ? Kind::never
                                                                : Kind::ended});
  }
  return spells;
}

/// As the estimator is usually defined, from single durations and from nothing else: of those that are known to have
/// lasted at least so long, the share that ended then is left out.
double survival_of(const std::vector<RunSpell>& spells, std::uint64_t value) {
  std::map<std::uint64_t, double> ends;
  for (const RunSpell& spell : spells) {
    if (spell.kind == Kind::ended) ends[spell.value] += 1;
  }
  double survival = 1;
  for (const auto& [end, count] : ends) {
    if (end > value) break;
    const auto at_risk = std::ranges::count_if(
        spells, [&](const RunSpell& spell) { return spell.kind == Kind::never || spell.value >= end; });
    survival *= 1 - count / static_cast<double>(at_risk);
  }
  return survival;
}

ProductLimit curve_of(const std::vector<RunSpell>& spells) {
  std::map<std::uint64_t, Spell> by_value;
  std::uint64_t never = 0;
  for (const RunSpell& spell : spells) {
    if (spell.kind == Kind::never) {
      ++never;
      continue;
    }
    Spell& one = by_value[spell.value];
    one.value = spell.value;
    ++(spell.kind == Kind::ended ? one.ended : one.censored);
  }
  std::vector<Spell> ordered;
  for (const auto& [value, spell] : by_value) ordered.push_back(spell);
  return {ordered, never};
}

Durations durations_of(const std::vector<RunSpell>& spells) {
  Durations durations;
  for (const RunSpell& spell : spells) {
    if (spell.kind == Kind::never) {
      ++durations.never;
    } else {
      (spell.kind == Kind::ended ? durations.ended : durations.censored).add(spell.value);
    }
  }
  return durations;
}

Quantile value(std::uint64_t value) { return {Reach::reached, value}; }
constexpr Quantile kNotReached{Reach::not_reached, 0};
constexpr Quantile kNever{Reach::never, 0};

}  // namespace

// Weeks of remission of 21 patients with 6-mercaptopurine: Freireich et al., Blood 21 (1963), with the estimates of
// Gehan, Biometrika 52 (1965), and of every textbook since.
TEST_CASE("the product limit of the leukaemia trial of Freireich is the published one") {
  const std::vector<Spell> weeks = {{6, 3, 1},  {7, 1, 0},  {9, 0, 1},  {10, 1, 1}, {11, 0, 1}, {13, 1, 0},
                                    {16, 1, 0}, {17, 0, 1}, {19, 0, 1}, {20, 0, 1}, {22, 1, 0}, {23, 1, 0},
                                    {25, 0, 1}, {32, 0, 2}, {34, 0, 1}, {35, 0, 1}};
  const ProductLimit curve(weeks, 0);
  const auto check = [&](std::uint64_t week, double published) {
    CAPTURE(week);
    CHECK(std::abs(curve.survival(week) - published) < 0.00005);
  };
  check(5, 1.0);
  check(6, 0.8571);
  check(7, 0.8067);
  check(9, 0.8067);
  check(10, 0.7529);
  check(13, 0.6902);
  check(16, 0.6275);
  check(22, 0.5378);
  check(23, 0.4482);
  check(35, 0.4482);
  CHECK(curve.quantile(50, 100) == value(23));
  CHECK(curve.quantile(25, 100) == value(13));
  CHECK(curve.quantile(60, 100) == kNotReached);
}

// By hand: of 4, one ends at 1 (3/4 left), one is censored at 2, one of the two left ends at 3 (3/8 left), and one is
// censored at 4.
TEST_CASE("a product limit worked by hand") {
  const ProductLimit curve(std::vector<Spell>{{1, 1, 0}, {2, 0, 1}, {3, 1, 0}, {4, 0, 1}}, 0);
  CHECK(curve.survival(0) == 1);
  CHECK(curve.survival(1) == 0.75);
  CHECK(curve.survival(2) == 0.75);
  CHECK(curve.survival(3) == 0.375);
  CHECK(curve.quantile(25, 100) == value(1));
  CHECK(curve.quantile(26, 100) == value(3));
  CHECK(curve.quantile(625, 1000) == value(3));
  CHECK(curve.quantile(626, 1000) == kNotReached);
}

TEST_CASE("what is censored when others end is taken to have lasted longer") {
  const ProductLimit curve(std::vector<Spell>{{5, 1, 1}}, 0);
  CHECK(curve.survival(5) == 0.5);
  CHECK(curve.quantile(50, 100) == value(5));
  CHECK(curve.quantile(51, 100) == kNotReached);
}

TEST_CASE("what never ends is later than anything, and what was not seen to end may be") {
  // 25 of 100 end.
  const std::vector<Spell> ends = {{10, 15, 0}, {20, 10, 0}};
  const ProductLimit lost(ends, 75);
  CHECK(lost.quantile(15, 100) == value(10));
  CHECK(lost.quantile(25, 100) == value(20));
  CHECK(lost.quantile(26, 100) == kNever);
  CHECK(lost.quantile(100, 100) == kNever);

  const ProductLimit under_way(std::vector<Spell>{{10, 15, 0}, {20, 10, 0}, {30, 0, 75}}, 0);
  CHECK(under_way.quantile(25, 100) == value(20));
  CHECK(under_way.quantile(26, 100) == kNotReached);
  CHECK(under_way.quantile(100, 100) == kNotReached);

  // If all 30 that are under way came, there were 55 of 100.
  const ProductLimit both(std::vector<Spell>{{10, 15, 0}, {20, 10, 0}, {30, 0, 30}}, 45);
  CHECK(both.quantile(25, 100) == value(20));
  CHECK(both.quantile(55, 100) == kNotReached);
  CHECK(both.quantile(56, 100) == kNever);
}

TEST_CASE("where nothing ends, nothing is reached") {
  CHECK(ProductLimit({}, 3).quantile(1, 100) == kNever);
  CHECK(ProductLimit(std::vector<Spell>{{7, 0, 3}}, 0).quantile(50, 100) == kNotReached);
  CHECK(ProductLimit({}, 0).empty());
  CHECK(ProductLimit({}, 0).survival(5) == 1);
}

TEST_CASE("where nothing is censored, a product limit is the nearest rank of all, with infinite ones") {
  for (std::uint64_t seed = 0; seed < 60; ++seed) {
    const std::vector<RunSpell> spells = some_spells(seed, 1 + seed * 7, 50, 0, static_cast<unsigned>(seed % 3) * 20);
    std::vector<Quantile> all;
    for (const RunSpell& spell : spells) all.push_back(spell.kind == Kind::never ? kNever : value(spell.value));
    std::ranges::sort(all);
    const ProductLimit curve = curve_of(spells);
    for (std::size_t percent = 1; percent <= 100; ++percent) {
      CAPTURE(seed, percent);
      REQUIRE(curve.quantile(percent, 100) == all[(all.size() * percent + 99) / 100 - 1]);
    }
  }
}

TEST_CASE("a product limit is what its definition says, step by step") {
  for (std::uint64_t seed = 0; seed < 40; ++seed) {
    const std::vector<RunSpell> spells = some_spells(seed, 2 + seed * 3, 40, 30, 10);
    const ProductLimit curve = curve_of(spells);
    for (std::uint64_t at = 0; at <= 41; ++at) {
      CAPTURE(seed, at);
      REQUIRE(std::abs(curve.survival(at) - survival_of(spells, at)) < 1e-12);
    }
    for (std::uint64_t percent = 1; percent <= 100; ++percent) {
      const Quantile quantile = curve.quantile(percent, 100);
      const double beyond = 1 - static_cast<double>(percent) / 100;
      CAPTURE(seed, percent);
      if (quantile.reach != Reach::reached) {
        REQUIRE(survival_of(spells, 41) > beyond + 1e-12);
        continue;
      }
      REQUIRE(survival_of(spells, quantile.value) <= beyond + 1e-9);
      if (quantile.value > 0) REQUIRE(survival_of(spells, quantile.value - 1) > beyond - 1e-9);
    }
  }
}

TEST_CASE("by buckets a product limit is that of the largest values of the buckets") {
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    std::vector<RunSpell> spells = some_spells(seed, 400, 3'000'000, 25, 10);
    const Durations durations = durations_of(spells);
    std::uint64_t greatest = 0;
    for (RunSpell& spell : spells) {
      if (spell.kind == Kind::ended) greatest = std::max(greatest, spell.value);
      Histogram one;
      one.add(spell.value);
      spell.value = one.buckets().front().value;
    }
    const ProductLimit exact = curve_of(spells);
    for (unsigned percent = 1; percent <= 100; ++percent) {
      Quantile expected = exact.quantile(percent, 100);
      if (expected.reach == Reach::reached) expected.value = std::min(expected.value, greatest);
      CAPTURE(seed, percent);
      REQUIRE(quantile_of(durations, percent) == expected);
    }
  }
}

TEST_CASE("by buckets a product limit is that of the values themselves but for the width of a bucket") {
  const std::vector<RunSpell> spells = some_spells(5, 20'000, 3'000'000, 25, 5);
  const Durations durations = durations_of(spells);
  const ProductLimit exact = curve_of(spells);
  for (unsigned percent = 1; percent <= 80; ++percent) {
    const Quantile one = exact.quantile(percent, 100);
    const Quantile other = quantile_of(durations, percent);
    CAPTURE(percent);
    REQUIRE(one.reach == Reach::reached);
    REQUIRE(other.reach == Reach::reached);
    REQUIRE(other.value >= one.value);
    REQUIRE(static_cast<double>(other.value - one.value) <= 0.02 * static_cast<double>(one.value) + 2);
  }
}

TEST_CASE("durations that are added count as one of all, in any order") {
  const std::vector<RunSpell> spells = some_spells(3, 500, 100'000, 20, 20);
  const Durations whole = durations_of(spells);
  Durations one = durations_of({spells.begin(), spells.begin() + 200});
  Durations other = durations_of({spells.begin() + 200, spells.end()});
  Durations sum = one;
  sum.add(other);
  other.add(one);
  other.add(Durations());
  CHECK(sum == whole);
  CHECK(other == whole);
  CHECK(whole.all() == 500);
  CHECK(Durations().empty());
}

TEST_CASE("without anything censored or lost, a quantile of durations is that of their histogram") {
  const Durations durations = durations_of(some_spells(9, 300, 1'000'000, 0, 0));
  for (unsigned percent = 0; percent <= 100; ++percent) {
    CHECK(quantile_of(durations, percent) == value(durations.ended.quantile(percent, 100)));
  }
}

namespace {

constexpr unsigned kPercents[] = {50, 90};

std::vector<std::optional<QuantileRange>> ranges_of(const std::vector<RunSpell>& spells, std::uint32_t runs,
                                                    std::uint64_t seed = 1) {
  return resampled_ranges(spells, runs, kPercents, [&](std::uint64_t n) { return next_bits(seed) % n; });
}

}  // namespace

TEST_CASE("one run has no range, and two that are alike have one of no width") {
  CHECK_FALSE(ranges_of({{5, 0}, {6, 0}}, 1).front());
  CHECK_FALSE(ranges_of({}, 10).front());
  const auto ranges = ranges_of({{5, 0}, {6, 0}, {5, 1}, {6, 1}}, 2);
  REQUIRE(ranges.front());
  CHECK(ranges.front()->low == value(5));
  CHECK(ranges.front()->high == value(5));
}

TEST_CASE("runs are drawn again, not their messages") {
  // A hundred messages of one run that are all alike tell no more than one does.
  std::vector<RunSpell> spells;
  for (std::uint32_t run = 0; run < 4; ++run) {
    for (int i = 0; i < 100; ++i) spells.push_back({run < 2 ? 10U : 1000U, run});
  }
  const auto ranges = ranges_of(spells, 4);
  REQUIRE(ranges.front());
  CHECK(ranges.front()->low == value(10));
  CHECK(ranges.front()->high == value(1000));
}

TEST_CASE("a range may end where nothing is reached or nothing ever ends") {
  std::vector<RunSpell> lost;
  std::vector<RunSpell> cut;
  for (std::uint32_t run = 0; run < 20; ++run) {
    lost.push_back({10 + run, run, run % 2 == 0 ? Kind::ended : Kind::never});
    cut.push_back({10 + run, run, run % 2 == 0 ? Kind::ended : Kind::censored});
  }
  CHECK(ranges_of(lost, 20).front()->low.reach == Reach::reached);
  CHECK(ranges_of(lost, 20).front()->high == kNever);
  CHECK(ranges_of(lost, 20).back()->low == kNever);
  CHECK(ranges_of(cut, 20).back()->high == kNotReached);
}

// The median of exponential times with the mean 1 is ln 2. The percentile bootstrap of 40 runs of 5 messages misses it
// more often than once in 20 times, but not by much: of 300 trials, whose number of misses is binomial, fewer than 14
// %.
TEST_CASE("a range has the true quantile in it about as often as it says") {
  constexpr double kScale = 1e6;
  unsigned missed = 0;
  constexpr unsigned kTrials = 300;
  std::uint64_t state = 77;
  for (unsigned trial = 0; trial < kTrials; ++trial) {
    std::vector<RunSpell> spells;
    for (std::uint32_t run = 0; run < 40; ++run) {
      for (int i = 0; i < 5; ++i) {
        const auto uniform = (static_cast<double>(next_bits(state)) + 0.5) / 2147483648.0;
        const auto lasts = static_cast<std::uint64_t>(-std::log(uniform) * kScale);
        // Half as often somebody stops looking: that must not show.
        const auto other = (static_cast<double>(next_bits(state)) + 0.5) / 2147483648.0;
        const auto looked_at = static_cast<std::uint64_t>(-std::log(other) * 2 * kScale);
        spells.push_back({std::min(lasts, looked_at), run, lasts <= looked_at ? Kind::ended : Kind::censored});
      }
    }
    const auto range = ranges_of(spells, 40, trial + 1).front();
    REQUIRE(range);
    const auto median = static_cast<std::uint64_t>(std::log(2.0) * kScale);
    if (range->low > value(median) || range->high < value(median)) ++missed;
  }
  CHECK(missed < kTrials * 14 / 100);
  CHECK(missed > kTrials / 100);
}
