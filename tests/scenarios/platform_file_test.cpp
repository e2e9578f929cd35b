#include "scenarios/platform_file.hpp"

#include <filesystem>
#include <set>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/decision_tree.hpp"
#include "tests/catch.hpp"
#include "tests/scenarios/platform_samples.hpp"
#include "tests/scenarios/samples.hpp"

using namespace doublecheck;
using namespace doublecheck::scenarios;
using namespace doublecheck::tests;
using model::AppState;
using model::PushEffect;

namespace {

PlatformSet platforms_of(std::string_view text) {
  const auto result = parse_platform_file(text, "t.toml", {});
  if (!result.set) throw std::logic_error(rendered(result.diagnostics));
  return *result.set;
}

/// What people see of the errors in the sample after one change, below an empty line.
std::string platform_errors_after(std::string_view before, std::string_view after) {
  const std::string text = with(kCompletePlatforms, before, after);
  return "\n" + rendered(parse_platform_file(text, "t.toml", shipped_platforms()).diagnostics);
}

std::vector<std::string> platform_codes_of(std::string_view text) {
  std::vector<std::string> codes;
  for (const Diagnostic& diagnostic : parse_platform_file(text, "t.toml", shipped_platforms()).diagnostics) {
    codes.push_back(diagnostic.code);
  }
  return codes;
}

const model::Platform& shipped(std::string_view name) {
  for (const PlatformSet& set : shipped_platforms()) {
    for (const model::Platform& platform : set.platforms) {
      if (platform.name == name) return platform;
    }
  }
  throw std::logic_error("no such platform");
}

}  // namespace

TEST_CASE("a platform is read as its file says") {
  const PlatformSet set = platforms_of(kCompletePlatforms);
  CHECK(set.name == "ours");
  REQUIRE(set.platforms.size() == 1);
  const model::Platform expected{
      .name = "tablet",
      .title = "Our tablet",
      .source = "Measured by us.",
      .runs_in_background = false,
      .push = {PushEffect::nothing, PushEffect::display, PushEffect::may_wake, PushEffect::wake, PushEffect::nothing},
      .unreachable = model::UnreachableDevice::lost,
      .grace_us = 90'000'000,
      .wakes_per_hour_max = 4,
      .maintenance_window_us = 600'000'000};
  CHECK(set.platforms[0] == expected);
}

TEST_CASE("the figures of a platform may be left out, and an uncertain wake then has no limit") {
  const std::string text = with(with(with(kCompletePlatforms, "grace = \"90s\"\n", ""), "wakes_per_hour_max = 4\n", ""),
                                "maintenance_window = \"10min\"\n", "");
  const model::Platform platform = platforms_of(text).platforms[0];
  CHECK(platform.grace_us == 0);
  CHECK(platform.wakes_per_hour_max == 0);
  CHECK(platform.maintenance_window_us == 0);
}

TEST_CASE("the decision tree of a platform reads as its file has it") {
  std::string lines;
  for (const Decision& decision : decision_tree(platforms_of(kCompletePlatforms).platforms[0])) {
    lines += std::string(decision.key) + " = \"" + std::string(decision.action) + "\"\n";
  }
  CHECK(kCompletePlatforms.ends_with(".decision_tree]\n" + lines));
}

TEST_CASE("a state without a line is a gap") {
  CHECK(platform_errors_after("terminated_by_system = \"wake\"\n", "") == R"(
error: [platforms.tablet.decision_tree] does not say what happens: app killed by the system  [gap]
  --> t.toml:11:1
  11 | [platforms.tablet.decision_tree]
     | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ `terminated_by_system` is missing
help: `terminated_by_system` takes wake, may_wake, display or nothing
)");
}

TEST_CASE("every line of the tree is needed") {
  std::string_view rest = kCompletePlatforms.substr(kCompletePlatforms.find("connected ="));
  while (!rest.empty()) {
    const std::string line(rest.substr(0, rest.find('\n') + 1));
    CAPTURE(line);
    CHECK(platform_codes_of(with(kCompletePlatforms, "\n" + line, "\n")) == std::vector<std::string>{"gap"});
    rest.remove_prefix(line.size());
  }
}

TEST_CASE("an unknown action is an error with the nearest one or all of its state") {
  CHECK(platform_errors_after("\"may_wake\"", "\"maywake\"") == R"(
error: unknown action `maywake` for `suspended`  [unknown-action]
  --> t.toml:16:13
  16 | suspended = "maywake"
     |             ^^^^^^^^^ no such action
help: did you mean `may_wake`?
)");
  CHECK(platform_errors_after("\"lost\"", "\"wake\"") == R"(
error: unknown action `wake` for `device_unreachable`  [unknown-action]
  --> t.toml:19:22
  19 | device_unreachable = "wake"
     |                      ^^^^^^ no such action
help: the actions are kept and lost
)");
  CHECK(platform_errors_after("background = \"display\"", "background = \"wake\"") == R"(
error: unknown action `wake` for `background`  [unknown-action]
  --> t.toml:15:14
  15 | background = "wake"
     |              ^^^^^^ no such action
help: the actions are display and nothing
)");
}

TEST_CASE("a state that leaves no choice takes its only action and says why") {
  CHECK(platform_errors_after("\"send\"", "\"wake\"") == R"(
error: `connected` takes send only  [unknown-action]
  --> t.toml:12:13
  12 | connected = "wake"
     |             ^^^^^^ no choice
help: what is connected gets its mail on the connection, and needs no push
)");
}

TEST_CASE("an unknown key of a platform or its tree is an error with the nearest one") {
  CHECK(platform_errors_after("suspended =", "suspendet =") == R"(
error: [platforms.tablet.decision_tree] does not say what happens: app suspended  [gap]
  --> t.toml:11:1
  11 | [platforms.tablet.decision_tree]
     | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ `suspended` is missing
help: `suspended` takes wake, may_wake, display or nothing
error: unknown key `suspendet` in [platforms.tablet.decision_tree]  [unknown-key]
  --> t.toml:16:1
  16 | suspendet = "may_wake"
     | ^^^^^^^^^ not a key of [platforms.tablet.decision_tree]
help: did you mean `suspended`? It takes wake, may_wake, display or nothing.
)");
  CHECK(platform_errors_after("wakes_per_hour_max", "wakes_per_hour") == R"(
error: unknown key `wakes_per_hour` in [platforms.tablet]  [unknown-key]
  --> t.toml:8:1
   8 | wakes_per_hour = 4
     | ^^^^^^^^^^^^^^ not a key of [platforms.tablet]
help: did you mean `wakes_per_hour_max`? It takes a whole number from 1 to 3600.
)");
}

TEST_CASE("a platform has a title and a source and says what becomes of its background") {
  for (const std::string key : {"title", "source", "background"}) {
    const std::size_t start = kCompletePlatforms.find(key + " =");
    const std::string line(kCompletePlatforms.substr(start, kCompletePlatforms.find('\n', start) + 1 - start));
    CHECK(platform_codes_of(with(kCompletePlatforms, line, "")) == std::vector<std::string>{"missing-key"});
  }
  CHECK(platform_codes_of(with(kCompletePlatforms, "\"Measured by us.\"", "\" \"")) ==
        std::vector<std::string>{"empty-text"});
  CHECK(platform_codes_of(with(kCompletePlatforms, "\"grace\"", "\"graze\"")) ==
        std::vector<std::string>{"unknown-value"});
}

TEST_CASE("a figure that counts for nothing is an error") {
  CHECK(platform_errors_after("background = \"grace\"", "background = \"runs\"") == R"(
error: `grace` is for apps that are suspended after it, and this one runs in the background  [idle-figure]
  --> t.toml:7:9
   7 | grace = "90s"
     |         ^^^^^ counts for nothing
help: leave it out, or write background = "grace"
)");
  CHECK(platform_errors_after("\"may_wake\"", "\"wake\"") == R"(
error: `wakes_per_hour_max` limits `may_wake`, which the decision tree does not have  [idle-figure]
  --> t.toml:8:22
   8 | wakes_per_hour_max = 4
     |                      ^ counts for nothing
help: leave it out, or write may_wake where the platform rations its wakes
)");
}

TEST_CASE("a platform's name is used once, in its file and in all sets") {
  CHECK(platform_errors_after("[platforms.tablet]", "[platforms.tablet]\n[platforms.tablet]") == R"(
error: the table [platforms.tablet] is there already  [duplicate-key]
  --> t.toml:4:1
   4 | [platforms.tablet]
     | ^^^^^^^^^^^^^^^^^^ a second time
help: the first is on line 3: join the two, or remove one
)");
  std::string text = with(kCompletePlatforms, "[platforms.tablet]", "[platforms.iphone]");
  text = with(text, "platforms.tablet.", "platforms.iphone.");
  CHECK(rendered(parse_platform_file(text, "t.toml", shipped_platforms()).diagnostics) ==
        "error: the platform `iphone` is there already  [duplicate-platform]\n"
        "  --> t.toml:3:12\n"
        "   3 | [platforms.iphone]\n"
        "     |            ^^^^^^ in the set `2016`, too\n"
        "help: choose another name\n");
}

TEST_CASE("a platform file names its set and has platforms and nothing else") {
  CHECK(platform_codes_of("") == std::vector<std::string>{"missing-key", "missing-key"});
  CHECK(platform_codes_of("platform_set = \"x\"\n[platforms]\n") == std::vector<std::string>{"no-platforms"});
  CHECK(platform_codes_of(with(kCompletePlatforms, "\n\n", "\ntitle = \"T\"\n\n")) ==
        std::vector<std::string>{"unknown-key"});
  std::string text = with(kCompletePlatforms, "[platforms.tablet]", "[platforms.Tablet]");
  text = with(text, "platforms.tablet.", "platforms.Tablet.");
  CHECK(platform_codes_of(text) == std::vector<std::string>{"bad-name"});
}

TEST_CASE("the shipped files are read without errors and each platform has its own name") {
  std::set<std::string> names;
  for (const char* name : {"2016", "today"}) {
    const std::string file = DOUBLECHECK_SOURCE_DIRECTORY "/scenarios/platforms/" + std::string(name) + ".toml";
    CHECK(is_platform_file(file));
    const PlatformReadResult result = read_platform_file(file, shipped_platforms());
    CHECK(rendered(result.diagnostics).empty());
    REQUIRE(result.set);
    CHECK(result.set->name == name);
    for (const model::Platform& platform : result.set->platforms) CHECK(names.insert(platform.name).second);
  }
}

TEST_CASE("the program has every file of platforms, as it is") {
  std::size_t files = 0;
  for (const auto& entry : std::filesystem::directory_iterator(DOUBLECHECK_SOURCE_DIRECTORY "/scenarios/platforms")) {
    ++files;
    const auto read = read_platform_file(entry.path().string(), {});
    REQUIRE(read.set);
    bool shipped_as_it_is = false;
    for (const PlatformSet& set : shipped_platforms()) {
      shipped_as_it_is = shipped_as_it_is || (set.name == read.set->name && set.platforms == read.set->platforms);
    }
    CAPTURE(entry.path());
    CHECK(shipped_as_it_is);
  }
  CHECK(files == shipped_platforms().size());
}

TEST_CASE("the platforms of 2016 do what is known of them") {
  const auto effects = [](std::string_view name) {
    const model::Platform& platform = shipped(name);
    return std::vector{push_effect(platform, AppState::background), push_effect(platform, AppState::suspended),
                       push_effect(platform, AppState::terminated_by_system),
                       push_effect(platform, AppState::terminated_by_user)};
  };
  using enum PushEffect;
  using Effects = std::vector<PushEffect>;
  CHECK(effects("android") == Effects{nothing, wake, wake, nothing});
  CHECK(effects("iphone") == Effects{display, display, display, display});
  CHECK(effects("windows_phone") == Effects{display, display, display, display});
  CHECK(effects("blackberry") == Effects{nothing, wake, wake, wake});
  CHECK(effects("symbian") == Effects{nothing, wake, wake, nothing});
  CHECK(effects("iphone_background") == Effects{nothing, may_wake, may_wake, nothing});
  CHECK(shipped("iphone_background").wakes_per_hour_max == 3);
  CHECK(shipped("android_normal").maintenance_window_us > 0);
  for (const char* name : {"android", "blackberry", "symbian"}) CHECK(shipped(name).runs_in_background);
  for (const char* name : {"iphone", "windows_phone"}) CHECK_FALSE(shipped(name).runs_in_background);
}

TEST_CASE("no force-quit iPhone app runs and no platform that rations its wakes is sure to wake") {
  for (const PlatformSet& set : shipped_platforms()) {
    for (const model::Platform& platform : set.platforms) {
      CAPTURE(platform.name);
      const PushEffect effect = push_effect(platform, AppState::terminated_by_user);
      if (!platform.runs_in_background) CHECK((effect == PushEffect::display || effect == PushEffect::nothing));
      if (platform.wakes_per_hour_max > 0) CHECK(push_effect(platform, AppState::suspended) == PushEffect::may_wake);
    }
  }
}
