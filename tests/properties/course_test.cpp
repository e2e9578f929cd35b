#include "properties/course.hpp"

#include "properties/formulas.hpp"
#include "tests/catch.hpp"
#include "tests/model/fixtures.hpp"

#include <initializer_list>
#include <string>
#include <variant>
#include <vector>

using namespace doublecheck;
using namespace doublecheck::model::fixtures;
using properties::Claim;
using properties::EndlessRun;

namespace {

using Truth = std::vector<bool>;

/// The worlds of a message on its way: composed, at the server, at Bob.
EndlessRun delivery(const model::Setup& setup) {
  Run run(setup);
  EndlessRun endless{{run.world}, 0};
  for (const model::Action& action : {compose(), up(kAlice), down(kBob)}) {
    run({action});
    endless.worlds.push_back(run.world);
  }
  endless.loop = endless.worlds.size() - 1;
  return endless;
}

Claim claim_of(const std::string& text, const model::Setup& setup) {
  const auto read = properties::read_formula(text, setup);
  const auto claims = properties::claims_of(std::get<language::TypedFormula>(read), setup);
  return std::get<std::vector<Claim>>(claims).at(0);
}

Truth truth_of(const std::string& text, const model::Setup& setup, const EndlessRun& run) {
  return properties::course_of(claim_of(text, setup), run).holds;
}

}  // namespace

TEST_CASE("a question about a state is true in the states where it is so") {
  const model::Setup setup = two_clients();
  const EndlessRun run = delivery(setup);
  CHECK(truth_of("is_composed(m1)", setup, run) == Truth{false, true, true, true});
  CHECK(truth_of("is_stored_by(bob, m1)", setup, run) == Truth{false, false, false, true});
  CHECK(truth_of("was_in_custody(m1)", setup, run) == Truth{false, false, true, true});
}

TEST_CASE("a run that has ended stays in its last state for ever") {
  const model::Setup setup = two_clients();
  const EndlessRun run = delivery(setup);
  CHECK(truth_of("eventually always is_stored_by(bob, m1)", setup, run) == Truth{true, true, true, true});
  CHECK(truth_of("eventually has_two_checks(m1)", setup, run) == Truth{false, false, false, false});
  CHECK(truth_of("always is_composed(m1)", setup, run) == Truth{false, true, true, true});
  CHECK(truth_of("next is_stored_by(bob, m1)", setup, run) == Truth{false, false, true, true});
}

TEST_CASE("what comes in the cycle of a run comes again and again") {
  const model::Setup setup = two_clients();
  EndlessRun run = delivery(setup);
  run.loop = 1;  // as if Bob lost the message after the last state
  CHECK(truth_of("eventually always is_stored_by(bob, m1)", setup, run) == Truth{false, false, false, false});
  CHECK(truth_of("always eventually is_stored_by(bob, m1)", setup, run) == Truth{true, true, true, true});
}

TEST_CASE("the past of a state is the run up to it") {
  const model::Setup setup = two_clients();
  const EndlessRun run = delivery(setup);
  CHECK(truth_of("once is_in_flight(m1)", setup, run) == Truth{false, true, true, true});
  CHECK(truth_of("historically not is_composed(m1)", setup, run) == Truth{true, false, false, false});
}

TEST_CASE("the letters of a course tell of each proposition by itself") {
  const model::Setup setup = two_clients();
  const Claim claim = claim_of("is_composed(m1) leads_to is_stored_by(bob, m1)", setup);
  REQUIRE(claim.propositions.size() == 2);
  CHECK(properties::course_of(claim, delivery(setup)).letters == std::vector<ltl::Letter>{0, 1, 1, 3});
}
