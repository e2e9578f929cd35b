// The numbers that others have published, found by both engines.
#include "checker/check.hpp"
#include "engine/check.hpp"
#include "tests/catch.hpp"
#include "tests/checker/models/alternating_bit.hpp"
#include "tests/checker/models/paxos.hpp"
#include "tests/checker/models/peterson.hpp"
#include "tests/checker/models/ping_pong.hpp"
#include "tests/checker/models/two_phase_commit.hpp"
#include "tests/engine/engines.hpp"
#include "tests/engine/same_result.hpp"

namespace doublecheck::tests {
namespace {

/// By both engines, the fast one with one thread and with two.
template <checker::Model M>
checker::CheckResult<M> check_by_both(const M& model,
                                      const std::vector<checker::Property<typename M::State>>& properties = {}) {
  const auto plain = checker::check<M>(model, properties);
  engine::CheckOptions options;
  require_same(engine::check<M>(model, properties, options), plain);
  options.search.jobs = 2;
  options.search.states_worth_threads = 1;
  require_same(engine::check<M>(model, properties, options), plain);
  return plain;
}

void check_two_phase_commit(std::size_t managers, std::uint64_t states, std::uint64_t generated) {
  CAPTURE(managers);
  const TwoPhaseCommit model(managers);
  const auto result =
      check_by_both(model, {checker::invariant<TwoPhaseCommit::State>(
                               "CONSISTENT", [&](const auto& state) { return model.is_consistent(state); })});
  CHECK(result.counts.states == states);
  CHECK(result.counts.generated() == generated);
}

checker::Property<Paxos::State> paxos_invariant(const Paxos& model, const char* id, checker::Formula formula) {
  auto property = checker::invariant<Paxos::State>(id, [&model, formula](const Paxos::State& state) {
    return checker::evaluate(
        formula, [&](std::size_t number) { return model.holds(number, state[model.component_of(number)]); });
  });
  property.propositions[0].formula = formula;
  return property;
}

void check_paxos(std::uint8_t clients, std::uint64_t states, std::uint64_t generated) {
  CAPTURE(clients);
  const Paxos model(clients);
  const auto result = check_by_both(
      model, {paxos_invariant(model, "LINEARIZABLE", checker::predicate(Paxos::linearizable)),
              paxos_invariant(model, "NOTHING_READ", checker::negation(checker::predicate(Paxos::value_read)))});
  CHECK(result.counts.states == states);
  CHECK(result.counts.generated() == generated);
  CHECK(result.properties[0].verdict == checker::Verdict::holds);
  CHECK(result.properties[1].counterexample_length() == 8);  // as in Stateright's example
}

}  // namespace

TEST_CASE("both engines find the states of two-phase commit that its authors counted") {
  check_two_phase_commit(3, 288, 1'146);
  check_two_phase_commit(5, 8'832, 58'146);
  check_two_phase_commit(6, 50'816, 402'306);
}

TEST_CASE("both engines find the states of Paxos that Stateright counts") {
  check_paxos(1, 265, 482);
  check_paxos(2, 16'668, 32'971);
}

TEST_CASE("both engines find the states of Peterson's mutual exclusion that Murphi counts") {
  const auto result =
      check_by_both(Peterson(3), {checker::invariant<Peterson::State>("EXCLUSIVE", Peterson::is_exclusive)});
  CHECK(result.counts.states == 882);
  CHECK(result.counts.transitions == 2'646);
}

TEST_CASE("both engines find the states of ping-pong that Stateright counts") {
  CHECK(check_by_both(PingPong(1, true)).counts.states == 14);
  CHECK(check_by_both(PingPong(5, true)).counts.states == 4'094);
  CHECK(check_by_both(PingPong(5, false)).counts.states == 11);
}

TEST_CASE("both engines find the states of the alternating bit protocol that TLC counts") {
  CHECK(check_by_both(AlternatingBit()).counts.states == 240);
}

TEST_CASE("what the models pack is unpacked as it was") {
  const auto check_packing = [](const auto& model) {
    using State = typename std::decay_t<decltype(model)>::State;
    const std::vector<checker::Property<State>> same = {checker::invariant<State>(
        "SAME", [&](const State& state) { return model.unpack(model.pack(state)) == state; })};
    CHECK(checker::check(model, same).properties.at(0).verdict == checker::Verdict::holds);
  };
  check_packing(TwoPhaseCommit(5));
  check_packing(Peterson(4));
  check_packing(PingPong(5, true));
  check_packing(AlternatingBit());
}

}  // namespace doublecheck::tests
