#include <string>
#include <vector>

#include "model/options.hpp"
#include "scenarios/option_values.hpp"
#include "tests/catch.hpp"
#include "tests/scenarios/samples.hpp"

// The table [options]: values with arguments, what people see of an error in one, and contradictions.

using namespace doublecheck;
using namespace doublecheck::scenarios;
using namespace doublecheck::tests;

namespace {

using Settings = std::vector<Setting>;

constexpr std::uint64_t kSecond = 1'000'000;

std::string scenario_with(const std::string& options) { return std::string(kMinimal) + "[options]\n" + options; }

model::Options options_of(const std::string& options) { return scenario_of(scenario_with(options)).setup.options; }

std::string errors_in(const std::string& options) { return errors_with("[options]\n" + options); }

std::string line_of(const model::OptionInfo& option, const std::string& value) {
  return std::string(option.key) + " = \"" + value + "\"\n";
}

/// What the scenario file must say as well, so that the value contradicts no default.
std::string companions(const model::Options& options) {
  std::string lines;
  for (const auto& found : model::contradictions(options, model::Discipline::connection)) {
    if (found.other_key == "session") lines += "session = \"resume\"\n";
    if (found.other_key == "message_ttl") lines += "message_ttl = \"ttl\"\n";
  }
  return lines;
}

}  // namespace

TEST_CASE("every value of every option is accepted and has its default argument") {
  for (const auto& option : model::option_catalogue()) {
    for (std::size_t i = 0; i < option.values.size(); ++i) {
      CAPTURE(option.key, option.values[i].name);
      model::Options expected;
      const model::Chosen chosen{i, option.values[i].argument.default_value};
      option.set(expected, chosen);
      const auto read = options_of(line_of(option, std::string(option.values[i].name)) + companions(expected));
      CHECK(option.get(read) == chosen);
    }
  }
}

TEST_CASE("what is told of a value is read as the same value") {
  for (const auto& option : model::option_catalogue()) {
    for (std::size_t i = 0; i < option.values.size(); ++i) {
      const auto& argument = option.values[i].argument;
      for (const std::uint64_t number : {argument.least, argument.most, argument.default_value}) {
        model::Options expected;
        option.set(expected, {i, number});
        const std::string text = model::to_text(option, {i, number});
        CAPTURE(option.key, text);
        CHECK(option.get(options_of(line_of(option, text) + companions(expected))) == model::Chosen{i, number});
      }
    }
  }
}

TEST_CASE("an argument stands in parentheses and blanks mean nothing") {
  CHECK(options_of("client_resend = \"limited(7)\"\n").client_resend ==
        model::Choice<model::ClientResend>{model::ClientResend::limited, 7});
  CHECK(options_of("client_resend = \"limited ( 7 )\"\n").client_resend.argument == 7);
  CHECK(options_of("message_ttl = \"ttl(1.5 h)\"\n").message_ttl.argument == 5'400 * kSecond);
  CHECK(options_of("push_repeat = \"periodic(1min)\"\n").push_repeat.argument == 60 * kSecond);
  CHECK(options_of("server_dedupe = \"tombstone\"\n").server_dedupe.argument == 0);
}

TEST_CASE("an argument can be set from the command line without quotes") {
  const auto read = scenario_of(
      kMinimal, Settings{{"options.recipient_dedupe", "window(2)"}, {"options.stale_session", "\"keepalive(10s)\""}});
  CHECK(read.setup.options.recipient_dedupe ==
        model::Choice<model::RecipientDedupe>{model::RecipientDedupe::window, 2});
  CHECK(read.setup.options.stale_session ==
        model::Choice<model::StaleSession>{model::StaleSession::keepalive, 10 * kSecond});
}

TEST_CASE("values are described as they are written") {
  CHECK(in_words(*model::find_option("client_resend")) == "until_ack, limited(n), deadline(t) or never");
  CHECK(about(model::find_option("client_resend")->values[0].argument).empty());
  CHECK(about(model::find_option("client_resend")->values[1].argument) ==
        "n is a whole number from 1 to 250, 3 if left out");
  CHECK(about(model::find_option("server_dedupe")->values[0].argument) ==
        "t is a duration from 1ms to 3650d, for ever if left out");
}

TEST_CASE("an unknown word before parentheses is an error at the word") {
  CHECK(errors_in("client_resend = \"limted(3)\"\n") == R"text(
error: unknown value `limted` for `client_resend`  [unknown-value]
  --> t.toml:17:18
  17 | client_resend = "limted(3)"
     |                  ^^^^^^ no such value
help: did you mean `limited`?
)text");
  CHECK(errors_in("client_resend = 3\n") == R"text(
error: `client_resend` takes until_ack, limited(n), deadline(t) or never  [wrong-type]
  --> t.toml:17:17
  17 | client_resend = 3
     |                 ^ this is a whole number
)text");
}

TEST_CASE("an argument where none is taken is an error at the parentheses") {
  CHECK(errors_in("server_drop = \"on_send(3)\"\n") == R"text(
error: `on_send` of `server_drop` takes no argument  [unexpected-argument]
  --> t.toml:17:23
  17 | server_drop = "on_send(3)"
     |                       ^^^ nothing belongs here
help: write on_send alone
)text");
}

TEST_CASE("parentheses that are not closed, that are empty or that do not end the value are errors") {
  CHECK(errors_in("client_resend = \"limited(3\"\n") == R"text(
error: `limited(3` lacks its closing parenthesis  [missing-parenthesis]
  --> t.toml:17:25
  17 | client_resend = "limited(3"
     |                         ^^ opened here and never closed
help: write limited(n)
)text");
  CHECK(errors_in("client_resend = \"limited()\"\n") == R"text(
error: `limited` of `client_resend` takes a whole number from 1 to 250  [missing-argument]
  --> t.toml:17:25
  17 | client_resend = "limited()"
     |                         ^^ nothing between the parentheses
help: n is a whole number from 1 to 250, 3 if left out
)text");
  CHECK(errors_in("client_resend = \"limited(3) or so\"\n") == R"text(
error: `limited` ends with its closing parenthesis  [unexpected-text]
  --> t.toml:17:29
  17 | client_resend = "limited(3) or so"
     |                             ^^^^^ nothing belongs here
help: write limited(n)
)text");
}

TEST_CASE("an argument out of range is an error at the argument") {
  CHECK(errors_in("client_resend = \"limited(251)\"\n") == R"text(
error: `limited` of `client_resend` takes a whole number from 1 to 250  [out-of-range]
  --> t.toml:17:26
  17 | client_resend = "limited(251)"
     |                          ^^^ 251 is too large
)text");
  CHECK(errors_in("recipient_dedupe = \"window(0)\"\n") == R"text(
error: `window` of `recipient_dedupe` takes a whole number from 1 to 250  [out-of-range]
  --> t.toml:17:28
  17 | recipient_dedupe = "window(0)"
     |                            ^ 0 is too small
)text");
  CHECK(errors_in("message_ttl = \"ttl(11000d)\"\n") == R"text(
error: `ttl` of `message_ttl` takes a duration from 1ms to 3650d  [out-of-range]
  --> t.toml:17:20
  17 | message_ttl = "ttl(11000d)"
     |                    ^^^^^^ longer than 3650d
)text");
  CHECK(errors_in("push_repeat = \"periodic(0s)\"\n") == R"text(
error: `periodic` takes a duration with its unit, such as "80ms", "3s" or "24h"  [out-of-range]
  --> t.toml:17:25
  17 | push_repeat = "periodic(0s)"
     |                         ^^ shorter than 1ms
)text");
  CHECK(codes_of(scenario_with("client_resend = \"limited(99999999999999999999999)\"\n")) ==
        std::vector<std::string>{"out-of-range"});
}

TEST_CASE("a time where a count belongs and a count where a time belongs are errors") {
  CHECK(errors_in("client_resend = \"limited(3s)\"\n") == R"text(
error: `limited` of `client_resend` takes a whole number from 1 to 250  [wrong-type]
  --> t.toml:17:26
  17 | client_resend = "limited(3s)"
     |                          ^^ no whole number
)text");
  CHECK(errors_in("client_resend = \"deadline(3)\"\n") == R"text(
error: `deadline` takes a duration with its unit, such as "80ms", "3s" or "24h"  [missing-unit]
  --> t.toml:17:27
  17 | client_resend = "deadline(3)"
     |                           ^ a number without a unit
help: the units are us, ms, s, min, h and d
)text");
}

TEST_CASE("an error in an argument from the command line is shown in the setting") {
  CHECK(errors_of(kMinimal, Settings{{"options.client_resend", "limited(0)"}}) ==
        "error: `limited` of `client_resend` takes a whole number from 1 to 250  [out-of-range]\n"
        "  --> --set:1:31\n"
        "   1 | options.client_resend=limited(0)\n"
        "     |                               ^ 0 is too small\n");
}

TEST_CASE("a value that is written otherwise than it reads is marked as a whole") {
  CHECK(errors_in("client_resend = \"limite\\u0064(0)\"\n") == R"text(
error: `limited` of `client_resend` takes a whole number from 1 to 250  [out-of-range]
  --> t.toml:17:17
  17 | client_resend = "limite\u0064(0)"
     |                 ^^^^^^^^^^^^^^^^^ 0 is too small
)text");
}

TEST_CASE("options that contradict each other are an error that names both places") {
  CHECK(errors_in("receipt = \"rederived\"\nserver_dedupe = \"none\"\n") == R"text(
error: `receipt` = rederived makes no sense with `server_dedupe` = none  [contradictory-options]
  --> t.toml:17:11
  17 | receipt = "rederived"
     |           ^^^^^^^^^^^ receipts are derived again from tombstones, and the server keeps none
help: `server_dedupe` is none (line 18)
)text");
  CHECK(errors_with("[links]\ndiscipline = \"datagram\"\n[options]\nsession = \"resume\"\n") == R"text(
error: `session` = resume makes no sense with `links.discipline` = datagram  [contradictory-options]
  --> t.toml:19:11
  19 | session = "resume"
     |           ^^^^^^^^ resumption counts what arrives in order, and datagrams are lost, copied and overtaken
help: `links.discipline` is datagram (line 17)
)text");
}

TEST_CASE("an option that contradicts a default is an error at the option") {
  CHECK(errors_in("deviation = \"expiry_forgotten\"\n") == R"text(
error: `deviation` = expiry_forgotten makes no sense with `message_ttl` = none  [contradictory-options]
  --> t.toml:17:13
  17 | deviation = "expiry_forgotten"
     |             ^^^^^^^^^^^^^^^^^^ the bug is in expiry, and no message expires
help: `message_ttl` is none by default
)text");
}

TEST_CASE("a contradiction that a setting brings in is an error that names the setting") {
  const std::string resumed = scenario_with("session = \"resume\"\n");
  CHECK(errors_of(resumed, Settings{{"links.discipline", "datagram"}}) ==
        "error: `session` = resume makes no sense with `links.discipline` = datagram  [contradictory-options]\n"
        "  --> t.toml:17:11\n"
        "  17 | session = \"resume\"\n"
        "     |           ^^^^^^^^ resumption counts what arrives in order, and datagrams are lost, copied and "
        "overtaken\n"
        "help: `links.discipline` is datagram (--set)\n");
  CHECK(errors_of(kMinimal, Settings{{"options.unacknowledged_at_session_end", "drop"}}) ==
        "error: `unacknowledged_at_session_end` = drop makes no sense with `session` = fresh  [contradictory-options]\n"
        "  --> --set:1:39\n"
        "   1 | options.unacknowledged_at_session_end=drop\n"
        "     |                                       ^^^^ only sessions that can be resumed have a window to decide "
        "about; otherwise a message stays in its mailbox\n"
        "help: `session` is fresh by default\n");
  CHECK(codes_of(resumed, Settings{{"options.unacknowledged_at_session_end", "drop"}}).empty());
}

TEST_CASE("an option that was not understood is not held against another") {
  CHECK(codes_of(scenario_with("session = \"resum\"\nunacknowledged_at_session_end = \"drop\"\n")) ==
        std::vector<std::string>{"unknown-value"});
}

TEST_CASE("the time between pushes is the argument of the option and no longer a key of the simulation") {
  CHECK(codes_of(std::string(kMinimal) + "[simulation.push]\nrepeat_after = \"1min\"\n") ==
        std::vector<std::string>{"unknown-key"});
}
