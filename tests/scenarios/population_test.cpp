#include "scenarios/population.hpp"

#include <numeric>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/typical_crowd.hpp"
#include "tests/catch.hpp"
#include "tests/scenarios/samples.hpp"

// Populations: what is read of them.

using namespace doublecheck;
using namespace doublecheck::scenarios;
using namespace doublecheck::tests;
using population::CrowdFault;
using sim::DelayKind;
using sim::kHour;
using sim::kMillisecond;
using sim::kMinute;
using sim::kSecond;

namespace {

population::Crowd crowd_of(std::string_view text, std::span<const Setting> settings = {}) {
  return scenario_of(text, settings).population.value();
}

template <class Alternative>
std::uint64_t sum_of_shares(const std::vector<Alternative>& alternatives) {
  std::uint64_t sum = 0;
  for (const Alternative& alternative : alternatives) sum += alternative.share;
  return sum;
}

/// The numbers of a `rhythm`.
std::uint64_t sum_of(const population::DailyRhythm& rhythm) {
  return std::accumulate(rhythm.by_hour.begin(), rhythm.by_hour.end(), std::uint64_t{0});
}

}  // namespace

TEST_CASE("a number of clients is a population, and nobody else needs to take part") {
  const Scenario scenario = scenario_of(kMinimalPopulation);
  REQUIRE(scenario.population);
  CHECK(scenario.population->clients == 100'000);
  CHECK(scenario.setup.participants.empty());
  CHECK_FALSE(scenario.explored);
  CHECK_FALSE(scenario.simulated);
}

TEST_CASE("a scenario without a population has none") { CHECK_FALSE(scenario_of(kMinimal).population); }

TEST_CASE("a warm-up can be left to a pilot run, in the file, on the command line and in a variant") {
  CHECK_FALSE(scenario_of(kMinimalPopulation).finds_warm_up);
  const Scenario scenario =
      scenario_of(std::string(kMinimalPopulation) +
                  "warm_up = \"auto\"\n[variants.given]\n\"population.warm_up\" = \"1h\"\n[variants.few]\n"
                  "\"population.clients\" = 2\n");
  CHECK(scenario.finds_warm_up);
  CHECK(scenario.population->warm_up == 0);
  CHECK_FALSE(scenario.variants[0].finds_warm_up);
  CHECK(scenario.variants[0].population.warm_up == kHour);
  CHECK(scenario.variants[1].finds_warm_up);
  const std::vector<Setting> settings = {{"population.warm_up", "auto"}};
  CHECK(scenario_of(kMinimalPopulation, settings).finds_warm_up);
}

TEST_CASE("a population beside participants leaves them to the checker") {
  const Scenario scenario = scenario_of(std::string(kMinimal) + "[population]\nclients = 7\n");
  CHECK(scenario.population->clients == 7);
  CHECK(scenario.setup.participants.size() == 2);
  CHECK(scenario.explored);
  CHECK(scenario.simulated);
}

TEST_CASE("the typical crowd is complete, its shares are all and its rhythm is even over the day") {
  const population::Crowd crowd = crowd_of(kMinimalPopulation);
  CHECK(sum_of_shares(crowd.platforms) == 1'000'000);
  CHECK(sum_of_shares(crowd.networks) == 1'000'000);
  CHECK(sum_of_shares(crowd.habits) == 1'000'000);
  CHECK(sum_of_shares(crowd.zones) == 1'000'000);
  CHECK(crowd.platforms.front().platform.title == "Android 6");
  CHECK(sum_of(crowd.rhythm.value()) == 24'000);
  CHECK(crowd.seed == 1);
  CHECK(crowd.starts_at == 12 * kHour);
}

TEST_CASE("every mixture consists of platforms that there are, and is everybody") {
  for (const PlatformMix& mix : platform_mixes()) {
    const population::Crowd crowd =
        crowd_of(kMinimalPopulation, std::vector<Setting>{{"population.platforms", std::string(mix.name)}});
    CAPTURE(mix.name);
    CHECK(crowd.platforms.size() == mix.shares.size());
    CHECK(sum_of_shares(crowd.platforms) == 1'000'000);
  }
}

TEST_CASE("a population's numbers, times and servers are read") {
  const population::Crowd crowd = crowd_of(kCompletePopulation);
  CHECK(crowd.clients == 5'000);
  CHECK(crowd.seed == 9);
  CHECK(crowd.options.server_drop == model::ServerDrop::on_send);
  CHECK(crowd.starts_at == 21 * kHour);
  CHECK(crowd.warm_up == 10 * kMinute);
  CHECK(crowd.duration == 4 * kHour);
  CHECK(crowd.body_bytes == 500);
  CHECK(crowd.move_every == 2 * kHour);
  CHECK(crowd.grace == 600 * kSecond);
  CHECK(crowd.trace_every == 1'000);
  CHECK(crowd.traced == std::vector<std::uint64_t>{7, 12});
  CHECK(crowd.series_step == 30 * kSecond);
  CHECK(crowd.rhythm->by_hour[0] == 0);
  CHECK(crowd.rhythm->by_hour[1] == 1'000);
  CHECK(crowd.rhythm->by_hour[23] == 2'000);
  CHECK(crowd.servers.count == 3);
  CHECK(crowd.servers.items_per_second == 2'000U);
  CHECK(crowd.servers.service == population::ServerPark::Service::constant);
  CHECK(crowd.servers.downtime == kMinute);
  CHECK(crowd.fault_rates.suspend_every == 5 * kHour);
  CHECK(crowd.fault_rates.system_kill_every == 6 * kHour);
  CHECK(crowd.fault_rates.user_kill_every == 7 * kHour);
  CHECK(crowd.fault_rates.client_crash_every == 8 * kHour);
  CHECK(crowd.fault_rates.cut_every == 9 * kHour);
  CHECK(crowd.fault_rates.partition_every == 10 * kHour);
  CHECK(crowd.fault_rates.partition_lasts == sim::Delay{DelayKind::constant, 11 * kMinute, 0});
  CHECK(crowd.fault_rates.token_change_every == 12 * kHour);
  CHECK(crowd.fault_rates.server_crash_every == 13 * kHour);
}

TEST_CASE("a population's platforms and networks are read, and known ones have their own figures") {
  const population::Crowd crowd = crowd_of(kCompletePopulation);
  REQUIRE(crowd.platforms.size() == 2);
  CHECK(crowd.platforms[0].platform.name == "iphone");
  CHECK(crowd.platforms[0].share == 148'000);
  CHECK(crowd.platforms[0].push.latency == sim::Delay{DelayKind::exponential, 2 * kSecond, 0});
  CHECK(crowd.platforms[0].push.loss == 500'000);
  CHECK(crowd.platforms[1].push.latency == typical_push("android").latency);
  REQUIRE(crowd.networks.size() == 2);
  const population::NetworkClass& train = crowd.networks[0];
  CHECK(train.name == "train");
  CHECK(train.share == 250'000);
  CHECK(train.latency == sim::Delay{DelayKind::constant, 100 * kMillisecond, 0});
  CHECK(train.connect == sim::Delay{DelayKind::exponential, kSecond, 0});
  CHECK(train.radio_idle == 5 * kSecond);
  CHECK(train.radio_wake == 500 * kMillisecond);
  CHECK(train.loss == 100'000);
  CHECK(train.retransmit_after == 2 * kSecond);
  CHECK(train.break_every == kMinute);
  CHECK(train.bursts == sim::Bursts{3 * kMinute, 30 * kSecond, 500'000U, 10 * kSecond});
  CHECK(crowd.networks[1].latency == typical_networks()[0].latency);
  CHECK(crowd.networks[1].radio_wake == kSecond);
}

TEST_CASE("a population's habits, groups, contacts and zones are read") {
  const population::Crowd crowd = crowd_of(kCompletePopulation);
  REQUIRE(crowd.habits.size() == 1);
  CHECK(crowd.habits[0].name == "chatty");
  CHECK(crowd.habits[0].absence_mean == kHour);
  CHECK(crowd.habits[0].session == sim::Delay{DelayKind::constant, kMinute, 0});
  CHECK(crowd.habits[0].reaction == sim::Delay{DelayKind::exponential, 10 * kMinute, 0});
  CHECK(crowd.habits[0].messages_per_day == 100);
  CHECK(crowd.habits[0].to_group == 200'000);
  CHECK(crowd.groups.copies_mean == 4);
  CHECK(crowd.groups.copies_max == 20);
  CHECK(crowd.contacts.count == 30);
  CHECK(crowd.contacts.same_zone == 800'000);
  REQUIRE(crowd.zones.size() == 2);
  CHECK(crowd.zones[0].offset_minutes == 0);
  CHECK(crowd.zones[1].name == "st_johns");
  CHECK(crowd.zones[1].offset_minutes == -210);
  CHECK(crowd.zones[1].share == 600'000);
}

TEST_CASE("a population's surges and faults are read") {
  const population::Crowd crowd = crowd_of(kCompletePopulation);
  REQUIRE(crowd.surges.size() == 1);
  CHECK(crowd.surges[0].at == 24 * kHour);
  CHECK(crowd.surges[0].lasts == 20 * kMinute);
  CHECK(crowd.surges[0].factor_thousandths == 12'500);
  CHECK(crowd.surges[0].local_time);
  REQUIRE(crowd.faults.size() == 4);
  CHECK(crowd.faults[0].kind == CrowdFault::Kind::push_deaf);
  CHECK(crowd.faults[0].at == kHour);
  CHECK(crowd.faults[0].lasts == 30 * kMinute);
  CHECK(crowd.faults[0].platform == 0U);
  CHECK(crowd.faults[1].kind == CrowdFault::Kind::server_crash);
  CHECK(crowd.faults[1].lasts == kMinute);  // the downtime
  CHECK(crowd.faults[1].server == 2U);
  CHECK(crowd.faults[2].kind == CrowdFault::Kind::network_bad);
  CHECK(crowd.faults[2].network == 0U);
  CHECK(crowd.faults[3].kind == CrowdFault::Kind::clients_crash);
  CHECK(crowd.faults[3].share == 100'000);
  CHECK_FALSE(crowd.faults[3].platform);
}

TEST_CASE("settings change a population like the rest of a scenario") {
  const std::vector<Setting> settings = {{"population.clients", "1000000"},
                                         {"population.networks.1.latency", "5ms"},
                                         {"population.rhythm", "even"},
                                         {"options.server_drop", "never"}};
  const population::Crowd crowd = crowd_of(kCompletePopulation, settings);
  CHECK(crowd.clients == 1'000'000);
  CHECK(crowd.networks[1].latency == sim::Delay{DelayKind::constant, 5 * kMillisecond, 0});
  CHECK_FALSE(crowd.rhythm);
  CHECK(crowd.options.server_drop == model::ServerDrop::never);
}

TEST_CASE("shares that were rounded to a millionth are mended") {
  std::string thirds(kMinimalPopulation);
  for (const char* name : {"a", "b", "c"}) {
    thirds += "[[population.habits]]\nname = \"" + std::string(name) + "\"\nshare = 0.333333\n";
  }
  CHECK(sum_of_shares(crowd_of(thirds).habits) == 1'000'000);
}

TEST_CASE("a rhythm of any numbers has the mean 1000 exactly") {
  const population::Crowd crowd =
      crowd_of(std::string(kMinimalPopulation) +
               "rhythm = [7, 0, 0, 0, 0, 0, 3, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73]\n");
  CHECK(sum_of(*crowd.rhythm) == 24'000);
  CHECK(crowd.rhythm->by_hour[23] > crowd.rhythm->by_hour[22]);
  CHECK(crowd.rhythm->by_hour[1] == 0);
}
