#include "reports/json.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "tests/catch.hpp"
#include "tests/reports/samples.hpp"

using namespace doublecheck::reports;
using namespace doublecheck::tests;
using Json = nlohmann::ordered_json;

namespace {

Json parsed(const Report& report) { return Json::parse(to_json(report)); }

std::vector<std::string> keys_of(const Json& object) {
  std::vector<std::string> keys;
  for (const auto& [key, value] : object.items()) keys.push_back(key);
  return keys;
}

}  // namespace

TEST_CASE("a report on one scenario has its result at the top") {
  const Json json = parsed(report_on(drop_on_send()));
  CHECK(json["format"] == "doublecheck");
  CHECK(json["format_version"] == kFormatVersion);
  CHECK(json["tool_version"] == "0.1.0");
  CHECK(json["scenario"] == "m02-drop-on-send");
  CHECK(json["verdict"] == "violated");
  CHECK(json["states"] == 412);
  CHECK(json["transitions"] == 903);
  CHECK(json["depth"] == 22);
  CHECK(json["seconds"] == 0.214);
  CHECK(json["peak_memory_bytes"] == 14'680'064);
  CHECK(json["mutant"] == 2);
  CHECK(json["simulation"].is_null());
}

TEST_CASE("a mutant has what it changes and whether it is caught and the check without the mutation") {
  const Json alone = parsed(report_on(drop_on_send()));
  CHECK(alone["mutation"] == Json::array({"server drops body = on_send"}));
  CHECK(alone["caught"] == true);
  CHECK(alone["shortest_catch"] == 4);
  CHECK(alone["unmutated"].is_null());
  const Json compared = parsed(report_on(with_unmutated(drop_on_send(), Verdict::violated)));
  CHECK(compared["caught"] == false);
  CHECK(compared["shortest_catch"].is_null());
  CHECK(compared["unmutated"]["states"] == 87);
  CHECK(compared["unmutated"]["properties"][0]["verdict"] == "violated");
  const Json plain = parsed(report_on(happy_path()));
  CHECK(plain["mutation"] == Json::array());
  CHECK(plain["caught"].is_null());
}

TEST_CASE("a property has its verdict and its requirement and the length of its counterexample") {
  const Json properties = parsed(report_on(drop_on_send()))["properties"];
  REQUIRE(properties.size() == 7);
  CHECK(properties[0]["id"] == "CUSTODY");
  CHECK(properties[0]["verdict"] == "violated");
  CHECK(properties[0]["requirement"] == "R2, R3, R8, R15");
  CHECK(properties[0]["counterexample_length"] == 4);
  CHECK(properties[0]["outcome"] == "as_expected");
  CHECK(properties[1]["verdict"] == "holds");
  CHECK(properties[1]["counterexample_length"].is_null());
  CHECK(properties[1]["counterexample"].is_null());
  CHECK(parsed(report_on(surprising()))["properties"][0]["verdict"] == "inconclusive");
}

TEST_CASE("a scenario has the requirements that it answers for and a document what became of each") {
  ScenarioResult scenario = drop_on_send();
  scenario.requirements = {8, 15};
  Report report = whole_library();
  report.scenarios[2] = scenario;
  report.requirements = {{15, "Custody", {"CUSTODY"}, {"one check is custody"}}, {24, "Contrast", {}, {}}};
  const Json json = parsed(report);
  CHECK(json["scenarios"][2]["answers_for"] == Json({"R8", "R15"}));
  CHECK(json["scenarios"][0]["answers_for"] == Json::array());
  const Json& requirements = json["requirements"];
  CHECK(requirements.front()["id"] == "R2");
  CHECK(requirements.back()["id"] == "R24");
  CHECK(requirements.back()["verdict"].is_null());
  const auto r15 = std::ranges::find_if(requirements, [](const Json& one) { return one["id"] == "R15"; });
  REQUIRE(r15 != requirements.end());
  CHECK((*r15)["tests"] == Json({"one check is custody"}));
  CHECK((*r15)["scenarios"] == Json({"m02-drop-on-send"}));
  CHECK((*r15)["verdict"] == "inconclusive");
  CHECK((*r15)["properties"][0]["id"] == "CUSTODY");
  CHECK((*r15)["properties"][0]["holds"] == Json({"01-happy-path"}));
  CHECK((*r15)["properties"][0]["mutants"] == Json({"m02-drop-on-send"}));
  CHECK(parsed(report_on(scenario))["answers_for"] == Json({"R8", "R15"}));
  CHECK(parsed(report_on(scenario))["requirements"].is_array());
}

TEST_CASE("a counterexample is written out step by step") {
  const Json counterexample = parsed(report_on(drop_on_send()))["properties"][0]["counterexample"];
  CHECK(counterexample["parties"][1]["kind"] == "server");
  REQUIRE(counterexample["steps"].size() == 4);
  CHECK(counterexample["steps"][3]["action"] == "break_connection bob");
  CHECK(counterexample["steps"][3]["arrows"][0]["kind"] == "lost");
  CHECK(counterexample["steps"][3]["notes"][0]["bad"] == true);
  CHECK(counterexample["steps"][2]["marks"][0]["mark"] == "one_check");
  CHECK(counterexample["steps"][2]["marks"][0]["failed"] == false);
  CHECK(counterexample["cycle_start"].is_null());
  CHECK(parsed(report_on(receipt_not_stored()))["properties"][5]["counterexample"]["cycle_start"] == 7);
}

TEST_CASE("a report on several scenarios has them in an array") {
  const Json json = parsed(whole_library());
  CHECK(json["format_version"] == kFormatVersion);
  REQUIRE(json["scenarios"].size() == 4);
  CHECK_FALSE(json.contains("verdict"));
  CHECK(json["scenarios"][0]["scenario"] == "01-happy-path");
  CHECK(parsed({})["scenarios"] == Json::array());
}

TEST_CASE("a scenario has the same keys in the same order at the top and in the array") {
  std::vector<std::string> alone = keys_of(parsed(report_on(happy_path())));
  alone.erase(alone.begin(), alone.begin() + 4);  // of the document
  CHECK(std::vector<std::string>(alone.end() - 2, alone.end()) == std::vector<std::string>{"requirements", "paths"});
  alone.erase(alone.end() - 2, alone.end());  // likewise
  CHECK(alone == keys_of(parsed(whole_library())["scenarios"][0]));
}

TEST_CASE("what was not checked is null and has no properties") {
  ScenarioResult simulated = happy_path();
  simulated.check.reset();
  const Json json = parsed(report_on(simulated));
  for (const char* key : {"states", "transitions", "depth", "seconds", "peak_memory_bytes", "exhaustive", "scope"}) {
    CAPTURE(key);
    CHECK(json.at(key).is_null());
  }
  CHECK(json["properties"] == Json::array());
  CHECK(json["verdict"] == "holds");
}

TEST_CASE("a simulation is written with its distributions and its fingerprint") {
  const Json simulation = parsed(report_on(happy_path()))["simulation"];
  CHECK(simulation["seed"] == 7);
  CHECK(simulation["fingerprint"] == "9f86d081884c7d65");
  CHECK(simulation["distributions"][0]["name"] == "time to one check");
  CHECK(simulation["distributions"][0]["p50"] == 210.0);
  CHECK(simulation["distributions"][0]["quantiles"].size() == 100);
  CHECK(simulation["counts"][0]["value"] == 1204.0);
}

TEST_CASE("a simulation is written with its platforms and what the server held and the schedule") {
  const Json simulation = parsed(report_on(happy_path()))["simulation"];
  REQUIRE(simulation["platforms"].size() == 2);
  CHECK(simulation["platforms"][0]["platform"] == "Android 6");
  CHECK(simulation["platforms"][0]["openings"] == 239);
  CHECK(simulation["platforms"][0]["in_store"] == 840);
  CHECK(simulation["platforms"][0]["on_server"] == 99);
  CHECK(simulation["platforms"][0]["wait"]["count"] == 99);
  CHECK(simulation["held"]["until_acknowledged"] == 1800.0);
  CHECK(simulation["held"]["for_ever"] == 7.2e9);
  CHECK(simulation["held"]["is_archived"] == false);
  CHECK(simulation["held"]["ratio"] == 4e6);
  CHECK(simulation["schedule"][0]["fault"] == "server_crashes");
  CHECK(simulation["schedule"][0]["lasts_seconds"] == 1800.0);
  CHECK(simulation["schedule"][1]["lasts_seconds"].is_null());
  CHECK(simulation["schedule"][1]["client"] == "bob");
  CHECK(simulation["schedule"][1]["impossible"] == 12);
  CHECK(simulation["schedule"][1]["too_late"] == 9988);
}

TEST_CASE("nothing held has no ratio") {
  ScenarioResult result = happy_path();
  result.simulation->held = {};
  CHECK(parsed(report_on(result))["simulation"]["held"]["ratio"].is_null());
}

TEST_CASE("equal results have equal JSON") { CHECK(to_json(whole_library()) == to_json(whole_library())); }

TEST_CASE("text that is not UTF-8 still gives valid JSON") {
  Report report = report_on(happy_path());
  report.scenarios[0].title = "\xFF";
  CHECK(parsed(report)["title"] == "\uFFFD");
}
