// Whoever writes a scenario may name any file of the machine in it: what is in a file that is no scenario is not shown.

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/path_file.hpp"
#include "scenarios/platform_file.hpp"
#include "scenarios/reading.hpp"
#include "scenarios/recorded_messages.hpp"
#include "tests/catch.hpp"
#include "tests/scenarios/platform_samples.hpp"
#include "tests/scenarios/samples.hpp"

using namespace doublecheck::scenarios;
using namespace doublecheck::tests;

namespace {

constexpr std::string_view kSecret = "hunter2";

/// Files as there are on many machines.
const std::vector<std::string> kOthers = {
    "root:$6$hunter2:19000:0:99999:7:::\ndaemon:*:19000:0:99999:7:::\n",
    "hunter2\n",
    "password = \"hunter2\"\n",
    "PASSWORD=hunter2\n",
    "title = \"my settings\"\n[servers]\npassword = \"hunter2\"\n",
    "[hunter2]\nuser = \"me\"\n",
    "[[hunter2]]\nuser = \"me\"\n[[hunter2]]\nuser = \"me\"\nuser = 1\n",
    "password = hunter2\n",
    "hunter2 = 1\nhunter2 = 1\n",
    "{\"questions\": \"hunter2\"}\n",
    "-----BEGIN OPENSSH PRIVATE KEY-----\nhunter2\n",
};

bool tells(const std::vector<Diagnostic>& diagnostics) {
  for (const Diagnostic& diagnostic : diagnostics) {
    if (to_text(diagnostic, false).find(kSecret) != std::string::npos) return true;
    if (diagnostic.source_line.find(kSecret) != std::string::npos) return true;
  }
  return false;
}

}  // namespace

TEST_CASE("of a file that is nothing of the kind no diagnostic shows any of its words, whatever it is taken for") {
  for (const std::string& other : kOthers) {
    CAPTURE(other);
    const auto scenario = parse_scenario(other, "other").diagnostics;
    const auto platforms = parse_platform_file(other, "other", {}).diagnostics;
    const auto path = parse_path(other, "other").diagnostics;
    const auto recorded = parse_recorded(other, "other", 10).diagnostics;
    for (const auto* diagnostics : {&scenario, &platforms, &path, &recorded}) {
      CHECK_FALSE(diagnostics->empty());
      CHECK_FALSE(tells(*diagnostics));
    }
  }
}

TEST_CASE("a platform file is not shown where a scenario is named in its place, nor the other way round") {
  CHECK_FALSE(tells(parse_platform_file("question = \"hunter2\"\nx = 1\n", "other", {}).diagnostics));
}

TEST_CASE("a scenario that names any file as its platforms is told where it went wrong and not what is there") {
  const auto folder = std::filesystem::temp_directory_path() / ("doublecheck-quoting-" + std::to_string(getpid()));
  std::filesystem::create_directories(folder);
  std::ofstream(folder / "shadow") << kOthers.front();
  std::ofstream(folder / "s.toml") << "platforms = [\"shadow\"]\n" << kMinimal;
  const auto diagnostics = read_scenario((folder / "s.toml").string()).diagnostics;
  REQUIRE(diagnostics.size() == 1);
  CHECK(to_text(diagnostics.front(), false) ==
        "error: this is not TOML, and does not look like a platform file  [syntax]\n  --> " +
            (folder / "shadow").string() +
            ":1:5\nhelp: a platform file begins with `platform_set`; of other files no line is shown\n");
  std::filesystem::remove_all(folder);
}

TEST_CASE("a scenario, a platform file, a path and a recording that are only wrong are shown") {
  CHECK(tells(parse_scenario(std::string(kMinimal) + "hunter2 = 1\n", "t").diagnostics));
  CHECK(tells(parse_scenario("question = \"hunter2\n", "t").diagnostics));
  CHECK(tells(parse_scenario("\xEF\xBB\xBFquestion = \"hunter2\n", "t").diagnostics));
  CHECK(tells(parse_platform_file(std::string(kCompletePlatforms) + "hunter2 = 1\n", "t", {}).diagnostics));
  CHECK(tells(parse_path("# doublecheck path, version 1\nhunter2\n", "t").diagnostics));
  CHECK(tells(parse_recorded("at,from,to\nhunter2,1,2\n", "t", 10).diagnostics));
}
