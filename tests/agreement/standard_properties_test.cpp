// The standard properties are written twice, as formulas in scenarios/properties/standard.toml and in
// model/properties.cpp. The two say the same of every state.

#include "scenarios/standard_properties.hpp"
#include "model/properties.hpp"
#include "properties/claims.hpp"
#include "properties/formulas.hpp"
#include "tests/agreement/library.hpp"
#include "tests/catch.hpp"
#include "tests/model/random_setups.hpp"

#include <algorithm>
#include <map>

using namespace doublecheck;

namespace {

std::vector<properties::Claim> claims_in_words(std::string_view name, const model::Setup& setup) {
  const auto read = properties::read_formula(scenarios::formula_of(name), setup);
  REQUIRE(std::holds_alternative<language::TypedFormula>(read));
  auto claims = properties::claims_of(std::get<language::TypedFormula>(read), setup);
  REQUIRE(std::holds_alternative<std::vector<properties::Claim>>(claims));
  return std::get<std::vector<properties::Claim>>(std::move(claims));
}

/// The same question asked in both ways.
struct Pair {
  std::string name;
  model::Formula in_words;
  model::Formula in_code;
};

void add_pairs(const model::PropertyInfo& info, const model::Setup& setup, std::vector<Pair>& pairs) {
  const auto in_words = claims_in_words(info.name, setup);
  const auto in_code = model::claims_of(info.id, setup);
  const std::string name(info.name);
  if (info.kind == model::PropertyKind::safety) {
    std::vector<model::Formula> words;
    std::vector<model::Formula> code;
    for (const properties::Claim& claim : in_words) words.push_back(claim.invariant().value());
    for (const model::Claim& claim : in_code) code.push_back(claim.goal);
    pairs.push_back({name, model::all_of(std::move(words)), model::all_of(std::move(code))});
    return;
  }
  REQUIRE(in_words.size() == in_code.size());
  for (const model::Claim& claim : in_code) {
    const std::string instance = claim.message ? model::name_of(setup, *claim.message) : "";
    const auto same = std::ranges::find(in_words, instance, &properties::Claim::instance);
    REQUIRE(same != in_words.end());
    if (info.kind == model::PropertyKind::leads_to) {
      REQUIRE(same->formula == ltl::leads_to(ltl::proposition(0), ltl::proposition(1)));
      pairs.push_back({name + " premise", same->propositions[0].formula, claim.premise});
      pairs.push_back({name + " goal", same->propositions[1].formula, claim.goal});
    } else {
      REQUIRE(same->formula == ltl::eventually(ltl::always(ltl::proposition(0))));
      pairs.push_back({name, same->propositions[0].formula, claim.goal});
    }
  }
}

/// How often each question was answered with yes and with no.
using Answers = std::map<std::string, std::pair<int, int>>;

void compare_along_a_walk(const model::Setup& setup, std::uint64_t seed, std::size_t steps, Answers& answers) {
  std::vector<Pair> pairs;
  for (const model::PropertyInfo& info : model::property_catalogue()) add_pairs(info, setup, pairs);
  model::fixtures::Draw draw(seed);
  std::vector<std::string> differing;
  model::fixtures::walk(setup, draw, steps, [&](const auto&, const auto&, const model::World& after, const auto&) {
    for (const Pair& pair : pairs) {
      const bool in_words = model::holds(pair.in_words, after);
      if (in_words != model::holds(pair.in_code, after)) differing.push_back(pair.name);
      ++(in_words ? answers[pair.name].first : answers[pair.name].second);
    }
  });
  REQUIRE(differing.empty());
}

}  // namespace

TEST_CASE("every standard property has a formula and every formula is that of one") {
  std::vector<std::string> names;
  for (const model::PropertyInfo& info : model::property_catalogue()) names.emplace_back(info.name);
  std::vector<std::string> written;
  for (const scenarios::StandardProperty& property : scenarios::standard_properties()) written.push_back(property.name);
  std::ranges::sort(names);
  std::ranges::sort(written);
  CHECK(names == written);
}

TEST_CASE("the formulas of the standard properties say what the model says") {
  Answers answers;
  for (const scenarios::Scenario& scenario : library()) {
    CAPTURE(scenario.name);
    const std::uint64_t walks = scenario.mutant ? 12 : 3;  // which seldom show what a mutant breaks
    for (std::uint64_t seed = 0; seed < walks; ++seed) compare_along_a_walk(scenario.setup, seed, 120, answers);
  }
  model::fixtures::Draw draw(7);
  for (std::uint64_t round = 0; round < 120; ++round) {
    CAPTURE(round);
    compare_along_a_walk(model::fixtures::random_setup(draw), round, 80, answers);
  }
  for (const auto& [name, count] : answers) {
    CAPTURE(name);
    CHECK(count.first > 0);
    CHECK(count.second > 0);
  }
}
