// Searches that are kept in a folder and go on later, as their users meet them.
#include "tests/catch.hpp"
#include "tests/cli/program.hpp"

namespace doublecheck::tests {
namespace {

const std::string kScenario = std::string("'") + DOUBLECHECK_LIBRARY + "/04-recipient-ack-lost.toml'";

Ran check(const Folder& folder, const std::string& more) {
  return run("check " + kScenario + " --checkpoint '" + folder.path() + "' " + more);
}

}  // namespace

TEST_CASE("a search that a limit ended goes on where it was kept") {
  const Folder folder;
  const Ran cut = check(folder, "--max-states 2000");
  CHECK(cut.status == 3);
  CHECK(says(cut, "the limit on states was hit"));
  REQUIRE(std::filesystem::exists(folder.path("04-recipient-ack-lost/search.cbor")));
  const Ran resumed = check(folder, "");
  CHECK(resumed.status == 0);
  CHECK(says(resumed, "12,846 states"));
  CHECK(says(resumed, "explored completely"));
}

TEST_CASE("a search that is killed goes on from its last checkpoint with the same counts") {
  const Folder folder;
  const std::string settings = "--jobs 1 --checkpoint-every 0";
  const Ran killed = run("check " + kScenario + " --checkpoint '" + folder.path() + "' " + settings +
                         " & sleep 0.4; kill -9 $! ; wait $!");
  const Ran resumed = check(folder, settings);
  CHECK(resumed.status == 0);
  CHECK(says(resumed, "12,846 states"));
}

TEST_CASE("a search of another setting is not taken up") {
  const Folder folder;
  CHECK(check(folder, "--max-states 2000").status == 3);
  const Ran other = check(folder, "--set budgets.breaks=1");
  CHECK(other.status == 2);
  CHECK(says(other, "is of another version, scenario or setting"));
}

TEST_CASE("a damaged checkpoint is refused") {
  const Folder folder;
  CHECK(check(folder, "--max-states 2000").status == 3);
  std::filesystem::resize_file(folder.path("04-recipient-ack-lost/level-00003.keys"), 8);
  const Ran damaged = check(folder, "");
  CHECK(damaged.status == 2);
  CHECK(says(damaged, "damaged"));
}

}  // namespace doublecheck::tests
