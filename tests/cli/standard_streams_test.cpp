// Standard output and standard error that take nothing more: every command says so, and none ends by a signal.

#include "tests/catch.hpp"
#include "tests/cli/program.hpp"

#include <string>
#include <vector>

using namespace doublecheck::tests;

namespace {

const std::string kLibrary = DOUBLECHECK_LIBRARY;
const std::string kHappyPath = kLibrary + "/01-happy-path.toml";
const std::string kDropOnSend = kLibrary + "/mutants/m02-drop-on-send.toml";
const std::string kViolated = kHappyPath + " --set options.server_drop=on_send --set budgets.breaks=1";

/// Of each command one that ends with 0 and says something, some a line and some more than a buffer holds.
std::vector<std::string> commands() {
  return {"check " + kHappyPath,
          "check --json - " + kHappyPath,
          "simulate --set simulation.runs=2 " + kHappyPath,
          "gate --set simulation.runs=2 " + kHappyPath,
          "graph " + kHappyPath,
          "graph --by mark " + kHappyPath,
          "lint " + kHappyPath,
          "list " + kHappyPath,
          "list --requirements",
          "explain R13",
          "explain server_drop CUSTODY",
          "diagram",
          "diagram mark",
          "--help",
          "check --help",
          "--version"};
}

/// Descriptor 5 of the shell becomes a pipe from which nobody reads any more.
std::string pipe_without_reader(const Folder& folder) {
  const std::string pipe = folder.path("pipe");
  return "rm -f " + pipe + "; mkfifo " + pipe + "; exec 3<>" + pipe + "; exec 5>" + pipe + "; exec 3>&-; ";
}

}  // namespace

TEST_CASE("standard output that is full ends every command with 2 and a word on standard error") {
  for (const std::string& command : commands()) {
    CAPTURE(command);
    REQUIRE(shell("\"$d\" " + command + " >/dev/null 2>&1").status == 0);
    const Ran full = shell("\"$d\" " + command + " 2>&1 >/dev/full");
    CHECK(full.status == 2);
    CHECK(full.output == "error: cannot write to standard output: No space left on device\n");
  }
}

TEST_CASE("standard output that is closed ends every command with 2 and a word on standard error") {
  for (const std::string& command : commands()) {
    CAPTURE(command);
    const Ran closed = shell("\"$d\" " + command + " 2>&1 >&-");
    CHECK(closed.status == 2);
    CHECK(closed.output == "error: cannot write to standard output: it is closed\n");
  }
}

TEST_CASE("standard output whose reader went away ends every command with 2 and without a word") {
  const Folder folder;
  for (const std::string& command : commands()) {
    CAPTURE(command);
    const Ran gone = shell(pipe_without_reader(folder) + "\"$d\" " + command + " 2>&1 >&5");
    CHECK(gone.status == 2);
    CHECK(gone.output.empty());
  }
}

TEST_CASE("a violated property keeps its status whatever becomes of standard output") {
  REQUIRE(run("check " + kViolated).status == 1);
  const Folder folder;
  for (const std::string full : {">/dev/full", ">&-", ">&5"}) {
    CAPTURE(full);
    CHECK(shell(pipe_without_reader(folder) + "\"$d\" check " + kViolated + " 2>/dev/null " + full).status == 1);
  }
}

TEST_CASE("standard error that takes nothing ends with 2 what has to say something there and nothing else") {
  for (const std::string stream : {"2>/dev/full", "2>&-", "2>&- >&-", "2>/dev/full >/dev/full"}) {
    CAPTURE(stream);
    CHECK(shell("\"$d\" explain nothing_known " + stream).status == 2);
    CHECK(shell("\"$d\" no-such-command " + stream).status == 2);
    CHECK(shell("\"$d\" check no-such-file.toml " + stream).status == 2);
    CHECK(shell("\"$d\" lint " + stream).status == 2);
  }
  CHECK(shell("\"$d\" explain R13 2>/dev/full").status == 0);
  CHECK(shell("\"$d\" check " + kHappyPath + " 2>&-").status == 0);
  // What is under way is told to nobody, and that changes no status.
  CHECK(shell("\"$d\" gate " + kHappyPath + " --set simulation.runs=2 2>/dev/full").status == 0);
}

TEST_CASE("a file that is opened does not take the place of a standard stream that is closed") {
  const Folder folder;
  const std::string page = folder.path("report.html");
  CHECK(shell("\"$d\" check " + kHappyPath + " --html " + page + " <&- >&- 2>&-").status == 2);
  CHECK(content_of(page).starts_with("<!DOCTYPE html>"));
  CHECK(content_of(page).ends_with("</html>\n"));
}

TEST_CASE("standard output that is a file on a disk that gets full ends with 2 and not by a signal") {
  const Folder folder;
  // In blocks of 512 bytes.
  const Ran ran = shell("ulimit -f 8; \"$d\" graph " + kHappyPath + " 2>&1 >" + folder.path("states.graphml"));
  CHECK(ran.status == 2);
  CHECK(ran.output == "error: cannot write to standard output: File too large\n");
}
