#include <string>
#include <string_view>
#include <vector>

#include "scenarios/reading.hpp"
#include "tests/catch.hpp"
#include "tests/scenarios/samples.hpp"

// What people see of each error in the file as a whole: what is missing, contradictory, repeated or no TOML at all.

using namespace doublecheck::scenarios;
using namespace doublecheck::tests;

TEST_CASE("a key that is missing is an error at its table") {
  CHECK(errors_after("title = \"One message\"\n", "") == R"(
error: the scenario lacks `title`  [missing-key]
  --> t.toml
help: `title` takes one line of text
)");
  CHECK(errors_after("number = \"+49 30 1002\"\n", "") == R"(
error: [participants.bob] lacks `number`  [missing-key]
  --> t.toml:4:1
   4 | [participants.bob]
     | ^^^^^^^^^^^^^^^^^^ `number` is missing
help: `number` takes a phone number such as "+49 30 1001": digits, perhaps a + before them
)");
  CHECK(errors_after("from = \"alice\"\n", "") == R"(
error: [[messages]] lacks `from`  [missing-key]
  --> t.toml:13:1
  13 | [[messages]]
     | ^^^^^^^^^^^^ `from` is missing
help: `from` takes a participant's name
)");
  CHECK(errors_after("\"One message\"", "\" \"") == R"(
error: `title` takes one line of text  [empty-text]
  --> t.toml:1:9
   1 | title = " "
     |         ^^^ empty
)");
  CHECK(errors_with("[expect]\nviolated = [\"CUSTODY\"]\n") == R"(
error: [expect] lacks `reason`  [missing-key]
  --> t.toml:16:1
  16 | [expect]
     | ^^^^^^^^ `reason` is missing
help: `reason` takes a sentence that says why this must fail
)");
  CHECK(errors_with("[simulation.network]\nlatency = { p99 = \"3s\" }\n") == R"(
error: `latency` lacks `median`  [missing-key]
  --> t.toml:17:11
  17 | latency = { p99 = "3s" }
     |           ^^^^^^^^^^^^^^ `median` is missing
help: `median` takes a duration with its unit, such as "80ms", "3s" or "24h"
)");
  CHECK("\n" + errors_of("mutant = 2\n" + std::string(kMinimal) + "[mutation]\nserver_drop = \"on_send\"\n") == R"(
error: a mutant must say which property catches it  [mutant-without-expectation]
  --> t.toml:1:10
   1 | mutant = 2
     |          ^ a mutant
help: name the property in `violated` of [expect]
)");
}

TEST_CASE("a participant that cannot be is an error") {
  CHECK(errors_after(".bob]", ".Bob]") == R"(
error: `Bob` cannot be a participant's name  [bad-name]
  --> t.toml:4:15
   4 | [participants.Bob]
     |               ^^^
help: a name begins with a lower-case letter; lower-case letters, digits, _ and - may follow
error: unknown participant `bob` for `contacts`  [unknown-participant]
  --> t.toml:11:13
  11 | contacts = ["bob"]
     |             ^^^^^ no such participant
help: did you mean `Bob`?
error: unknown participant `bob` for `to`  [unknown-participant]
  --> t.toml:15:6
  15 | to = "bob"
     |      ^^^^^ no such participant
help: did you mean `Bob`?
)");
  CHECK(errors_after("number = \"+49 30 1002\"", "number = \"+49 30 1002\"\napp = \"suspended\"\nconnected = true") ==
        R"(
error: bob cannot be connected while its app is suspended  [connected-without-running]
  --> t.toml:8:13
   8 | connected = true
     |             ^^^^ the app does not run
help: leave `connected` out, or let the app be in the foreground or background
)");
}

TEST_CASE("a message that cannot be is an error") {
  CHECK(errors_after("to = \"bob\"", "to = \"alice\"") == R"(
error: alice sends a message to itself  [message-to-oneself]
  --> t.toml:15:6
  15 | to = "alice"
     |      ^^^^^^^ the sender
help: a message has two different participants
)");
  CHECK(errors_with("count = 999\n[[messages]]\nfrom = \"bob\"\nto = \"alice\"\ncount = 2\n") == R"(
error: more than 1000 messages  [too-many-messages]
  --> t.toml:17:1
  17 | [[messages]]
     | ^^^^^^^^^^^^ 999 before these 2
)");
}

TEST_CASE("expectations that contradict each other are errors") {
  CHECK(errors_with("[expect]\nviolated = [\"CUSTODY\"]\nallowed = [\"CUSTODY\"]\nreason = \"r\"\n") == R"(
error: CUSTODY must fail and may fail  [contradictory-expectation]
  --> t.toml:18:12
  18 | allowed = ["CUSTODY"]
     |            ^^^^^^^^^ in `violated`, too
help: `violated` says it all: remove it here
)");
  CHECK(errors_with("[properties]\ncheck = [\"MARKS\"]\n[expect]\nviolated = [\"CUSTODY\"]\nreason = \"r\"\n") == R"(
error: CUSTODY must fail but is not checked  [contradictory-expectation]
  --> t.toml:19:13
  19 | violated = ["CUSTODY"]
     |             ^^^^^^^^^ not in `check` of [properties]
help: add it there, or remove it here
)");
  CHECK(errors_with("[properties]\ncheck = [\"MARKS\", \"MARKS\"]\n") == R"(
error: `check` names MARKS twice  [duplicate-property]
  --> t.toml:17:19
  17 | check = ["MARKS", "MARKS"]
     |                   ^^^^^^^ a second time
)");
}

TEST_CASE("a scenario in which nothing happens is an error") {
  CHECK(errors_with("[properties]\ncheck = []\n") == R"(
error: the scenario checks no properties  [no-properties]
  --> t.toml:17:9
  17 | check = []
     |         ^^ nothing is checked
help: leave `check` out to check them all
)");
  CHECK("\n" + errors_of("title = \"t\"\nquestion = \"q\"\nparticipants = {}\nmessages = []\n") == R"(
error: the scenario has no participants  [no-participants]
  --> t.toml:3:16
   3 | participants = {}
     |                ^^ nobody is here
help: `participants` takes one table for each participant, such as [participants.alice]
error: the scenario has no messages  [no-messages]
  --> t.toml:4:12
   4 | messages = []
     |            ^^ nothing is sent
help: where nothing is sent every property holds, which says nothing: add [[messages]]
)");
}

TEST_CASE("brackets of the wrong number are errors") {
  CHECK(errors_after("[[messages]]", "[messages]") == R"(
error: `messages` takes a list of tables, each below its own [[messages]]  [wrong-type]
  --> t.toml:13:1
  13 | [messages]
     | ^^^^^^^^^^ this is a table
help: write [[messages]], with double brackets
)");
  CHECK(errors_after("[participants.bob]", "[[participants.bob]]") == R"(
error: `participants.bob` takes a table  [wrong-type]
  --> t.toml:4:1
   4 | [[participants.bob]]
     | ^^^^^^^^^^^^^^^^^^^^ this is a list
help: write [participants.bob], with single brackets
)");
}

TEST_CASE("the same key twice is an error that names the first") {
  CHECK(errors_after("question =", "title = \"Two\"\nquestion =") == R"(
error: the key `title` is set already  [duplicate-key]
  --> t.toml:2:1
   2 | title = "Two"
     | ^^^^^ a second time
help: the first is on line 1: join the two, or remove one
)");
  CHECK(errors_after("[participants.alice]", "[participants.bob]") == R"(
error: the table [participants.bob] is there already  [duplicate-key]
  --> t.toml:8:1
   8 | [participants.bob]
     | ^^^^^^^^^^^^^^^^^^ a second time
help: the first is on line 4: join the two, or remove one
)");
  CHECK(errors_with("count = 1\nto = \"alice\"\n") == R"(
error: the key `to` is set already  [duplicate-key]
  --> t.toml:17:1
  17 | to = "alice"
     | ^^ a second time
help: the first is on line 15: join the two, or remove one
)");
  CHECK(errors_with("[simulation.users]\nthink = { mean = \"1s\", mean = \"2s\" }\n") == R"(
error: the key `mean` is set already  [duplicate-key]
  --> t.toml:17:24
  17 | think = { mean = "1s", mean = "2s" }
     |                        ^^^^ a second time
)");
}

TEST_CASE("text that is no TOML is an error at its place") {
  CHECK(errors_after("\"iphone\"", "iphone") == R"(
error: `iphone` is no value  [missing-quotes]
  --> t.toml:5:12
   5 | platform = iphone
     |            ^^^^^^ text without quotes
help: text is written in quotes: "iphone"
)");
  CHECK(errors_after("\"+49 30 1001\"", "+49 30 1001") == R"(
error: `+49 30 1001` is no value  [missing-quotes]
  --> t.toml:10:10
  10 | number = +49 30 1001
     |          ^^^^^^^^^^^ text without quotes
help: text is written in quotes: "+49 30 1001"
)");
  CHECK(errors_with("[simulation]\nhorizon = 24h\n") == R"(
error: `24h` is no value  [missing-quotes]
  --> t.toml:17:11
  17 | horizon = 24h
     |           ^^^ text without quotes
help: text is written in quotes: "24h"
)");
  CHECK(errors_with("[simulation]\nenabled = True\n") == R"(
error: `True` is no value  [missing-quotes]
  --> t.toml:17:11
  17 | enabled = True
     |           ^^^^ text without quotes
help: did you mean `true`?
)");
  CHECK(errors_after("\"One message\"", "\"One message") == R"(
error: this is not TOML: unescaped control characters other than TAB (U+0009) are explicitly prohibited  [syntax]
  --> t.toml:1:21
   1 | title = "One message
     |                     ^ while reading this string
help: perhaps a closing quote is missing
)");
  CHECK(errors_after("[participants.bob]", "[participants.bob") == R"(
error: this is not TOML: expected ']', saw '\n'  [syntax]
  --> t.toml:4:18
   4 | [participants.bob
     |                  ^ while reading this table header
)");
  CHECK(errors_after("title =", "title") == R"(
error: this is not TOML: expected '=', saw '"'  [syntax]
  --> t.toml:1:7
   1 | title "One message"
     |       ^ while reading this key-value pair
)");
  CHECK(errors_after("title = \"One", "<html>\ntitle = \"One") == R"(
error: this is not TOML: expected keys, tables, whitespace or comments, saw '<'  [syntax]
  --> t.toml:1:1
   1 | <html>
     | ^
)");
}

TEST_CASE("all errors are reported at once in the order of their places") {
  std::string text = with(kMinimal, "\"iphone\"", "\"iphne\"");
  text = with(text, "title", "titel");
  text = with(text, "to = \"bob\"", "to = \"alice\"");
  CHECK(codes_of(text) ==
        std::vector<std::string>{"missing-key", "unknown-key", "unknown-platform", "message-to-oneself"});
}

TEST_CASE("more than twenty errors are counted in a last one") {
  std::string text = std::string(kMinimal) + "[limits]\n";
  for (int i = 0; i < 25; ++i) text += "unknown_" + std::to_string(i) + " = 1\n";
  const auto diagnostics = parse_scenario(text, "t.toml").diagnostics;
  REQUIRE(diagnostics.size() == kDiagnosticsMax + 1);
  CHECK(diagnostics.back().code == "too-many-errors");
  CHECK(diagnostics.back().message == "5 more errors are not shown");
}

TEST_CASE("a file that is no text is an error") {
  CHECK(errors_of("\x89PNG\r\n\x1a\n") ==
        "error: this is no text in UTF-8, so it cannot be a scenario  [not-text]\n"
        "  --> t.toml\n"
        "help: a scenario is a TOML file\n");
  CHECK(codes_of(std::string_view("a\0b", 3)) == std::vector<std::string>{"not-text"});
}

TEST_CASE("a file of blanks and comments is empty") {
  CHECK(codes_of("") == std::vector<std::string>{"empty-file"});
  CHECK(codes_of("\n  # nothing yet\n") == std::vector<std::string>{"empty-file"});
}

TEST_CASE("control characters of a file do not reach the terminal") {
  CHECK(errors_of("\"\\u001b[31m\" = 1 # \x7f\n").find_first_of("\x1b\x7f") == std::string::npos);
}
