// What text, JSON and HTML tell of actions and of the size of a space.

#include "reports/html.hpp"
#include "reports/json.hpp"
#include "reports/space_size.hpp"
#include "reports/text.hpp"

#include <nlohmann/json.hpp>
#include <string>

#include "tests/catch.hpp"
#include "tests/reports/samples.hpp"

using namespace doublecheck::reports;
using namespace doublecheck::tests;

namespace {

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("a factor is how many states there are for each that is left without the part") {
  CHECK(factor_of({"alice", 60, 420, 35, {}}) == 12.0);
  CHECK(factor_of({"nobody", 0, 0, 0, {}}) == 1.0);
}

TEST_CASE("many levels become few bars of the same number of levels each and the last of what is left") {
  const LevelBars bars = bars_of({1, 3, 10, 20, 6}, 3);
  CHECK(bars.levels_a_bar == 2);
  CHECK(bars.states == std::vector<double>{2, 15, 6});
  CHECK(bars_of({1, 3, 10}, 3).states == std::vector<double>{1, 3, 10});
}

TEST_CASE("the text shows actions with their counts and tells what never was from what is ruled out") {
  const std::string text = check_text(explained(true), {});
  CHECK(has(text, "compose    40 states     40          30  7.14 %"));
  CHECK(has(text, "never: suspend (the grace period is over; it takes an app in the background)"));
  CHECK(has(text, "ruled out: break_connection, flush (budgets.breaks is 0)"));
}

TEST_CASE("the text shows actions only to those who asked and says why there are none") {
  ScenarioResult scenario = explained(true);
  scenario.check->actions_asked = false;
  CHECK_FALSE(has(check_text(scenario, {}), "ruled out"));
  scenario.check->actions_asked = true;
  scenario.check->actions.clear();
  scenario.check->actions_missing = "there was no memory left";
  CHECK(has(check_text(scenario, {}), "Not counted: there was no memory left."));
}

TEST_CASE("the text shows growth and parts and what to bound but no advice that gains little") {
  const std::string text = check_text(explained(true), {});
  CHECK(has(text, "This is of all 420 states."));
  CHECK(has(text, "3 levels, the widest at depth 2 with 300 states."));
  CHECK(has(text, "▁▃█"));
  CHECK(has(text, "client.outbox"));
  CHECK(has(text, "1 left: 200, 0 left: 220"));
  CHECK(has(text, "messages of alice = 1    instead of 2  leaves 42 states: 10 times fewer"));
  CHECK_FALSE(has(text, "trifle"));
  CHECK(has(check_text(explained(true), {.unicode = false}), ".-#"));
}

TEST_CASE("of a search that a limit ended the text says that it knows only a part and how fast that grew") {
  const std::string text = check_text(explained(false), {.width = 400});
  CHECK(has(text, "the part explored, 420 states"));
  CHECK(has(text, "has 3 times as many states as the one before it, so that what is left may be much more"));
  CHECK(has(text, "leaves 42 of those explored"));
}

TEST_CASE("the document has levels and actions and the size") {
  const auto json = nlohmann::ordered_json::parse(to_json(report_on(explained(true))));
  CHECK(json["levels"] == nlohmann::ordered_json({20, 100, 300}));
  REQUIRE(json["actions"].size() == 4);
  CHECK(json["actions"][0]["action"] == "compose");
  CHECK(json["actions"][0]["fired"] == 40);
  CHECK(json["actions"][1]["occurrence"] == "never");
  CHECK(json["actions"][2]["why_never"] == "budgets.breaks is 0");
  CHECK(json["size"]["machines"][0]["factor"] == 12.0);
  CHECK(json["size"]["machines"][0]["fields"][0]["name"] == "client.outbox");
  CHECK(json["size"]["budgets"][0]["states_by_left"] == nlohmann::ordered_json({220, 200}));
  CHECK(json["size"]["advice"][0]["states"] == 42);
  CHECK(nlohmann::ordered_json::parse(to_json(report_on(happy_path())))["size"].is_null());
}

TEST_CASE("the page has a chart of the levels and tables of actions and parts") {
  const std::string page = to_html(report_on(explained(true)));
  CHECK(has(page, "class=\"level\""));
  CHECK(has(page, "depth 2: 300 states"));
  CHECK(has(page, "What happened: 1 of 4 kinds of actions, 1 never, 2 ruled out by the scenario"));
  CHECK(has(page, "<code>messages of alice = 1</code> instead of 2 leaves 42 states: 10 times fewer"));
  CHECK_FALSE(has(to_html(report_on(happy_path())), "class=\"level\""));
}
