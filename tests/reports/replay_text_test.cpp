#include "reports/replay_text.hpp"

#include <string>

#include "tests/catch.hpp"
#include "tests/reports/replay_samples.hpp"

using namespace doublecheck;
using namespace doublecheck::tests;
using reports::TextStyle;

namespace {

const TextStyle kUnicode{.colour = false, .unicode = true};
const TextStyle kAscii{.colour = false, .unicode = false};

bool says(const std::string& text, const std::string& words) { return text.find(words) != std::string::npos; }

}  // namespace

TEST_CASE("a step stands with its differences, from the machine inwards, and its predicates") {
  CHECK(reports::state_text(two_steps(), 1, {}, kUnicode) ==
        "  1  compose alice\n"
        "     Alice writes m1.\n"
        "       alice ▸ client ▸ outbox: [] → [m1]\n"
        "       + is_composed(m1)\n"
        "       - is_quiet\n");
  CHECK(says(reports::state_text(two_steps(), 1, {}, kAscii), "alice > client > outbox: [] -> [m1]\n"));
}

TEST_CASE("what was not asked for is left out of a step") {
  const std::string bare = reports::state_text(two_steps(), 1, {.differences = false, .predicates = false}, kUnicode);
  CHECK(bare == "  1  compose alice\n     Alice writes m1.\n");
  CHECK(reports::state_text(two_steps(), 0, {.differences = true, .predicates = false}, kUnicode) ==
        "  0  the start\n");
}

TEST_CASE("the start tells what is true and formulas tell of each state") {
  const std::string text = reports::steps_text(with_formula(two_steps()), {}, kUnicode);
  CHECK(says(text,
             "  0  the start\n     true: is_quiet\n     | eventually is_quiet: true\n     |     is_quiet is true\n"));
  CHECK(says(text, "     | eventually is_quiet: false\n     |     is_quiet is false\n"));
  CHECK(says(text, "formulas take it that nothing happens any more"));
}

TEST_CASE("a formula with choices has a line for each and one without any is true of nothing") {
  reports::FollowedFormula formula{"forall m: is_composed(m)", {}};
  CHECK(says(reports::formula_text(formula, 0, kUnicode), "true, for it is about nothing in this scenario"));
  formula.instances = {{"m1", {"is_composed(m1)"}, {{true}}, {true}}, {"m2", {"is_composed(m2)"}, {{false}}, {false}}};
  const std::string text = reports::formula_text(formula, 0, kUnicode);
  CHECK(says(text, "forall m: is_composed(m)\n"));
  CHECK(says(text, "m1: true\n"));
  CHECK(says(text, "m2: false\n"));
}

TEST_CASE("it is said where a cycle begins and how the run goes on") {
  reports::Replay replay = with_formula(two_steps());
  replay.told.cycle_start = 1;
  const std::string text = reports::steps_text(replay, {}, kUnicode);
  CHECK(text.find("from here on the steps repeat for ever") > text.find("compose alice"));
  CHECK(text.find("from here on the steps repeat for ever") < text.find("connect bob"));
  CHECK(says(text, "the steps from 2 on repeat for ever"));
  replay.told.cycle_start = 2;
  CHECK(says(reports::steps_text(replay, {}, kUnicode), "; nothing happens any more"));
}

TEST_CASE("an obstacle names line and action, what changed before it and some of what may happen instead") {
  const std::string text = reports::obstacle_text(with_obstacle(two_steps()), kUnicode, 2);
  CHECK(says(text, "lost.path:9: step 3 is not possible: `deliver bob down 0` (an item arrives)\n"));
  CHECK(says(text, "the step before it, `connect bob`, changed\n       bob ▸ client ▸ connected: false → true\n"));
  CHECK(says(text, "     deliver alice up 0  m1 reaches the server.\n"));
  CHECK(says(text, "     and 1 more\n"));
  CHECK_FALSE(says(text, "leave_app"));
}

TEST_CASE("nothing is listed where nothing is possible") {
  reports::Replay replay = with_obstacle(two_steps());
  replay.obstacle->possible.clear();
  CHECK(says(reports::obstacle_text(replay, kUnicode), "nothing is possible there\n"));
}
