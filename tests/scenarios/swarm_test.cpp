#include <fmt/format.h>

#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "tests/catch.hpp"
#include "tests/scenarios/samples.hpp"

// The bounds of the swarm.

using namespace doublecheck;
using namespace doublecheck::scenarios;
using namespace doublecheck::tests;

namespace {

SwarmBounds bounds_of(std::string_view swarm, std::span<const Setting> settings = {}) {
  return scenario_of(std::string(kMinimal) + std::string(swarm), settings).swarm;
}

std::vector<std::string> codes_with(std::string_view swarm) {
  return codes_of(std::string(kMinimal) + "[swarm]\n" + std::string(swarm));
}

using Codes = std::vector<std::string>;

}  // namespace

TEST_CASE("the swarm has bounds of its own, each of which a scenario can replace") {
  CHECK(bounds_of("").ranges == usual_swarm_ranges());
  const SwarmBounds bounds = bounds_of(
      "[swarm]\nfaults_max = 3\nfaults_within = \"10min\"\nsettle = \"1d\"\nnetwork.latency = [\"1ms\", \"1d\"]\n"
      "[swarm.storage]\npersist_after = [\"2ms\", \"2ms\"]\n");
  CHECK(bounds.faults_max == 3);
  CHECK(bounds.faults_within == 10 * sim::kMinute);
  CHECK(bounds.settle == 24 * sim::kHour);
  SwarmRanges expected = usual_swarm_ranges();
  expected.front() = {sim::kMillisecond, 24 * sim::kHour};
  expected.back() = {2 * sim::kMillisecond, 2 * sim::kMillisecond};
  CHECK(bounds.ranges == expected);
  const std::vector<Setting> settings = {{"swarm.users.think", "[\"1s\", \"2s\"]"}};
  CHECK(bounds_of("", settings).ranges[4] == SwarmRange{sim::kSecond, 2 * sim::kSecond});
}

TEST_CASE("what is wrong in the bounds of the swarm is shown at its place") {
  CHECK(errors_with("[swarm]\nusers.thinck = [\"1s\", \"2s\"]\n") == R"(
error: unknown key `thinck` in [swarm.users]  [unknown-key]
  --> t.toml:17:7
  17 | users.thinck = ["1s", "2s"]
     |       ^^^^^^ not a key of [swarm.users]
help: did you mean `think`? It takes a list of two durations from 1ms to 365d, such as ["10ms", "5s"].
)");
  CHECK(codes_with("faults_mx = 3\n") == Codes{"unknown-key"});
  CHECK(codes_with("network.latencey = [\"1s\", \"2s\"]\n") == Codes{"unknown-key"});
  CHECK(codes_with("faults_max = 1001\n") == Codes{"out-of-range"});
  CHECK(codes_with("faults_within = \"9s\"\n") == Codes{"out-of-range"});
  CHECK(codes_with("settle = \"366d\"\n") == Codes{"out-of-range"});
  CHECK(codes_with("push.latency = \"1s\"\n") == Codes{"wrong-type"});
  CHECK(codes_with("push.latency = [\"1s\"]\n") == Codes{"out-of-range"});
  CHECK(codes_with("push.latency = [\"0s\", \"1s\"]\n") == Codes{"out-of-range"});
  CHECK(codes_with("push.latency = [\"2s\", \"1s\"]\n") == Codes{"out-of-range"});
  CHECK(codes_with("push.latency = [\"2\", \"1s\"]\n") == Codes{"missing-unit"});
}

TEST_CASE("the reference has every bound of the swarm with what it is by itself") {
  std::ifstream file(DOUBLECHECK_SOURCE_DIRECTORY "/docs/scenarios.md");
  const std::string text{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  for (const SwarmKnob& knob : kSwarmKnobs) {
    const std::string key = fmt::format("{}.{}", knob.section, knob.key);
    CAPTURE(key);
    const std::size_t row = text.find("| `" + key + "` | two durations");
    REQUIRE(row != std::string::npos);
    const std::size_t first = text.find("[\"", row);
    const std::string range = text.substr(first, text.find(']', first) + 1 - first);
    const SwarmBounds bounds = bounds_of("[swarm]\n" + key + " = " + range + "\n");
    CHECK(bounds.ranges == usual_swarm_ranges());
  }
}
