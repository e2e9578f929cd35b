// Premises: each standard property has a scenario in which it is never put to the test, and one in which it is.

#include "cli/checking.hpp"
#include "cli/simulating.hpp"
#include "model/interest.hpp"
#include "scenarios/standard_properties.hpp"
#include "tests/agreement/library.hpp"
#include "tests/catch.hpp"

#include <algorithm>
#include <map>
#include <set>

using namespace doublecheck;

namespace {

using Settings = std::vector<scenarios::Setting>;
using Names = std::set<std::string>;

scenarios::Scenario scenario_called(const std::string& name, const Settings& settings = {}) {
  return read_or_throw(std::string(DOUBLECHECK_LIBRARY) + "/" + name + ".toml", settings);
}

/// Everybody stays online, and there is nobody whom Alice could write to.
scenarios::Scenario nobody_to_write_to() {
  return scenario_called("01-happy-path", {{"participants.bob.registered", "false"}});
}

/// Where a property is never put to the test, and where it is.
struct Case {
  scenarios::Scenario untested;
  scenarios::Scenario tested;
};

const std::map<std::string, Case>& cases() {
  static const std::map<std::string, Case> cases = [] {
    const scenarios::Scenario nobody = nobody_to_write_to();
    const scenarios::Scenario happy = scenario_called("01-happy-path");
    const scenarios::Scenario iphone =
        scenario_called("09-iphone-display-only", {{"messages.0.count", "1"}, {"budgets.leaves", "0"}});
    const scenarios::Scenario android = scenario_called("10-android-background-wake", {{"messages.0.count", "1"}});
    const scenarios::Scenario two = scenario_called("02-offline-drain");
    const scenarios::Scenario again = scenario_called("03b-re-store-tombstone");
    return std::map<std::string, Case>{
        {"CUSTODY", {nobody, happy}},  {"RETENTION", {nobody, happy}},     {"TRUTH1", {nobody, happy}},
        {"TRUTH2", {nobody, happy}},   {"MARKS", {nobody, happy}},         {"NO_DUPLICATE", {happy, again}},
        {"ORDER", {android, two}},     {"NO_RESEND", {nobody, happy}},     {"PLATFORM", {happy, iphone}},
        {"ADDRESS", {nobody, happy}},  {"PUSH_INERT", {happy, android}},   {"NO_WAIT", {happy, android}},
        {"DELIVERY", {nobody, happy}}, {"RELEASE", {nobody, happy}},       {"MARK2", {nobody, happy}},
        {"TOLD", {nobody, happy}},     {"QUIET", {nobody, happy}},         {"NOTIFIED", {happy, android}},
        {"DEADLOCK", {nobody, happy}}, {"FETCH_FIRST", {iphone, android}},
    };
  }();
  return cases;
}

reports::PropertyResult answer(scenarios::Scenario scenario, const std::string& name,
                               const cli::CheckSettings& settings) {
  std::erase_if(scenario.properties,
                [&](const scenarios::AskedProperty& asked) { return asked.property.name != name; });
  REQUIRE(scenario.properties.size() == 1);
  return cli::check_scenario(scenario, settings).result.properties.at(0);
}

/// What a simulation of the scenario never puts to the test, of what it watches.
Names untested_in_simulation(const scenarios::Scenario& scenario, Names& watched) {
  Names names;
  for (const reports::PropertyResult& property : cli::simulate_scenario(scenario, {}).result.properties) {
    watched.insert(property.id);
    if (property.vacuous) names.insert(property.id);
  }
  return names;
}

}  // namespace

TEST_CASE("every standard property is never put to the test in one scenario and is in another, by either engine") {
  for (const scenarios::StandardProperty& property : scenarios::standard_properties()) {
    CAPTURE(property.name);
    REQUIRE(cases().contains(property.name));
    const Case& of_property = cases().at(property.name);
    cli::CheckSettings fast;
    cli::CheckSettings plain;
    plain.engine = cli::Engine::plain;
    cli::CheckSettings forgetful;
    forgetful.history = cli::History::automatic;
    for (const cli::CheckSettings& settings : {fast, plain, forgetful}) {
      const reports::PropertyResult untested = answer(of_property.untested, property.name, settings);
      CHECK(untested.verdict == reports::Verdict::holds);
      CHECK(untested.vacuous);
      const reports::PropertyResult tested = answer(of_property.tested, property.name, settings);
      CHECK(tested.verdict == reports::Verdict::holds);
      CHECK_FALSE(tested.vacuous);
    }
  }
}

TEST_CASE("every safety property has a premise, which asks for no history that its formula does not ask for") {
  const scenarios::Scenario scenario = scenario_called("20-three-friends");
  for (properties::Property& property : scenarios::standard_properties_of(scenario.setup)) {
    CAPTURE(property.name);
    if (properties::is_safety(property)) CHECK(properties::premise_of(property).has_value());
    const model::Interest with_premise = properties::interest_of(property);
    property.stated_premise.reset();
    CHECK(with_premise == properties::interest_of(property));
  }
}

TEST_CASE("an approximate search says of what it met that nothing put a property to the test") {
  cli::CheckSettings settings;
  settings.approximation = cli::Approximation::bitstate;
  settings.limits.memory_bytes_max = 1U << 20U;
  const reports::PropertyResult untested = answer(scenario_called("01-happy-path"), "PUSH_INERT", settings);
  CHECK(untested.verdict == reports::Verdict::inconclusive);
  CHECK(untested.vacuous);
  CHECK_FALSE(answer(scenario_called("10-android-background-wake"), "PUSH_INERT", settings).vacuous);
}

TEST_CASE("a search of interchangeable users once says of the same properties that nothing put them to the test") {
  scenarios::Scenario friends = scenario_called("20-three-friends", {{"budgets.breaks", "0"}});
  cli::CheckSettings all;
  all.symmetry = cli::Symmetry::off;
  cli::CheckSettings once;
  once.symmetry = cli::Symmetry::on;
  const reports::CheckResult plain = cli::check_scenario(friends, all).result;
  const reports::CheckResult reduced = cli::check_scenario(friends, once).result;
  REQUIRE(reduced.states < plain.states);
  CHECK(reduced.never_composed.empty());
  std::size_t untested = 0;
  for (std::size_t i = 0; i < plain.properties.size(); ++i) {
    CAPTURE(plain.properties[i].id);
    CHECK(plain.properties[i].vacuous == reduced.properties[i].vacuous);
    if (plain.properties[i].vacuous) ++untested;
  }
  CHECK(untested > 0);
  CHECK(untested < plain.properties.size());
}

TEST_CASE("the simulator says what none of its runs put to the test") {
  Names watched;
  const Names in_nothing = untested_in_simulation(nobody_to_write_to(), watched);
  CHECK(in_nothing.contains("CUSTODY"));
  CHECK(in_nothing.contains("PUSH_INERT"));
  CHECK_FALSE(watched.contains("DEADLOCK"));  // it watches states, not what could come next
  const Names on_android =
      untested_in_simulation(scenario_called("10-android-background-wake", {{"simulation.runs", "20"}}), watched);
  CHECK_FALSE(on_android.contains("CUSTODY"));
  CHECK_FALSE(on_android.contains("PUSH_INERT"));
  CHECK_FALSE(on_android.contains("NO_WAIT"));
}
