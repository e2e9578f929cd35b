// What commands write: opened before they start, each written whatever becomes of the others, and nothing written over
// that is read or written already.

#include "tests/catch.hpp"
#include "tests/cli/program.hpp"

#include <sys/stat.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

using namespace doublecheck::tests;
namespace fs = std::filesystem;

namespace {

const std::string kLibrary = DOUBLECHECK_LIBRARY;
const std::string kHappyPath = kLibrary + "/01-happy-path.toml";
const std::string kDropOnSend = kLibrary + "/mutants/m02-drop-on-send.toml";

/// Of its properties the one that must fail.
const std::string kCustody = " --set 'properties.check=[\"CUSTODY\"]'";

/// Violated, though it is not expected to be.
const std::string kViolated = kHappyPath + " --set options.server_drop=on_send --set budgets.breaks=1";

/// 300 people, and what they sent in a file beside.
const std::string kRecordedCrowd =
    "title = \"A village\"\nquestion = \"How long do people wait?\"\n[population]\nclients = 300\n"
    "duration = \"20min\"\nrecorded = \"recorded.csv\"\n";

/// Explored for longer than any test takes.
const std::string kEndless = kLibrary + "/17-two-servers.toml --set budgets.breaks=4 --set budgets.client_crashes=4";

const std::string kShippedPlatforms = std::string(DOUBLECHECK_SOURCE_DIRECTORY) + "/scenarios/platforms/today.toml";

std::string all_replaced(std::string text, const std::string& what, const std::string& with) {
  for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size())) {
    text.replace(at, what.size(), with);
  }
  return text;
}

std::vector<std::string> files_in(const std::string& folder) {
  std::vector<std::string> names;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    names.push_back(fs::path(entry.path()).lexically_relative(folder).string());
  }
  std::ranges::sort(names);
  return names;
}

mode_t mode_of(const std::string& file) {
  struct stat status{};
  REQUIRE(stat(file.c_str(), &status) == 0);
  return status.st_mode & 07777U;
}

}  // namespace

TEST_CASE("an output that cannot be opened is refused before anything is explored") {
  const Folder folder;
  const std::string file = folder.file("file", "");
  for (const std::string& bad : {folder.path("no/such/folder"), file + "/below", std::string("/proc/none")}) {
    for (const std::string& command :
         {"check " + kEndless + " --html ", "check " + kEndless + " --json ", "check " + kEndless + " --save ",
          "gate " + kEndless + " --html ", "simulate " + kLibrary + "/22-deaf-push-service.toml --csv ",
          "simulate " + kHappyPath + " --swarm 1000000000 --save ",
          "graph " + kEndless + " --max-states 1000000000 -o "}) {
      if (bad.ends_with("folder") && command.ends_with("--save ")) continue;  // it is made
      CAPTURE(command, bad);
      const Ran ran = run(command + bad + (command.ends_with("--save ") ? "" : "/output"));
      CHECK(ran.status == 2);
      CHECK(says(ran, "error: cannot "));
      CHECK(says(ran, bad));
    }
  }
  CHECK(files_in(folder.path()) == std::vector<std::string>{"file"});
}

TEST_CASE("a directory is no output and nothing is explored for it") {
  const Folder folder;
  for (const std::string option : {"--html ", "--json "}) {
    const Ran ran = run("check " + kEndless + " " + option + folder.path());
    CHECK(ran.status == 2);
    CHECK(says(ran, "it is a directory"));
    CHECK(run("check " + kEndless + " " + option + folder.path() + "/").status == 2);
  }
  CHECK(files_in(folder.path()).empty());
}

TEST_CASE("of several outputs one that fails at the end takes neither the others nor the verdict with it") {
  const Folder folder;
  const std::string rest = " --html " + folder.path("r.html") + " --save " + folder.path("paths");
  const Ran ran = run("check " + kDropOnSend + kCustody + " --json /dev/full" + rest);
  CHECK(ran.status == 2);
  CHECK(says(ran, "error: cannot write /dev/full: No space left on device\n"));
  CHECK(says(ran, "violated: CUSTODY"));
  CHECK(content_of(folder.path("r.html")).ends_with("</html>\n"));
  CHECK(files_in(folder.path()) == std::vector<std::string>{"paths", "paths/m02-drop-on-send-CUSTODY.path", "r.html"});
}

TEST_CASE("a disk that gets full leaves the old file and no other and the verdict") {
  const Folder folder;
  const std::string page = folder.file("r.html", "old");
  // In blocks of 512 bytes: the page needs more, the path does not.
  const Ran ran = shell("ulimit -f 8; \"$d\" check " + kDropOnSend + kCustody + " --html " + page + " --save " +
                        folder.path("paths") + " 2>&1 | cat");
  CHECK(says(ran, "error: cannot write " + page + ": File too large\n"));
  CHECK(says(ran, "violated: CUSTODY"));
  CHECK(content_of(page) == "old");
  CHECK(files_in(folder.path()) == std::vector<std::string>{"paths", "paths/m02-drop-on-send-CUSTODY.path", "r.html"});
}

TEST_CASE("a violation keeps its status where an output fails and a hit limit does not") {
  const std::string full = " --json /dev/full";
  CHECK(run("check " + kViolated + full).status == 1);
  CHECK(run("check " + kHappyPath + " --max-depth 2").status == 3);
  CHECK(run("check " + kHappyPath + " --max-depth 2" + full).status == 2);
  CHECK(run("check " + kHappyPath + full).status == 2);
  CHECK(run("graph " + kHappyPath + " -o /dev/full").status == 2);
}

TEST_CASE("a mistake in one of several saved paths leaves the status of one that does otherwise") {
  const Folder folder;
  REQUIRE(run("check " + kDropOnSend + " --save " + folder.path()).status == 0);
  const std::string saved = folder.path("m02-drop-on-send-CUSTODY.path");
  const std::string other = folder.file("other.path", content_of(saved) + "connect alice\n");
  CHECK(run("replay " + other + " " + folder.path("absent.path")).status == 1);
  CHECK(run("replay " + saved + " " + folder.path("absent.path")).status == 2);
}

TEST_CASE("what a command reads is not written over by whatever name") {
  const Folder folder;
  const std::string mine = folder.file("mine.toml", content_of(kHappyPath));
  const std::string text = content_of(mine);
  fs::create_symlink("mine.toml", folder.path("soft"));
  fs::create_hard_link(mine, folder.path("hard"));
  fs::create_directory_symlink(".", folder.path("folder"));
  for (const std::string name : {"mine.toml", "soft", "hard", "folder/mine.toml", "./mine.toml"}) {
    for (const std::string& command : {"check " + mine + " --json ", "gate " + folder.path() + " --html ",
                                       "graph " + mine + " -o ", "simulate " + mine + " --json "}) {
      CAPTURE(command, name);
      const Ran ran = run(command + folder.path(name));
      CHECK(ran.status == 2);
      CHECK(says(ran, "would write over"));
      CHECK(content_of(mine) == text);
    }
  }
}

TEST_CASE("a platform file and a recorded workload and a saved path are read and not written over either") {
  const Folder folder;
  const auto refuses = [](const std::string& arguments) {
    const Ran ran = run(arguments);
    return ran.status == 2 && says(ran, "would write over");
  };
  REQUIRE(run("check " + kDropOnSend + " --save " + folder.path()).status == 0);
  const std::string path = folder.path("m02-drop-on-send-CUSTODY.path");
  CHECK(refuses("replay " + path + " --json " + path));
  CHECK(refuses("gate " + path + " --json " + path));
  CHECK(refuses("gate " + path + " --html " + kDropOnSend));
  CHECK(refuses("gate " + path + " " + kDropOnSend + " --save " + folder.path()));

  const std::string platforms = folder.file("mine.toml", all_replaced(content_of(kShippedPlatforms), "today", "ours"));
  const std::string scenario = folder.file("mine-used.toml", "platforms = [\"mine.toml\"]\n" + content_of(kHappyPath));
  REQUIRE(run("check -q " + scenario).status == 0);
  CHECK(refuses("check " + scenario + " --html " + platforms));
  const std::string crowd = folder.file("crowd.toml", kRecordedCrowd);
  const std::string recorded = folder.file("recorded.csv", "at,from,to\n10,0,1\n");
  REQUIRE(run("simulate -q " + crowd).status == 0);
  CHECK(refuses("simulate " + crowd + " --csv " + recorded));
}

TEST_CASE("two outputs are two files") {
  const Folder folder;
  const std::string one = folder.path("one");
  const auto refuses = [](const std::string& options) {
    const Ran ran = run("check " + kEndless + " " + options);
    return ran.status == 2 && ran.output.starts_with("error: `");
  };
  CHECK(refuses("--json " + one + " --html " + one));
  CHECK(refuses("--json " + one + " --html " + folder.path("./one")));
  CHECK(refuses("--json - --html -"));
  fs::create_symlink("one", folder.path("soft"));
  fs::create_directory(folder.path("s"));
  CHECK(refuses("--html " + folder.path("s/17-two-servers-CUSTODY.path") + " --save " + folder.path("s")));
  CHECK(refuses("--json " + one + " --html " + folder.path("soft")));
  CHECK_FALSE(fs::exists(one));
  CHECK(run("check " + kHappyPath + " --json /dev/null --html /dev/null").status == 0);
}

TEST_CASE("saved paths of scenarios of one name do not write over each other") {
  const Folder folder;
  fs::create_directories(folder.path("a/deep"));
  fs::create_directories(folder.path("b"));
  const std::string text = content_of(kDropOnSend);
  const std::string files =
      folder.file("a/deep/x.toml", text) + " " + folder.file("b/x.toml", text) + " " + folder.file("y.toml", text);
  REQUIRE(run("check " + files + kCustody + " --save " + folder.path("s")).status == 0);
  CHECK(files_in(folder.path("s")) ==
        std::vector<std::string>{"b-x-CUSTODY.path", "deep-x-CUSTODY.path", "y-CUSTODY.path"});
  CHECK(content_of(folder.path("s/deep-x-CUSTODY.path")).find("a/deep/x.toml\n") != std::string::npos);
  CHECK(content_of(folder.path("s/b-x-CUSTODY.path")).find("b/x.toml\n") != std::string::npos);

  const std::string twice = folder.path("y.toml") + " " + folder.path("./y.toml");
  REQUIRE(run("check " + twice + kCustody + " --save " + folder.path("t")).status == 0);
  CHECK(files_in(folder.path("t")).size() == 2);
}

TEST_CASE("a file that is replaced keeps its mode and a new one has that of the umask") {
  const Folder folder;
  const std::string old = folder.file("old.json", "old");
  fs::permissions(old, fs::perms(0640));
  fs::create_symlink("old.json", folder.path("link.json"));
  CHECK(run("check " + kHappyPath + " --json " + folder.path("link.json")).status == 0);
  CHECK(fs::is_symlink(folder.path("link.json")));
  CHECK(content_of(old).front() == '{');
  CHECK(mode_of(old) == 0640);
  CHECK(shell("umask 027; \"$d\" check -q " + kHappyPath + " --json " + folder.path("new.json")).status == 0);
  CHECK(mode_of(folder.path("new.json")) == 0640);
  CHECK(shell("umask 022; \"$d\" check -q " + kHappyPath + " --html " + folder.path("new.html")).status == 0);
  CHECK(mode_of(folder.path("new.html")) == 0644);
}

TEST_CASE("devices and pipes are written to and stay what they are") {
  const Folder folder;
  const std::string pipe = folder.path("pipe");
  const Ran ran = shell("mkfifo " + pipe + "; cat " + pipe + " & \"$d\" check " + kHappyPath + " --json " + pipe +
                        " >/dev/null; status=$?; wait; exit $status");
  CHECK(ran.status == 0);
  CHECK(ran.output.starts_with("{"));
  CHECK(ran.output.ends_with("}\n"));
  CHECK(fs::is_fifo(pipe));
  CHECK(run("check " + kHappyPath + " --html /dev/null").status == 0);
  CHECK(fs::is_character_file("/dev/null"));
}

TEST_CASE("a dash is standard output which then carries nothing else") {
  CHECK(run("check " + kHappyPath + " --json -").output.starts_with("{"));
  const Ran page = run("check " + kHappyPath + " --html -");
  CHECK(page.status == 0);
  CHECK(page.output.starts_with("<!DOCTYPE html>"));
  CHECK(page.output.ends_with("</html>\n"));
  CHECK_FALSE(fs::exists("-"));
}

TEST_CASE("standard output by another name than a dash is refused") {
  const Folder folder;
  const std::string log = folder.path("log");
  for (const std::string& line :
       std::vector<std::string>{" --json /dev/stdout 2>&1", " --html /proc/self/fd/1 2>&1", " --json /dev/stderr 2>&1",
                                " --json /dev/stdout 2>&1 >" + log, " --json " + log + " 2>&1 >" + log}) {
    CAPTURE(line);
    const Ran ran = shell("\"$d\" check " + kEndless + line);
    CHECK(ran.status == 2);
    CHECK(says(ran, "would write where standard output or standard error goes"));
  }
  CHECK(content_of(log).empty());
}
