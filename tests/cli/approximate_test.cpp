// Approximate searches as their users meet them.
#include "tests/catch.hpp"
#include "tests/cli/program.hpp"

#include <nlohmann/json.hpp>

namespace doublecheck::tests {
namespace {

const std::string kFolder = DOUBLECHECK_LIBRARY;
const std::string kScenario = "'" + kFolder + "/04-recipient-ack-lost.toml'";
const std::string kMutant = "'" + kFolder + "/mutants/m02-drop-on-send.toml'";

}  // namespace

TEST_CASE("an approximate check never says that something holds, and how much it may have missed") {
  for (const std::string approximation : {"bitstate", "compact"}) {
    for (const std::string memory : {"1GB", "900KB"}) {
      CAPTURE(approximation, memory);
      const std::string words = "check " + kScenario + " --approximate " + approximation + " --max-memory " + memory;
      const Ran text = run(words);
      CHECK(text.status == 3);
      CHECK_FALSE(says(text, " holds"));
      CHECK(says(text, "Approximate search (" + approximation + "): some"));
      const auto json = nlohmann::json::parse(run_for_document(words + " --json -").output);
      CHECK(json["verdict"] == "inconclusive");
      CHECK(json["exhaustive"] == false);
      for (const auto& property : json["properties"]) CHECK(property["verdict"] == "inconclusive");
      CHECK(json["omissions"]["approximation"] == approximation);
      CHECK(json["omissions"]["probability"] >= 0);
      CHECK(json["states"] <= 12'846);
      if (memory != "1GB") continue;
      CHECK(json["states"] == 12'846);
      CHECK(json["transitions"] == 53'306);
      CHECK(json["stop_reason"] == "approximate search");
      CHECK(json["omissions"]["probability"] < 0.001);
    }
  }
}

TEST_CASE("an approximate check with little memory says the same with one thread and with several") {
  for (const std::string approximation : {"bitstate", "compact"}) {
    const std::string words =
        "check " + kScenario + " --approximate " + approximation + " --max-memory 1MB --json - --jobs ";
    auto alone = nlohmann::json::parse(run_for_document(words + "1").output);
    auto together = nlohmann::json::parse(run_for_document(words + "2").output);
    for (auto* json : {&alone, &together}) {
      for (const char* key : {"command", "seconds", "peak_memory_bytes"}) json->erase(key);
    }
    CHECK(alone == together);
  }
}

TEST_CASE("a violation that an approximate check finds replays") {
  const Folder folder;
  const Ran found = run("check " + kMutant + " --approximate bitstate --max-memory 2MB --save '" + folder.path() + "'");
  CHECK(says(found, "violated"));
  CHECK_FALSE(says(found, " holds"));
  const Ran replayed = run("replay '" + folder.path("m02-drop-on-send-CUSTODY.path") + "'");
  CHECK(replayed.status == 0);
}

TEST_CASE("the report of an approximate check says so") {
  const Folder folder;
  run("check " + kScenario + " --approximate compact --max-memory 8MB --html '" + folder.path("report.html") + "'");
  const std::string html = content_of(folder.path("report.html"));
  CHECK(html.find("not completely: approximate search") != std::string::npos);
  CHECK(html.find("Approximate search (compact): some state was left out with probability") != std::string::npos);
}

TEST_CASE("an approximate check is refused together with what needs an exact one") {
  for (const std::string other : {"--engine plain", "--checkpoint x", "--symmetry on", "--search depth-first",
                                  "--search swarm", "--search random", "--search fewest-faults"}) {
    CAPTURE(other);
    const Ran refused = run("check " + kScenario + " --approximate compact " + other);
    CHECK(refused.status == 2);
    CHECK(says(refused, "error: `--approximate compact` does not go with `" + other.substr(0, other.find(' '))));
    CHECK(says(refused, "help: "));
  }
  CHECK(run("check " + kScenario + " --approximate exactly").status == 2);
  CHECK(run("check " + kScenario + " --approximate bitstate --search breadth-first --max-memory 8MB").status == 3);
}

}  // namespace doublecheck::tests
