// Preferred paths against all paths of a length, written out one by one.

#include "checker/preferred_path.hpp"

#include "tests/catch.hpp"
#include "tests/checker/models/table_model.hpp"

#include <algorithm>
#include <bit>
#include <optional>
#include <set>
#include <tuple>
#include <vector>

namespace doublecheck::tests {
namespace {

using checker::Monitor;
using checker::Path;
using checker::StepFeatures;

using State = TableModel::State;
using Choices = std::vector<std::size_t>;

/// What a path costs, and last its initial state and its choices, which tell any two apart.
using Cost = std::tuple<std::uint32_t, std::size_t, int, std::uint32_t, std::size_t, Choices>;

/// Actions are told apart by their class alone, so each has features of its own.
struct Question {
  TableModel model;
  std::vector<StepFeatures> features;  // by class - 100
  Monitor<State> monitor;

  StepFeatures features_of(const TableModel::Action& action) const {
    return features.at(action.fairness.action_class - 100);
  }
};

Question random_question(Dice& dice) {
  Question question;
  TableModel& model = question.model;
  model.rows.resize(6);
  for (std::uint64_t edge = 0; edge < 14; ++edge) {
    const auto target = static_cast<State>(dice.below(6));
    model.rows[dice.below(6)].push_back({target, {checker::FairnessKind::weak, 100 + edge}});
    question.features.push_back({dice.below(4) == 0, dice.below(3), std::uint64_t{1} << dice.below(3)});
  }
  for (std::uint32_t start = 0; start < 2; ++start) model.starts.push_back(static_cast<State>(dice.below(6)));
  return question;
}

/// Ends in one state; beside it, if wanted, an automaton of three states that reads states and must be in the last.
Monitor<State> random_monitor(Dice& dice, bool reads) {
  const State goal = static_cast<State>(dice.below(6));
  if (!reads)
    return {.initial = {0}, .next = {}, .may_end = [goal](std::uint32_t, State state) { return state == goal; }};
  std::vector<std::set<std::uint32_t>> targets(18);
  for (auto& some : targets) {
    for (std::uint32_t target = 0; target < 3; ++target) {
      if (dice.below(2) == 0) some.insert(target);
    }
  }
  return {.initial = {0, 1},
          .next =
              [targets](std::uint32_t watching, State state, std::vector<std::uint32_t>& next) {
                const auto& some = targets.at(watching * 6 + state);
                next.insert(next.end(), some.begin(), some.end());
              },
          .may_end = [goal](std::uint32_t watching, State state) { return watching == 2 && state == goal; }};
}

/// Goes through all paths.
class AllPaths {
 public:
  AllPaths(const Question& question, std::size_t length_max) : question_(question), length_max_(length_max) {
    for (std::size_t i = 0; i < question.model.starts.size(); ++i) {
      initial_ = i;
      const auto& watching = question.monitor.initial;
      visit(question.model.starts[i], {watching.begin(), watching.end()});
    }
  }

  const std::optional<Cost>& least() const { return least_; }

 private:
  void visit(State state, const std::set<std::uint32_t>& watching) {
    const auto may_end = [&](std::uint32_t beside) { return question_.monitor.may_end(beside, state); };
    if (std::ranges::any_of(watching, may_end) && (!least_ || cost() < *least_)) least_ = cost();
    if (choices_.size() == length_max_) return;
    std::set<std::uint32_t> next = watching;
    if (question_.monitor.next) {
      std::vector<std::uint32_t> follows;
      for (const std::uint32_t beside : watching) question_.monitor.next(beside, state, follows);
      next = {follows.begin(), follows.end()};
    }
    const auto& row = question_.model.rows[state];
    for (std::size_t choice = 0; choice < row.size(); ++choice) {
      choices_.push_back(choice);
      steps_.push_back(question_.features_of(row[choice]));
      visit(row[choice].target, next);
      choices_.pop_back();
      steps_.pop_back();
    }
  }

  Cost cost() const {
    std::uint32_t faults = 0;
    std::uint32_t changes = 0;
    std::uint64_t participants = 0;
    for (std::size_t i = 0; i < steps_.size(); ++i) {
      faults += steps_[i].is_fault ? 1U : 0U;
      changes += i > 0 && steps_[i].place != steps_[i - 1].place ? 1U : 0U;
      participants |= steps_[i].participants;
    }
    return {faults, steps_.size(), std::popcount(participants), changes, initial_, choices_};
  }

  const Question& question_;
  std::size_t length_max_;
  std::size_t initial_ = 0;
  Choices choices_;
  std::vector<StepFeatures> steps_;
  std::optional<Cost> least_;
};

std::optional<Path<TableModel>> path_of(const std::optional<Cost>& cost, const TableModel& model) {
  if (!cost) return std::nullopt;
  Path<TableModel> path{std::get<4>(*cost), {}};
  State state = model.starts[path.initial];
  for (const std::size_t choice : std::get<5>(*cost)) {
    path.actions.push_back(model.rows[state][choice]);
    state = path.actions.back().target;
  }
  return path;
}

std::optional<Path<TableModel>> preferred(const Question& question, std::size_t length_max,
                                          std::size_t states_max = 100'000) {
  const std::function<StepFeatures(const TableModel::Action&)> features = [&](const TableModel::Action& action) {
    return question.features_of(action);
  };
  return checker::PreferredPaths<TableModel>(question.model, question.monitor, features, states_max).find(length_max);
}

}  // namespace

TEST_CASE("of all short paths to an end the preferred one is found") {
  Dice dice(2026);
  int found = 0;
  int with_faults = 0;
  for (int round = 0; round < 3'000; ++round) {
    CAPTURE(round);
    Question question = random_question(dice);
    question.monitor = random_monitor(dice, round % 2 == 1);
    const std::size_t length_max = 1 + dice.below(6);
    const std::optional<Cost> least = AllPaths(question, length_max).least();
    REQUIRE(preferred(question, length_max) == path_of(least, question.model));
    if (least) ++found;
    if (least && std::get<0>(*least) > 0) ++with_faults;
  }
  CHECK(found > 1'500);
  CHECK(with_faults > 200);
}

TEST_CASE("a search for a preferred path ends where it may meet no more") {
  Dice dice(7);
  int given_up = 0;
  for (int round = 0; round < 200; ++round) {
    Question question = random_question(dice);
    question.monitor = random_monitor(dice, false);
    const auto all = preferred(question, 6);
    const auto few = preferred(question, 6, 2);
    REQUIRE((few == std::nullopt || few == all));
    if (all && !few) ++given_up;
  }
  CHECK(given_up > 50);
}

}  // namespace doublecheck::tests
