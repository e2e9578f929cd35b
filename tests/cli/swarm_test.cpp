#include "cli/swarm.hpp"

#include "scenarios/reading.hpp"
#include "scenarios/settings.hpp"
#include "scenarios/writing.hpp"
#include "tests/cli/program.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "tests/catch.hpp"

using namespace doublecheck;
using namespace doublecheck::tests;

namespace {

const std::string kLibrary = DOUBLECHECK_LIBRARY;

scenarios::Table document_of(const std::string& file) {
  const std::string text = content_of(file);
  scenarios::Problems problems(file, text);
  return scenarios::parse_document(text, problems).value();
}

scenarios::Scenario scenario_of(const scenarios::Table& document) {
  return scenarios::parse_scenario(scenarios::to_toml(document), "swarm.toml").scenario.value();
}

}  // namespace

TEST_CASE("every mutation can be read, is the same again, and differs from the others") {
  const std::string file = kLibrary + "/20-three-friends.toml";
  const scenarios::Table document = document_of(file);
  const scenarios::Scenario scenario = scenario_of(document);
  std::string before;
  for (std::uint32_t number = 0; number < 50; ++number) {
    const scenarios::Table candidate = cli::mutated(document, scenario, 3, number);
    const std::string text = scenarios::to_toml(candidate);
    CHECK(scenarios::to_toml(cli::mutated(document, scenario, 3, number)) == text);
    CHECK(text != before);
    const scenarios::Scenario read = scenario_of(candidate);
    for (const sim::ScheduledFault& fault : read.environment.schedule) {
      CHECK(scenario.setup.budgets[fault.fault] > 0);
      CHECK(fault.at + fault.lasts.value_or(0) <= sim::kHour);
    }
    before = text;
  }
}

TEST_CASE("a mutation stays within the bounds that the scenario gives") {
  scenarios::Table document = document_of(kLibrary + "/20-three-friends.toml");
  const std::vector<scenarios::Setting> settings = {{"swarm.faults_max", "2"},
                                                    {"swarm.faults_within", "5min"},
                                                    {"swarm.settle", "3h"},
                                                    {"swarm.network.latency", "[\"2s\", \"3s\"]"},
                                                    {"swarm.users.absence", "[\"7min\", \"7min\"]"}};
  scenarios::Problems problems("", "", settings);
  scenarios::apply_settings(document, settings, problems);
  const scenarios::Scenario scenario = scenario_of(document);
  std::size_t most_faults = 0;
  std::size_t drawn = 0;
  for (std::uint32_t number = 0; number < 60; ++number) {
    const scenarios::Table candidate = cli::mutated(document, scenario, 3, number);
    CHECK(scenarios::find_entry(candidate, "swarm") == nullptr);
    const sim::Environment environment = scenario_of(candidate).environment;
    CHECK(environment.horizon == 3 * sim::kHour + 5 * sim::kMinute);
    most_faults = std::max(most_faults, environment.schedule.size());
    for (const sim::ScheduledFault& fault : environment.schedule) {
      CHECK(fault.at + fault.lasts.value_or(0) <= 5 * sim::kMinute);
    }
    const bool is_drawn = !(environment.network.latency == scenario.environment.network.latency);
    if (is_drawn) {
      ++drawn;
      CHECK(environment.network.latency.first >= 2 * sim::kSecond);
      CHECK(environment.network.latency.first <= 3 * sim::kSecond);
    }
    const sim::Time absence = environment.users.absence.first;
    CHECK((absence == 7 * sim::kMinute || absence == scenario.environment.users.absence.first));
  }
  CHECK(most_faults == 2);
  CHECK(drawn > 10);
}

TEST_CASE("a mutant that fails is shrunk to what still fails the same property and has nothing to spare") {
  const std::string file = kLibrary + "/mutants/m02-drop-on-send.toml";
  const scenarios::Table document = document_of(file);
  const scenarios::Scenario scenario = scenario_of(document);
  for (std::uint32_t number = 0; number < 200; ++number) {
    const scenarios::Table candidate = cli::mutated(document, scenario, 1, number);
    if (cli::find_failure(scenario_of(candidate), 1) != "CUSTODY") continue;
    std::uint64_t tries = 0;
    const scenarios::Table minimal = cli::shrunk(candidate, file, "CUSTODY", tries);
    const scenarios::Scenario read = scenario_of(minimal);
    CHECK(cli::find_failure(read, read.environment.runs) == "CUSTODY");
    CHECK(tries > 3);
    const cli::Size size = cli::size_of(minimal);
    CHECK(size.faults == read.setup.budgets[model::Budget::breaks]);
    CHECK(size.faults <= cli::size_of(candidate).faults);
    CHECK(size.messages == 1);
    CHECK(size.participants == 2);
    return;
  }
  FAIL("no mutation fails");
}

TEST_CASE("the program writes what it shrank, and the checker refutes it, too") {
  const Folder folder;
  const Ran ran = run("simulate '" + kLibrary + "/mutants/m02-drop-on-send.toml' --swarm 200 --seed 1 --save '" +
                      folder.path("found") + "'");
  CHECK(ran.status == 0);  // as the file expects
  CHECK(says(ran, "CUSTODY fails in mutation"));
  CHECK(says(ran, "as expected"));
  CHECK(says(ran, "the checker says: CUSTODY violated in "));
  const std::string file = folder.path("found/m02-drop-on-send-swarm-CUSTODY.toml");
  CHECK(run("lint '" + file + "'").status == 0);
  CHECK(run("check '" + file + "'").status == 0);
}

TEST_CASE("a swarm over a protocol that is right finds nothing") {
  const Ran ran = run("simulate '" + kLibrary + "/01-happy-path.toml' --swarm 30");
  CHECK(ran.status == 0);
  CHECK(says(ran, "nothing was seen to fail in 30 mutations"));
}
