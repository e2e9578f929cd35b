// Searches that are kept in a folder and go on later, as their users meet them.
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

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

TEST_CASE("a search of another setting is not taken up") {
  const Folder folder;
  CHECK(check(folder, "--max-states 2000").status == 3);
  const Ran other = check(folder, "--set budgets.breaks=1");
  CHECK(other.status == 2);
  CHECK(says(other, "is of another version, scenario or setting"));
}

TEST_CASE("a damaged checkpoint is refused by the name of the file") {
  const Folder folder;
  CHECK(check(folder, "--max-states 2000").status == 3);
  const std::string level = folder.path("04-recipient-ack-lost/level-00003.keys");
  std::filesystem::resize_file(level, 8);
  const Ran damaged = check(folder, "");
  CHECK(damaged.status == 2);
  CHECK(says(damaged, "error: " + level + " is damaged"));
  std::filesystem::remove(level);
  const Ran missing = check(folder, "");
  CHECK(missing.status == 2);
  CHECK(says(missing, level));
}

TEST_CASE("a checkpoint of a version that wrote no digests is refused") {
  const Folder folder;
  std::filesystem::create_directories(folder.path("04-recipient-ack-lost"));
  std::ofstream(folder.path("04-recipient-ack-lost/search.cbor"), std::ios::binary) << "\xA3" << std::string(500, 'f');
  const Ran old = check(folder, "");
  CHECK(old.status == 2);
  CHECK(says(old, "is damaged, or of another version of doublecheck; give another folder, or empty this one"));
}

TEST_CASE("a folder that another process keeps its search in is refused") {
  const Folder folder;
  std::filesystem::create_directories(folder.path("04-recipient-ack-lost"));
  const int lock = open(folder.path("04-recipient-ack-lost/lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  REQUIRE(lock >= 0);
  REQUIRE(flock(lock, LOCK_EX | LOCK_NB) == 0);
  const Ran second = check(folder, "");
  CHECK(second.status == 2);
  CHECK(says(second, "another search is kept there right now"));
  CHECK_FALSE(std::filesystem::exists(folder.path("04-recipient-ack-lost/search.cbor")));
  close(lock);
  CHECK(check(folder, "--max-states 2000").status == 3);
}

TEST_CASE("a folder that cannot be made is told before anything is explored") {
  const Folder folder;
  folder.file("04-recipient-ack-lost", "no folder");
  const Ran ran = check(folder, "");
  CHECK(ran.status == 2);
  CHECK(says(ran, "error: cannot make " + folder.path("04-recipient-ack-lost")));
}

TEST_CASE("a search that cannot be kept is refused together with a folder") {
  const Folder folder;
  for (const std::string other : {"--engine plain", "--search depth-first", "--search random", "--search swarm",
                                  "--search fewest-faults", "--approximate bitstate", "--approximate compact"}) {
    CAPTURE(other);
    const Ran ran = check(folder, other);
    CHECK(ran.status == 2);
    CHECK(says(ran, "does not go with"));
    CHECK(says(ran, "can be kept in a folder"));
  }
  CHECK(std::filesystem::is_empty(folder.path()));
}

TEST_CASE("only `check` takes a folder for searches") {
  for (const std::string command : {"simulate", "gate", "graph", "replay", "diagram"}) {
    CAPTURE(command);
    const Ran ran = run(command + " " + kScenario + " --checkpoint kept");
    CHECK(ran.status == 2);
    CHECK(says(ran, "unknown option `--checkpoint`"));
  }
}

TEST_CASE("scenarios of one name are not kept in one folder, others have a folder each") {
  const Folder folder;
  std::filesystem::create_directories(folder.path("copy"));
  const std::string copy = folder.path("copy/04-recipient-ack-lost.toml");
  std::filesystem::copy_file(std::string(DOUBLECHECK_LIBRARY) + "/04-recipient-ack-lost.toml", copy);
  const Ran same = check(folder, "'" + copy + "' --max-states 100");
  CHECK(same.status == 2);
  CHECK(says(same, "would be kept in one folder, 04-recipient-ack-lost"));
  const Ran two = check(folder, "'" DOUBLECHECK_LIBRARY "/01-happy-path.toml' --max-states 20");
  CHECK(two.status == 3);
  CHECK(std::filesystem::exists(folder.path("04-recipient-ack-lost/search.cbor")));
  CHECK(std::filesystem::exists(folder.path("01-happy-path/search.cbor")));
}

}  // namespace doublecheck::tests
