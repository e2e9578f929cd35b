#include "reports/diagram_layout.hpp"

#include <stdexcept>

#include "tests/catch.hpp"
#include "tests/reports/samples.hpp"

using namespace doublecheck::reports;
using doublecheck::tests::lost_on_a_broken_connection;
using doublecheck::tests::with_push_and_answers;

TEST_CASE("what causes something stands above it or beside it") {
  Step step;
  step.arrows = {
      {0, 1, "m1", ArrowKind::arrives}, {1, 0, "ack m1", ArrowKind::departs}, {1, 2, "m1", ArrowKind::departs}};
  step.notes = {{1, "drops m1", true}, {1, "stores m1", false}};
  const StepLayout layout = lay_out(step, 3, {1, 1});
  CHECK(layout.arrow_lines == std::vector<std::size_t>{0, 1, 1});
  CHECK(layout.note_lines == std::vector<std::size_t>{2, 0});
  CHECK(layout.line_count == 3);
}

TEST_CASE("a note of several lines keeps its gap to itself") {
  Step step;
  step.notes = {{0, "a long note", false}, {0, "another", false}};
  step.arrows = {{0, 1, "m1", ArrowKind::departs}};
  const StepLayout layout = lay_out(step, 2, {3, 1});
  CHECK(layout.note_lines == std::vector<std::size_t>{0, 3});
  CHECK(layout.arrow_lines == std::vector<std::size_t>{4});
  CHECK(layout.line_count == 5);
}

TEST_CASE("an arrow across a party takes the gaps on both sides of it") {
  Step step;
  step.arrows = {{2, 0, "m1", ArrowKind::arrives}, {1, 2, "push", ArrowKind::arrives}};
  CHECK(lay_out(step, 3, {}).arrow_lines == std::vector<std::size_t>{0, 1});
}

TEST_CASE("a step in which nothing is drawn has one line") { CHECK(lay_out({}, 3, {}).line_count == 1); }

TEST_CASE("a party that does not exist is refused") {
  Step step;
  step.notes = {{3, "nowhere", false}};
  CHECK_THROWS_AS(lay_out(step, 3, {1}), std::out_of_range);
}

TEST_CASE("check marks stand on the side of the server where their party stands") {
  const MarkColumns columns = mark_columns(with_push_and_answers());
  CHECK(columns.left == std::vector<MarkColumn>{{0, "m1"}, {0, "m2"}});
  CHECK(columns.right == std::vector<MarkColumn>{{3, "m3"}});
}

TEST_CASE("a message has no mark before it is composed") {
  const Counterexample sample = with_push_and_answers();
  CHECK(find_mark(sample.steps[0], {0, "m2"}) == nullptr);
  REQUIRE(find_mark(sample.steps[1], {0, "m2"}) != nullptr);
  CHECK(find_mark(sample.steps[1], {0, "m2"})->mark == 1);
}

TEST_CASE("a cycle that starts after the last step is silence") {
  Counterexample sample = lost_on_a_broken_connection();
  CHECK_FALSE(has_cycle(sample));
  CHECK_FALSE(ends_in_silence(sample));
  sample.cycle_start = sample.steps.size();
  CHECK_FALSE(has_cycle(sample));
  CHECK(ends_in_silence(sample));
  sample.cycle_start = 0;
  CHECK(has_cycle(sample));
  CHECK_FALSE(ends_in_silence(sample));
}
