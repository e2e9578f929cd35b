#include "population/crowd_2016.hpp"

namespace doublecheck::population {
namespace {

using model::AppState;
using model::Platform;
using model::PushEffect;
using sim::DelayKind;
using sim::kHour;
using sim::kMillisecond;
using sim::kMinute;
using sim::kSecond;

/// What a push does to an app that is suspended, or was terminated by the system or by its user.
Platform platform(const char* name, bool runs, PushEffect suspended, PushEffect killed_by_user,
                  PushEffect background = PushEffect::nothing) {
  Platform platform;
  platform.name = platform.title = name;
  platform.runs_in_background = runs;
  platform.push = {PushEffect::nothing, background, suspended, suspended, killed_by_user};
  return platform;
}

/// As in scenarios/platforms/2016.toml, with the sales shares of the first quarter of 2016 (Gartner).
std::vector<PlatformShare> platforms() {
  Platform iphone = platform("iphone", false, PushEffect::display, PushEffect::display, PushEffect::display);
  iphone.grace_us = 180 * kSecond;
  Platform windows = platform("windows_phone", false, PushEffect::display, PushEffect::display, PushEffect::display);
  windows.unreachable = model::UnreachableDevice::lost;
  Platform symbian = platform("symbian", true, PushEffect::wake, PushEffect::nothing);
  symbian.unreachable = model::UnreachableDevice::lost;
  const auto push = [](Time median, Time p99) { return PushChannel{{DelayKind::lognormal, median, p99}, 20'000}; };
  return {{platform("android", true, PushEffect::wake, PushEffect::nothing), 841'000,
           push(1'500 * kMillisecond, 20 * kSecond)},
          {iphone, 148'000, push(700 * kMillisecond, 10 * kSecond)},
          {windows, 7'000, push(1 * kSecond, 20 * kSecond)},
          {platform("blackberry", true, PushEffect::wake, PushEffect::wake), 2'000, push(10 * kSecond, 120 * kSecond)},
          {symbian, 2'000, push(10 * kSecond, 120 * kSecond)}};
}

/// Round trips of 300 to 1000 ms, 100 to 500 ms and under 100 ms; the radio of 3G takes seconds to wake.
std::vector<NetworkClass> networks() {
  const auto network = [](const char* name, Share share, Delay latency, Time radio_wake, PartsPerMillion loss) {
    NetworkClass one;
    one.name = name;
    one.share = share;
    one.latency = latency;
    one.radio_wake = radio_wake;
    one.loss = loss;
    one.break_every = 30 * kMinute;
    return one;
  };
  return {
      network("wifi", 450'000, {DelayKind::lognormal, 25 * kMillisecond, 250 * kMillisecond}, 0, 1'000),
      network("4g", 200'000, {DelayKind::lognormal, 40 * kMillisecond, 300 * kMillisecond}, 80 * kMillisecond, 2'000),
      network("3g", 250'000, {DelayKind::lognormal, 120 * kMillisecond, 900 * kMillisecond}, 2 * kSecond, 10'000),
      network("2g", 100'000, {DelayKind::lognormal, 300 * kMillisecond, 2 * kSecond}, 1 * kSecond, 20'000)};
}

}  // namespace

/// 42 billion messages a day of a billion users, 23 launches of an app a day of a minute and a half each, and half of
/// the messages read within eight minutes.
Crowd crowd_of_2016() {
  Crowd crowd;
  crowd.platforms = platforms();
  crowd.networks = networks();
  HabitClass habit;
  habit.name = "everybody";
  habit.share = 1'000'000;
  habit.absence_mean = 62 * kMinute;
  habit.session = {DelayKind::exponential, 90 * kSecond, 0};
  habit.reaction = {DelayKind::lognormal, 8 * kMinute, 2 * kHour};
  habit.messages_per_day = 42;
  crowd.habits = {habit};
  crowd.zones = {{"utc", 1'000'000, 0}};
  crowd.fault_rates.system_kill_every = 12 * kHour;
  return crowd;
}

}  // namespace doublecheck::population
