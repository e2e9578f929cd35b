// The census of a search and its counts, held against the states of the plain engine counted one by one.
#include "engine/census.hpp"

#include <map>
#include <numeric>
#include <set>
#include <string>
#include <vector>

#include "checker/exploration.hpp"
#include "tests/catch.hpp"
#include "tests/engine/engines.hpp"
#include "tests/engine/models/random_components.hpp"

namespace doublecheck::tests {
namespace {

using Result = checker::CheckResult<RandomComponents>;

RandomShape medium() {
  RandomShape shape;
  shape.components = 3;
  shape.counters = 2;
  return shape;
}

Result search(const RandomComponents& model, unsigned jobs, std::uint64_t states_max = 1U << 22U) {
  engine::CheckOptions options;
  options.search.jobs = jobs;
  options.search.states_worth_threads = 1;
  options.counts_labels = true;
  options.census = engine::CensusOptions{states_max};
  return engine::check<RandomComponents>(model, {}, options);
}

/// Every state of the plain engine: a byte for each local state, then one for each counter.
std::vector<std::string> states_of(const RandomComponents& model) {
  const checker::ExplorationOptions options;
  const auto found = checker::BreadthFirstSearch<RandomComponents>(model, {}, options).run();
  std::vector<std::string> states;
  for (checker::StateId id = 0; id < found.store.size(); ++id) states.emplace_back(found.store.encoding(id));
  return states;
}

template <class Leave>
checker::Multiplication without(const std::vector<std::string>& states, std::size_t part, Leave leave) {
  std::set<std::string> rests;
  for (std::string state : states) {
    state[part] = leave(state[part]);
    rests.insert(state);
  }
  return {states.size(), rests.size()};
}

template <class Key>
std::map<int, std::uint64_t> tally(const std::vector<std::string>& states, std::size_t part, Key key) {
  std::map<int, std::uint64_t> counts;
  for (const std::string& state : states) ++counts[key(state[part])];
  return counts;
}

char nothing(char) { return 0; }
char itself(char value) { return value; }
char low(char value) { return static_cast<char>(value % 2); }
char high(char value) { return static_cast<char>(value / 2); }

void require_field(const checker::FieldCensus& field, const std::vector<std::string>& states, std::size_t part,
                   char (*value)(char), char (*rest)(char)) {
  REQUIRE(field.multiplication == without(states, part, rest));
  const auto counts = tally(states, part, value);
  REQUIRE(field.values == counts.size());
  std::map<int, std::uint64_t> listed;
  for (const auto& [bytes, count] : field.states_by_value) listed[bytes.at(0)] = count;
  REQUIRE(listed == counts);
}

std::uint64_t sum_of(const std::vector<std::uint64_t>& numbers) {
  return std::accumulate(numbers.begin(), numbers.end(), std::uint64_t{0});
}

}  // namespace

TEST_CASE("a census has the numbers that come of counting all states one by one") {
  std::size_t multiplied = 0;
  for (std::uint32_t seed = 0; seed < 60; ++seed) {
    CAPTURE(seed);
    const RandomComponents model(medium(), seed);
    const std::vector<std::string> states = states_of(model);
    const checker::Census census = search(model, 1).census.value();
    REQUIRE_FALSE(census.is_sampled);
    REQUIRE(census.components.size() == 3);
    for (std::size_t part = 0; part < 3; ++part) {
      CAPTURE(part);
      const checker::ComponentCensus& component = census.components[part];
      REQUIRE(component.locals == tally(states, part, itself).size());
      REQUIRE(component.multiplication == without(states, part, nothing));
      REQUIRE(component.fields.size() == 2);
      require_field(component.fields[0], states, part, high, low);
      require_field(component.fields[1], states, part, low, high);
      if (component.multiplication.rest < states.size()) ++multiplied;
    }
    for (std::size_t counter = 0; counter < 2; ++counter) {
      CAPTURE(counter);
      REQUIRE(census.counters[counter].multiplication == without(states, 3 + counter, nothing));
      for (const auto& [left, count] : tally(states, 3 + counter, itself)) {
        REQUIRE(census.counters[counter].states_by_left.at(static_cast<std::size_t>(left)) == count);
      }
      REQUIRE(sum_of(census.counters[counter].states_by_left) == states.size());
    }
  }
  CHECK(multiplied > 100);
}

TEST_CASE("a census is the same for any number of threads although threads number local states as they find them") {
  for (std::uint32_t seed = 0; seed < 30; ++seed) {
    CAPTURE(seed);
    const RandomComponents model(medium(), seed);
    REQUIRE(search(model, 2).census == search(model, 1).census);
    REQUIRE(search(model, 2, 16).census == search(model, 1, 16).census);
  }
}

TEST_CASE("a sample has its states with all their siblings so that quotients come near those of all states") {
  RandomShape shape;
  shape.components = 4;
  shape.locals = 12;
  shape.counters = 2;
  std::size_t sampled = 0;
  for (std::uint32_t seed = 0; seed < 4; ++seed) {
    CAPTURE(seed);
    const RandomComponents model(shape, seed);
    const Result all = search(model, 1);
    if (all.counts.states < 8'000) continue;
    const checker::Census sample = search(model, 1, all.counts.states / 3).census.value();
    REQUIRE(sample.is_sampled);
    ++sampled;
    for (std::size_t part = 0; part < 4; ++part) {
      const checker::Multiplication whole = all.census->components[part].multiplication;
      const checker::Multiplication seen = sample.components[part].multiplication;
      REQUIRE(seen.states < whole.states);
      REQUIRE(sample.components[part].locals == all.census->components[part].locals);
      const double quotient = static_cast<double>(seen.states) / static_cast<double>(seen.rest);
      const double exact = static_cast<double>(whole.states) / static_cast<double>(whole.rest);
      CHECK(quotient > 0.8 * exact);
      CHECK(quotient < 1.25 * exact);
    }
  }
  CHECK(sampled > 0);
}

TEST_CASE("levels are those of the plain engine and add up to the states") {
  for (std::uint32_t seed = 0; seed < 40; ++seed) {
    CAPTURE(seed);
    const RandomComponents model(medium(), seed);
    const checker::Counts fast = search(model, 2).counts;
    REQUIRE(fast.levels == checker::check<RandomComponents>(model, {}).counts.levels);
    REQUIRE(sum_of(fast.levels) == fast.states);
    REQUIRE(fast.levels.size() == fast.depth + 1);
  }
}

TEST_CASE("what was taken adds up to the transitions and what was found to the states") {
  for (std::uint32_t seed = 0; seed < 40; ++seed) {
    CAPTURE(seed);
    const RandomComponents model(medium(), seed);
    const checker::Counts one = search(model, 1).counts;
    REQUIRE(search(model, 2).counts.labels == one.labels);
    REQUIRE(checker::check<RandomComponents>(model, {}).counts.labels == one.labels);
    std::uint64_t fired = 0;
    std::uint64_t found = 0;
    for (const checker::LabelCounts& label : one.labels) {
      fired += label.fired;
      found += label.states_found;
    }
    REQUIRE(fired == one.transitions);
    REQUIRE(found + one.levels.front() == one.states);
  }
}

TEST_CASE("a search that a limit ended has a census of the whole levels that it has") {
  const RandomComponents model(medium(), 3);
  const Result all = search(model, 1);
  REQUIRE(all.counts.states > 40);
  engine::CheckOptions options;
  options.search.exploration.limits.states_max = all.counts.states / 2;
  options.census.emplace();
  const Result part = engine::check<RandomComponents>(model, {}, options);
  REQUIRE(part.stop == checker::StopReason::states);
  CHECK(part.census->components.front().multiplication.states == part.counts.states);
  CHECK(sum_of(part.counts.levels) == part.counts.states);
  CHECK(std::equal(part.counts.levels.begin(), part.counts.levels.end(), all.counts.levels.begin()));
}

TEST_CASE("a walk that there is no memory for leaves no counts of labels and does not make the search incomplete") {
  const RandomComponents model(medium(), 3);
  const Result all = search(model, 1);
  engine::CheckOptions options;
  options.counts_labels = true;
  options.search.exploration.limits.memory_bytes_max = all.counts.visited_bytes + 40'000;
  const Result poor = engine::check<RandomComponents>(model, {}, options);
  REQUIRE(poor.stop == checker::StopReason::complete);
  CHECK(poor.liveness_stop == checker::StopReason::complete);
  CHECK((poor.counts.labels.empty() || poor.counts.labels == all.counts.labels));
}

}  // namespace doublecheck::tests
