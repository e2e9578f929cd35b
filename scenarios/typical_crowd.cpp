#include "scenarios/typical_crowd.hpp"

#include <algorithm>
#include <array>

namespace doublecheck::scenarios {
namespace {

using population::NetworkClass;
using population::PushChannel;
using sim::DelayKind;
using sim::kHour;
using sim::kMillisecond;
using sim::kMinute;
using sim::kSecond;

/// Sales of the first quarter of 2016 (Gartner); "other" counts for Symbian and S40.
constexpr auto kSalesOf2016 = std::to_array<TypicalShare>(
    {{"android", 841'000}, {"iphone", 148'000}, {"windows_phone", 7'000}, {"blackberry", 2'000}, {"symbian", 2'000}});

/// Rounded shares of use.
constexpr auto kToday = std::to_array<TypicalShare>({{"android_today", 720'000}, {"ios_today", 280'000}});

constexpr auto kMixes = std::to_array<PlatformMix>({{"2016", kSalesOf2016}, {"today", kToday}});

/// In thousandths of the daily mean. An assumption: figures of attention are published by the day only.
constexpr std::array<std::uint32_t, 24> kByHour = {600,  350,  200,  120,  100,  150,  350,  700,
                                                   1000, 1100, 1150, 1200, 1300, 1250, 1200, 1200,
                                                   1250, 1400, 1500, 1700, 1850, 1900, 1600, 830};

/// Round trips and the waking of radios are published (Grigorik, "High performance browser networking", 2013, chapter
/// 7); half of a round trip is one way. Shares, losses, connecting and breaks are assumptions.
std::vector<NetworkClass> make_networks() {
  NetworkClass slow;
  slow.name = "2g";
  slow.share = 150'000;
  slow.latency = {DelayKind::lognormal, 275 * kMillisecond, 2 * kSecond};
  slow.connect = {DelayKind::lognormal, 1500 * kMillisecond, 10 * kSecond};
  slow.radio_wake = 1 * kSecond;
  slow.loss = 20'000;
  slow.retransmit_after = 3 * kSecond;
  slow.break_every = 10 * kMinute;
  NetworkClass middle;
  middle.name = "3g";
  middle.share = 350'000;
  middle.latency = {DelayKind::lognormal, 110 * kMillisecond, 1 * kSecond};
  middle.connect = {DelayKind::lognormal, 1 * kSecond, 6 * kSecond};
  middle.radio_wake = 2 * kSecond;
  middle.loss = 10'000;
  middle.break_every = 20 * kMinute;
  NetworkClass fast;
  fast.name = "4g";
  fast.share = 200'000;
  fast.latency = {DelayKind::lognormal, 30 * kMillisecond, 300 * kMillisecond};
  fast.radio_wake = 75 * kMillisecond;
  fast.loss = 1'000;
  fast.break_every = 1 * kHour;
  NetworkClass wifi;
  wifi.name = "wifi";
  wifi.share = 300'000;
  wifi.latency = {DelayKind::lognormal, 20 * kMillisecond, 600 * kMillisecond};
  wifi.connect = {DelayKind::lognormal, 150 * kMillisecond, 2 * kSecond};
  wifi.loss = 5'000;
  wifi.break_every = 1 * kHour;
  return {slow, middle, fast, wifi};
}

}  // namespace

/// Means of 2.31, 1.07 and 16.57 s (LoginTC, 2013), as lognormals whose 99th percentile is 20 times the median: of
/// these the mean is 2.29 times the median. For all others the first figure, too.
PushChannel typical_push(std::string_view platform) {
  const auto is_one_of = [&](std::initializer_list<std::string_view> names) {
    return std::ranges::find(names, platform) != names.end();
  };
  PushChannel push;
  push.latency = {DelayKind::lognormal, 1 * kSecond, 20 * kSecond};
  if (is_one_of({"iphone", "iphone_background", "ios_today", "ios_background_today"})) {
    push.latency = {DelayKind::lognormal, 470 * kMillisecond, 9'400 * kMillisecond};
  } else if (platform == "blackberry") {
    push.latency = {DelayKind::lognormal, 7'200 * kMillisecond, 144 * kSecond};
  }
  return push;
}

std::span<const PlatformMix> platform_mixes() { return kMixes; }

std::span<const NetworkClass> typical_networks() {
  static const std::vector<NetworkClass> kNetworks = make_networks();
  return kNetworks;
}

population::DailyRhythm daily_rhythm() { return {kByHour}; }

population::Crowd typical_crowd() {
  constexpr population::Share kAll = 1'000'000;
  population::Crowd crowd;
  crowd.starts_at = 12 * kHour;
  crowd.networks.assign(typical_networks().begin(), typical_networks().end());
  crowd.habits = {{.name = "everyone", .share = kAll}};
  crowd.zones = {{"utc", kAll, 0}};
  crowd.rhythm = daily_rhythm();
  return crowd;
}

}  // namespace doublecheck::scenarios
