#include "model/vocabulary.hpp"
#include "tests/catch.hpp"
#include "tests/cli/program.hpp"

#include <string>

using namespace doublecheck;
using tests::Folder;
using tests::Ran;
using tests::run;
using tests::says;

namespace {

constexpr const char* kScenario = R"toml(title = "Own properties"
question = "Are they judged?"

[participants.alice]
platform = "android"
number = "1"
contacts = ["bob"]

[participants.bob]
platform = "android"
number = "2"

[[messages]]
from = "alice"
to = "bob"

[properties]
check = ["TRUTH2"]

[simulation]
runs = 1
)toml";

/// Wherever the lines are broken.
bool says_in_words(const Ran& ran, const std::string& text) {
  std::string line;
  for (const char letter : ran.output) {
    const bool is_blank = letter == ' ' || letter == '\n';
    if (!is_blank || (!line.empty() && line.back() != ' ')) line += is_blank ? ' ' : letter;
  }
  return line.find(text) != std::string::npos;
}

Ran check(const std::string& properties, const std::string& more = "") {
  const Folder folder;
  return run("check " + folder.file("own.toml", std::string(kScenario) + properties) + more);
}

}  // namespace

TEST_CASE("a scenario's own properties are judged as the others are") {
  const Ran ran = check(R"toml(
[properties.own.AFTER]
formula = "forall m: always (has_two_checks(m) -> once is_stored_by_recipient(m))"
[properties.own.ARRIVES]
formula = "forall m: is_composed(m) leads_to exists d in devices(recipient(m)): is_stored_by(d, m)"
)toml");
  CHECK(ran.status == 0);
  CHECK(says(ran, "✔  AFTER    holds"));
  CHECK(says(ran, "✔  ARRIVES  holds"));
  CHECK(says_in_words(ran, "Liveness rests on strong fairness"));
}

TEST_CASE("the counterexample against an own safety property names the instance and the values") {
  const Ran ran = check(R"toml(
[properties.own.NEVER_TWO]
formula = "forall m: always not (has_two_checks(m) and is_stored_by_recipient(m))"
)toml");
  CHECK(ran.status == 1);
  CHECK(says(ran, "For m1: "));
  CHECK(says_in_words(ran, "`has_two_checks(m1)` is true"));
}

TEST_CASE("a run that need not write breaks what waits for writing") {
  const Ran ran = check(R"toml(
[properties.own.WRITES]
formula = "forall m: eventually is_composed(m)"
expect = "violated"
)toml");
  CHECK(ran.status == 0);
  CHECK(says(ran, "as expected"));
  CHECK(says_in_words(ran, "Nothing happens any more, and `is_composed(m1)` is false"));
}

TEST_CASE("a scenario may promise that users write and take back that they open the app") {
  constexpr const char* kWrites = "\n[properties.own.WRITES]\nformula = \"forall m: eventually is_composed(m)\"\n";
  for (const char* promise : {"weak", "strong"}) {
    const Ran ran = check(kWrites + std::string("[fairness]\ncompose = \"") + promise + "\"\n");
    CHECK(ran.status == 0);
    CHECK(says(ran, "WRITES  holds"));
    CHECK(says_in_words(ran, "Everything else need never happen"));
  }
  const Ran none = check(kWrites + std::string("[fairness]\nopen_app = \"none\"\n"));
  CHECK(none.status == 1);
  CHECK_FALSE(says_in_words(none, "fairness of open_app"));
}

TEST_CASE("an own property that never finds what it speaks of holds vacuously") {
  const Ran ran = check(R"toml(
[properties.own.IDLE]
formula = "forall m: is_reported_failed(m) leads_to is_stored_by_recipient(m)"
)toml");
  CHECK(says(ran, "never put to the test"));
}

TEST_CASE("symmetry is refused where a formula names somebody, and with everybody else it is said why") {
  constexpr const char* kFriends = "check " DOUBLECHECK_LIBRARY "/20-three-friends.toml --set budgets.breaks=0 --set ";
  constexpr const char* kOfBob = "'properties.own.P.formula=\"always not is_out_of_order(bob)\"'";
  constexpr const char* kOfAll = "'properties.own.P.formula=\"forall d: always not is_out_of_order(d)\"'";
  constexpr const char* kSafety = " --set 'properties.check=[\"ORDER\"]'";
  const Ran refused = run(kFriends + std::string(kOfBob) + kSafety + " --symmetry on");
  CHECK(refused.status == 2);
  CHECK(says_in_words(refused, "P speaks by name"));
  CHECK(says_in_words(run(kFriends + std::string(kOfBob) + kSafety), "P speaks by name"));
  CHECK(says_in_words(run(kFriends + std::string(kOfAll) + kSafety), "Reduced by symmetry"));
}

TEST_CASE("a counterexample against an own property is saved with its name and can be replayed") {
  const Folder folder;
  const std::string scenario = folder.file("own.toml", std::string(kScenario) + R"toml(
[properties.own.NEVER_TWO]
formula = "forall m: always not has_two_checks(m)"
[properties.own.FORGOTTEN]
formula = "forall m: is_composed(m) leads_to not is_stored_by_recipient(m) and has_two_checks(m)"
)toml");
  CHECK(run("check " + scenario + " --save " + folder.path("paths")).status == 1);
  for (const std::string property : {"NEVER_TWO", "FORGOTTEN"}) {
    CAPTURE(property);
    const std::string path = folder.path("paths/own-" + property + ".path");
    const Ran again = run("replay " + path);
    CHECK(again.status == 0);
    CHECK(says(again, property + " is violated"));
  }
}

TEST_CASE("a path that names a property which its scenario does not have is refused at its place") {
  const Folder folder;
  folder.file("own.toml", std::string(kScenario) + "[properties.own.NEVER_TWO]\nformula = \"always true\"\n");
  const std::string path = folder.file(
      "a.path", "# doublecheck path, version 1\nscenario own.toml\nproperty NEVER_TOO\n---\ncompose alice\n");
  const Ran ran = run("replay " + path);
  CHECK(ran.status == 2);
  CHECK(says(ran, "unknown property `NEVER_TOO`"));
  CHECK(says(ran, "a.path:3:10"));
  CHECK(says(ran, "did you mean `NEVER_TWO`?"));
}

TEST_CASE("the simulator watches own properties that a finite run can break") {
  const Folder folder;
  const Ran ran = run("simulate " + folder.file("own.toml", std::string(kScenario) + R"toml(
[properties.own.NEVER_TWO]
formula = "forall m: always not has_two_checks(m)"
[properties.own.NEVER_DONE]
formula = "always eventually not is_quiet"
)toml"));
  CHECK(ran.status == 1);
  CHECK(says(ran, "✘  NEVER_TWO"));
  CHECK(says_in_words(ran, "`has_two_checks(m1)` is true"));
  CHECK_FALSE(says(ran, "NEVER_DONE"));
}

TEST_CASE("list names every predicate with its meaning") {
  const Ran ran = run("list --predicates");
  for (const model::Predicate& predicate : model::predicates()) {
    CAPTURE(predicate.name);
    CHECK(says(ran, std::string(predicate.name)));
    CHECK(says_in_words(ran, std::string(predicate.meaning)));
  }
}

TEST_CASE("explain shows the formula of a property and its fairness and its mutants") {
  const Ran ran = run("explain MARK2");
  CHECK(says(ran, "forall m: is_stored_by_recipient(m) leads_to has_two_checks(m) or is_orphaned(m)"));
  CHECK(says_in_words(ran, "Strong fairness of open_app, connect"));
  CHECK(says(ran, "m07-receipt-not-stored"));
  CHECK_FALSE(says(run("explain CUSTODY"), "Strong fairness"));
}
