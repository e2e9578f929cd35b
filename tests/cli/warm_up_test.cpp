#include "cli/warm_up.hpp"

#include "tests/cli/fake_population.hpp"
#include "tests/cli/program.hpp"

#include <nlohmann/json.hpp>

#include <string>
#include <utility>
#include <vector>

#include "tests/catch.hpp"

using namespace doublecheck;
using namespace doublecheck::tests;
using Json = nlohmann::json;
using sim::kHour;
using sim::kMinute;

namespace {

/// A driver whose servers hold ever more bodies until `steady_after`, and notes for how long it was run.
cli::Simulate rising_until(population::Time steady_after, std::vector<population::Crowd>& asked) {
  return [steady_after, &asked](const population::Crowd& crowd, const population::RunSettings& settings) {
    asked.push_back(crowd);
    population::Outcome outcome = fake_simulate(crowd, settings);
    for (population::SeriesRow& row : outcome.series) {
      const population::Time risen = std::min(row.at, steady_after) / kMinute;
      row.bodies_held = static_cast<std::uint64_t>(1'000 * risen + row.at / kMinute % 2);
    }
    return outcome;
  };
}

const std::string kVillage =
    "title = \"A village\"\nquestion = \"How long do people wait?\"\n[population]\nclients = 300\nduration = "
    "\"20min\"\nwarm_up = \"auto\"\n";

Json population_in(const std::string& text) {
  Json population = Json::parse(text).at("population");
  population.erase("speed");
  return population;
}

}  // namespace

TEST_CASE("the warm-up is as long as the start shows in a pilot run without one") {
  population::Crowd crowd = small_crowd();
  crowd.warm_up = 5 * kMinute;
  std::vector<population::Crowd> asked;
  const cli::ChosenWarmUp chosen = cli::choose_warm_up(crowd, {}, rising_until(30 * kMinute, asked));
  CHECK(chosen.is_found);
  CHECK(chosen.warm_up == 30 * kMinute);
  REQUIRE(asked.size() == 1);
  CHECK(asked[0].warm_up == 0);
  CHECK(asked[0].duration == crowd.duration + 2 * kHour);
  CHECK(chosen.pilot == asked[0].duration);
}

TEST_CASE("a pilot run that is steady too late is followed by one of twice the length") {
  std::vector<population::Crowd> asked;
  const cli::ChosenWarmUp chosen = cli::choose_warm_up(small_crowd(), {}, rising_until(100 * kMinute, asked));
  CHECK(chosen.is_found);
  CHECK(chosen.warm_up == 100 * kMinute);
  REQUIRE(asked.size() == 2);
  CHECK(asked[1].duration == 2 * asked[0].duration);
}

TEST_CASE("where nothing is ever steady the warm-up is half of the longest pilot run") {
  population::Crowd crowd = small_crowd();
  crowd.series_step = 3 * kMinute;
  std::vector<population::Crowd> asked;
  const cli::ChosenWarmUp chosen = cli::choose_warm_up(crowd, {}, rising_until(1'000 * kHour, asked));
  CHECK_FALSE(chosen.is_found);
  REQUIRE(asked.size() == 4);
  CHECK(chosen.pilot == 8 * 165 * kMinute);  // 55 steps, three times doubled
  CHECK(chosen.warm_up == 660 * kMinute);
}

TEST_CASE("a pilot run that is cut short chooses nothing") {
  const auto simulate = [](const population::Crowd& crowd, const population::RunSettings& settings) {
    population::Outcome outcome = fake_simulate(crowd, settings);
    outcome.interrupted = true;
    return outcome;
  };
  const cli::ChosenWarmUp chosen = cli::choose_warm_up(small_crowd(), {}, simulate);
  CHECK(chosen.was_cut);
  CHECK(chosen.warm_up == 0);
}

TEST_CASE("the program chooses a warm-up by itself, the same with any number of threads, and says so") {
  const Folder folder;
  const std::string file = "'" + folder.file("village.toml", kVillage) + "'";
  const auto simulated = [&](const std::string& jobs) {
    const std::string json = folder.path(jobs + ".json");
    const Ran ran =
        run("simulate " + file + " --jobs " + jobs + " --json '" + json + "' --html '" + folder.path("v.html") + "'");
    CHECK(ran.status == 0);
    CHECK(says(ran, "Warm-up 10 min, chosen by MSER-5 from a pilot run of 2.33 h."));
    return population_in(content_of(json));
  };
  const Json one = simulated("1");
  CHECK(one.at("warm_up_seconds") == 600);
  CHECK(one.at("simulated_seconds") == 1'800);
  CHECK(one.at("pilot") == Json({{"runs", 1}, {"longest_seconds", 8'400}, {"found_all", true}, {"was_cut", false}}));
  CHECK(simulated("2") == one);
  CHECK(content_of(folder.path("v.html")).find("chosen by MSER-5") != std::string::npos);
}

TEST_CASE("a chosen warm-up is what a given one of that length is, and replications are added to either") {
  const Folder folder;
  const std::string file = "'" + folder.file("village.toml", kVillage) + "'";
  const std::string part = folder.path("part.json");
  const std::string whole = folder.path("whole.json");
  CHECK(run("simulate " + file + " --set population.warm_up=10min --json '" + part + "'").status == 0);
  CHECK(population_in(content_of(part)).at("pilot").is_null());
  CHECK(run("simulate " + file + " --extend '" + part + "'").status == 0);
  CHECK(run("simulate " + file + " --replications 2 --json '" + whole + "'").status == 0);
  CHECK(population_in(content_of(part)) == population_in(content_of(whole)));
  CHECK(says(run("simulate " + file + " --set population.warm_up=11min --extend '" + part + "'"), "another scenario"));
}

TEST_CASE("variants that leave the choice have the scenario's warm-up: the longest of all") {
  const Folder folder;
  const std::string variants =
      "[variants.few]\n\"population.clients\" = 50\n[variants.given]\n\"population.warm_up\" = \"1min\"\n";
  const std::string file = "'" + folder.file("village.toml", kVillage + variants) + "'";
  const std::string json = folder.path("v.json");
  const Ran ran = run("simulate " + file + " --replications 2 --json '" + json + "'");
  CHECK(ran.status == 0);
  CHECK(says(ran, "Of this variant the first 1 min are not measured."));
  const Json population = population_in(content_of(json));
  CHECK(population.at("pilot").at("runs") == 2);
  CHECK(population.at("warm_up_seconds") == 5'700);  // 300 clients by themselves need 600
  CHECK(population.at("variants").at(0).at("warm_up_seconds") == 5'700);
  CHECK(population.at("variants").at(1).at("warm_up_seconds") == 60);
}
