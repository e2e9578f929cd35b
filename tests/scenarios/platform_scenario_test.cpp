// Scenarios with platform files of their own.

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

#include "scenarios/platform_file.hpp"
#include "scenarios/reading.hpp"
#include "tests/catch.hpp"
#include "tests/scenarios/platform_samples.hpp"
#include "tests/scenarios/samples.hpp"

using namespace doublecheck;
using namespace doublecheck::scenarios;
using namespace doublecheck::tests;

namespace {

namespace fs = std::filesystem;

/// A folder of this test's own that goes away with it; it has a scenario whose bob has a `tablet`.
class Folder {
 public:
  Folder() : path_(fs::temp_directory_path() / ("doublecheck-platforms-" + std::to_string(getpid()))) {
    fs::create_directories(path_);
    write("scenario.toml", "platforms = [\"mine.toml\"]\n" + with(kMinimal, "\"iphone\"", "\"tablet\""));
  }
  ~Folder() { fs::remove_all(path_); }
  Folder(const Folder&) = delete;
  Folder(Folder&&) = delete;
  Folder& operator=(const Folder&) = delete;
  Folder& operator=(Folder&&) = delete;

  void write(const std::string& name, std::string_view text) const { std::ofstream(path_ / name) << text; }
  std::string file(const std::string& name) const { return (path_ / name).string(); }
  ReadResult scenario() const { return read_scenario(file("scenario.toml")); }

  /// What people see of the scenario's errors, without the folder's name.
  std::string errors() const {
    std::string text = rendered(scenario().diagnostics);
    const std::string prefix = path_.string() + "/";
    for (std::size_t at = text.find(prefix); at != std::string::npos; at = text.find(prefix)) {
      text.erase(at, prefix.size());
    }
    return "\n" + text;
  }

 private:
  fs::path path_;
};

}  // namespace

TEST_CASE("a scenario uses the platforms of a file beside it") {
  const Folder folder;
  folder.write("mine.toml", kCompletePlatforms);
  const ReadResult result = folder.scenario();
  CHECK(rendered(result.diagnostics).empty());
  REQUIRE(result.scenario);
  CHECK(result.scenario->setup.participants[0].platform.title == "Our tablet");
  CHECK(result.scenario->setup.participants[1].platform.name == "android");
}

TEST_CASE("the platforms of a scenario's own are among the words that might be meant") {
  const Folder folder;
  folder.write("mine.toml", kCompletePlatforms);
  folder.write("scenario.toml", "platforms = [\"mine.toml\"]\n" + with(kMinimal, "\"iphone\"", "\"tabelt\""));
  CHECK(folder.errors() == R"(
error: unknown platform `tabelt`  [unknown-platform]
  --> scenario.toml:6:12
   6 | platform = "tabelt"
     |            ^^^^^^^^ no such platform
help: did you mean `tablet`?
)");
}

TEST_CASE("a platform file that is not there is an error of the scenario that names it") {
  const Folder folder;
  folder.write("mien.toml", kCompletePlatforms);
  CHECK(folder.errors() == R"(
error: there is no file `mine.toml`  [no-such-file]
  --> scenario.toml:1:14
   1 | platforms = ["mine.toml"]
     |              ^^^^^^^^^^^
help: did you mean `mien.toml`?
)");
}

TEST_CASE("errors of a scenario's platform file are reported in that file and once") {
  const Folder folder;
  folder.write("mine.toml", with(kCompletePlatforms, "\"may_wake\"", "\"awake\""));
  CHECK_FALSE(folder.scenario().scenario);
  CHECK(folder.errors() == R"(
error: unknown action `awake` for `suspended`  [unknown-action]
  --> mine.toml:16:13
  16 | suspended = "awake"
     |             ^^^^^^^ no such action
help: did you mean `wake`?
)");
}

TEST_CASE("a scenario's platforms have names that are not taken, and so has their set") {
  const Folder folder;
  folder.write("mine.toml", with(kCompletePlatforms, "\"ours\"", "\"2016\""));
  CHECK(folder.errors().find("[duplicate-platform-set]") != std::string::npos);
  folder.write("mine.toml", kCompletePlatforms);
  folder.write("scenario.toml", "platforms = [\"mine.toml\", \"mine.toml\"]\n" + std::string(kMinimal));
  CHECK(folder.errors() == R"(
error: the platform set `ours` is there already  [duplicate-platform-set]
  --> scenario.toml:1:27
   1 | platforms = ["mine.toml", "mine.toml"]
     |                           ^^^^^^^^^^^ a second set of that name
help: the sets of a scenario have different names: change `platform_set` of the file
)");
  folder.write("yours.toml", with(kCompletePlatforms, "\"ours\"", "\"theirs\""));
  folder.write("scenario.toml", "platforms = [\"mine.toml\", \"yours.toml\"]\n" + std::string(kMinimal));
  CHECK(folder.errors().find("[duplicate-platform]\n  --> yours.toml:3:12") != std::string::npos);
}

TEST_CASE("a platform file is no scenario and a scenario names files in a list") {
  CHECK(errors_of(kCompletePlatforms) ==
        "error: this is a platform file and no scenario  [not-a-scenario]\n"
        "  --> t.toml:1:1\n"
        "   1 | platform_set = \"ours\"\n"
        "     | ^^^^^^^^^^^^\n"
        "help: a scenario uses it with platforms = [\"…\"] at its top, and `doublecheck lint` reads it\n");
  CHECK(codes_of("platforms = \"mine.toml\"\n" + std::string(kMinimal)) == std::vector<std::string>{"wrong-type"});
  CHECK(codes_of("platforms = [3]\n" + std::string(kMinimal)) == std::vector<std::string>{"wrong-type"});
}

TEST_CASE("a file with a platform set is a platform file and no other is") {
  const Folder folder;
  folder.write("mine.toml", kCompletePlatforms);
  folder.write("broken.toml", "platform_set = ");
  CHECK(is_platform_file(folder.file("mine.toml")));
  CHECK_FALSE(is_platform_file(folder.file("scenario.toml")));
  CHECK_FALSE(is_platform_file(folder.file("broken.toml")));
  CHECK_FALSE(is_platform_file(folder.file("absent.toml")));
}
