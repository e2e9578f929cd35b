// The fast engine against the plain one on the protocol itself: the same states, verdicts and counterexamples, however
// many threads there are and whatever is spared.

#include "cli/engines.hpp"
#include "cli/searching.hpp"
#include "model/symmetry.hpp"
#include "scenarios/standard_properties.hpp"
#include "tests/agreement/library.hpp"
#include "tests/agreement/of_safety.hpp"
#include "tests/catch.hpp"
#include "tests/engine/same_result.hpp"
#include "tests/model/random_setups.hpp"

#include <algorithm>
#include <map>

using namespace doublecheck;

namespace {

constexpr std::uint64_t kStatesMax = 20'000;

/// What is left out where a scenario of the library has more states than that.
const std::map<std::string, scenarios::Setting> kLeftOut = {
    {"07-server-crash", {"messages.0.count", "1"}},
    {"13-resume-race", {"messages.0.count", "1"}},
    {"17-two-servers", {"budgets.server_crashes", "0"}},
    {"18-bounded-memory-unbounded-delay", {"budgets.reorders", "0"}},
    {"20-three-friends", {"budgets.breaks", "0"}},
};

/// How often each thing came up, so that no test passes because nothing ever happens.
struct Tally {
  std::uint64_t states = 0;
  int complete = 0;
  int looked_up = 0;
  int holding = 0;
  int violated = 0;
  int lassos = 0;

  void add(const cli::SearchResult& fast, const cli::SearchResult& plain) {
    states += plain.counts.states;
    if (plain.stop == checker::StopReason::complete) ++complete;
    // The plain engine counts memory in its own way; where the counts are equal, nothing but it was used.
    if (fast.counts.visited_bytes != plain.counts.visited_bytes) ++looked_up;
    for (const auto& property : plain.properties) {
      if (property.verdict == checker::Verdict::holds) ++holding;
      if (property.verdict == checker::Verdict::violated) ++violated;
      if (property.lasso) ++lassos;
    }
  }
};

cli::SearchResult check_plainly(const cli::Question& question, const checker::ExplorationOptions& exploration) {
  return cli::check_plainly(question.protocol, question.claims, exploration);
}

cli::SearchResult check_fast(const cli::Question& question, engine::CheckOptions options) {
  options.search.states_worth_threads = 1;
  return cli::check_fast(question.protocol, question.claims, options);
}

void compare(const cli::Question& question, const checker::ExplorationOptions& exploration, Tally& tally) {
  const cli::SearchResult plain = check_plainly(question, exploration);
  REQUIRE(plain.counts.states <= kStatesMax);
  for (const unsigned jobs : {1U, 2U}) {
    for (const bool spares_known : {true, false}) {
      CAPTURE(jobs, spares_known);
      engine::CheckOptions options;
      options.search.exploration = exploration;
      options.search.jobs = jobs;
      options.search.spares_known = spares_known;
      options.counts_labels = true;
      const cli::SearchResult fast = check_fast(question, options);
      tests::require_same(fast, plain);
      REQUIRE(fast.counts.labels == plain.counts.labels);
      if (jobs == 1 && spares_known) tally.add(fast, plain);
    }
  }
}

/// Returns how many states were spared.
std::uint64_t compare_reduced(const cli::Question& question) {
  const cli::SearchResult plain = check_plainly(question, {});
  std::uint64_t orbits = 0;
  for (const unsigned jobs : {1U, 2U}) {
    CAPTURE(jobs);
    engine::CheckOptions options;
    options.search.jobs = jobs;
    options.uses_symmetry = true;
    const cli::SearchResult reduced = check_fast(question, options);
    tests::require_stands_for(reduced, plain);
    orbits = reduced.counts.states;
  }
  return plain.counts.states - orbits;
}

/// Everybody's options and devices at random; one message or two, and budgets of which most are 0.
scenarios::Scenario random_scenario(std::uint64_t seed) {
  model::fixtures::Draw draw(seed);
  scenarios::Scenario scenario;
  scenario.setup = model::fixtures::random_setup(draw);
  scenario.setup.workload.resize(std::min<std::size_t>(scenario.setup.workload.size(), 2));
  std::erase_if(scenario.setup.unprocessable, [&](const model::Message& message) {
    return std::ranges::find(scenario.setup.workload, message) == scenario.setup.workload.end();
  });
  for (std::uint8_t& left : scenario.setup.budgets.left) left = draw.one_in(5) ? 1 : 0;
  for (properties::Property& property : scenarios::standard_properties_of(scenario.setup)) {
    scenario.properties.push_back({std::move(property)});
  }
  return scenario;
}

/// So deep that about so many states are met, or without a limit if there are no more.
std::optional<std::uint64_t> depth_of(const cli::Question& question, std::uint64_t states) {
  engine::CheckOptions options;
  options.search.exploration.limits.states_max = states;
  const cli::SearchResult result = check_fast(question, options);
  if (result.stop == checker::StopReason::complete) return std::nullopt;
  return result.counts.depth;
}

}  // namespace

TEST_CASE("both engines agree on every scenario of the library") {
  Tally tally;
  int scenarios = 0;
  for (scenarios::Scenario& scenario : library()) {
    if (!scenario.explored) continue;
    CAPTURE(scenario.name);
    const auto left_out = kLeftOut.find(scenario.name);
    if (left_out != kLeftOut.end()) scenario = read_or_throw(scenario.file, {left_out->second});
    compare(cli::Question(scenario), {}, tally);
    ++scenarios;
  }
  CHECK(scenarios > 60);
  CHECK(tally.complete == scenarios);
  CHECK(tally.looked_up == scenarios);
  CHECK(tally.states > 150'000);
  CHECK(tally.violated > 60);
  CHECK(tally.lassos > 20);
}

TEST_CASE("what is explored by orbits stands for all that the plain engine finds") {
  int scenarios = 0;
  for (scenarios::Scenario& scenario : library()) {
    if (!scenario.explored || model::symmetries_of(scenario.setup).size() == 1) continue;
    CAPTURE(scenario.name);
    const auto left_out = kLeftOut.find(scenario.name);
    if (left_out != kLeftOut.end()) scenario = read_or_throw(scenario.file, {left_out->second});
    CHECK(compare_reduced(cli::Question(of_safety(scenario))) > 0);
    ++scenarios;
  }
  CHECK(scenarios >= 3);
}

TEST_CASE("both engines agree on random setups, on all of a small one and on the first levels of a large one") {
  constexpr int kSetups = 60;
  Tally tally;
  for (std::uint64_t seed = 1; seed <= kSetups; ++seed) {
    CAPTURE(seed);
    const cli::Question question(random_scenario(seed));
    checker::ExplorationOptions exploration;
    exploration.limits.depth_max = depth_of(question, 2'000);
    compare(question, exploration, tally);
  }
  CAPTURE(tally.states, tally.complete, tally.looked_up, tally.holding, tally.violated, tally.lassos);
  CHECK(tally.complete > 5);
  CHECK(tally.complete < kSetups - 5);
  CHECK(tally.looked_up > kSetups / 2);
  CHECK(tally.holding > 200);
  CHECK(tally.violated > 20);
  CHECK(tally.lassos > 5);
}
