#include "tests/reports/samples.hpp"

#include <cmath>
#include <cstddef>
#include <string>
#include <utility>

namespace doublecheck::tests {

using namespace reports;

namespace {

constexpr std::size_t kAlice = 0;
constexpr std::size_t kServer = 1;
constexpr std::size_t kBob = 2;

std::vector<Party> alice_and_bob() {
  return {{"Alice", "iPhone", PartyKind::client},
          {"Server", "", PartyKind::server},
          {"Bob", "Android 6", PartyKind::client}};
}

PropertyResult property(std::string id, std::string kind, std::vector<unsigned> requirements, std::string statement,
                        Verdict verdict = Verdict::holds) {
  PropertyResult result;
  result.id = std::move(id);
  result.kind = std::move(kind);
  result.requirements = std::move(requirements);
  result.statement = std::move(statement);
  result.verdict = verdict;
  return result;
}

std::vector<PropertyResult> all_hold() {
  return {property("CUSTODY", "safety", {2, 3, 8, 15},
                   "every composed message that its recipient has not stored is stored durably somewhere: in the "
                   "sender's outbox, or on a server that will still deliver it"),
          property("RETENTION", "safety", {9, 10, 12},
                   "after the server processed the recipient's ack for a message it holds no body of it"),
          property("TRUTH2", "safety", {22, 23}, "two checks mean that the recipient's device has stored the message"),
          property("NO_DUPLICATE", "safety", {8, 21}, "the user sees each message at most once"),
          property("DELIVERY", "liveness", {3, 8, 17}, "a composed message is in the end stored by its recipient"),
          property("MARK2", "liveness", {22, 23},
                   "once the recipient has stored a message, its sender in the end sees two checks"),
          property("QUIET", "liveness", {12, 13, 23},
                   "transmissions stop: in the end nothing is queued or in flight any more")};
}

// A spread of latencies in milliseconds with a long tail.
Distribution latencies(std::string name, double median, double spread) {
  Distribution result;
  result.name = std::move(name);
  result.unit = "ms";
  result.count = 20'000;
  for (int percentile = 1; percentile <= 100; ++percentile) {
    const double share = percentile == 100 ? 0.9999 : percentile / 100.0;
    result.quantiles.push_back({std::round(median * std::pow(share / (1 - share), spread)), Reach::reached});
  }
  result.p50.at = result.quantiles[49];
  result.p90.at = result.quantiles[89];
  result.p99.at = result.quantiles[98];
  result.max = result.quantiles[99].value;
  result.mean = 1.4 * median;
  return result;
}

SimulationResult simulation() {
  SimulationResult result;
  result.seed = 7;
  result.runs = 10'000;
  result.events = 412'387;
  result.simulated_seconds = 3.6e6;
  result.fingerprint = "9f86d081884c7d65";
  result.distributions = {latencies("time to one check", 210, 0.35), latencies("time to two checks", 640, 0.8),
                          latencies("time to visible", 468'000, 0.9)};
  Distribution none;
  none.name = "wait on opening the app";
  none.unit = "ms";
  result.distributions.push_back(none);
  result.counts = {{"retransmissions", "", 1'204}, {"body held by the server", "byte·s", 8'123'456.5}};
  Distribution fetching = latencies("wait for what was not in the store", 700, 0.5);
  fetching.count = 99;
  result.platforms = {{"Android 6", 239, 840, 99, fetching}, {"iPhone", 0, 0, 0, none}};
  result.held = {1'800, 7.2e9, false};
  result.schedule = {{"server_crashes", 600, "", 1'800, 10'000, 0, 0}, {"breaks", 72'000, "bob", {}, 0, 12, 9'988}};
  result.properties = {property("CUSTODY", "safety", {2, 3, 8, 15}, "…"), property("TRUTH2", "safety", {22, 23}, "…")};
  result.seconds = 0.83;
  return result;
}

CheckResult check(std::vector<PropertyResult> properties, std::string scope) {
  CheckResult result;
  result.properties = std::move(properties);
  result.verdict = Verdict::holds;
  for (const PropertyResult& one : result.properties) {
    if (one.verdict == Verdict::violated) result.verdict = Verdict::violated;
  }
  result.exhaustive = true;
  result.stop_reason = "complete";
  result.scope = std::move(scope);
  result.fairness = "a link that is tried for ever gets through; users open the app again and again";
  result.states = 18'734;
  result.transitions = 61'290;
  result.depth = 41;
  result.peak_memory_bytes = 14'680'064;
  result.seconds = 0.214;
  return result;
}

Step step(std::string action, std::string words, std::vector<Arrow> arrows, std::vector<Note> notes,
          std::vector<MarkSeen> marks) {
  return {std::move(action), std::move(words), std::move(arrows), std::move(notes), std::move(marks)};
}

MarkSeen alice_sees(std::uint8_t mark, bool changed) { return {kAlice, "m1", mark, changed}; }

}  // namespace

Counterexample lost_on_a_broken_connection() {
  Counterexample result;
  result.property = "CUSTODY";
  result.sentence =
      "Alice sees one check for m1, but nobody has it any more: the server dropped it and Bob's phone never stored it.";
  result.parties = alice_and_bob();
  result.steps = {
      step("compose alice", "Alice writes m1; her phone stores it and sends it.",
           {{kAlice, kServer, "m1", ArrowKind::departs}}, {{kAlice, "composes m1", false}}, {alice_sees(1, true)}),
      step("deliver alice up 0", "m1 reaches the server, which acknowledges it, sends it on to Bob and forgets it.",
           {{kAlice, kServer, "m1", ArrowKind::arrives},
            {kServer, kAlice, "ack m1", ArrowKind::departs},
            {kServer, kBob, "m1", ArrowKind::departs}},
           {{kServer, "stores m1", false}, {kServer, "drops m1", true}}, {alice_sees(1, false)}),
      step("deliver alice down 0", "The server's acknowledgement reaches Alice: one check.",
           {{kServer, kAlice, "ack m1", ArrowKind::arrives}}, {{kAlice, "removes m1 from the outbox", false}},
           {alice_sees(2, true)}),
      step("break_connection bob", "Bob's connection breaks; what was on its way is lost.",
           {{kServer, kBob, "m1", ArrowKind::lost}}, {{kBob, "connection breaks", true}}, {alice_sees(2, false)}),
  };
  return result;
}

Counterexample receipt_thrown_away() {
  Counterexample result;
  result.property = "MARK2";
  result.sentence = "Bob's phone has stored m1, but Alice never sees two checks: the receipt was thrown away.";
  result.parties = alice_and_bob();
  result.steps = {
      step("compose alice", "Alice writes m1.", {{kAlice, kServer, "m1", ArrowKind::departs}},
           {{kAlice, "composes m1", false}}, {alice_sees(1, true)}),
      step("deliver alice up 0", "m1 reaches the server.",
           {{kAlice, kServer, "m1", ArrowKind::arrives},
            {kServer, kAlice, "ack m1", ArrowKind::departs},
            {kServer, kBob, "m1", ArrowKind::departs}},
           {{kServer, "stores m1", false}}, {alice_sees(1, false)}),
      step("deliver alice down 0", "The acknowledgement reaches Alice.",
           {{kServer, kAlice, "ack m1", ArrowKind::arrives}}, {}, {alice_sees(2, true)}),
      step("leave_app alice", "Alice leaves the app.", {}, {{kAlice, "leaves the app", false}}, {alice_sees(2, false)}),
      step("suspend alice", "Alice's phone suspends the app.", {}, {{kAlice, "suspended: offline", false}},
           {alice_sees(2, false)}),
      step("deliver bob down 0", "m1 reaches Bob's phone, which stores it.",
           {{kServer, kBob, "m1", ArrowKind::arrives}, {kBob, kServer, "ack m1", ArrowKind::departs}},
           {{kBob, "stores m1", false}}, {alice_sees(2, false)}),
      step("deliver bob up 0", "Bob's acknowledgement reaches the server, which finds Alice offline.",
           {{kBob, kServer, "ack m1", ArrowKind::arrives}},
           {{kServer, "drops m1", false}, {kServer, "throws the receipt away", true}}, {alice_sees(2, false)}),
  };
  result.cycle_start = result.steps.size();
  return result;
}

Counterexample resent_for_ever() {
  Counterexample result;
  result.property = "QUIET";
  result.sentence = "The server sends m1 to Bob again and again: Bob's phone has it, and never says so a second time.";
  result.parties = alice_and_bob();
  result.steps = {
      step("deliver bob down 0", "m1 reaches Bob's phone.",
           {{kServer, kBob, "m1", ArrowKind::arrives}, {kBob, kServer, "ack m1", ArrowKind::departs}},
           {{kBob, "stores m1", false}}, {alice_sees(2, false)}),
      step("break_connection bob", "Bob's connection breaks.", {{kBob, kServer, "ack m1", ArrowKind::lost}},
           {{kBob, "connection breaks", true}}, {alice_sees(2, false)}),
      step("connect bob", "Bob's phone connects; the server sends what it has for him.",
           {{kServer, kBob, "m1", ArrowKind::departs}}, {{kBob, "connects", false}}, {alice_sees(2, false)}),
      step("deliver bob down 0", "m1 reaches Bob's phone again, which throws it away without a word.",
           {{kServer, kBob, "m1", ArrowKind::arrives}}, {{kBob, "throws the duplicate of m1 away", true}},
           {alice_sees(2, false)}),
      step("retransmit bob down 0", "The server sends m1 again.", {{kServer, kBob, "m1", ArrowKind::departs}}, {},
           {alice_sees(2, false)}),
  };
  result.cycle_start = 3;
  return result;
}

Counterexample with_push_and_answers() {
  constexpr std::size_t kPush = 2;
  constexpr std::size_t kRightBob = 3;
  Counterexample result;
  result.property = "TRUTH2";
  result.sentence = "Alice sees two checks for m1, but Zoë's phone never stored it.";
  result.parties = {{"Alice", "iPhone", PartyKind::client},
                    {"Server", "", PartyKind::server},
                    {"Push", "", PartyKind::push_service},
                    {"Zoë", "Windows Phone", PartyKind::client}};
  const auto alice = [](std::string message, std::uint8_t mark, bool changed) {
    return MarkSeen{kAlice, std::move(message), mark, changed};
  };
  const auto bob = [](std::uint8_t mark, bool changed) { return MarkSeen{kRightBob, "m3", mark, changed}; };
  result.steps = {
      step("compose alice", "Alice writes m1.", {{kAlice, kServer, "m1", ArrowKind::departs}},
           {{kAlice, "composes m1", false}}, {alice("m1", 1, true)}),
      step("compose alice", "Alice writes m2.", {{kAlice, kServer, "m2", ArrowKind::departs}},
           {{kAlice, "composes m2", false}}, {alice("m1", 1, false), alice("m2", 1, true)}),
      step("deliver alice up 0", "m1 reaches the server, which asks for a push.",
           {{kAlice, kServer, "m1", ArrowKind::arrives}, {kServer, kPush, "push", ArrowKind::departs}},
           {{kServer, "stores m1", false}}, {alice("m1", 1, false), alice("m2", 1, false)}),
      step("push_arrives zoe", "The push reaches Zoë's phone.", {{kPush, kRightBob, "push", ArrowKind::arrives}},
           {{kRightBob, "shows a notification", false}}, {alice("m1", 3, true), alice("m2", 1, false)}),
      step("compose zoe", "Zoë writes m3; her phone is connected and m3 goes straight to the server.",
           {{kRightBob, kServer, "m3", ArrowKind::arrives}}, {{kRightBob, "composes m3", false}},
           {alice("m1", 3, false), alice("m2", 1, false), bob(2, true)}),
      step("crash_server", "The server crashes.", {},
           {{kServer, "crashes and forgets everything that it had not yet written to its disk", true}},
           {alice("m1", 3, false), alice("m2", 1, false), bob(2, false)}),
  };
  return result;
}

ScenarioResult happy_path() {
  ScenarioResult result;
  result.scenario = "01-happy-path";
  result.file = "scenarios/library/01-happy-path.toml";
  result.title = "Both phones are online";
  result.question = "Does a message get its two checks when nothing goes wrong?";
  result.reproduce = "doublecheck gate scenarios/library/01-happy-path.toml --seed 7";
  result.check = check(all_hold(),
                       "Alice (iPhone) sends 2 messages to Bob (Android 6), no faults: explored completely, 18,734 "
                       "states.");
  result.check->properties[1].vacuous = true;
  result.simulation = simulation();
  result.as_expected = true;
  return result;
}

ScenarioResult drop_on_send() {
  ScenarioResult result;
  result.scenario = "m02-drop-on-send";
  result.file = "scenarios/library/m02-drop-on-send.toml";
  result.title = "The server drops a message on writing it to the connection";
  result.question = "Is it enough that the message was written to a connection?";
  result.reproduce = "doublecheck check scenarios/library/m02-drop-on-send.toml";
  result.options = {"server drops body = on_send"};
  result.mutant = 2;
  result.mutation = {"server drops body = on_send"};
  result.check = check(all_hold(),
                       "Alice (iPhone) sends 1 message to Bob (Android 6), at most 1 connection break: explored "
                       "completely, 412 states.");
  result.check->states = 412;
  result.check->transitions = 903;
  result.check->depth = 22;
  PropertyResult& custody = result.check->properties[0];
  custody.verdict = Verdict::violated;
  custody.violation_expected = true;
  custody.counterexample = lost_on_a_broken_connection();
  result.check->properties[4].verdict = Verdict::violated;
  result.check->properties[4].violation_allowed = true;
  result.check->properties[4].counterexample = lost_on_a_broken_connection();
  result.check->properties[4].counterexample->property = "DELIVERY";
  result.check->properties[4].counterexample->sentence = "m1 never reaches Bob's phone.";
  result.check->properties[4].counterexample->cycle_start = 4;
  result.check->verdict = Verdict::violated;
  result.as_expected = true;
  return result;
}

ScenarioResult receipt_not_stored() {
  ScenarioResult result;
  result.scenario = "m07-receipt-not-stored";
  result.file = "scenarios/library/m07-receipt-not-stored.toml";
  result.title = "A receipt is thrown away if the sender is offline";
  result.reproduce = "doublecheck check scenarios/library/m07-receipt-not-stored.toml";
  result.options = {"receipt = fire_and_forget"};
  result.mutant = 7;
  result.mutation = {"receipt = fire_and_forget"};
  result.check =
      check(all_hold(), "Alice (iPhone) sends 1 message to Bob (Android 6): explored completely, 96 states.");
  result.check->states = 96;
  result.check->transitions = 151;
  result.check->depth = 17;
  PropertyResult& mark2 = result.check->properties[5];
  mark2.verdict = Verdict::violated;
  mark2.violation_expected = true;
  mark2.counterexample = receipt_thrown_away();
  result.check->verdict = Verdict::violated;
  result.as_expected = true;
  return result;
}

ScenarioResult surprising() {
  ScenarioResult result;
  result.scenario = "08-recipient-crash";
  result.file = "scenarios/library/08-recipient-crash.toml";
  result.title = "Bob's phone crashes around storing a message";
  result.question = "Can a crash of the recipient's phone lose or double a message?";
  result.reproduce = "doublecheck gate scenarios/library/08-recipient-crash.toml --max-states 1000000";
  result.options = {"recipient acks a duplicate = no"};
  result.check = check(all_hold(),
                       "Alice (iPhone) sends 3 messages to Bob (Android 6), at most 2 crashes and 2 connection breaks: "
                       "NOT explored completely, stopped at 1,000,000 states.");
  for (PropertyResult& one : result.check->properties) one.verdict = Verdict::inconclusive;
  PropertyResult& quiet = result.check->properties[6];
  quiet.verdict = Verdict::violated;
  quiet.counterexample = resent_for_ever();
  PropertyResult& mark2 = result.check->properties[5];
  mark2.violation_expected = true;
  mark2.verdict = Verdict::holds;
  result.check->verdict = Verdict::violated;
  result.check->exhaustive = false;
  result.check->stop_reason = "states";
  result.check->states = 1'000'000;
  result.simulation = simulation();
  result.simulation->properties[1].verdict = Verdict::violated;
  result.simulation->properties[1].counterexample = with_push_and_answers();
  result.as_expected = false;
  result.surprise = "QUIET is violated and was expected to hold; MARK2 was expected to be violated and holds";
  return result;
}

ScenarioResult with_unmutated(ScenarioResult mutant, Verdict verdict) {
  mutant.unmutated = check({}, "the same without the mutation");
  mutant.unmutated->states = 87;
  for (PropertyResult property : mutant.check->properties) {
    if (!property.violation_expected) continue;
    property.violation_expected = false;
    property.verdict = verdict;
    if (verdict != Verdict::violated) property.counterexample.reset();
    mutant.unmutated->properties.push_back(property);
  }
  mutant.as_expected = verdict == Verdict::holds;
  if (!mutant.as_expected) mutant.surprise = "CUSTODY also fails without the mutation";
  return mutant;
}

ScenarioResult explained(bool exhaustive) {
  ScenarioResult scenario = happy_path();
  CheckResult& check = scenario.check.value();
  check.exhaustive = exhaustive;
  check.states = 420;
  check.levels = {20, 100, 300};
  check.actions_asked = true;
  check.actions = {
      {"compose", "the user writes the next message", Occurrence::occurred, 40, 40, 30, ""},
      {"suspend", "the grace period is over", Occurrence::never, 0, 0, 0, "it takes an app in the background"},
      {"break_connection", "the connection ends", Occurrence::impossible, 0, 0, 0, "budgets.breaks is 0"},
      {"flush", "the server writes", Occurrence::impossible, 0, 0, 0, "budgets.breaks is 0"}};
  SpaceSize size;
  size.machines = {{"alice", 60, 420, 35, {{"client.outbox", 4, 420, 140, {}}, {"down", 9, 420, 420, {}}}}};
  size.budgets = {{{"budgets.lost_pushes", 2, 420, 300, {}}, {220, 200}}};
  size.advice = {{"messages of alice = 1", "2", 42}, {"budgets.lost_pushes = 0", "1", 200}, {"trifle = 0", "1", 419}};
  check.size = size;
  return scenario;
}

Report whole_library() {
  Report report;
  report.tool_version = "0.1.0";
  report.command = "doublecheck gate scenarios/library --seed 7 --html report.html";
  report.scenarios = {happy_path(), surprising(), drop_on_send(), receipt_not_stored()};
  return report;
}

Report report_on(ScenarioResult scenario) {
  Report report;
  report.tool_version = "0.1.0";
  report.command = "doublecheck check " + scenario.file;
  report.scenarios.push_back(std::move(scenario));
  return report;
}

}  // namespace doublecheck::tests
