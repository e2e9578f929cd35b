// Explores models whose states others have counted, and compares: expected and found, with the time that each took.
#include <fmt/format.h>

#include <chrono>
#include <cstdint>
#include <optional>
#include <string_view>
#include <thread>

#include "engine/check.hpp"
#include "tests/checker/models/alternating_bit.hpp"
#include "tests/checker/models/paxos.hpp"
#include "tests/checker/models/peterson.hpp"
#include "tests/checker/models/ping_pong.hpp"
#include "tests/checker/models/two_phase_commit.hpp"
#include "tests/engine/models/symmetric_oracles.hpp"

namespace {

using namespace doublecheck;
using namespace doublecheck::tests;

using Count = std::optional<std::uint64_t>;  // unknown: nobody has published it

std::string in_words(Count count) { return count ? fmt::format("{}", *count) : "-"; }

/// Prints one line. Returns whether the counts are those expected.
template <checker::Model M>
bool compare(std::string_view name, const M& model, std::uint64_t states, Count generated) {
  engine::CheckOptions options;
  options.search.jobs = std::max(1U, std::thread::hardware_concurrency());
  options.search.exploration.finds_deadlocks = false;
  options.uses_symmetry = true;  // of the models that have any
  const auto start = std::chrono::steady_clock::now();
  const checker::Counts counts = engine::check<M>(model, {}, options).counts;
  const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
  const bool is_same = counts.states == states && counts.generated() == generated.value_or(counts.generated());
  fmt::print("{:24} {:>12} {:>12} {:>12} {:>12} {:>8.3f}  {}\n", name, states, counts.states, in_words(generated),
             counts.generated(), seconds.count(), is_same ? "same" : "DIFFERENT");
  return is_same;
}

/// 6ⁿ + 4ⁿ + 2ⁿ states: after an abort each manager has six, while all is open four, after a commit two.
bool compare_two_phase_commit(std::size_t managers, std::uint64_t states, std::uint64_t generated) {
  return compare(fmt::format("two-phase commit, {}", managers), TwoPhaseCommit(managers), states, generated);
}

}  // namespace

int main() {
  fmt::print("{:24} {:>12} {:>12} {:>12} {:>12} {:>8}\n", "model", "states", "found", "generated", "found", "seconds");
  bool all = true;
  all &= compare_two_phase_commit(3, 288, 1'146);
  all &= compare_two_phase_commit(5, 8'832, 58'146);
  all &= compare_two_phase_commit(6, 50'816, 402'306);
  all &= compare_two_phase_commit(8, 1'745'408, 18'507'778);
  all &= compare_two_phase_commit(9, 10'340'352, 123'558'402);
  // Murphi counts rules fired, without the initial state.
  all &= compare("Peterson, 3", Peterson(3), 882, 2'646 + 1);
  all &= compare("Peterson, 5", Peterson(5), 628'868, 3'144'340 + 1);
  // With symmetry.
  all &= compare("two-phase orbits, 5", SymmetricTwoPhaseCommit(5), 314, std::nullopt);
  all &= compare("two-phase orbits, 6", SymmetricTwoPhaseCommit(6), 553, std::nullopt);
  all &= compare("two-phase orbits, 7", SymmetricTwoPhaseCommit(7), 920, std::nullopt);
  all &= compare("Peterson orbits, 3", SymmetricPeterson(3), 172, 516 + 1);
  all &= compare("Peterson orbits, 5", SymmetricPeterson(5), 6'770, 33'850 + 1);
  all &= compare("Paxos, 1 client", Paxos(1), 265, 482);
  all &= compare("Paxos, 2 clients", Paxos(2), 16'668, 32'971);
  all &= compare("Paxos, 3 clients", Paxos(3), 1'194'428, 2'420'477);
  // TLC generates more than are sent, see oracle_models_test.cpp.
  all &= compare("alternating bit", AlternatingBit(), 240, std::nullopt);
  all &= compare("ping-pong, lossy, 1", PingPong(1, true), 14, std::nullopt);
  all &= compare("ping-pong, lossy, 5", PingPong(5, true), 4'094, std::nullopt);
  all &= compare("ping-pong, 5", PingPong(5, false), 11, std::nullopt);
  return all ? 0 : 1;
}
