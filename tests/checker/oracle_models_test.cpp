// The numbers that others have published for these models, and found by other programs.
#include <algorithm>

#include "checker/check.hpp"
#include "tests/catch.hpp"
#include "tests/checker/models/alternating_bit.hpp"
#include "tests/checker/models/peterson.hpp"
#include "tests/checker/models/ping_pong.hpp"
#include "tests/checker/models/two_phase_commit.hpp"

namespace doublecheck::tests {
namespace {

using checker::check;
using checker::CheckResult;
using checker::invariant;
using checker::Property;
using checker::StopReason;
using checker::Verdict;

void check_two_phase_commit(std::size_t managers, std::uint64_t states, std::uint64_t generated) {
  CAPTURE(managers);
  const TwoPhaseCommit model(managers);
  const std::vector<Property<TwoPhaseCommit::State>> properties = {invariant<TwoPhaseCommit::State>(
      "CONSISTENT", [&](const TwoPhaseCommit::State& state) { return model.is_consistent(state); })};
  const CheckResult<TwoPhaseCommit> result = check(model, properties);
  CHECK(result.stop == StopReason::complete);
  CHECK(result.counts.states == states);
  CHECK(result.counts.generated() == generated);
  CHECK(result.properties.at(0).verdict == Verdict::holds);
}

}  // namespace

TEST_CASE("two-phase commit has the states that its authors counted") {
  check_two_phase_commit(3, 288, 1'146);
  check_two_phase_commit(5, 8'832, 58'146);
  check_two_phase_commit(6, 50'816, 402'306);
}

TEST_CASE("two-phase commit is quickest to commit in ten steps with three managers") {
  using State = TwoPhaseCommit::State;
  const std::vector<Property<State>> properties = {invariant<State>("NEVER_ALL_COMMITTED", [](const State& state) {
    return state.managers.count(TwoPhaseCommit::Manager::committed) < 3;
  })};
  const TwoPhaseCommit model(3);
  const CheckResult<TwoPhaseCommit> result = check(model, properties);
  REQUIRE(result.properties.at(0).verdict == Verdict::violated);
  CHECK(result.properties.at(0).counterexample_length() == 10);  // 3 × (prepare, receive), commit, 3 × obey
  CHECK(result.counts.states == 288);
}

TEST_CASE("the alternating bit protocol has the states that TLC counts") {
  using State = AlternatingBit::State;
  // TLC generates the states with longer queues before it leaves them out: one for each message that could be sent.
  std::uint64_t left_out = 0;
  const std::vector<Property<State>> properties = {invariant<State>("COUNTS", [&](const State& state) {
    const bool is_free = state.acked_bit == state.sender_bit;
    if (state.messages.size() == AlternatingBit::kQueueMax) left_out += is_free ? AlternatingBit::kValues : 1;
    if (state.acks.size() == AlternatingBit::kQueueMax) left_out += 1;
    return true;
  })};
  const AlternatingBit model;
  const CheckResult<AlternatingBit> result = check(model, properties);
  CHECK(result.stop == StopReason::complete);
  CHECK(result.counts.states == 240);
  CHECK(result.counts.generated() + left_out == 1'392);
}

TEST_CASE("ping-pong has the states that Stateright counts") {
  CHECK(check(PingPong(1, true), {}).counts.states == 14);
  CHECK(check(PingPong(5, true), {}).counts.states == 4'094);
  CHECK(check(PingPong(5, false), {}).counts.states == 11);
}

TEST_CASE("the mutual exclusion of Peterson has the states and rules fired that Murphi counts") {
  using State = Peterson::State;
  const std::vector<Property<State>> properties = {invariant<State>("EXCLUSIVE", Peterson::is_exclusive)};
  const Peterson model(3);
  const CheckResult<Peterson> result = check(model, properties);
  CHECK(result.counts.states == 882);
  CHECK(result.counts.transitions == 2'646);
  CHECK(result.properties.at(0).verdict == Verdict::holds);
}

}  // namespace doublecheck::tests
