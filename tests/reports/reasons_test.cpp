#include "reports/reasons.hpp"

#include "tests/catch.hpp"

using namespace doublecheck::reports;

namespace {

constexpr Cause kBreaks{Need::violation, 0};
constexpr Cause kNotNeeded{Need::none, 0};

/// Needed for the step of this number, counted from 1.
Cause makes(std::size_t number) { return {Need::step, number - 1}; }

Counterexample with(std::vector<Cause> causes) {
  Counterexample counterexample;
  counterexample.steps.resize(causes.size());
  counterexample.causes = std::move(causes);
  return counterexample;
}

std::string needs(std::vector<Cause> causes) { return needs_text(with(std::move(causes)), ">", "X"); }

}  // namespace

TEST_CASE("chains of needs are told as far as they join, and what is not needed last") {
  CHECK(needs({makes(2), makes(3), kBreaks}) == "1 > 2 > 3 > X");
  CHECK(needs({makes(2), makes(4), makes(4), kBreaks}) == "1 > 2 > 4 > X; 3 > 4");
  CHECK(needs({makes(3), kNotNeeded, kBreaks, kBreaks}) == "1 > 3 > X; 4 > X; not needed: 2");
  CHECK(needs({makes(3), makes(3)}) == "1 > 3; 2 > 3");  // step 3 is in the cycle
  CHECK(needs({}).empty());
}

TEST_CASE("a single chain is one in which each step is needed for the next") {
  CHECK(is_one_chain(with({makes(2), makes(3), kBreaks})));
  CHECK(is_one_chain(with({kBreaks})));
  CHECK_FALSE(is_one_chain(with({makes(3), makes(3), kBreaks})));
  CHECK_FALSE(is_one_chain(with({makes(2), makes(3)})));
  CHECK_FALSE(is_one_chain(with({})));
}

TEST_CASE("of each step it is told what is lost without it") {
  const Counterexample counterexample = with({makes(3), kNotNeeded, kBreaks});
  CHECK(need_sentence(counterexample, 0) == "Without it step 3 is not possible.");
  CHECK(need_sentence(counterexample, 1) == "It fails without this step, too.");
  CHECK(need_sentence(counterexample, 2) ==
        "Without it all the others that are needed are possible, and nothing fails.");
  CHECK(need_sentence(counterexample, 3).empty());
}

TEST_CASE("values are told by their truth") {
  const Failure failure{"m1", "p", {{"a", Truth::never}, {"b", Truth::always}, {"c", Truth::never}}};
  CHECK(values_text(failure) == "b is true; a, c are false");
}

TEST_CASE("the step that decides is told with what would have saved it") {
  Counterexample counterexample = with({makes(2), makes(3), kBreaks});
  CHECK(rescue_sentence(counterexample).empty());
  counterexample.rescue = Rescue{true, 2, "connect bob", "The phone connects: it is online.", 3};
  CHECK(rescue_sentence(counterexample) ==
        "Step 3 decides it. It could still have gone well with this instead: the phone connects (connect bob), "
        "then 2 more steps without a fault.");
  counterexample.rescue->steps = 1;
  CHECK(rescue_sentence(counterexample) ==
        "Step 3 decides it. It could still have gone well with this instead: the phone connects (connect bob).");
  counterexample.rescue = Rescue{true, 1, "", "", 0};
  CHECK(rescue_sentence(counterexample) ==
        "Step 2 decides it: had nothing more happened before it, all would have gone well.");
  counterexample.cycle_start = 3;
  counterexample.rescue = Rescue{true, 3, "connect bob", "The phone connects: it is online.", 1};
  CHECK(rescue_sentence(counterexample) == "Even then it can still go well: the phone connects (connect bob).");
  counterexample.rescue = Rescue{};
  CHECK(rescue_sentence(counterexample).starts_with("Nothing would have saved it"));
}
