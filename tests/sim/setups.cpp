#include "tests/sim/setups.hpp"

#include "scenarios/standard_properties.hpp"

#include "tests/model/platforms.hpp"

namespace doublecheck::sim::tests {

model::Setup alice_to_bob(std::uint32_t messages, std::string_view platform_of_bob, model::AppState app_of_bob) {
  model::Platform platform = model::fixtures::platform(platform_of_bob);
  platform.grace_us = 0;  // the environment says it
  model::Setup setup;
  setup.participants.resize(2);
  model::Participant& alice = setup.participants[0];
  alice.name = "alice";
  alice.number = "1";
  alice.platform = model::fixtures::platform("android");
  alice.contacts = {"2"};
  model::Participant& bob = setup.participants[1];
  bob.name = "bob";
  bob.number = "2";
  bob.platform = platform;
  bob.app = app_of_bob;
  bob.connected = model::may_run(platform, app_of_bob);
  for (std::uint32_t number = 0; number < messages; ++number) setup.workload.push_back({kAlice, kBob, number});
  return setup;
}

Environment steady() {
  constexpr Time kNever = 48 * kHour;
  Environment environment;
  environment.runs = 1;
  environment.network.latency = {DelayKind::constant, 50 * kMillisecond, 0};
  environment.network.reconnect = {DelayKind::constant, 2 * kSecond, 0};
  environment.network.connect = {DelayKind::constant, 2 * kSecond, 0};
  environment.push.latency = {DelayKind::constant, 1 * kSecond, 0};
  environment.push.loss = 0;
  environment.users.think = {DelayKind::constant, 5 * kSecond, 0};
  environment.users.session = {DelayKind::constant, kNever, 0};
  environment.users.absence = {DelayKind::constant, 10 * kMinute, 0};
  environment.users.reaction = {DelayKind::constant, 60 * kSecond, 0};
  return environment;
}

Environment stormy() {
  Environment environment;
  environment.runs = 100;
  environment.network.loss = 200'000;
  environment.network.duplicate = 200'000;
  environment.push.loss = 300'000;
  environment.users.absence = {DelayKind::exponential, 5 * kMinute, 0};
  environment.users.reaction = {DelayKind::exponential, 1 * kMinute, 0};
  environment.users.grace = 20 * kSecond;
  environment.users.suspended_early = 500'000;
  environment.faults.break_every = 30 * kSecond;
  environment.faults.suspend_every = 1 * kMinute;
  environment.faults.system_kill_every = 2 * kMinute;
  environment.faults.user_kill_every = 5 * kMinute;
  environment.faults.client_crash_every = 5 * kMinute;
  environment.faults.server_crash_every = 3 * kMinute;
  return environment;
}

std::vector<WatchedProperty> all_safety_properties(const model::Setup& setup) {
  std::vector<WatchedProperty> watched;
  for (const properties::Property& property : scenarios::standard_properties_of(setup)) {
    if (!properties::is_safety(property)) continue;
    WatchedProperty& one = watched.emplace_back();
    one.name = property.name;
    for (const properties::Claim& claim : property.claims) one.goals.push_back(claim.invariant.value());
  }
  return watched;
}

}  // namespace doublecheck::sim::tests
