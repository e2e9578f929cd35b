/// How little it takes to break a claim: checks a system with ever larger budgets of what may go wrong, until it
/// breaks.
///
/// A vector of budgets is one of the counters that a model starts with, and a larger one only allows more: what breaks
/// with some budgets breaks with all that are at least as large in every place. So these need not be checked, and the
/// vectors that break while no smaller one does tell everything. They are asked for in the order of their sums, from
/// nothing at all on; those of one sum, the first place first.
/// Tested by budget_deepening_test.cpp.
#pragma once

#include <algorithm>
#include <concepts>
#include <cstdint>
#include <functional>
#include <numeric>
#include <optional>
#include <type_traits>
#include <utility>
#include <vector>

#include "checker/property.hpp"
#include "checker/verdicts.hpp"

namespace doublecheck::checker {

/// The counters with which a system starts.
using Budgets = std::vector<std::uint8_t>;

/// Whether `smaller` is at most as large in every place. REQUIRES: the same number of places.
inline bool is_within(const Budgets& smaller, const Budgets& larger) {
  return std::ranges::equal(smaller, larger, std::less_equal<>());
}

inline std::uint64_t sum_of(const Budgets& budgets) {
  return std::accumulate(budgets.begin(), budgets.end(), std::uint64_t{0});
}

struct DeepeningOptions {
  /// Unset: the sum of the greatest budgets.
  std::optional<std::uint64_t> sum_max;
  /// Whether to go on after the least sum that breaks the claim, for vectors of a larger sum that contain none of
  /// those.
  bool seeks_larger_sums = false;
  /// Asked before each check; true ends the deepening. May be empty.
  std::function<bool()> is_interrupted;
};

/// What each check said. `Answer` is whatever the check returns.
template <class Answer>
struct Deepening {
  struct Breaking {
    Budgets budgets;
    Answer answer;
  };

  /// Those that break the claim while no smaller ones do, as far as is known: in the order in which they were found.
  std::vector<Breaking> minimal;
  std::vector<Budgets> inconclusive;         ///< of which nothing is known
  std::uint64_t checks = 0;                  ///< how many vectors were checked
  std::optional<std::uint64_t> sum_reached;  ///< all vectors up to this sum were checked, or contain a minimal one
  bool is_finished = false;                  ///< sum_reached is the sum of the greatest budgets

  /// The least sum that breaks the claim, if any was found to.
  std::optional<std::uint64_t> least_sum() const {
    if (minimal.empty()) return std::nullopt;
    return sum_of(minimal.front().budgets);
  }

  /// Whether no vector of a smaller sum could have broken the claim unnoticed. REQUIRES: one was found that does.
  bool is_least_sum_certain() const {
    return std::ranges::none_of(inconclusive, [&](const Budgets& unknown) { return sum_of(unknown) < *least_sum(); });
  }

  /// Of the claim with all budgets up to the greatest. It only holds if there was nothing that was not asked or known.
  Verdict verdict() const {
    if (!minimal.empty()) return Verdict::violated;
    return is_finished && inconclusive.empty() ? Verdict::holds : Verdict::inconclusive;
  }
};

/// The worst verdict on any property, and on deadlocks if those were looked for.
template <Model M>
Verdict worst_verdict(const CheckResult<M>& result) {
  std::vector<Verdict> verdicts;
  for (const PropertyResult<M>& property : result.properties) verdicts.push_back(property.verdict);
  if (result.deadlock) verdicts.push_back(result.deadlock->verdict);
  for (const Verdict verdict : {Verdict::violated, Verdict::inconclusive}) {
    if (std::ranges::find(verdicts, verdict) != verdicts.end()) return verdict;
  }
  return Verdict::holds;
}

/// Asks for one vector of budgets after the other.
template <class Check, class Judge>
class BudgetSearch {
 public:
  using Answer = std::invoke_result_t<Check, const Budgets&>;

  /// The options are kept by reference.
  BudgetSearch(Budgets greatest, Check check, Judge judge, const DeepeningOptions& options)
      : greatest_(std::move(greatest)), check_(std::move(check)), judge_(std::move(judge)), options_(options) {}

  /// REQUIRES: is called once.
  Deepening<Answer> run() {
    const std::uint64_t greatest_sum = sum_of(greatest_);
    const std::uint64_t sum_max = std::min(greatest_sum, options_.sum_max.value_or(greatest_sum));
    for (std::uint64_t sum = 0; sum <= sum_max; ++sum) {
      Budgets budgets(greatest_.size());
      if (!ask_for_all(budgets, 0, sum)) return std::move(found_);
      found_.sum_reached = sum;
      if (!found_.minimal.empty() && !options_.seeks_larger_sums) break;
    }
    found_.is_finished = found_.sum_reached == greatest_sum;
    return std::move(found_);
  }

 private:
  /// Those with this sum in the places from `place` on. Returns false if told to stop.
  bool ask_for_all(Budgets& budgets, std::size_t place, std::uint64_t sum) {
    if (place == greatest_.size()) return sum > 0 || ask_for(budgets);
    const auto most = static_cast<std::uint8_t>(std::min<std::uint64_t>(sum, greatest_[place]));
    for (int budget = most; budget >= 0; --budget) {
      budgets[place] = static_cast<std::uint8_t>(budget);
      if (!ask_for_all(budgets, place + 1, sum - static_cast<std::uint64_t>(budget))) return false;
    }
    budgets[place] = 0;
    return true;
  }

  bool ask_for(const Budgets& budgets) {
    const auto is_contained = [&](const auto& breaking) { return is_within(breaking.budgets, budgets); };
    if (std::ranges::any_of(found_.minimal, is_contained)) return true;
    if (options_.is_interrupted && options_.is_interrupted()) return false;
    Answer answer = check_(budgets);
    ++found_.checks;
    switch (judge_(std::as_const(answer))) {
      case Verdict::holds:
        break;
      case Verdict::violated:
        found_.minimal.push_back({budgets, std::move(answer)});
        break;
      case Verdict::inconclusive:
        found_.inconclusive.push_back(budgets);
        break;
    }
    return true;
  }

  Budgets greatest_;
  Check check_;
  Judge judge_;
  const DeepeningOptions& options_;
  Deepening<Answer> found_;
};

/// Searches the vectors of budgets up to `greatest` for the smallest ones that break a claim. `check(budgets)` checks
/// the system that starts with them, `judge(answer)` is the Verdict that this gives on the claim (worst_verdict, say).
/// REQUIRES: what a smaller vector allows, a larger one allows, too.
template <std::invocable<const Budgets&> Check, class Judge>
Deepening<std::invoke_result_t<Check, const Budgets&>> deepen_budgets(Budgets greatest, Check check, Judge judge,
                                                                      const DeepeningOptions& options = {}) {
  return BudgetSearch<Check, Judge>(std::move(greatest), std::move(check), std::move(judge), options).run();
}

}  // namespace doublecheck::checker
