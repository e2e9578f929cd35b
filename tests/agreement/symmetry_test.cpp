// Symmetry, on the scenarios of the library whose users are interchangeable: the reduced search against the full one.

#include "model/symmetry.hpp"
#include "cli/checking.hpp"
#include "cli/searching.hpp"
#include "tests/agreement/library.hpp"
#include "tests/agreement/of_safety.hpp"
#include "tests/catch.hpp"
#include "tests/engine/orbits.hpp"
#include "tests/engine/same_result.hpp"

#include <algorithm>
#include <map>

using namespace doublecheck;

namespace {

std::string file(const std::string& name) { return std::string(DOUBLECHECK_LIBRARY) + "/" + name + ".toml"; }

cli::SearchResult explored(const scenarios::Scenario& scenario, cli::Symmetry symmetry, unsigned jobs = 1) {
  cli::CheckSettings settings;
  settings.symmetry = symmetry;
  settings.jobs = jobs;
  return cli::search(scenario, settings, {});
}

}  // namespace

TEST_CASE("users are interchangeable in these scenarios of the library and in no others") {
  std::map<std::string, std::size_t> permutations;
  for (const scenarios::Scenario& scenario : library_with_participants()) {
    const std::size_t count = model::symmetries_of(scenario.setup).size();
    if (scenario.explored && count > 1) permutations[scenario.name] = count;
  }
  const std::map<std::string, std::size_t> pinned = {
      {"04-recipient-ack-lost", 2}, {"17-two-servers", 2}, {"20-three-friends", 6}};
  CHECK(permutations == pinned);
}

TEST_CASE("three friends are explored by orbits, as many as there are, and stand for every state") {
  const scenarios::Scenario scenario = read_or_throw(file("20-three-friends"), {{"budgets.breaks", "0"}});
  const tests::Orbits orbits = tests::count_orbits(cli::CheckedProtocol(scenario.setup));
  for (const unsigned jobs : {1U, 2U}) {
    const cli::SearchResult reduced = explored(scenario, cli::Symmetry::on, jobs);
    CHECK(reduced.counts.states == orbits.orbits);
    CHECK(reduced.symmetry == checker::SymmetryCounts{6, orbits.states});
    tests::require_stands_for(reduced, explored(scenario, cli::Symmetry::off));
  }
}

TEST_CASE("the scenario of three friends has the sizes that it had, by states and by orbits") {
  const scenarios::Scenario scenario = read_or_throw(file("20-three-friends"));
  const checker::Counts full = explored(scenario, cli::Symmetry::off).counts;
  CHECK(full.states == 73'476);
  CHECK(full.transitions == 341'032);
  const cli::SearchResult reduced = explored(scenario, cli::Symmetry::automatic);
  CHECK(reduced.counts.states == 12'463);
  CHECK(reduced.counts.transitions == 57'990);
  CHECK(reduced.symmetry == checker::SymmetryCounts{6, 73'476});
}

TEST_CASE("a check that is reduced by symmetry finds what the full one finds, of violations the same runs") {
  for (const char* option : {"server_drop=on_send", "recipient_dedupe=none", "recipient_ack=before_persist",
                             "receipt=fire_and_forget", "session=resume"}) {
    CAPTURE(option);
    const std::string text = option;
    const scenarios::Setting setting{"options." + text.substr(0, text.find('=')), text.substr(text.find('=') + 1)};
    for (const char* name : {"04-recipient-ack-lost", "20-three-friends"}) {
      CAPTURE(name);
      std::vector<scenarios::Setting> settings = {setting};
      if (std::string(name) == "20-three-friends") settings.push_back({"budgets.breaks", "0"});
      const scenarios::Scenario scenario = of_safety(read_or_throw(file(name), settings));
      tests::require_stands_for(explored(scenario, cli::Symmetry::on), explored(scenario, cli::Symmetry::off));
    }
  }
}

TEST_CASE("two servers change places with their users") {
  scenarios::Scenario scenario =
      of_safety(read_or_throw(file("17-two-servers"), {{"budgets.partitions", "0"}, {"budgets.server_crashes", "1"}}));
  tests::require_stands_for(explored(scenario, cli::Symmetry::on), explored(scenario, cli::Symmetry::off));
}

TEST_CASE("a check that asks for liveness is not reduced and says why") {
  cli::CheckSettings settings;
  settings.symmetry = cli::Symmetry::automatic;
  settings.limits.states_max = 500;
  const auto result = cli::check_scenario(read_or_throw(file("04-recipient-ack-lost")), settings).result;
  REQUIRE(result.reductions.size() == 1);
  CHECK_FALSE(result.reductions.front().in_force);
  CHECK(result.reductions.front().sentence.find("DELIVERY") != std::string::npos);
}
