// Messages that nobody ever composes, as users of the program meet them: they are named, and where there is no other,
// the gate is red.

#include "tests/catch.hpp"
#include "tests/cli/program.hpp"

#include <nlohmann/json.hpp>

#include <string>

using namespace doublecheck::tests;

namespace {

/// The head of a scenario in which Ann writes to Ben and to Cat, knowing whom her contacts say.
std::string group(const std::string& contacts) {
  return R"toml(title = "Group message"
question = "Do all copies arrive?"
[participants.ann]
platform = "android"
number = "+1 1"
contacts = )toml" +
         contacts + R"toml(
[participants.ben]
platform = "android"
number = "+1 2"
[participants.cat]
platform = "android"
number = "+1 3"
[[messages]]
from = "ann"
to = "ben"
[[messages]]
from = "ann"
to = "cat"
[simulation]
runs = 2
)toml";
}

constexpr const char* kNoContact = "m1 is never composed: ben is not among the contacts of ann.";

}  // namespace

TEST_CASE("a scenario that sends nothing is a failed case of the gate, in text and data and page") {
  const Folder folder;
  const std::string file = folder.file("missing.toml", group("[]"));
  const Ran gate = run("gate " + file + " --json " + folder.path("gate.json") + " --html " + folder.path("gate.html"));
  CHECK(gate.status == 1);
  CHECK(says(gate, "gate: 0 of 1 scenario as expected"));
  CHECK(says(gate, "nothing was sent: no message is ever composed"));
  CHECK(says(gate, kNoContact));
  const auto json = nlohmann::json::parse(content_of(folder.path("gate.json")));
  CHECK(json.at("as_expected") == false);
  CHECK(json.at("surprise") == "nothing was sent: no message is ever composed");
  CHECK(json.at("warnings").at(0) == "m1 is never composed: ben is not among the contacts of ann");
  CHECK(json.at("warnings").at(1) ==
        "m2 is never composed: ann has m1 to send first, and ben is not among the contacts of ann");
  const std::string page = content_of(folder.path("gate.html"));
  CHECK(page.find("nothing was sent: no message is ever composed") != std::string::npos);
  CHECK(page.find("ben is not among the contacts of ann") != std::string::npos);
}

TEST_CASE("a simulation that composes nothing is a failed case of the gate, too") {
  const Folder folder;
  const std::string file = folder.file("missing.toml", group("[]"));
  const Ran gate = run("gate " + file + " --set limits.explored=false");
  CHECK(gate.status == 1);
  CHECK(says(gate, "nothing was sent: no message was composed in the simulation"));
}

TEST_CASE("the status is that nothing ran only if nothing ran at all") {
  const Folder folder;
  const std::string ran = folder.file("ran.toml", group("[\"ben\", \"cat\"]"));
  const std::string idle =
      folder.file("idle.toml", group("[\"ben\", \"cat\"]") + "enabled = false\n[limits]\nexplored = false\n");
  CHECK(run("check " + idle).status == 4);
  CHECK(run("gate " + idle).status == 4);
  CHECK(run("check " + idle + " " + ran).status == 0);
  CHECK(run("simulate " + ran + " " + idle).status == 0);
  CHECK(run("gate " + ran + " " + idle).status == 1);
}

TEST_CASE("a message that is never composed is named by every command, and by itself is no failure") {
  const Folder folder;
  const std::string file = folder.file("one.toml", group("[\"ben\"]"));
  const std::string warning = "m2 is never composed: cat is not among the contacts of ann";
  for (const char* command : {"check", "simulate", "gate", "lint", "check --engine plain"}) {
    CAPTURE(command);
    const Ran ran = run(command + (" " + file));
    CHECK(ran.status == 0);
    CHECK(says(ran, warning));
    CHECK_FALSE(says(ran, "m1 is never composed"));
  }
  const Ran json = run("simulate " + file + " --json -");
  CHECK(says(json, "\"" + warning + "\""));
}

TEST_CASE("what lets a message be composed is told for the checker and for the simulator") {
  const Folder folder;
  std::string unregistered = group("[\"ben\", \"cat\"]");
  unregistered.insert(unregistered.find("[[messages]]"), "registered = false\nconnected = false\n");  // Cat
  const Ran linted = run("lint " + folder.file("unregistered.toml", unregistered));
  CHECK(linted.status == 0);
  CHECK(says(linted, "m2 is never composed: the number of cat is not registered, and `budgets.registrations` lets"));
  CHECK(says(linted, "lint: 1 file without errors, 1 warning"));
  const std::string late = folder.file("late.toml", unregistered + "[budgets]\nregistrations = 1\ncontact_syncs = 1\n");
  const Ran only_checked = run("lint " + late);
  CHECK(says(only_checked, "m2 is never composed in the simulation: the number of cat is not registered"));
  CHECK(says(only_checked, "`simulation.users.registration` lets nobody register"));
  const Ran checked = run("check " + late + " --set 'properties.check=[\"TRUTH1\"]'");
  CHECK(checked.status == 0);
  CHECK_FALSE(says(checked, "never composed"));
}

TEST_CASE("a tautology is flagged before and after it is checked") {
  const Folder folder;
  const std::string own =
      "[properties.own.SAME]\nformula = \"forall m: always (is_composed(m) or not is_composed(m))\"\n";
  const std::string file = folder.file("same.toml", group("[\"ben\", \"cat\"]") + own);
  const std::string warning = "SAME says nothing: for reasons of logic alone it is true of every run";
  for (const char* command : {"check", "lint", "gate"}) {
    CAPTURE(command);
    const Ran ran = run(command + (" " + file));
    CHECK(ran.status == 0);
    CHECK(says(ran, warning));
  }
}
