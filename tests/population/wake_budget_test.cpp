#include "population/wake_budget.hpp"

#include "tests/catch.hpp"

using doublecheck::population::WakeBudget;
using namespace doublecheck::sim;

TEST_CASE("a budget of wakes lasts for an hour's wakes at once and is refilled evenly") {
  WakeBudget budget;
  const Time start = 5 * kHour;
  for (int i = 0; i < 3; ++i) CHECK(budget.take(3, start + i));
  CHECK_FALSE(budget.take(3, start + 3));
  CHECK_FALSE(budget.take(3, start + 20 * kMinute - 1));
  CHECK(budget.take(3, start + 20 * kMinute));
  CHECK_FALSE(budget.take(3, start + 20 * kMinute + 1));
}

TEST_CASE("over a long time no more wakes are granted than the maximum for each hour, and an hour's more") {
  for (const std::uint32_t per_hour : {1U, 3U, 7U, 1000U}) {
    WakeBudget budget;
    std::uint32_t granted = 0;
    for (Time at = 0; at < 10 * kHour; at += kSecond) granted += budget.take(per_hour, at) ? 1U : 0U;
    CHECK(granted <= 11 * per_hour);
    CHECK(granted >= 11 * per_hour - 1);
  }
}

TEST_CASE("without a maximum every push may wake") {
  WakeBudget budget;
  for (int i = 0; i < 1000; ++i) REQUIRE(budget.take(0, 0));
}
