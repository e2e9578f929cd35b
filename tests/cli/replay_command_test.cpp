// The command `replay` as its users meet it.

#include "tests/catch.hpp"
#include "tests/cli/program.hpp"

#include <nlohmann/json.hpp>

#include <string>

using namespace doublecheck::tests;

namespace {

std::string path_text(const std::string& actions) {
  return "# doublecheck path, version 1\nscenario " + std::string(DOUBLECHECK_LIBRARY) + "/01-happy-path.toml\n---\n" +
         actions;
}

const std::string kDelivery = path_text("compose alice\ndeliver alice up 0\ndeliver bob down 0\n");

}  // namespace

TEST_CASE("a replay without a terminal prints each step with differences and predicates and a diagram") {
  const Folder folder;
  const Ran ran = run("replay " + folder.file("a.path", kDelivery));
  CHECK(ran.status == 0);
  CHECK(says(ran, "  3  deliver bob down 0\n"));
  CHECK(says(ran, "bob ▸ client ▸ received: [] → [m1]\n"));
  CHECK(says(ran, "+ is_stored_by(bob, m1)\n"));
  CHECK(says(ran, "- is_in_flight(m1)\n"));
  CHECK(says(ran, "arrives"));
  CHECK(last_line(ran.output).find("does what it says") != std::string::npos);
}

TEST_CASE("differences and predicates can be left out each by itself and ASCII has its own arrows") {
  const Folder folder;
  const std::string file = folder.file("a.path", kDelivery);
  const Ran no_differences = run("replay --no-differences " + file);
  CHECK_FALSE(says(no_differences, "received: "));
  CHECK(says(no_differences, "+ is_stored_by(bob, m1)\n"));
  const Ran no_predicates = run("replay --no-predicates --ascii " + file);
  CHECK(says(no_predicates, "bob > client > received: [] -> [m1]\n"));
  CHECK_FALSE(says(no_predicates, "is_stored_by"));
}

TEST_CASE("formulas are evaluated at each step and it is said how the run goes on") {
  const Folder folder;
  const Ran ran = run("replay --formula 'eventually is_stored_by(bob, m1)' --formula '[] ! is_quiet' " +
                      folder.file("a.path", kDelivery));
  CHECK(ran.status == 0);
  CHECK(says(ran, "eventually is_stored_by(bob, m1): true"));
  CHECK(says(ran, "[] ! is_quiet: false"));
  CHECK(says(ran, "[] ! is_quiet: true"));
  CHECK(says(ran, "formulas take it that nothing happens any more"));
}

TEST_CASE("a wrong formula exits with 2 and is told with its column and the nearest word") {
  const Folder folder;
  const Ran ran = run("replay --formula 'always is_stored_bye(bob, m1)' " + folder.file("a.path", kDelivery));
  CHECK(ran.status == 2);
  CHECK(says(ran, "--formula:1:8"));
  CHECK(says(ran, "did you mean `is_stored_by`?"));
  CHECK_FALSE(says(ran, "compose alice"));
}

TEST_CASE("a path that is not possible exits with 1 and tells the line, the last change and the alternatives") {
  const Folder folder;
  const std::string file = folder.file("a.path", path_text("compose alice\ndeliver bob down 0\n"));
  const Ran ran = run("replay " + file);
  CHECK(ran.status == 1);
  CHECK(says(ran, file + ":5: step 2 is not possible: `deliver bob down 0` (an item arrives)\n"));
  CHECK(says(ran, "the step before it, `compose alice`, changed\n"));
  CHECK(says(ran, "the most similar first:\n"));
  CHECK(says(ran, "m1 reaches the server"));
  CHECK(last_line(ran.output).find("does NOT do what it says") != std::string::npos);
}

TEST_CASE("commands can be piped into a replay") {
  const Folder folder;
  const std::string commands = folder.file("commands", "next\nstate alice client\nq\n");
  const Ran ran = run("replay --step " + folder.file("a.path", kDelivery), commands);
  CHECK(ran.status == 0);
  CHECK(says(ran, "[0 of 3] "));
  CHECK(says(ran, "alice ▸ client ▸ outbox: [m1]\n"));
  CHECK_FALSE(says(ran, "2  deliver alice up 0"));
  CHECK(says(ran, "does what it says"));
}

TEST_CASE("a replay as JSON has the differences and predicates of each step and nothing else on standard output") {
  const Folder folder;
  const Ran ran = run("replay --json - --formula 'once is_in_flight(m1)' " + folder.file("a.path", kDelivery));
  CHECK(ran.status == 0);
  const auto document = nlohmann::json::parse(ran.output);
  CHECK(document["format"] == "doublecheck");
  REQUIRE(document["replays"].size() == 1);
  const auto& replay = document["replays"][0];
  CHECK(replay["does_what_it_says"] == true);
  CHECK(replay["obstacle"].is_null());
  REQUIRE(replay["steps"].size() == 3);
  const nlohmann::json received = {{"path", {"bob", "client", "received"}}, {"before", "[]"}, {"after", "[m1]"}};
  const auto& differences = replay["steps"][2]["differences"];
  CHECK(std::find(differences.begin(), differences.end(), received) != differences.end());
  const auto& became_true = replay["steps"][2]["became_true"];
  CHECK(std::find(became_true.begin(), became_true.end(), "is_stored_by(bob, m1)") != became_true.end());
  CHECK(replay["formulas"][0]["instances"][0]["holds"] == nlohmann::json{false, true, true, true});
}

TEST_CASE("stepping and JSON on standard output exclude each other and so do stepping and printing all") {
  const Folder folder;
  const std::string file = folder.file("a.path", kDelivery);
  CHECK(run("replay --step --json - " + file).status == 2);
  CHECK(run("replay --step --all " + file).status == 2);
}
