#include "sim/wake_budget.hpp"

#include "tests/catch.hpp"

using namespace doublecheck::sim;

TEST_CASE("a budget of wakes is an hour's share, and the next hour of the run has its own") {
  WakeBudget budget;
  for (int i = 0; i < 3; ++i) CHECK(budget.take(3, 5 * kHour + i * kMinute));
  CHECK_FALSE(budget.take(3, 5 * kHour + 3 * kMinute));
  CHECK_FALSE(budget.take(3, 6 * kHour - 1));
  for (int i = 0; i < 3; ++i) CHECK(budget.take(3, 6 * kHour + i));
  CHECK_FALSE(budget.take(3, 7 * kHour - 1));
}

TEST_CASE("a budget of wakes is not saved up") {
  WakeBudget budget;
  CHECK(budget.take(2, 100 * kHour));
  CHECK(budget.take(2, 100 * kHour));
  CHECK_FALSE(budget.take(2, 100 * kHour));
}

TEST_CASE("each hour grants its maximum of wakes and no more") {
  for (const std::uint32_t per_hour : {1U, 3U, 7U, 1000U}) {
    WakeBudget budget;
    std::uint32_t granted = 0;
    for (Time at = 0; at < 10 * kHour; at += kSecond) granted += budget.take(per_hour, at) ? 1U : 0U;
    CHECK(granted == 10 * per_hour);
  }
}

TEST_CASE("without a maximum every push may wake") {
  WakeBudget budget;
  for (int i = 0; i < 1000; ++i) REQUIRE(budget.take(0, 0));
}
