// The script behind `./dev nightly`, run with steps made up here.

#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <regex>
#include <sstream>
#include <stdexcept>
#include <string>

#include "tests/catch.hpp"

namespace {

struct Ran {
  int status = -1;
  std::string output;
};

Ran run(const std::string& command) {
  std::FILE* pipe = popen((command + " 2>&1 </dev/null").c_str(), "r");
  if (pipe == nullptr) throw std::runtime_error("cannot start " + command);
  Ran ran;
  std::array<char, 4096> buffer{};
  while (const std::size_t size = std::fread(buffer.data(), 1, buffer.size(), pipe))
    ran.output.append(buffer.data(), size);
  const int raw = pclose(pipe);
  ran.status = WIFEXITED(raw) ? WEXITSTATUS(raw) : -1;
  return ran;
}

/// A folder of this test's own, with a file of steps in it.
class Night {
 public:
  explicit Night(const std::string& steps) {
    std::string pattern = (std::filesystem::temp_directory_path() / "doublecheck-nightly-XXXXXX").string();
    if (mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("no folder for the test");
    folder_ = pattern;
    std::ofstream(folder_ / "steps") << steps;
  }
  ~Night() { std::filesystem::remove_all(folder_); }
  Night(const Night&) = delete;
  Night& operator=(const Night&) = delete;

  [[nodiscard]] Ran run(const std::string& arguments = "") const {
    return ::run("'" DOUBLECHECK_SOURCE_DIRECTORY "/.ci/nightly' --steps '" + (folder_ / "steps").string() +
                 "' --logs '" + (folder_ / "logs").string() + "' " + arguments);
  }
  [[nodiscard]] std::string log(const std::string& name) const {
    std::ostringstream text;
    text << std::ifstream(folder_ / "logs" / name).rdbuf();
    return text.str();
  }

 private:
  std::filesystem::path folder_;
};

const std::string kGood = "step good 'goes well'\nrun_good() { echo hello; figure '3 of 3'; }\n";
const std::string kBad = "step bad 'fails'\nrun_bad() { echo first; false; echo second; }\n";
const std::string kSkips = "step not-here 'cannot be run'\nrun_not_here() { skip 'needs a moon'; echo moon; }\n";

bool has_line(const Ran& ran, const std::string& line) {
  return ("\n" + ran.output).find("\n" + line + "\n") != std::string::npos;
}

// The row of the table about a step, without the seconds that it took: "name result figure".
std::string row(const Ran& ran, const std::string& name) {
  const std::regex columns("\n" + name + " +(passed|failed|skipped|not run) *[0-9]* *([^\n]*)");
  std::smatch found;
  if (!std::regex_search(ran.output, found, columns)) return "no row";
  return name + ": " + found.str(1) + ": " + found.str(2);
}

}  // namespace

TEST_CASE("a night in which every step passes ends with status 0 and a table of them") {
  const Night night(kGood + "step other 'goes well, too'\nrun_other() { :; }\n");
  const Ran ran = night.run();
  CAPTURE(ran.output);
  CHECK(ran.status == 0);
  CHECK(row(ran, "good") == "good: passed: 3 of 3");
  CHECK(row(ran, "other") == "other: passed: ");
  CHECK(has_line(ran, "2 passed, 0 failed, 0 skipped"));
  CHECK(night.log("good.log") == "hello\n");
  CHECK(night.log("table.txt").ends_with("2 passed, 0 failed, 0 skipped\n"));
}

TEST_CASE("a step that fails makes the night red, and the steps behind it run all the same") {
  for (const std::string set_by_steps : {"", "set -euo pipefail\n"}) {
    const Night night(set_by_steps + kBad + kGood);
    const Ran ran = night.run();
    CAPTURE(ran.output);
    CHECK(ran.status == 1);
    CHECK(row(ran, "bad").starts_with("bad: failed: status 1, see "));
    CHECK(row(ran, "good") == "good: passed: 3 of 3");
    CHECK(has_line(ran, "1 passed, 1 failed, 0 skipped"));
    CHECK(night.log("bad.log") == "first\n");
  }
}

TEST_CASE("a command that fails inside a pipe makes its step fail") {
  const Ran ran = Night("step piped 'x'\nrun_piped() { false | cat; figure 'went on'; }\n").run();
  CAPTURE(ran.output);
  CHECK(ran.status == 1);
  CHECK(has_line(ran, "0 passed, 1 failed, 0 skipped"));
}

TEST_CASE("a skipped step says why and does not count as passed") {
  const Night night(kSkips + kGood);
  const Ran ran = night.run();
  CAPTURE(ran.output);
  CHECK(ran.status == 0);
  CHECK(row(ran, "not-here") == "not-here: skipped: needs a moon");
  CHECK(has_line(ran, "1 passed, 0 failed, 1 skipped"));
  CHECK(night.log("not-here.log").empty());
}

TEST_CASE("a night in which every step is skipped has shown nothing") {
  const Ran ran = Night(kSkips).run();
  CAPTURE(ran.output);
  CHECK(ran.status == 1);
}

TEST_CASE("only the steps that are named run") {
  const Night night(kBad + kGood);
  const Ran ran = night.run("good");
  CAPTURE(ran.output);
  CHECK(ran.status == 0);
  CHECK(has_line(ran, "1 passed, 0 failed, 0 skipped"));
}

TEST_CASE("a name that no step has is status 2, and nothing runs") {
  const Night night(kGood);
  const Ran ran = night.run("good better");
  CAPTURE(ran.output);
  CHECK(ran.status == 2);
  CHECK(ran.output == "dev: no step is called better; ./dev nightly --list names them\n");
  CHECK(night.log("good.log").empty());
}

TEST_CASE("two steps of one name are a mistake, and nothing runs") {
  const Night night(kGood + kGood);
  const Ran ran = night.run();
  CHECK(ran.status == 2);
  CHECK(ran.output == "dev: two steps are called good\n");
}

TEST_CASE("the list of steps runs none of them") {
  const Night night(kBad + kGood);
  const Ran ran = night.run("--list");
  CHECK(ran.status == 0);
  CHECK(ran.output == "bad                  fails\ngood                 goes well\n");
  CHECK(night.log("bad.log").empty());
}

TEST_CASE("a step that is interrupted has failed, and those behind it are said not to have run") {
  const Night night(
      "step slow 'waits'\nrun_slow() { read -r _ _ _ night _ </proc/$PPID/stat; kill -TERM $night; sleep 20; }\n" +
      kGood);
  const Ran ran = night.run();
  CAPTURE(ran.output);
  CHECK(ran.status == 1);
  CHECK(row(ran, "slow") == "slow: failed: interrupted");
  CHECK(row(ran, "good") == "good: not run: ");
  CHECK(has_line(ran, "0 passed, 1 failed, 0 skipped, 1 not run"));
}

TEST_CASE("every step of the night has a function that runs it") {
  const Ran ran = run("cd '" DOUBLECHECK_SOURCE_DIRECTORY
                      "' && bash -c 'step() { eval \"names+=($1)\"; }; names=(); source .ci/nightly_steps; "
                      "for name in \"${names[@]}\"; do declare -F \"run_${name//-/_}\" || exit 1; done; "
                      "echo ${#names[@]} steps'");
  CAPTURE(ran.output);
  CHECK(ran.status == 0);
  CHECK(ran.output.ends_with(" steps\n"));
  CHECK(run("'" DOUBLECHECK_SOURCE_DIRECTORY "/dev' nightly --list").output.find("thread-engine") == 0);
}
