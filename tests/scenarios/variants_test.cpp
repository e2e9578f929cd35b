#include "scenarios/reading.hpp"

#include <string>
#include <vector>

#include "tests/catch.hpp"

using namespace doublecheck;

namespace {

scenarios::ReadResult read(const std::string& variants) {
  return scenarios::parse_scenario(
      "title = \"A city\"\nquestion = \"How long?\"\n[population]\nclients = 1000\n" + variants, "city.toml");
}

std::string complaint(const std::string& variants) {
  const scenarios::ReadResult result = read(variants);
  REQUIRE_FALSE(result.scenario);
  REQUIRE(result.diagnostics.size() == 1);
  return scenarios::to_text(result.diagnostics.front(), false);
}

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("a variant is the population with its values changed") {
  const auto scenario =
      read("[variants.for_ever]\n\"options.retention\" = \"forever\"\n\"population.clients\" = 2000\n").scenario;
  REQUIRE(scenario);
  CHECK(scenario->population->clients == 1'000);
  REQUIRE(scenario->variants.size() == 1);
  const scenarios::Variant& variant = scenario->variants.front();
  CHECK(variant.name == "for_ever");
  CHECK(variant.changes == std::vector<std::string>{"options.retention = forever", "population.clients = 2000"});
  CHECK(variant.population.clients == 2'000);
  CHECK(variant.population.options.retention == model::Retention::forever);
  CHECK(scenario->population->options.retention == model::Retention::until_ack);
}

TEST_CASE("a variant says itself what it may break") {
  const auto scenario = read("[variants.a]\n\"expect.allowed\" = [\"RETENTION\"]\n").scenario;
  REQUIRE(scenario);
  CHECK(scenarios::find_asked(*scenario, "RETENTION")->expected == scenarios::Expected::holds);
  const auto& properties = scenario->variants.front().properties;
  CHECK(scenarios::find_asked(properties, "RETENTION")->expected == scenarios::Expected::allowed);
  CHECK(scenarios::find_asked(properties, "CUSTODY")->expected == scenarios::Expected::holds);
}

TEST_CASE("a sweep has every combination of its values, the last key varying fastest") {
  const auto scenario =
      read("[sweep]\n\"population.clients\" = [100, 200]\n\"population.body_size\" = [1, 2, 3]\n").scenario;
  REQUIRE(scenario);
  REQUIRE(scenario->variants.size() == 6);
  CHECK(scenario->variants[0].name == "clients=100, body_size=1");
  CHECK(scenario->variants[1].name == "clients=100, body_size=2");
  CHECK(scenario->variants[5].name == "clients=200, body_size=3");
  CHECK(scenario->variants[5].population.clients == 200);
  CHECK(scenario->variants[5].population.body_bytes == 3);
}

TEST_CASE("what is wrong in a variant is shown at its place") {
  CHECK(contains(complaint("[variants.a]\n\"options.retention\" = \"forver\"\n"), "city.toml:6:23"));
  CHECK(contains(complaint("[variants.a]\n\"population.clientes\" = 1\n"), "city.toml:6:13"));
  CHECK(contains(complaint("[variants.a]\noptions = 1\n"), "a dotted key in quotes is expected"));
  CHECK(contains(complaint("[variants.a]\n"), "changes nothing"));
  CHECK(contains(complaint("[sweep]\n\"population.clients\" = 5\n"), "not a list with something in it"));
  std::string long_list = "[sweep]\n\"population.seed\" = [0";
  for (int i = 1; i <= 64; ++i) long_list += ", " + std::to_string(i);
  CHECK(contains(complaint(long_list + "]\n"), "65 combinations"));
}

TEST_CASE("only a population has variants") {
  const auto result = scenarios::parse_scenario(
      "title = \"Two\"\nquestion = \"?\"\n"
      "[participants.alice]\nplatform = \"android\"\nnumber = \"+49 30 1001\"\ncontacts = [\"bob\"]\n"
      "[participants.bob]\nplatform = \"android\"\nnumber = \"+49 30 1002\"\ncontacts = [\"alice\"]\n"
      "[[messages]]\nfrom = \"alice\"\nto = \"bob\"\n"
      "[variants.a]\n\"options.retention\" = \"forever\"\n",
      "two.toml");
  REQUIRE(result.diagnostics.size() == 1);
  CHECK(result.diagnostics.front().code == "variant-of-nothing");
}
