#include "population/push_queue.hpp"

#include "tests/catch.hpp"
#include "tests/population/bits.hpp"

#include <cstddef>

using namespace doublecheck;
using namespace doublecheck::population;
using sim::kHour;
using sim::kMinute;
using sim::kSecond;

namespace {

constexpr std::uint64_t kNever = ~std::uint64_t{0};  // bits of which no loss but a certain one comes

PushChannel slow_channel(Time coalesce_within) {
  return {{sim::DelayKind::constant, 10 * kSecond, 0}, 500'000, coalesce_within};
}

}  // namespace

TEST_CASE("a push arrives after its latency") {
  PushUnderWay under_way;
  CHECK(send_push(slow_channel(0), {}, false, 0, kNever, 0, under_way) == PushFate::under_way);
  CHECK(under_way == PushUnderWay{0, 10 * kSecond});
}

TEST_CASE("a push with one that is under way is one, within the time to coalesce and no longer") {
  PushUnderWay under_way;
  const PushChannel channel = slow_channel(4 * kSecond);
  REQUIRE(send_push(channel, {}, false, kSecond, kNever, 0, under_way) == PushFate::under_way);
  CHECK(send_push(channel, {}, false, 5 * kSecond - 1, kNever, 0, under_way) == PushFate::coalesced);
  CHECK(under_way == PushUnderWay{kSecond, 11 * kSecond});
  CHECK(send_push(channel, {}, false, 5 * kSecond, kNever, 0, under_way) == PushFate::under_way);
  CHECK(under_way == PushUnderWay{5 * kSecond, 15 * kSecond});
}

TEST_CASE("a push that has arrived takes no other with it") {
  PushUnderWay under_way;
  const PushChannel channel = slow_channel(kHour);
  REQUIRE(send_push(channel, {}, false, 0, kNever, 0, under_way) == PushFate::under_way);
  CHECK(send_push(channel, {}, false, 10 * kSecond - 1, kNever, 0, under_way) == PushFate::coalesced);
  CHECK(send_push(channel, {}, false, 10 * kSecond, kNever, 0, under_way) == PushFate::under_way);
}

TEST_CASE("a lost push does not arrive and holds up no later one") {
  PushUnderWay under_way;
  const PushChannel channel = slow_channel(kHour);
  CHECK(send_push(channel, {}, false, 0, 0, 0, under_way) == PushFate::lost);
  CHECK(send_push(channel, {}, true, 1, kNever, 0, under_way) == PushFate::deaf);
  CHECK(under_way == PushUnderWay{});
  CHECK(send_push(channel, {}, false, 2, kNever, 0, under_way) == PushFate::under_way);
}

TEST_CASE("pushes are lost at the channel's rate") {
  constexpr std::size_t kPushes = 20'000;
  tests::Bits bits(1);
  std::size_t lost = 0;
  for (std::size_t i = 0; i < kPushes; ++i) {
    PushUnderWay under_way;
    const PushFate fate =
        send_push({{sim::DelayKind::constant, 1, 0}, 30'000, 0}, {}, false, 0, bits(), bits(), under_way);
    lost += fate == PushFate::lost ? 1U : 0U;
  }
  CHECK(std::abs(static_cast<double>(lost) / kPushes - 0.03) < tests::mean_error_max(std::sqrt(0.03 * 0.97), kPushes));
}

TEST_CASE("a push waits for the next maintenance window") {
  model::Platform platform;
  platform.maintenance_window_us = static_cast<std::uint64_t>(kHour);
  PushUnderWay under_way;
  const PushChannel channel = slow_channel(2 * kHour);
  REQUIRE(send_push(channel, platform, false, 61 * kMinute, kNever, 0, under_way) == PushFate::under_way);
  CHECK(under_way.arrives == 2 * kHour);
  CHECK(send_push(channel, platform, false, 119 * kMinute, kNever, 0, under_way) == PushFate::coalesced);
  under_way = {};
  REQUIRE(send_push(channel, platform, false, kHour - 10 * kSecond, kNever, 0, under_way) == PushFate::under_way);
  CHECK(under_way.arrives == kHour);
}

TEST_CASE("a service is deaf from the beginning of its fault to the end, for its platform") {
  const std::vector<CrowdFault> faults = {
      {.kind = CrowdFault::Kind::push_deaf, .at = kHour, .lasts = kMinute, .platform = 1},
      {.kind = CrowdFault::Kind::push_deaf, .at = 2 * kHour, .lasts = kMinute},
      {.kind = CrowdFault::Kind::network_bad, .at = 0, .lasts = 9 * kHour},
  };
  CHECK_FALSE(push_is_deaf(faults, 1, kHour - 1));
  CHECK(push_is_deaf(faults, 1, kHour));
  CHECK_FALSE(push_is_deaf(faults, 0, kHour));
  CHECK(push_is_deaf(faults, 1, kHour + kMinute - 1));
  CHECK_FALSE(push_is_deaf(faults, 1, kHour + kMinute));
  CHECK(push_is_deaf(faults, 0, 2 * kHour));
}

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
