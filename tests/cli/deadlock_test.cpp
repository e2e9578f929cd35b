// DEADLOCK as users of the program meet it: a property like the others.

#include "tests/catch.hpp"
#include "tests/cli/program.hpp"

#include <string>

using namespace doublecheck::tests;

namespace {

constexpr const char* kHappy = "check " DOUBLECHECK_LIBRARY "/01-happy-path.toml";

/// A mutant that gets stuck, with other expectations than its own.
std::string stuck(const std::string& allowed) {
  return "check " DOUBLECHECK_LIBRARY
         "/mutants/m24-old-timer-ends-session.toml --set 'expect.allowed=[\"RELEASE\", \"MARK2\", \"TOLD\"" +
         allowed + "]'";
}

}  // namespace

TEST_CASE("DEADLOCK is explained and listed, and may be checked alone") {
  const Ran explained = run("explain DEADLOCK");
  CHECK(explained.status == 0);
  CHECK(says(explained, "DEADLOCK, for R12, R13, R23"));
  CHECK(says(explained, "What puts it to the test\n  not is_quiet"));
  CHECK_FALSE(says(explained, "Its formula"));
  CHECK(says(run("list --properties"), "\nDEADLOCK      safety    R12, R13, R23"));
  const Ran alone = run(kHappy + std::string(" --set 'properties.check=[\"DEADLOCK\"]'"));
  CHECK(alone.status == 0);
  CHECK(says(alone, "DEADLOCK  holds"));
  CHECK_FALSE(says(alone, "QUIET"));
}

TEST_CASE("DEADLOCK is not checked where it is not asked for") {
  CHECK_FALSE(says(run(kHappy + std::string(" --set 'properties.check=[\"QUIET\"]'")), "DEADLOCK"));
}

TEST_CASE("the exemption of QUIET does not exempt DEADLOCK, which has its own") {
  const Ran red = run(stuck(", \"QUIET\""));
  CHECK(red.status == 1);
  CHECK(says(red, "DEADLOCK is violated"));
  CHECK(run(stuck(", \"QUIET\", \"DEADLOCK\"")).status == 0);
}

TEST_CASE("a path that ends in a deadlock is saved and can be replayed") {
  const Folder folder;
  run(stuck(", \"QUIET\"") + " --save " + folder.path());
  const Ran replayed = run("replay " + folder.path("m24-old-timer-ends-session-DEADLOCK.path"));
  CHECK(replayed.status == 0);
  CHECK(says(replayed, "DEADLOCK is violated at the end"));
}
