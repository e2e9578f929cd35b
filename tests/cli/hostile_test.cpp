// Inputs made to be too much: each ends soon, by itself, and with a word on what was wrong.

#include "tests/catch.hpp"
#include "tests/cli/hostile_inputs.hpp"
#include "tests/cli/limited_program.hpp"
#include "tests/cli/program.hpp"

#include <fmt/format.h>

#include <sys/stat.h>

#include <string>
#include <utility>
#include <vector>

using namespace doublecheck::tests;

namespace {

/// An input that is written, without its text: a process that starts with much memory seems to have taken it.
struct Prepared {
  std::string name;
  int status = 0;
  std::string says;
  std::vector<std::string> command;
};

std::vector<Prepared> prepared_in(const Folder& folder) {
  std::vector<Prepared> all;
  for (HostileInput& input : hostile_inputs()) {
    const std::string file = folder.file(input.name + ".toml", input.file);
    for (std::string& word : input.command) {
      if (word == "FILE") word = file;
    }
    all.push_back({input.name, input.status, input.says, std::move(input.command)});
  }
  return all;
}

}  // namespace

TEST_CASE("every input that is too much ends with its status and says why and is killed by no limit of the system") {
  const Folder folder;
  for (const Prepared& input : prepared_in(folder)) {
    CAPTURE(input.name);
    const Taken taken = run_limited(input.command);
    const std::string beginning = taken.output.substr(0, 2'000);
    CAPTURE(beginning);
    CHECK(taken.status == input.status);
    CHECK(taken.output.find(input.says) != std::string::npos);
    CHECK(taken.output.size() < 200'000);
  }
}

// For the figures of reports: cli_tests '[.hostile-table]'. Those of memory hold at least what the test itself has.
TEST_CASE("the table of what every input that is too much takes", "[.hostile-table]") {
  const Folder folder;
  fmt::print("| input | status | seconds | of the processor | MB at most |\n|---|---|---|---|---|\n");
  for (const Prepared& input : prepared_in(folder)) {
    const Taken taken = run_limited(input.command);
    fmt::print("| `{}` | {} | {:.2f} | {:.2f} | {} |\n", input.name, taken.status, taken.seconds,
               taken.processor_seconds, taken.peak_bytes / 1'000'000);
    CHECK(taken.status == input.status);
  }
}

TEST_CASE("what has no end or is no file is refused wherever a file is named") {
  const Folder folder;
  const std::string library = DOUBLECHECK_LIBRARY;
  const std::string pipe = folder.path("pipe.toml");
  REQUIRE(mkfifo(pipe.c_str(), 0600) == 0);
  const std::string good = content_of(library + "/01-happy-path.toml");
  const auto is_refused = [&](const std::vector<std::string>& command, const std::string& code) {
    const Taken taken = run_limited(command);
    CAPTURE(command, taken.output);
    CHECK(taken.status == 2);
    CHECK(taken.output.find(code) != std::string::npos);
  };
  for (const std::string& name : {pipe, std::string("/dev/zero"), std::string("/dev/tty")}) {
    is_refused({"lint", name}, "[not-a-file]");
    is_refused({"check", name}, "[not-a-file]");
    is_refused({"replay", name}, "[not-a-file]");
    is_refused({"lint", folder.file("p.toml", "platforms = [\"" + name + "\"]\n" + good)}, "[not-a-file]");
    const std::string path = folder.file("p.path", "# doublecheck path, version 1\nscenario " + name + "\n---\n");
    is_refused({"replay", "--all", path}, "[not-a-file]");
  }
  is_refused({"simulate", library + "/15b-population-of-2016.toml", "--extend", "/dev/zero"}, "is a device");
  is_refused({"simulate", library + "/15b-population-of-2016.toml", "--extend", pipe}, "nothing reads from it");
}
