#include "scenarios/values.hpp"

#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "tests/catch.hpp"
#include "tests/scenarios/samples.hpp"

using namespace doublecheck;
using namespace doublecheck::scenarios;

namespace {

Value value_of(decltype(Value::content) content) { return {std::move(content), {}, std::nullopt}; }

/// The duration in microseconds, or the code of the diagnostic as text.
std::string duration(const std::string& text, sim::Time shortest = 0) {
  Problems problems("t.toml", "");
  const auto duration = as_duration(value_of(text), "key", shortest, problems);
  return duration ? std::to_string(*duration) : problems.diagnostics(1).at(0).code;
}

std::string probability(decltype(Value::content) content) {
  Problems problems("t.toml", "");
  const auto probability = as_probability(value_of(std::move(content)), "key", problems);
  return probability ? std::to_string(*probability) : problems.diagnostics(1).at(0).code;
}

}  // namespace

TEST_CASE("a duration is a number and a unit") {
  CHECK(duration("250us") == "250");
  CHECK(duration("80ms") == "80000");
  CHECK(duration("3s") == "3000000");
  CHECK(duration("5min") == "300000000");
  CHECK(duration("2h") == "7200000000");
  CHECK(duration("1d") == "86400000000");
  CHECK(duration("0s") == "0");
  CHECK(duration("007 s") == "7000000");
}

TEST_CASE("a decimal duration is exact") {
  CHECK(duration("0.1s") == "100000");
  CHECK(duration("1.5h") == "5400000000");
  CHECK(duration("2.50ms") == "2500");
  CHECK(duration("0.000001s") == "1");
  CHECK(duration("0.000001d") == "86400");
  CHECK(duration("1.000000000000us") == "1");
}

TEST_CASE("a duration that is no whole number of microseconds is refused") {
  CHECK(duration("0.5us") == "out-of-range");
  CHECK(duration("0.0000001s") == "out-of-range");
  CHECK(duration("0.0001ms") == "out-of-range");
}

TEST_CASE("a duration ends after a hundred years") {
  CHECK(duration("36500d") == "3153600000000000");
  CHECK(duration("36500.1d") == "out-of-range");
  CHECK(duration("36501d") == "out-of-range");
  CHECK(duration("99999999999999999999999999999999us") == "out-of-range");
}

TEST_CASE("a duration has a shortest length") {
  CHECK(duration("0s", 1) == "out-of-range");
  CHECK(duration("1us", 1) == "1");
}

TEST_CASE("text that is no duration is refused") {
  for (const std::string text : {"", "s", "-1s", "+1s", ".5s", "1e3s", "inf", " 1s"}) {
    CAPTURE(text);
    const std::string code = duration(text);
    CHECK((code == "bad-duration" || code == "unknown-unit"));
  }
  CHECK(duration("5") == "missing-unit");
  CHECK(duration("5.") == "unknown-unit");
  CHECK(duration("5 minutes") == "unknown-unit");
  CHECK(duration("5S") == "unknown-unit");
}

TEST_CASE("a probability is counted in millionths") {
  CHECK(probability(0.0) == "0");
  CHECK(probability(1.0) == "1000000");
  CHECK(probability(0.01) == "10000");
  CHECK(probability(0.000001) == "1");
  CHECK(probability(0.3333333333) == "333333");
  CHECK(probability(std::int64_t{0}) == "0");
  CHECK(probability(std::int64_t{1}) == "1000000");
}

TEST_CASE("what is no probability is refused") {
  CHECK(probability(-0.1) == "out-of-range");
  CHECK(probability(1.0000001) == "out-of-range");
  CHECK(probability(0.0000001) == "out-of-range");
  CHECK(probability(std::numeric_limits<double>::quiet_NaN()) == "out-of-range");
  CHECK(probability(std::numeric_limits<double>::infinity()) == "out-of-range");
  CHECK(probability(std::int64_t{2}) == "out-of-range");
  CHECK(probability(std::string("0.1")) == "wrong-type");
}
