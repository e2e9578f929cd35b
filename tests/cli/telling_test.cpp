// What is told of a counterexample, as users read it.

#include "tests/catch.hpp"
#include "tests/cli/program.hpp"
#include "tests/cli/told_scenarios.hpp"

#include <nlohmann/json.hpp>

#include <string>
#include <vector>

using namespace doublecheck::tests;

namespace {

Ran checked(const std::string& scenario, const std::string& properties, const std::string& more = "") {
  const Folder folder;
  return run("check --ascii " + more +
             folder.file("told.toml", scenario + "\n[properties]\ncheck = [" + properties + "]\n"));
}

nlohmann::json counterexample_of(const std::string& scenario, const std::string& property) {
  const Folder folder;
  const std::string file = folder.file("told.toml", scenario + "\n[properties]\ncheck = [\"" + property + "\"]\n");
  const auto document = nlohmann::json::parse(run_for_document("check --json - " + file).output);
  return document["properties"][0]["counterexample"];
}

bool has_note(const nlohmann::json& counterexample, const std::string& party, const std::string& text) {
  for (const auto& step : counterexample["steps"]) {
    for (const auto& note : step["notes"]) {
      const std::string& name = counterexample["parties"][note["party"].get<std::size_t>()]["name"];
      if (note["text"] == text && name == party) return true;
    }
  }
  return false;
}

bool has_arrow(const nlohmann::json& counterexample, const std::string& from, const std::string& to,
               const std::string& label) {
  for (const auto& step : counterexample["steps"]) {
    for (const auto& arrow : step["arrows"]) {
      const auto& parties = counterexample["parties"];
      if (arrow["label"] == label && parties[arrow["from"].get<std::size_t>()]["name"] == from &&
          parties[arrow["to"].get<std::size_t>()]["name"] == to) {
        return true;
      }
    }
  }
  return false;
}

}  // namespace

TEST_CASE("what the window of a session still has is not called the only copy on a connection") {
  const auto told = counterexample_of(kWindowHoldsTheCopy, "CUSTODY");
  const std::string sentence = told["sentence"];
  CHECK(sentence.find("only copy") == std::string::npos);
  CHECK(sentence.find("the server has it in memory only, in the window of Bob's session") != std::string::npos);
}

TEST_CASE("what a phone has in memory is not called the only copy on a connection") {
  const std::string sentence = counterexample_of(kOutboxInMemory, "CUSTODY")["sentence"];
  CHECK(sentence.find("Alice's phone has it in memory only") != std::string::npos);
  CHECK(sentence.find("only copy") == std::string::npos);
}

TEST_CASE("a connection that goes dead unnoticed is said and loses no single items") {
  const auto told = counterexample_of(kDeadConnection, "DELIVERY");
  CHECK(has_note(told, "Alice", "loses its connection unnoticed"));
  for (const auto& step : told["steps"]) {
    for (const auto& arrow : step["arrows"]) CHECK(arrow["kind"] != "lost");
  }
  const Ran text = checked(kDeadConnection, "\"DELIVERY\"");
  CHECK(says(text, "X loses its connection"));
  CHECK(says(text, "X cut off"));
  CHECK_FALSE(says(text, "X lost"));
}

TEST_CASE("a server without a session is said to ignore what arrives") {
  const Ran text = checked(kOldTimer, "\"DELIVERY\"");
  CHECK(says(text, "ignores m"));
  CHECK(says(text, "no session"));
}

TEST_CASE("a message that is told to have failed is shown as failed") {
  const auto told = counterexample_of(kFullMailbox, "DELIVERY");
  bool is_failed = false;
  for (const auto& mark : told["steps"].back()["marks"]) is_failed = is_failed || mark["failed"].get<bool>();
  CHECK(is_failed);
  const Ran text = checked(kFullMailbox, "\"DELIVERY\"");
  CHECK(says(text, "! told that it failed"));
}

TEST_CASE("each mailbox of a user with several devices is named and so is the device that misses the message") {
  const auto told = counterexample_of(kTwoDevices, "CUSTODY");
  CHECK(has_note(told, "Server", "stores m1 in Bob's mailbox"));
  CHECK(has_note(told, "Server", "stores m1 in Bob_laptop's mailbox"));
  CHECK(has_note(told, "Server", "drops m1 from Bob_laptop's mailbox"));
  const std::string sentence = told["sentence"];
  CHECK(sentence.starts_with("Nobody keeps m1 safe for Bob_laptop: "));
  CHECK(sentence.find("Bob_laptop has not stored it") != std::string::npos);
  CHECK(sentence.find("Bob_laptop's phone") == std::string::npos);
}

TEST_CASE("each of several servers has a lane and what moves between them has arrows") {
  const auto told = counterexample_of(kTwoServers, "MARK2");
  std::vector<std::string> names;
  for (const auto& party : told["parties"]) names.push_back(party["name"]);
  CHECK(names == std::vector<std::string>{"Ann", "east", "west", "Ben"});
  CHECK(has_arrow(told, "Ann", "east", "m1"));
  CHECK(has_arrow(told, "east", "west", "m1"));
  CHECK(has_arrow(told, "west", "Ben", "m1"));
  CHECK(has_arrow(told, "west", "east", "delivered m1"));
  CHECK(has_note(told, "west", "stores m1"));
  CHECK(has_note(told, "east", "keeps m1 for west"));
  for (const auto& step : told["steps"]) CHECK(step["words"].get<std::string>().find("omething") == std::string::npos);
}

TEST_CASE("a replay says the same of a dead connection and of what is ignored") {
  const Folder folder;
  const std::string scenario = folder.file("dead.toml", kDeadConnection);
  const std::string path = folder.file(
      "a.path", "# doublecheck path, version 1\nscenario " + scenario + "\n---\ncompose alice\ncut_connection alice\n");
  const Ran ran = run("replay --ascii --no-predicates --no-differences " + path);
  CHECK(ran.status == 0);
  CHECK(says(ran, "X loses its connection"));
  CHECK(says(ran, "The connection of Alice's phone goes dead unnoticed"));
}
