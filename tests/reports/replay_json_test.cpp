#include "reports/replay_json.hpp"

#include <nlohmann/json.hpp>

#include <string>

#include "tests/catch.hpp"
#include "tests/reports/replay_samples.hpp"

using namespace doublecheck;
using namespace doublecheck::tests;
using Json = nlohmann::json;

namespace {

Json replay_of(const reports::Replay& replay) {
  return Json::parse(reports::to_json({replay}, "1.2", "doublecheck replay")).at("replays").at(0);
}

}  // namespace

TEST_CASE("a document of replays begins as any other and has them in order") {
  reports::Replay second = two_steps();
  second.file = "second.path";
  const Json document = Json::parse(reports::to_json({two_steps(), second}, "1.2", "doublecheck replay"));
  CHECK(document["format"] == "doublecheck");
  CHECK(document["format_version"] == reports::kFormatVersion);
  CHECK(document["tool_version"] == "1.2");
  CHECK(document["replays"][0]["file"] == "lost.path");
  CHECK(document["replays"][1]["file"] == "second.path");
  CHECK(Json::parse(reports::to_json({}, "1.2", ""))["replays"] == Json::array());
}

TEST_CASE("the steps of a replay carry what they changed besides what a step of a counterexample does") {
  const Json step = replay_of(two_steps())["steps"][0];
  CHECK(step["action"] == "compose alice");
  CHECK(step["differences"][0]["path"] == Json({"alice", "client", "outbox"}));
  CHECK(step["differences"][0]["before"] == "[]");
  CHECK(step["differences"][0]["after"] == "[m1]");
  CHECK(step["became_true"] == Json::array({"is_composed(m1)"}));
  CHECK(step["became_false"] == Json::array({"is_quiet"}));
  CHECK(step.contains("arrows"));
}

TEST_CASE("formulas and obstacles are there if the replay has them") {
  const Json plain = replay_of(two_steps());
  CHECK(plain["formulas"] == Json::array());
  CHECK(plain["obstacle"].is_null());
  CHECK(plain["property"].is_null());
  const Json json = replay_of(with_obstacle(with_formula(two_steps())));
  CHECK(json["formulas"][0]["formula"] == "eventually is_quiet");
  CHECK(json["formulas"][0]["instances"][0]["is_true"] == Json::parse("[[true], [false], [false]]"));
  CHECK(json["formulas"][0]["instances"][0]["holds"] == Json::parse("[true, false, false]"));
  CHECK(json["obstacle"]["line"] == 9);
  CHECK(json["obstacle"]["possible"][1]["action"] == "deliver alice up 0");
}
