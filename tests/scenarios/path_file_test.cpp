#include "scenarios/path_file.hpp"
#include "scenarios/path_line.hpp"

#include <filesystem>
#include <string>
#include <vector>

#include "tests/catch.hpp"
#include "tests/scenarios/samples.hpp"

using namespace doublecheck;
using namespace doublecheck::scenarios;
using namespace doublecheck::tests;
using model::ActionKind;
using model::Direction;

namespace {

constexpr std::string_view kPath = R"(# doublecheck path, version 1
scenario ../library/mutants/02-drop-on-send.toml
set options.server_drop=on_send
set title=A title with = and blanks
property CUSTODY
instance m1
---
compose alice
deliver alice up 0
connect bob
cycle
lose bob down 2
crash_server east
deliver_relayed east-west down
expire bob 1
)";

PathFile path_of(std::string_view text, const std::string& file = "paths/lost.path") {
  const PathReadResult result = parse_path(text, file);
  if (!result.path) throw std::logic_error(rendered(result.diagnostics));
  return *result.path;
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  return text.replace(text.find(from), from.size(), to);
}

std::string errors_of_path(std::string_view text) { return rendered(parse_path(text, "t.path").diagnostics); }

/// The errors of a heading that is right but for these lines, and a lone action.
std::string errors_of_heading(std::string_view lines) {
  return errors_of_path("# doublecheck path, version 1\n" + std::string(lines) + "---\ncompose alice\n");
}

std::string errors_of_action(std::string_view line) {
  return errors_of_path("# doublecheck path, version 1\nscenario a.toml\n---\n" + std::string(line) + "\n");
}

}  // namespace

TEST_CASE("a path file is read completely") {
  const PathFile path = path_of(kPath);
  CHECK(path.file == "paths/lost.path");
  CHECK(path.scenario_file == "library/mutants/02-drop-on-send.toml");
  CHECK(path.settings ==
        std::vector<Setting>{{"options.server_drop", "on_send"}, {"title", "A title with = and blanks"}});
  CHECK(path.property == "CUSTODY");
  CHECK(path.property_origin.line == 5);
  CHECK(path.property_origin.column == 10);
  CHECK(path.instance == "m1");
  CHECK(path.cycle_start == 3);
  REQUIRE(path.actions.size() == 7);
  CHECK(path.actions[1] == NamedAction{ActionKind::deliver, "alice", Direction::up, 0, {}});
  CHECK(path.actions[3] == NamedAction{ActionKind::lose, "bob", Direction::down, 2, {}});
  CHECK(path.actions[4] == NamedAction{ActionKind::crash_server, "east", Direction::up, 0, {}});
  CHECK(path.actions[5] == NamedAction{ActionKind::deliver_relayed, "east-west", Direction::down, 0, {}});
  CHECK(path.actions[6] == NamedAction{ActionKind::expire, "bob", Direction::up, 1, {}});
  CHECK(path.actions[3].origin.line == 12);
  CHECK(path.actions[3].origin.column == 6);
}

TEST_CASE("what is written of a path is what was read") {
  CHECK(write_path_text(path_of(kPath)) == kPath);
  CHECK(path_of(write_path_text(path_of(kPath))) == path_of(kPath));
}

TEST_CASE("a path may say that it no longer violates its property") {
  const std::string text = replaced(std::string(kPath), "instance m1\n", "instance m1\nexpect holds\n");
  CHECK_FALSE(path_of(kPath).is_fixed);
  CHECK(path_of(text).is_fixed);
  CHECK(path_of(write_path_text(path_of(text))) == path_of(text));
  CHECK_FALSE(path_of(replaced(text, "holds", "violated")).is_fixed);
  CHECK(errors_of_heading("scenario a.toml\nproperty CUSTODY\nexpect hold\n").find("did you mean `holds`?") !=
        std::string::npos);
  CHECK(errors_of_heading("scenario a.toml\nexpect holds\n").find("names no property") != std::string::npos);
}

TEST_CASE("every kind of action survives being written and read") {
  PathFile path{.file = "a/b.path",
                .scenario_file = "a/c.toml",
                .settings = {},
                .property = {},
                .property_origin = {},
                .instance = {},
                .actions = {},
                .cycle_start = std::nullopt};
  for (const auto& info : model::action_catalogue()) {
    path.actions.push_back({info.kind,
                            "bob",
                            info.has_direction ? Direction::down : Direction::up,
                            static_cast<std::uint16_t>(info.has_position ? 65535 : 0),
                            {}});
  }
  CHECK(path_of(write_path_text(path), path.file) == path);
}

TEST_CASE("a cycle at the end means that nothing happens any more") {
  const PathFile path = path_of("# doublecheck path, version 1\nscenario a.toml\n---\ncompose alice\ncycle\n");
  CHECK(path.cycle_start == 1);
  CHECK(path.actions.size() == 1);
  CHECK(path_of(write_path_text(path), path.file) == path);
  CHECK_FALSE(path_of("# doublecheck path, version 1\nscenario a.toml\n---\ncompose alice\n").cycle_start);
}

TEST_CASE("comments and blanks and carriage returns change nothing in a path") {
  const PathFile plain = path_of("# doublecheck path, version 1\nscenario a.toml\n---\ncompose alice\ncycle\n");
  CHECK(path_of("# doublecheck path, version 1\r\n\r\n# hello\r\n scenario  a.toml \r\n  # why\n---  \n\n"
                "\tcompose   alice # she begins\n#\ncycle # for ever\n") == plain);
}

TEST_CASE("a scenario is named from the folder of the path file") {
  const auto resolved = [](const std::string& file, const std::string& scenario) {
    return path_of("# doublecheck path, version 1\nscenario " + scenario + "\n---\n", file).scenario_file;
  };
  CHECK(resolved("a.path", "b.toml") == "b.toml");
  CHECK(resolved("p/a.path", "../s/b.toml") == "s/b.toml");
  CHECK(resolved("p/a.path", "../../s/b.toml") == "../s/b.toml");
  CHECK(resolved("/p/a.path", "b.toml") == "/p/b.toml");
  CHECK(resolved("p/a.path", "/s/b.toml") == "/s/b.toml");
  CHECK(resolved("p/a.path", "two words.toml") == "p/two words.toml");
}

TEST_CASE("a path is written for the folder that it is saved in") {
  const auto written = [](const std::string& file, const std::string& scenario) {
    PathFile path = path_of("# doublecheck path, version 1\nscenario x\n---\n", file);
    path.scenario_file = scenario;
    const std::string text = write_path_text(path);
    const std::size_t start = text.find("scenario ") + 9;
    return text.substr(start, text.find('\n', start) - start);
  };
  CHECK(written("a.path", "s/b.toml") == "s/b.toml");
  CHECK(written("p/q/a.path", "s/b.toml") == "../../s/b.toml");
  CHECK(written("p/a.path", "p/./b.toml") == "b.toml");
  CHECK(written("p/a.path", "/s/b.toml") == "/s/b.toml");
  CHECK(std::filesystem::path(written("/p/a.path", "s/b.toml")).is_relative());
}

TEST_CASE("an action is named by whom it is about and found again") {
  const Scenario scenario = scenario_of("servers = [\"east\", \"west\", \"south\"]\n" + std::string(kMinimal));
  PathFile path = path_of("# doublecheck path, version 1\nscenario a.toml\n---\n");
  const std::vector<model::Action> actions = {
      {.kind = ActionKind::compose, .client = model::client_at(1)},
      {.kind = ActionKind::deliver, .direction = Direction::down, .position = 3},
      {.kind = ActionKind::crash_server, .site = 1},
      {.kind = ActionKind::partition_servers, .site = 2}};
  for (const model::Action& action : actions) path.actions.push_back(named(action, scenario.setup));
  CHECK(path.actions[0].subject == "alice");
  CHECK(path.actions[1].subject == "bob");
  CHECK(path.actions[2].subject == "west");
  CHECK(path.actions[3].subject == "west-south");
  const ResolvedActions resolved = resolve_actions(path, scenario.setup);
  CHECK(resolved.diagnostics.empty());
  CHECK(resolved.actions == actions);
}

TEST_CASE("an action of somebody who is not there is an error at the name") {
  const PathFile path =
      path_of("# doublecheck path, version 1\nscenario a.toml\n---\ncompose alice\n  connect bbo # x\n");
  const ResolvedActions resolved = resolve_actions(path, scenario_of(kMinimal).setup);
  CHECK_FALSE(resolved.actions);
  CHECK(rendered(resolved.diagnostics) ==
        "error: unknown participant `bbo`  [unknown-participant]\n"
        "  --> paths/lost.path:5:11\n"
        "   5 |   connect bbo # x\n"
        "     |           ^^^ not in paths/a.toml\n"
        "help: did you mean `bob`?\n");
}

TEST_CASE("a file that is no path is refused at its first line") {
  CHECK(errors_of_path("compose alice\n") ==
        "error: this is not a path file  [not-a-path]\n"
        "  --> t.path:1:1\n"
        "help: the first line of a path file is `# doublecheck path, version 1`\n");
  CHECK(errors_of_path("") ==
        "error: this is not a path file  [not-a-path]\n"
        "  --> t.path\n"
        "help: the first line of a path file is `# doublecheck path, version 1`\n");
  CHECK(errors_of_path("# doublecheck path, version 12\n") ==
        "error: this version of path files is unknown  [unknown-version]\n"
        "  --> t.path:1:29\n"
        "   1 | # doublecheck path, version 12\n"
        "     |                             ^^ not 1\n"
        "help: the first line of a path file is `# doublecheck path, version 1`\n");
  CHECK(errors_of_path("\x89PNG\n") ==
        "error: this is no text in UTF-8, so it cannot be a path file  [not-text]\n"
        "  --> t.path\n");
}

TEST_CASE("an error in the heading of a path has its place") {
  CHECK(errors_of_heading("scenaro a.toml\nscenario a.toml\n") ==
        "error: unknown keyword `scenaro`  [unknown-keyword]\n"
        "  --> t.path:2:1\n"
        "   2 | scenaro a.toml\n"
        "     | ^^^^^^^\n"
        "help: did you mean `scenario`?\n");
  CHECK(errors_of_heading("scenario a.toml\ncompose alice\n") ==
        "error: unknown keyword `compose`  [unknown-keyword]\n"
        "  --> t.path:3:1\n"
        "   3 | compose alice\n"
        "     | ^^^^^^^\n"
        "help: actions stand below a line `---`\n");
  CHECK(errors_of_heading("scenario a.toml\nscenario b.toml\n") ==
        "error: `scenario` is there already  [duplicate-key]\n"
        "  --> t.path:3:1\n"
        "   3 | scenario b.toml\n"
        "     | ^^^^^^^^ a second time\n");
  CHECK(errors_of_heading("scenario a.toml\nset breaks\n") ==
        "error: a setting has the form key=value  [bad-setting]\n"
        "  --> t.path:3:5\n"
        "   3 | set breaks\n"
        "     |     ^^^^^^ no setting\n");
  CHECK(errors_of_heading("scenario a.toml\ninstance\n") ==
        "error: `instance` says nothing  [missing-value]\n"
        "  --> t.path:3:1\n"
        "   3 | instance\n"
        "     | ^^^^^^^^ something is missing after it\n");
  CHECK(errors_of_heading("") ==
        "error: the path names no scenario  [missing-key]\n"
        "  --> t.path\n"
        "help: a line such as `scenario 01-happy-path.toml`\n");
}

TEST_CASE("an error in an action of a path has its place") {
  CHECK(errors_of_action("delivr alice up 0") ==
        "error: unknown action `delivr`  [unknown-action]\n"
        "  --> t.path:4:1\n"
        "   4 | delivr alice up 0\n"
        "     | ^^^^^^ no such action\n"
        "help: did you mean `deliver`?\n");
  CHECK(errors_of_action("deliver alice left 0") ==
        "error: `deliver` is written otherwise  [bad-action]\n"
        "  --> t.path:4:15\n"
        "   4 | deliver alice left 0\n"
        "     |               ^^^^ neither up nor down\n"
        "help: for example `deliver alice up 0`\n");
  CHECK(errors_of_action("deliver alice up 65536") ==
        "error: `deliver` is written otherwise  [bad-action]\n"
        "  --> t.path:4:18\n"
        "   4 | deliver alice up 65536\n"
        "     |                  ^^^^^ no position from 0 to 65535\n"
        "help: for example `deliver alice up 0`\n");
  CHECK(errors_of_action("connect") ==
        "error: `connect` is written otherwise  [bad-action]\n"
        "  --> t.path:4:1\n"
        "   4 | connect\n"
        "     | ^^^^^^^ something is missing after it\n"
        "help: for example `connect alice`\n");
  CHECK(errors_of_action("crash_server east now") ==
        "error: `crash_server` is written otherwise  [bad-action]\n"
        "  --> t.path:4:19\n"
        "   4 | crash_server east now\n"
        "     |                   ^^^ too much\n"
        "help: for example `crash_server server`\n");
  CHECK(errors_of_action("cycle\ncycle") ==
        "error: the cycle has begun already  [duplicate-key]\n"
        "  --> t.path:5:1\n"
        "   5 | cycle\n"
        "     | ^^^^^ a second time\n");
}

TEST_CASE("a path without a line that ends its heading has no actions") {
  CHECK(errors_of_path("# doublecheck path, version 1\nscenario a.toml\n") ==
        "error: the path has no actions  [missing-key]\n"
        "  --> t.path\n"
        "help: they follow below a line `---`\n");
}

TEST_CASE("a value of any bytes stays on its line and is read as it was") {
  for (const std::string name :
       {"new\nproperty ORDER.toml", "a\rb.toml", " blank.toml ", "\"quoted\"", "back\\slash.toml", "\x1b[2J\xFF.toml",
        "\"", "\\x0a.toml", "a\"b.toml", "\u202Eright.toml"}) {
    CAPTURE(name);
    const std::string line = path_line("scenario", name);
    CHECK(line.find('\n') == line.size() - 1);
    PathFile path = path_of(kPath);
    path.file = "lost.path";
    path.scenario_file = name;
    path.settings = {{"title", name}};
    path.settings.front().value.erase(0, path.settings.front().value.find_first_not_of(' '));
    while (path.settings.front().value.ends_with(' ')) path.settings.front().value.pop_back();
    CHECK(path_of(write_path_text(path), path.file) == path);
  }
  CHECK(path_line("scenario", "my file.toml") == "scenario my file.toml\n");
}

TEST_CASE("quotes of a path file that are written otherwise are an error with its place") {
  for (const std::string value : {R"("a\n")", R"("\x1")", R"("\xg0")", R"("a"b")", R"("\")"}) {
    CAPTURE(value);
    const std::string errors = errors_of_heading("scenario " + value + "\n");
    CHECK(errors.find("the quotes of this value are written otherwise") != std::string::npos);
    CHECK(errors.find(":2:10") != std::string::npos);
  }
  CHECK(path_of("# doublecheck path, version 1\nscenario \"a.toml\n---\ncompose alice\n", "t.path").scenario_file ==
        "\"a.toml");
}
