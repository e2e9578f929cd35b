#include "model/world.hpp"

#include "tests/catch.hpp"
#include "tests/model/fixtures.hpp"

using namespace doublecheck::model;
using namespace doublecheck::model::fixtures;

namespace {

std::vector<Action> enabled(const World& world, const Setup& setup) {
  std::vector<Action> actions;
  enabled_actions(world, setup, actions);
  return actions;
}

}  // namespace

TEST_CASE("a fault is enabled only while its budget lasts and an unlimited budget is never spent") {
  for (const std::uint8_t budget : {std::uint8_t{0}, std::uint8_t{1}, kUnlimited}) {
    Setup setup = two_clients();
    setup.budgets = {};
    setup.budgets[Budget::breaks] = budget;
    Run run(setup);
    REQUIRE(run.enables(break_of(kAlice)) == (budget > 0));
    if (budget == 0) continue;
    run({break_of(kAlice), connect(kAlice)});
    CHECK(run.enables(break_of(kAlice)) == (budget == kUnlimited));
    CHECK(run.world.budgets[Budget::breaks] == (budget == kUnlimited ? kUnlimited : 0));
  }
}

TEST_CASE("every budgeted action costs its budget and the others cost nothing") {
  for (const ActionKindInfo& info : action_catalogue()) {
    CHECK(cost_of({.kind = info.kind}) == info.budget);
  }
  CHECK(cost_of({.kind = ActionKind::deliver, .position = 1}) == Budget::reorders);
  CHECK(cost_of({.kind = ActionKind::deliver, .position = 0}) == std::nullopt);
}

TEST_CASE("a connection delivers its oldest item only and a datagram link any within the budget for reordering") {
  Setup setup = two_clients(2);
  setup.discipline = GENERATE(Discipline::connection, Discipline::datagram);
  setup.options.order = Order::arrival;  // else the second waits for the first
  Run run(setup);
  run({compose(), compose()});
  CHECK(run.enables(up(kAlice, 0)));
  CHECK(run.enables(up(kAlice, 1)) == (setup.discipline == Discipline::datagram));
  run.world.budgets[Budget::reorders] = 0;
  CHECK_FALSE(run.enables(up(kAlice, 1)));
}

TEST_CASE("equal items on a datagram link are offered once") {
  Setup setup = two_clients();
  setup.discipline = Discipline::datagram;
  Run run(setup);
  run({compose(), {.kind = ActionKind::duplicate, .client = kAlice}});
  REQUIRE(run.alice().up.in_flight.size() == 2);
  CHECK(run.enables(up(kAlice, 0)));
  CHECK_FALSE(run.enables(up(kAlice, 1)));
}

TEST_CASE("a datagram link takes no more equal copies than the setup allows") {
  Setup setup = two_clients();
  setup.discipline = Discipline::datagram;
  setup.copies_max = GENERATE(1U, 2U);
  Run run(setup);
  const Action resend{.kind = ActionKind::retransmit, .client = kAlice};
  run({compose()});
  CHECK(run.enables(resend) == (setup.copies_max == 2));
  if (setup.copies_max == 2) run({resend});
  CHECK_FALSE(run.enables(resend));
}

TEST_CASE("what is enabled at one side does not depend on the other sides") {
  Setup setup = two_clients(1, "iphone");
  Run run(setup);
  const auto of_bob = [&](const World& world) {
    std::vector<Action> actions;
    enabled_actions(world.side(kBob), setup, world.budgets, kBob, actions);
    return actions;
  };
  const auto before = of_bob(run.world);
  run({compose(), break_of(kAlice), on(kAlice, ActionKind::kill_by_user)});
  CHECK(of_bob(run.world) == before);
}

TEST_CASE("the enabled actions come in the same order every time and no action comes twice") {
  Run run(two_clients(2));
  run({compose(), up(kAlice)});
  auto actions = enabled(run.world, run.setup);
  CHECK(actions == enabled(run.world, run.setup));
  std::sort(actions.begin(), actions.end());
  CHECK(std::adjacent_find(actions.begin(), actions.end()) == actions.end());
}

TEST_CASE("an action reads as one line of a saved path") {
  CHECK(to_text(down(kBob), "bob") == "deliver bob down 0");
  CHECK(to_text(compose(), "alice") == "compose alice");
  CHECK(to_text({.kind = ActionKind::crash_server}, "east") == "crash_server east");
  CHECK(to_text({.kind = ActionKind::deliver_relayed, .direction = Direction::down}, "east-west") ==
        "deliver_relayed east-west down");
}

TEST_CASE("a push to an app that its platform need not wake may be throttled, and to no other", "[R18][R19]") {
  const auto effect = GENERATE(PushEffect::wake, PushEffect::may_wake, PushEffect::display, PushEffect::nothing);
  Setup setup = bob_away(1, "android");
  setup.participants[1].platform.push[static_cast<std::size_t>(AppState::suspended)] = effect;
  Run run(setup);
  const Action throttle = on(kBob, ActionKind::throttle_push);
  CHECK_FALSE(run.enables(throttle));  // nothing is under way
  run({compose(), up(kAlice)});
  REQUIRE(run.enables(on(kBob, ActionKind::push_arrives)));
  CHECK(run.enables(throttle) == (effect == PushEffect::may_wake));
  run({on(kBob, ActionKind::kill_by_user)});  // which is another state of the app
  CHECK_FALSE(run.enables(throttle));
}

TEST_CASE("a throttled push is gone, leaves the app as it is, and may be thrown away again and again", "[R17]") {
  Setup setup = bob_away(1, "android");
  setup.participants[1].platform.push[static_cast<std::size_t>(AppState::suspended)] = PushEffect::may_wake;
  setup.budgets = {};
  Run run(setup);
  run({compose(), up(kAlice)});
  for (int i = 0; i < 3; ++i) {
    run({on(kBob, ActionKind::throttle_push)});
    CHECK(run.did(FactKind::push_throttled));
    CHECK_FALSE(run.bob().push_in_flight);
    CHECK(run.bob().client.app == AppState::suspended);
    CHECK_FALSE(run.bob().client.notified);
    run({on(kBob, ActionKind::repeat_push)});
  }
}

TEST_CASE("no push is throttled at a device that is off the network") {
  Setup setup = bob_away(1, "android");
  setup.participants[1].platform.push[static_cast<std::size_t>(AppState::suspended)] = PushEffect::may_wake;
  Run run(setup);
  run({compose(), up(kAlice), on(kBob, ActionKind::partition)});
  REQUIRE(run.bob().push_in_flight);
  CHECK_FALSE(run.enables(on(kBob, ActionKind::throttle_push)));
}
