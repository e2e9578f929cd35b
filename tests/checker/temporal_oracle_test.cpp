// Random temporal formulas on thousands of random small graphs, held against all short runs, tried one by one.
#include <algorithm>
#include <bit>
#include <vector>

#include "checker/check.hpp"
#include "ltl/formula.hpp"
#include "tests/catch.hpp"
#include "tests/checker/models/lasso_judge.hpp"
#include "tests/checker/models/table_model.hpp"

namespace doublecheck::tests {
namespace {

using checker::Property;
using checker::Verdict;

using Action = TableModel::Action;
using State = TableModel::State;

constexpr std::size_t kPropositions = 3;

ltl::Formula random_formula(Dice& dice, std::uint32_t size, bool may_look_back) {
  if (size == 0) return ltl::proposition(dice.below(kPropositions));
  const auto smaller = [&] { return random_formula(dice, size - 1, may_look_back); };
  const std::uint32_t right_size = dice.below(size);
  const ltl::Formula left = random_formula(dice, size - 1 - right_size, may_look_back);
  const ltl::Formula right = random_formula(dice, right_size, may_look_back);
  switch (dice.below(may_look_back ? 12 : 10)) {
    case 0:
      return ltl::negation(smaller());
    case 1:
      return ltl::conjunction({left, right});
    case 2:
      return ltl::disjunction({left, right});
    case 3:
      return ltl::next(smaller());
    case 4:
      return ltl::until(left, right);
    case 5:
      return ltl::release(left, right);
    case 6:
    case 7:
      return ltl::eventually(smaller());
    case 8:
    case 9:
      return ltl::always(smaller());
    case 10:
      return ltl::once(ltl::proposition(dice.below(kPropositions)));
    default:
      return ltl::historically(ltl::disjunction({ltl::proposition(0), ltl::proposition(dice.below(kPropositions))}));
  }
}

Property<State> random_property(Dice& dice, bool may_look_back) {
  std::vector<checker::Proposition<State>> propositions;
  for (std::size_t i = 0; i < kPropositions; ++i) {
    const std::uint32_t states = dice.below(256);
    propositions.emplace_back([states](const State& state) { return (states >> state & 1U) != 0; });
  }
  return checker::temporal<State>("CLAIM", std::move(propositions),
                                  random_formula(dice, 1 + dice.below(4), may_look_back));
}

/// Goes through all runs whose prefix and cycle have no more steps together than a bound.
class AllShortRuns {
 public:
  AllShortRuns(const TableModel& model, const Property<State>& property, std::size_t length_max)
      : model_(model), property_(property), length_max_(length_max) {}

  /// The length of a shortest fair run that breaks the property; more than the bound if there is none.
  std::size_t shortest() {
    for (const State start : model_.starts) {
      states_ = {start};
      go_on();
    }
    return shortest_;
  }

 private:
  void go_on() {
    for (std::size_t knot = 0; knot < states_.size(); ++knot) {
      if (states_[knot] == states_.back()) judge(knot);
    }
    if (actions_.size() == length_max_ || actions_.size() >= shortest_) return;
    for (const Action& action : model_.rows[states_.back()]) {
      actions_.push_back(action);
      states_.push_back(action.target);
      go_on();
      states_.pop_back();
      actions_.pop_back();
    }
  }

  /// The run comes back to where it was after `knot` steps.
  void judge(std::size_t knot) {
    if (actions_.size() >= shortest_) return;
    const auto place = static_cast<std::ptrdiff_t>(knot);
    const std::vector<State> prefix(states_.begin(), states_.begin() + place + 1);
    const std::vector<State> recurring(states_.begin() + place, states_.end());
    const std::vector<Action> cycle(actions_.begin() + place, actions_.end());
    if (!is_fair(model_, recurring, cycle)) return;
    if (!ltl::holds_on(property_.formula, word_of(property_, prefix, recurring))) shortest_ = actions_.size();
  }

  const TableModel& model_;
  const Property<State>& property_;
  std::size_t length_max_;
  std::vector<State> states_;
  std::vector<Action> actions_;
  std::size_t shortest_ = SIZE_MAX;
};

struct Tally {
  std::uint32_t holds = 0;
  std::uint32_t violated = 0;
  std::uint32_t ending = 0;
  std::uint32_t cycling = 0;
  std::uint32_t excess = 0;  // steps of the lassos beyond the shortest possible
};

void compare_with_all_short_runs(std::uint32_t rounds, bool may_look_back, Tally& tally) {
  constexpr std::size_t kLengthMax = 7;
  Dice dice(may_look_back ? 2 : 1);
  for (std::uint32_t round = 0; round < rounds; ++round) {
    CAPTURE(round);
    RandomTable shape;
    shape.states = static_cast<std::uint8_t>(2 + dice.below(4));
    shape.edges = shape.states + dice.below(3);
    shape.classes = dice.below(4);
    const TableModel model = random_table(shape, dice);
    const Property<State> property = random_property(dice, may_look_back);
    const auto result = checker::check(model, std::vector{property}).properties.at(0);
    const std::size_t shortest = AllShortRuns(model, property, kLengthMax).shortest();
    REQUIRE(result.verdict != Verdict::inconclusive);
    REQUIRE(result.lasso.has_value() == (result.verdict == Verdict::violated));
    if (result.verdict == Verdict::holds) {
      REQUIRE(shortest > kLengthMax);
      ++tally.holds;
      continue;
    }
    judge_lasso(model, *result.lasso, property);
    ++tally.violated;
    ++(result.lasso->cycle.empty() ? tally.ending : tally.cycling);
    const std::size_t length = result.counterexample_length();
    if (shortest <= kLengthMax) {
      REQUIRE(length >= shortest);
      tally.excess += static_cast<std::uint32_t>(length - shortest);
    } else {
      REQUIRE(length > kLengthMax);
    }
  }
}

}  // namespace

TEST_CASE("temporal verdicts agree with all short runs of random graphs") {
  Tally tally;
  compare_with_all_short_runs(4000, false, tally);
  CHECK(tally.holds > 800);
  CHECK(tally.violated > 800);
  CHECK(tally.ending > 300);
  CHECK(tally.cycling > 300);
  CHECK(tally.excess < tally.violated / 10);
}

TEST_CASE("temporal verdicts of formulas that look back agree with all short runs of random graphs") {
  Tally tally;
  compare_with_all_short_runs(2000, true, tally);
  CHECK(tally.holds > 400);
  CHECK(tally.violated > 400);
  CHECK(tally.excess < tally.violated / 10);
}

}  // namespace doublecheck::tests
