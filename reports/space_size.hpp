/// The size of a state space in words and figures that text and HTML share.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "reports/results.hpp"

namespace doublecheck::reports {

/// "4.1": how many times more states there are for the part, see factor_of.
std::string factor_text(const SizePart& part);

/// Of a field: whether it multiplies the states by 1.05 or more.
bool is_worth_showing(const SizePart& part);

/// The actions that the scenario rules out, by the reason: "retransmit up, lose up (links are reliable); ...".
std::string ruled_out_text(const std::vector<ActionCoverage>& actions);

/// Levels drawn as at most `bars_max` bars: each is the mean of the same number of levels, one after the other.
struct LevelBars {
  std::size_t levels_a_bar = 1;
  std::vector<double> states;  // by bar
};
LevelBars bars_of(const std::vector<std::uint64_t>& levels, std::size_t bars_max);

/// How the levels grow: the widest one, and if the search ended early how fast they still grew.
std::string growth_sentence(const CheckResult& check);

/// Whether the figures are those of all states or of the part explored, and whether factors are those of a sample.
std::string basis_sentence(const CheckResult& check);

/// "leaves 1,234 states: 9.8 times fewer", or what it leaves of those explored.
std::string advice_text(const SizeAdvice& advice, const CheckResult& check);

/// Those that leave at most nine tenths of the states.
std::vector<SizeAdvice> advice_worth_giving(const CheckResult& check);

/// "2 left: 400, 1 left: 300, 0 left: 120": states by what is left of the budget.
std::string left_text(const BudgetSize& budget);

}  // namespace doublecheck::reports
