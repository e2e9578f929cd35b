// The smallest budgets that break a claim: all of them, none asked for in vain, and no certainty that is not there.
#include "checker/budget_deepening.hpp"

#include "checker/check.hpp"
#include "tests/catch.hpp"
#include "tests/checker/models/table_model.hpp"

namespace doublecheck::tests {
namespace {

using checker::Budgets;
using checker::Deepening;
using checker::DeepeningOptions;
using checker::Verdict;

/// Three kinds of faults. It takes one of the first and one of the second to break it, or three of the third.
struct Fragile {
  struct State {
    Budgets left;
    Budgets damage = {0, 0, 0};

    bool operator==(const State&) const = default;
  };
  using Action = std::uint8_t;  // the fault

  Budgets budgets;

  std::vector<State> initial() const { return {{budgets}}; }
  void actions(const State& state, std::vector<Action>& actions) const {
    for (Action fault = 0; fault < 3; ++fault) {
      if (state.left[fault] > 0) actions.push_back(fault);
    }
  }
  State next(State state, Action fault) const {
    --state.left[fault];
    ++state.damage[fault];
    return state;
  }
  void encode(const State& state, std::string& bytes) const {
    for (const Budgets& counters : {state.left, state.damage}) bytes.append(counters.begin(), counters.end());
  }
  bool may_end(const State&) const { return true; }
};

std::vector<checker::Property<Fragile::State>> sturdiness() {
  const auto is_sturdy = [](const Fragile::State& state) {
    return (state.damage[0] == 0 || state.damage[1] == 0) && state.damage[2] < 3;
  };
  return {checker::invariant<Fragile::State>("STURDY", is_sturdy)};
}

using Result = checker::CheckResult<Fragile>;

Result check_with(const Budgets& budgets, std::optional<std::uint64_t> states_max = std::nullopt) {
  checker::CheckOptions options;
  options.limits.states_max = states_max;
  return checker::check<Fragile>(Fragile{budgets}, sturdiness(), options);
}

Deepening<Result> deepen(const Budgets& greatest, const DeepeningOptions& options = {}) {
  return checker::deepen_budgets(
      greatest, [](const Budgets& budgets) { return check_with(budgets); }, checker::worst_verdict<Fragile>, options);
}

template <class Answer>
std::vector<Budgets> minimal_of(const Deepening<Answer>& found) {
  std::vector<Budgets> minimal;
  for (const auto& breaking : found.minimal) minimal.push_back(breaking.budgets);
  return minimal;
}

/// All vectors up to `greatest`.
std::vector<Budgets> box(const Budgets& greatest) {
  std::vector<Budgets> vectors = {{}};
  for (const std::uint8_t most : greatest) {
    std::vector<Budgets> longer;
    for (const Budgets& vector : vectors) {
      for (std::uint8_t budget = 0; budget <= most; ++budget) {
        longer.push_back(vector);
        longer.back().push_back(budget);
      }
    }
    vectors = longer;
  }
  return vectors;
}

}  // namespace

TEST_CASE("two faults of different kinds are the least that breaks it, and no other two do") {
  const Deepening<Result> found = deepen({2, 2, 3});
  CHECK(minimal_of(found) == std::vector<Budgets>{{1, 1, 0}});
  CHECK(found.least_sum() == 2U);
  CHECK(found.is_least_sum_certain());
  CHECK(found.verdict() == Verdict::violated);
  CHECK(found.sum_reached == 2U);
  CHECK(found.checks == 1 + 3 + 6);
  REQUIRE(found.minimal.front().answer.properties.front().path);
  CHECK(found.minimal.front().answer.properties.front().path->actions.size() == 2);
}

TEST_CASE("larger sums are looked through for what contains nothing that is known to break it") {
  DeepeningOptions options;
  options.seeks_larger_sums = true;
  std::vector<Budgets> asked;
  const auto check = [&](const Budgets& budgets) {
    asked.push_back(budgets);
    return check_with(budgets);
  };
  const auto found = checker::deepen_budgets(Budgets{2, 2, 4}, check, checker::worst_verdict<Fragile>, options);
  CHECK(minimal_of(found) == std::vector<Budgets>{{1, 1, 0}, {0, 0, 3}});
  CHECK(found.is_finished);
  CHECK(asked.size() == found.checks);
  for (const Budgets& budgets : asked) {
    CHECK((budgets == Budgets{1, 1, 0} || !checker::is_within({1, 1, 0}, budgets)));
    CHECK((budgets == Budgets{0, 0, 3} || !checker::is_within({0, 0, 3}, budgets)));
  }
}

TEST_CASE("what no budget breaks holds after every vector was checked once") {
  const Deepening<Result> found = deepen({2, 0, 2});
  CHECK(found.minimal.empty());
  CHECK(found.checks == 3 * 1 * 3);
  CHECK(found.is_finished);
  CHECK(found.verdict() == Verdict::holds);
  CHECK(!found.least_sum());
}

TEST_CASE("a sum that is too small to break it tells nothing of larger ones") {
  DeepeningOptions options;
  options.sum_max = 1;
  const Deepening<Result> found = deepen({2, 2, 3}, options);
  CHECK(found.minimal.empty());
  CHECK(!found.is_finished);
  CHECK(found.sum_reached == 1U);
  CHECK(found.verdict() == Verdict::inconclusive);
}

TEST_CASE("the least sum is uncertain after a smaller one that could not be explored") {
  // One state is enough to begin with: with a budget, more would be needed.
  const auto check = [](const Budgets& budgets) {
    return check_with(budgets, checker::sum_of(budgets) == 1 ? std::optional<std::uint64_t>(1) : std::nullopt);
  };
  const auto found = checker::deepen_budgets(Budgets{1, 1, 0}, check, checker::worst_verdict<Fragile>);
  CHECK(found.inconclusive == std::vector<Budgets>{{1, 0, 0}, {0, 1, 0}});
  CHECK(found.least_sum() == 2U);
  CHECK(!found.is_least_sum_certain());
  const auto nothing = checker::deepen_budgets(Budgets{1, 0, 0}, check, checker::worst_verdict<Fragile>);
  CHECK(nothing.is_finished);
  CHECK(nothing.verdict() == Verdict::inconclusive);
}

TEST_CASE("deepening stops when the caller asks for it") {
  int asked = 0;
  DeepeningOptions options;
  options.is_interrupted = [&] { return ++asked > 3; };
  const Deepening<Result> found = deepen({2, 2, 3}, options);
  CHECK(found.checks == 3);
  CHECK(found.sum_reached == 0U);
  CHECK(found.verdict() == Verdict::inconclusive);
}

TEST_CASE("deepening finds the very vectors that trying everything finds") {
  const Budgets greatest = {2, 3, 1, 2};
  const std::vector<Budgets> everything = box(greatest);
  DeepeningOptions options;
  options.seeks_larger_sums = true;
  std::size_t found_in_all = 0;
  for (std::uint64_t seed = 0; seed < 100; ++seed) {
    Dice dice(seed);
    std::vector<Budgets> causes;
    for (std::uint32_t i = 0; i < 1 + dice.below(4); ++i) {
      causes.push_back(everything[dice.below(static_cast<std::uint32_t>(everything.size()))]);
    }
    const auto breaks = [&](const Budgets& budgets) {
      return std::ranges::any_of(causes, [&](const Budgets& cause) { return checker::is_within(cause, budgets); });
    };
    const auto judge = [](bool is_broken) { return is_broken ? Verdict::violated : Verdict::holds; };
    std::vector<Budgets> minimal = minimal_of(checker::deepen_budgets(greatest, breaks, judge, options));
    std::vector<Budgets> expected;
    for (const Budgets& budgets : everything) {
      const auto is_smaller = [&](const Budgets& other) {
        return other != budgets && checker::is_within(other, budgets) && breaks(other);
      };
      if (breaks(budgets) && std::ranges::none_of(everything, is_smaller)) expected.push_back(budgets);
    }
    std::ranges::sort(minimal);
    std::ranges::sort(expected);
    CHECK(minimal == expected);
    found_in_all += minimal.size();
  }
  CHECK(found_in_all > 150);
}

}  // namespace doublecheck::tests
