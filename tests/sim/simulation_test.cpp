#include "sim/simulation.hpp"

#include <algorithm>

#include "tests/catch.hpp"
#include "tests/sim/setups.hpp"

using namespace doublecheck;
using namespace doublecheck::sim;
using namespace doublecheck::sim::tests;
using model::ActionKind;

namespace {

/// Both write, so that every kind of item travels on every link.
model::Setup conversation(std::string_view platform_of_bob, model::Discipline discipline) {
  model::Setup setup = alice_to_bob(2, platform_of_bob);
  setup.participants[1].contacts = {"1"};
  setup.workload.push_back({kBob, kAlice, 0});
  setup.discipline = discipline;
  return setup;
}

}  // namespace

TEST_CASE("all messages arrive and get two checks") {
  const Environment environment;
  const std::uint64_t messages = std::uint64_t{3} * environment.runs;
  const Outcome outcome = simulate(alice_to_bob(3), environment, all_safety_properties(alice_to_bob(3)));
  const Metrics& metrics = outcome.metrics;
  CHECK(outcome.findings.empty());
  CHECK(metrics[Counter::runs] == environment.runs);
  CHECK(metrics[Counter::composed] == messages);
  CHECK(metrics[Counter::delivered] == messages);
  CHECK(metrics[Counter::undelivered] == 0);
  CHECK(metrics[Counter::two_checks_seen] == messages);
  CHECK(metrics[Counter::runs_to_horizon] == 0);
  CHECK(metrics[Measure::visible].count() == messages);
  CHECK(outcome.events > 0);
}

TEST_CASE("everything arrives through every kind of trouble") {
  const std::string_view platform = GENERATE("android", "iphone", "blackberry");
  const model::Discipline discipline = GENERATE(model::Discipline::connection, model::Discipline::datagram);
  CAPTURE(platform);
  const model::Setup setup = conversation(platform, discipline);
  auto watched = all_safety_properties(setup);
  // Overtaking packets are shown as they come.
  if (discipline == model::Discipline::datagram) std::erase_if(watched, is_about_order);
  const Outcome outcome = simulate(setup, stormy(), watched);
  CHECK(outcome.findings.empty());
  CHECK(outcome.metrics[Counter::delivered] == 300);
  CHECK(outcome.metrics[Counter::two_checks_seen] == 300);
  CHECK(outcome.metrics[Counter::runs_to_horizon] == 0);
  for (const Counter fault :
       {Counter::connection_breaks, Counter::pushes_lost, Counter::early_suspensions, Counter::system_kills,
        Counter::user_kills, Counter::client_crashes, Counter::server_crashes}) {
    CHECK(outcome.metrics[fault] > 0);
  }
}

TEST_CASE("a run is a path of the model") {
  const std::string_view platform = GENERATE("android", "iphone");
  const model::Discipline discipline = GENERATE(model::Discipline::connection, model::Discipline::datagram);
  const model::Setup setup = conversation(platform, discipline);
  Environment environment = stormy();
  environment.runs = 10;
  model::World initial = model::initial_world(setup);
  initial.budgets = model::unlimited_budgets();
  model::World last;
  std::uint64_t steps = 0;
  Time last_at = 0;
  const Outcome outcome = simulate(setup, environment, {},
                                   {[&](const model::World& before, const model::Action& action,
                                        const model::World& after, const model::Facts& facts, Time at) {
                                     REQUIRE((before == last || before == initial));
                                     REQUIRE((at >= last_at || before == initial));
                                     REQUIRE(model::is_enabled(before, setup, action));
                                     model::World next = before;
                                     model::Facts facts_again;
                                     model::apply(next, setup, action, facts_again);
                                     REQUIRE(next == after);
                                     REQUIRE(facts_again == facts);
                                     last = after;
                                     last_at = at;
                                     ++steps;
                                   }});
  CHECK(steps == outcome.events);
}

TEST_CASE("an iPhone gets its mail only after its user has opened the app", "[R5][R18]") {
  bool opened = false;
  const model::Setup setup = alice_to_bob(2, "iphone", model::AppState::suspended);
  model::World initial = model::initial_world(setup);
  initial.budgets = model::unlimited_budgets();
  const Outcome outcome =
      simulate(setup, Environment{}, {},
               {[&](const model::World& before, const model::Action& action, const model::World&,
                    const model::Facts& facts, Time) {
                 if (before == initial || (action.kind == ActionKind::suspend && action.client == kBob)) opened = false;
                 if (action.kind == ActionKind::open_app && action.client == kBob) opened = true;
                 for (const model::Fact& fact : facts) {
                   if (fact.kind == model::FactKind::message_stored) REQUIRE(opened);
                 }
               }});
  CHECK(outcome.metrics[Counter::delivered] == 400);
  CHECK(outcome.metrics[Counter::pushes_displayed] > 0);
  CHECK(outcome.metrics[Counter::pushes_woke] == 0);
}

TEST_CASE("the same seed gives the same results and another seed gives others") {
  Environment environment = stormy();
  const model::Setup setup = conversation("iphone", model::Discipline::connection);
  const Outcome one = simulate(setup, environment, all_safety_properties(setup));
  const Outcome again = simulate(setup, environment, all_safety_properties(setup));
  CHECK(one.fingerprint == again.fingerprint);
  CHECK(one.metrics == again.metrics);
  CHECK(one.events == again.events);
  environment.seed = 2;
  CHECK(simulate(setup, environment, {}).fingerprint != one.fingerprint);
}

// Pinned, so that a compiler or a machine that gives other results is found by this test and not by a user.
TEST_CASE("results do not depend on the machine") {
  const Outcome outcome = simulate(conversation("iphone", model::Discipline::datagram), stormy(),
                                   all_safety_properties(conversation("iphone", model::Discipline::datagram)));
  CHECK(outcome.events == 6'962);
  CHECK(outcome.fingerprint == 0xa5d50cf54a52eec5);
}

TEST_CASE("more runs begin with the same runs") {
  Environment environment = stormy();
  environment.runs = 3;
  std::vector<model::Action> few;
  std::vector<model::Action> many;
  const auto collect = [](std::vector<model::Action>& actions) {
    return Observer{[&actions](const model::World&, const model::Action& action, const model::World&,
                               const model::Facts&, Time) { actions.push_back(action); }};
  };
  simulate(alice_to_bob(2), environment, {}, collect(few));
  environment.runs = 5;
  simulate(alice_to_bob(2), environment, {}, collect(many));
  REQUIRE(few.size() < many.size());
  CHECK(std::equal(few.begin(), few.end(), many.begin()));
}

TEST_CASE("a server that drops on sending loses custody when a connection breaks", "[R8]") {
  model::Setup setup = alice_to_bob(3);
  setup.options.server_drop = model::ServerDrop::on_send;
  Environment environment;
  environment.network.latency = {DelayKind::constant, 500 * kMillisecond, 0};
  environment.faults.break_every = 5 * kSecond;
  const std::vector<WatchedProperty> watched = all_safety_properties(setup);
  const Outcome outcome = simulate(setup, environment, watched);
  REQUIRE(outcome.findings.size() == 1);  // however often it fails
  const SafetyFinding& finding = outcome.findings.front();
  CHECK(watched.at(finding.violation.property).name == "CUSTODY");
  CHECK(finding.violation.claim < 3);
  CHECK_FALSE(finding.path.empty());
  CHECK(finding.at > 0);
  CHECK(outcome.metrics[Counter::undelivered] > 0);
}

TEST_CASE("the observer changes nothing") {
  Environment environment = stormy();
  environment.runs = 10;
  const model::Setup setup = alice_to_bob(2);
  const Observer observer{
      [](const model::World&, const model::Action&, const model::World&, const model::Facts&, Time) {}};
  CHECK(simulate(setup, environment, {}, observer).fingerprint == simulate(setup, environment, {}).fingerprint);
}

TEST_CASE("a run that can never be quiet ends at the horizon with few events") {
  model::Setup setup = alice_to_bob(1);
  Environment environment;
  environment.runs = 5;
  SECTION("a receipt that is never acknowledged") {
    setup.options.receipt_acknowledged = model::ReceiptAcknowledged::no;
  }
  SECTION("a body that is never dropped") { setup.options.server_drop = model::ServerDrop::never; }
  SECTION("a duplicate that is never acknowledged") {
    setup.options.recipient_acks_duplicate = model::RecipientAcksDuplicate::no;
    environment.network.loss = 500'000;
  }
  setup.discipline = model::Discipline::datagram;
  const Outcome outcome = simulate(setup, environment, {});
  CHECK(outcome.metrics[Counter::runs_to_horizon] > 0);
  CHECK(outcome.events < 50'000);
}

TEST_CASE("a message for a number that cannot be reached is not waited for", "[R1]") {
  model::Setup setup = alice_to_bob(2);
  setup.participants[1].registered = false;
  setup.participants[1].connected = false;
  const Outcome outcome = simulate(setup, Environment{}, all_safety_properties(setup));
  CHECK(outcome.findings.empty());
  CHECK(outcome.metrics[Counter::composed] == 0);
  CHECK(outcome.metrics[Counter::runs_to_horizon] == 0);
}

TEST_CASE("an interrupted simulation keeps its finished runs") {
  Environment environment;
  environment.runs = 50;
  std::uint64_t finished = 0;
  const Outcome outcome = simulate(
      alice_to_bob(1), environment, {}, {}, [&] { return finished == 10; },
      [&](const Progress& progress) {
        CHECK(progress.runs == 50);
        finished = progress.runs_done;
      });
  CHECK(outcome.interrupted);
  CHECK(outcome.metrics[Counter::runs] == 10);
  environment.runs = 10;
  const Outcome shorter = simulate(alice_to_bob(1), environment, {});
  CHECK_FALSE(shorter.interrupted);
  CHECK(shorter.fingerprint == outcome.fingerprint);
  CHECK(shorter.metrics == outcome.metrics);
  CHECK(shorter.simulated == outcome.simulated);
}
