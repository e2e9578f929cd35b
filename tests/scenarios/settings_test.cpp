#include "scenarios/setting.hpp"

#include <string>
#include <vector>

#include "tests/catch.hpp"
#include "tests/scenarios/samples.hpp"

using namespace doublecheck;
using namespace doublecheck::scenarios;
using namespace doublecheck::tests;

namespace {

using Settings = std::vector<Setting>;

std::string errors_of_settings(const Settings& settings) { return errors_of(kMinimal, settings); }

}  // namespace

TEST_CASE("a setting is cut at its first equals sign") {
  CHECK(split_setting("a.b=c") == Setting{"a.b", "c"});
  CHECK(split_setting(" a.b = c = d ") == Setting{"a.b", "c = d"});
  CHECK(split_setting("a=") == Setting{"a", ""});
  CHECK_FALSE(split_setting("a"));
  CHECK_FALSE(split_setting("=a"));
  CHECK_FALSE(split_setting(""));
}

TEST_CASE("a setting replaces what the file says") {
  const Scenario scenario = scenario_of(kComplete, Settings{{"participants.bob.platform", "windows_phone"},
                                                            {"messages.0.count", "2"},
                                                            {"options.push_repeat", "on_first"},
                                                            {"simulation.network.latency.max", "1s"}});
  CHECK(scenario.setup.participants[0].platform.name == "windows_phone");
  CHECK(scenario.setup.workload.size() == 3);
  CHECK(scenario.setup.options.push_repeat == model::PushRepeat::on_first);
  CHECK(scenario.environment.network.latency.second == sim::kSecond);
  CHECK(scenario.environment.network.latency.first == 10 * sim::kMillisecond);
}

TEST_CASE("a setting adds what the file leaves out") {
  const Scenario scenario = scenario_of(kMinimal, Settings{{"options.server_drop", "never"},
                                                           {"budgets.breaks", "2"},
                                                           {"participants.bob.contacts", "[\"alice\"]"},
                                                           {"simulation.users.think", "{ mean = \"2s\" }"}});
  CHECK(scenario.setup.options.server_drop == model::ServerDrop::never);
  CHECK(scenario.setup.budgets[model::Budget::breaks] == 2);
  CHECK(scenario.setup.participants[0].contacts == std::vector<std::string>{"+49301001"});
  CHECK(scenario.environment.users.think == sim::Delay{sim::DelayKind::exponential, 2 * sim::kSecond, 0});
}

TEST_CASE("text needs no quotes in a setting") {
  const Scenario scenario = scenario_of(kMinimal, Settings{{"title", "Two words"},
                                                           {"simulation.horizon", "2h"},
                                                           {"budgets.breaks", "unlimited"},
                                                           {"participants.bob.number", "+4930"},
                                                           {"question", "42"}});
  CHECK(scenario.title == "Two words");
  CHECK(scenario.environment.horizon == 2 * sim::kHour);
  CHECK(scenario.setup.budgets[model::Budget::breaks] == model::kUnlimited);
  CHECK(scenario.setup.participants[0].number == "+4930");
  CHECK(scenario.question == "42");
}

TEST_CASE("of two settings of one key the last counts") {
  CHECK(scenario_of(kMinimal, Settings{{"budgets.breaks", "2"}, {"budgets.breaks", "3"}})
            .setup.budgets[model::Budget::breaks] == 3);
}

TEST_CASE("a setting repairs what is wrong in the file") {
  const std::string text = with(kMinimal, "\"iphone\"", "\"iphne\"");
  CHECK(codes_of(text) == std::vector<std::string>{"unknown-platform"});
  CHECK(codes_of(text, Settings{{"participants.bob.platform", "iphone"}}).empty());
}

TEST_CASE("an error in a setting is shown in the setting") {
  CHECK(errors_of_settings({{"budgets.breaks", "1"}, {"options.server_drop", "on_snd"}}) ==
        "error: unknown value `on_snd` for `server_drop`  [unknown-value]\n"
        "  --> --set:2:21\n"
        "   2 | options.server_drop=on_snd\n"
        "     |                     ^^^^^^ no such value\n"
        "help: did you mean `on_send`?\n");
  CHECK(errors_of_settings({{"options.server_drp", "on_send"}}) ==
        "error: unknown key `server_drp` in [options]  [unknown-key]\n"
        "  --> --set:1:9\n"
        "   1 | options.server_drp=on_send\n"
        "     |         ^^^^^^^^^^ not a key of [options]\n"
        "help: did you mean `server_drop`? It takes on_ack, on_send, on_push or never.\n");
  CHECK(errors_of_settings({{"participants.bbo.platform", "iphone"}}) ==
        "error: unknown participant `bbo`  [unknown-participant]\n"
        "  --> --set:1:14\n"
        "   1 | participants.bbo.platform=iphone\n"
        "     |              ^^^ not in the file\n"
        "help: did you mean `bob`?\n");
}

TEST_CASE("a place inside a structured setting is exact") {
  CHECK(errors_of_settings({{"simulation.users.think", "{ meen = \"1s\", mean = 3 }"}}) ==
        "error: unknown key `meen` in `think`  [unknown-key]\n"
        "  --> --set:1:26\n"
        "   1 | simulation.users.think={ meen = \"1s\", mean = 3 }\n"
        "     |                          ^^^^ not a key of `think`\n"
        "help: the only key is mean\n"
        "error: `mean` takes a duration with its unit, such as \"80ms\", \"3s\" or \"24h\"  [missing-unit]\n"
        "  --> --set:1:46\n"
        "   1 | simulation.users.think={ meen = \"1s\", mean = 3 }\n"
        "     |                                              ^ a number without a unit\n"
        "help: the units are us, ms, s, min, h and d\n");
}

TEST_CASE("a setting that leads nowhere is an error") {
  CHECK(errors_of_settings({{"messages.1.count", "2"}}) ==
        "error: `messages` has no element `1`  [no-such-element]\n"
        "  --> --set:1:10\n"
        "   1 | messages.1.count=2\n"
        "     |          ^ no such element\n"
        "help: its elements are numbered from 0 to 0\n");
  CHECK(errors_of_settings({{"title.length", "2"}}) ==
        "error: `title` has no keys of its own  [wrong-type]\n"
        "  --> --set:1:7\n"
        "   1 | title.length=2\n"
        "     |       ^^^^^^ leads nowhere\n");
  CHECK(errors_of_settings({{"options..x", "2"}}) ==
        "error: a setting has the form key=value, with a dotted key  [bad-setting]\n"
        "  --> --set:1:9\n"
        "   1 | options..x=2\n"
        "     |         ^ not a part of a key\n"
        "help: for example options.server_drop=on_send\n");
}

TEST_CASE("a setting that is half a structure is an error") {
  CHECK(errors_of_settings({{"properties.check", "[\"CUSTODY\""}}) ==
        "error: the value of `properties.check` is not TOML  [syntax]\n"
        "  --> --set:1:18\n"
        "   1 | properties.check=[\"CUSTODY\"\n"
        "     |                  ^^^^^^^^^^ here something is missing or too much\n"
        "help: inside of lists and tables, text is written in quotes\n");
}

TEST_CASE("a setting cannot smuggle in a second key") {
  const Scenario scenario = scenario_of(kMinimal, Settings{{"question", "1\nmutant = 2"}});
  CHECK(scenario.question == "1\nmutant = 2");
  CHECK_FALSE(scenario.mutant);
}

TEST_CASE("a setting leaves the participants in their order") {
  const Scenario scenario = scenario_of(kMinimal, Settings{{"participants.bob.registered", "false"}});
  CHECK(scenario.setup.participants[0].name == "bob");
  CHECK_FALSE(scenario.setup.participants[0].registered);
}

TEST_CASE("errors in settings come after errors in the file") {
  CHECK(codes_of(std::string(kMinimal) + "x = 1\n", Settings{{"y", "1"}}) ==
        std::vector<std::string>{"unknown-key", "unknown-key"});
  CHECK(errors_of(std::string(kMinimal) + "x = 1\n", Settings{{"y", "1"}}).find("t.toml") <
        errors_of(std::string(kMinimal) + "x = 1\n", Settings{{"y", "1"}}).find("--set"));
}
