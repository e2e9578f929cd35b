#include "sim/schedule.hpp"

#include "sim/simulation.hpp"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "tests/catch.hpp"
#include "tests/sim/watching.hpp"

using namespace doublecheck;
using namespace doublecheck::sim;
using namespace doublecheck::sim::tests;
using model::ActionKind;
using model::Budget;

namespace {

using Tallies = std::vector<ScheduleTally>;

}  // namespace

TEST_CASE("every fault with a budget can be scheduled but overtaking and what the options give a time") {
  std::vector<Budget> faults;
  for (const ScheduleInfo& info : schedule_catalogue()) faults.push_back(info.fault);
  CHECK(std::ranges::is_sorted(faults));
  for (const model::BudgetInfo& info : model::budget_catalogue()) {
    CAPTURE(info.key);
    const bool has_a_time = info.budget == Budget::deadlines || info.budget == Budget::expiries;
    CHECK((std::ranges::count(faults, info.budget) == 1) == (info.budget != Budget::reorders && !has_a_time));
  }
}

TEST_CASE("a scheduled crash keeps the server down for as long as it says") {
  const Seen seen = watch(alice_to_bob(2), scheduled({{6 * kSecond, Budget::server_crashes, {}, 30 * kSecond}}));
  CHECK(seen.times_of(ActionKind::crash_server) == std::vector<Time>{6 * kSecond});
  // Down until 36 s, connected 2 s later.
  CHECK(seen.times_of(ActionKind::connect) == std::vector<Time>{38 * kSecond, 38 * kSecond});
  CHECK(seen.outcome.metrics.schedule == Tallies{{1, 0, 0}});
  CHECK(seen.outcome.metrics[Counter::delivered] == 2);
}

TEST_CASE("a scheduled crash without a duration takes the usual downtime") {
  Environment environment = scheduled({{6 * kSecond, Budget::server_crashes, {}, {}}});
  environment.faults.server_downtime = 5 * kSecond;
  CHECK(watch(alice_to_bob(2), environment).times_of(ActionKind::connect).front() == 13 * kSecond);
}

TEST_CASE("a server that is down does not crash again") {
  Environment environment = stormy();
  environment.runs = 30;
  environment.faults.server_downtime = 40 * kSecond;
  for (int i = 1; i <= 10; ++i) {
    environment.schedule.push_back({i * 30 * kSecond, Budget::server_crashes, {}, 40 * kSecond});
  }
  std::optional<Time> crashed_at;
  std::size_t pairs = 0;
  const Outcome outcome = simulate(
      alice_to_bob(3), environment, all_safety_properties(alice_to_bob(3)),
      {[&](const model::World&, const model::Action& action, const model::World&, const model::Facts&, Time at) {
        if (crashed_at && at < *crashed_at) crashed_at.reset();  // the next run
        if (action.kind != ActionKind::crash_server) return;
        if (crashed_at) {
          ++pairs;
          REQUIRE(at >= *crashed_at + 40 * kSecond);
        }
        crashed_at = at;
      }});
  CHECK(pairs > 0);
  CHECK(outcome.findings.empty());
  CHECK(std::ranges::any_of(outcome.metrics.schedule, [](const ScheduleTally& tally) { return tally.impossible > 0; }));
}

TEST_CASE("a fault that is not possible at its time is skipped and counted") {
  // Bob's phone sleeps, so that there is no connection to break; Alice has one.
  const model::Setup setup = alice_to_bob(1, "iphone", model::AppState::suspended);
  SECTION("of one client") {
    const Seen seen = watch(setup, scheduled({{kSecond, Budget::breaks, kBob, {}}}));
    CHECK(seen.times_of(ActionKind::break_connection).empty());
    CHECK(seen.outcome.metrics.schedule == Tallies{{0, 1, 0}});
  }
  SECTION("of every client") {
    const Seen seen = watch(setup, scheduled({{kSecond, Budget::breaks, {}, {}}}));
    CHECK(seen.times_of(ActionKind::break_connection) == std::vector<Time>{kSecond});
    CHECK(seen.outcome.metrics.schedule == Tallies{{1, 1, 0}});
  }
}

TEST_CASE("a fault after the end of the run is too late and changes nothing") {
  const model::Setup setup = alice_to_bob(1);
  Environment environment = scheduled({{kHour, Budget::user_kills, {}, {}}, {kHour, Budget::lost_pushes, {}, kHour}});
  environment.runs = 3;
  const Seen seen = watch(setup, environment);
  CHECK(seen.outcome.metrics.schedule == Tallies{{0, 0, 6}, {0, 0, 3}});
  environment.schedule.clear();
  CHECK(simulate(setup, environment, {}).fingerprint == seen.outcome.fingerprint);
}

TEST_CASE("each kind of moment becomes its action") {
  struct Case {
    Budget fault;
    ActionKind action;
  };
  const auto [fault, action] = GENERATE(
      Case{Budget::leaves, ActionKind::leave_app}, Case{Budget::breaks, ActionKind::break_connection},
      Case{Budget::suspensions, ActionKind::suspend_early}, Case{Budget::system_kills, ActionKind::kill_by_system},
      Case{Budget::user_kills, ActionKind::kill_by_user}, Case{Budget::client_crashes, ActionKind::crash_client},
      Case{Budget::cuts, ActionKind::cut_connection}, Case{Budget::token_changes, ActionKind::change_token},
      Case{Budget::reinstalls, ActionKind::reinstall});
  const bool leaves = fault == Budget::leaves;
  Environment environment = scheduled({{4 * kSecond, fault, kBob, {}}});
  model::Setup setup = alice_to_bob(1, "android", leaves ? model::AppState::foreground : model::AppState::background);
  const Seen seen = watch(setup, environment);
  CHECK(seen.times_of(action) == std::vector<Time>{4 * kSecond});
  CHECK(seen.outcome.metrics.schedule == Tallies{{1, 0, 0}});
  CHECK(seen.outcome.metrics[Counter::delivered] == 1);
}

TEST_CASE("a platform that is free to suspend does so as scheduled", "[R5]") {
  Environment environment = scheduled({{6 * kSecond, Budget::suspensions, kBob, {}}});
  environment.users.session = {DelayKind::constant, 5 * kSecond, 0};
  const Seen seen = watch(alice_to_bob(3, "iphone"), environment);
  CHECK(seen.times_of(ActionKind::suspend).front() == 6 * kSecond);
  CHECK(seen.times_of(ActionKind::suspend_early).empty());
}

TEST_CASE("no push gets through an outage of the push service") {
  const model::Setup setup = alice_to_bob(1, "iphone", model::AppState::suspended);
  SECTION("one that lasts") {
    const Seen seen = watch(setup, scheduled({{5 * kSecond, Budget::lost_pushes, {}, 20 * kMinute}}));
    // Sent at 5.05 s and again 300 s after that loss; then Bob opens his app of himself.
    CHECK(seen.times_of(ActionKind::lose_push) == std::vector<Time>{6'050 * kMillisecond, 307'050 * kMillisecond});
    CHECK(seen.times_of(ActionKind::push_arrives).empty());
    CHECK(seen.outcome.metrics.schedule == Tallies{{2, 0, 0}});
    CHECK(seen.outcome.metrics[Counter::delivered] == 1);
  }
  SECTION("one that begins and ends while the push is on its way") {
    const Seen seen = watch(setup, scheduled({{5'500 * kMillisecond, Budget::lost_pushes, {}, kMillisecond}}));
    CHECK(seen.times_of(ActionKind::lose_push) == std::vector<Time>{6'050 * kMillisecond});
  }
  SECTION("one that ends before") {
    const Seen seen = watch(setup, scheduled({{kSecond, Budget::lost_pushes, {}, kSecond}}));
    CHECK(seen.times_of(ActionKind::lose_push).empty());
    CHECK(seen.outcome.metrics.schedule == Tallies{{0, 1, 0}});
  }
  SECTION("one that concerns somebody else") {
    const Seen seen = watch(setup, scheduled({{0, Budget::lost_pushes, kAlice, kHour}}));
    CHECK(seen.times_of(ActionKind::lose_push).empty());
  }
}

TEST_CASE("no packet gets through a scheduled loss and each is copied in a time of duplicates") {
  model::Setup setup = alice_to_bob(1);
  setup.discipline = model::Discipline::datagram;
  SECTION("losses") {
    const Seen seen = watch(setup, scheduled({{0, Budget::losses, {}, 10 * kSecond}}));
    // Sent at 5 s and lost, sent again 3 s later and lost, and 6 s later.
    CHECK(seen.times_of(ActionKind::lose) ==
          std::vector<Time>{5 * kSecond + 50 * kMillisecond, 8 * kSecond + 50 * kMillisecond});
    CHECK(seen.times_of(ActionKind::deliver).front() == 14 * kSecond + 50 * kMillisecond);
    CHECK(seen.outcome.metrics.schedule == Tallies{{2, 0, 0}});
  }
  SECTION("duplicates") {
    const Seen seen = watch(setup, scheduled({{5 * kSecond, Budget::duplicates, kAlice, kMillisecond}}));
    CHECK(seen.times_of(ActionKind::duplicate) == std::vector<Time>{5 * kSecond});
    CHECK(seen.outcome.metrics.schedule == Tallies{{1, 0, 0}});
  }
}

TEST_CASE("a schedule strikes every run and gives the same results again") {
  Environment environment = stormy();
  environment.runs = 20;
  environment.schedule = {{20 * kSecond, Budget::client_crashes, {}, {}},
                          {10 * kSecond, Budget::server_crashes, {}, kMinute},
                          {0, Budget::lost_pushes, kBob, kHour}};
  const Outcome one = simulate(alice_to_bob(2), environment, all_safety_properties(alice_to_bob(2)));
  const Outcome again = simulate(alice_to_bob(2), environment, all_safety_properties(alice_to_bob(2)));
  CHECK(one.fingerprint == again.fingerprint);
  CHECK(one.metrics == again.metrics);
  CHECK(one.findings.empty());
  CHECK(one.metrics[Counter::delivered] == 40);
  const ScheduleTally& crashes = one.metrics.schedule.at(0);
  CHECK(crashes.struck + crashes.impossible + crashes.too_late == 40);
}
