#include "tests/population/crowds.hpp"

#include "scenarios/shipped_library.hpp"

#include <algorithm>

namespace doublecheck::population::tests {

using sim::kMillisecond;
using sim::kMinute;
using sim::kSecond;

Crowd crowd_of_2016() {
  static const Crowd kCrowd = *scenarios::shipped_scenario("15b-population-of-2016").population;
  Crowd crowd = kCrowd;
  crowd.warm_up = 0;
  return crowd;
}

Crowd calm_crowd(std::uint64_t clients) {
  Crowd crowd = crowd_of_2016();
  crowd.clients = clients;
  crowd.starts_at = 0;
  crowd.rhythm.reset();
  crowd.platforms.resize(2);
  crowd.platforms[0].share = crowd.platforms[1].share = 400'000;
  crowd.platforms[1].platform.grace_us = 5 * kSecond;
  PlatformShare rationed = crowd.platforms[1];
  rationed.platform.name = "iphone_background";
  rationed.platform.push[static_cast<std::size_t>(model::AppState::suspended)] = model::PushEffect::may_wake;
  rationed.platform.wakes_per_hour_max = 20;
  rationed.share = 200'000;
  crowd.platforms.push_back(rationed);
  std::erase_if(crowd.networks,
                [](const NetworkClass& network) { return network.name != "wifi" && network.name != "4g"; });
  for (NetworkClass& network : crowd.networks) {
    network.share = 500'000;
    network.break_every.reset();
    network.loss = 0;
  }
  HabitClass& habit = crowd.habits.front();
  habit.absence_mean = 40 * kSecond;
  habit.session = {sim::DelayKind::exponential, 20 * kSecond, 0};
  habit.reaction = {sim::DelayKind::exponential, 15 * kSecond, 0};
  habit.messages_per_day = 6'000;
  crowd.options.push_repeat.argument = 10'000'000;
  crowd.fault_rates = {};
  crowd.duration = 10 * kMinute;
  return crowd;
}

Crowd busy_crowd(std::uint64_t clients) {
  Crowd crowd = calm_crowd(clients);
  crowd.habits.front().to_group = 50'000;
  crowd.groups = {3, 20};
  for (NetworkClass& network : crowd.networks) {
    network.loss = 50'000;
    network.break_every = 20 * kSecond;
    network.bursts = sim::Bursts{30 * kSecond, 5 * kSecond, 300'000, 2 * kSecond};
  }
  crowd.move_every = 2 * kMinute;
  sim::FaultRates& rates = crowd.fault_rates;
  rates.suspend_every = 3 * kMinute;
  rates.system_kill_every = 2 * kMinute;
  rates.user_kill_every = 4 * kMinute;
  rates.client_crash_every = 4 * kMinute;
  rates.cut_every = 2 * kMinute;
  rates.partition_every = 3 * kMinute;
  rates.partition_lasts = {sim::DelayKind::exponential, 20 * kSecond, 0};
  rates.token_change_every = kMinute;
  rates.server_crash_every = 3 * kMinute;
  crowd.servers.downtime = 5 * kSecond;
  return crowd;
}

}  // namespace doublecheck::population::tests
