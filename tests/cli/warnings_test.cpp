// Vacuity as users of the program meet it: what holds for want of anything that happens is said to.

#include "tests/catch.hpp"
#include "tests/cli/program.hpp"

#include <string>

using namespace doublecheck::tests;

namespace {

constexpr const char* kCheck = "check " DOUBLECHECK_LIBRARY "/01-happy-path.toml";

/// How often the output has the text.
std::size_t count_in(const Ran& ran, const std::string& text) {
  std::size_t count = 0;
  for (auto at = ran.output.find(text); at != std::string::npos; at = ran.output.find(text, at + 1)) ++count;
  return count;
}

const std::string kNobodyToWriteTo = " --set participants.bob.registered=false";

}  // namespace

TEST_CASE("a safety property whose premise is never true was never put to the test") {
  const std::string own =
      " --set 'properties.own.P.formula=\"forall m: always (is_reported_failed(m) -> is_excused(m))\"'";
  for (const std::string engine : {"", " --engine plain", " --history full"}) {
    const Ran ran = run(kCheck + own + engine);
    CHECK(ran.status == 0);
    CHECK(count_in(ran, "never put to the test") == 7);  // P, and what takes pushes, breaks or absence
    CHECK(count_in(ran, "proves nothing") == 0);
  }
}

TEST_CASE("a scenario in which nothing is ever written proves nothing") {
  const Ran ran = run(kCheck + kNobodyToWriteTo);
  CHECK(ran.status == 0);
  CHECK(count_in(ran, "never put to the test") == 20);  // all of them
  CHECK(says(ran, "This scenario proves nothing"));
}

TEST_CASE("a fault that is allowed and can never happen is named") {
  CHECK_FALSE(says(run(kCheck + std::string(" --set budgets.breaks=1")), "can ever happen"));
  CHECK(says(run(kCheck + std::string(" --set budgets.lost_pushes=1")), "`budgets.lost_pushes` allows"));
}

TEST_CASE("actions that never happen are named in a line, and told with what they take where that is asked") {
  const Ran ran = run(kCheck);
  CHECK(says(ran, "Never happened: open_app, connect, repeat_push, push_arrives."));
  CHECK(count_in(run(kCheck + std::string(" --coverage")), "Never happened") == 0);
}
