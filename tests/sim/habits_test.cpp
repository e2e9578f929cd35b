#include <cmath>
#include <vector>

#include "tests/catch.hpp"
#include "tests/sim/watching.hpp"

// Contacts, numbers, and what apps and servers write late.

using namespace doublecheck;
using namespace doublecheck::sim;
using namespace doublecheck::sim::tests;
using model::ActionKind;
using model::Budget;

namespace {

using Times = std::vector<Time>;

}  // namespace

TEST_CASE("nothing is composed before the contacts have been matched", "[R1]") {
  model::Setup setup = alice_to_bob(2);
  setup.participants[0].contacts_matched = false;
  SECTION("never") {
    const Seen seen = watch(setup, steady());
    CHECK(seen[Counter::composed] == 0);
  }
  SECTION("by habit") {
    Environment environment = steady();
    environment.users.contact_sync = Delay{DelayKind::constant, kMinute, 0};
    const Seen seen = watch(setup, environment);
    CHECK(seen.times_of(ActionKind::sync_contacts) == Times{kMinute});
    CHECK(seen.times_of(ActionKind::compose).front() == kMinute + 100 * kMillisecond + 5 * kSecond);
    CHECK(seen[Counter::delivered] == 2);
    CHECK(seen[Counter::runs_to_horizon] == 0);
  }
  SECTION("as scheduled") {
    const Seen seen = watch(setup, scheduled({{kMinute, Budget::contact_syncs, kAlice, {}}}));
    CHECK(seen.times_of(ActionKind::sync_contacts) == Times{kMinute});
    CHECK(seen[Counter::delivered] == 2);
    CHECK(seen[Counter::runs_to_horizon] == 0);
  }
}

TEST_CASE("a contact that registers late is found by a later upload of contacts", "[R1]") {
  model::Setup setup = alice_to_bob(1);
  setup.participants[1].registered = false;
  setup.participants[1].connected = false;
  setup.participants[1].opens_unprompted = true;
  Environment environment = steady();
  environment.users.contact_sync = Delay{DelayKind::constant, kMinute, 0};
  environment.users.registration = Delay{DelayKind::constant, 90 * kSecond, 0};
  const Seen seen = watch(setup, environment);
  CHECK(seen.times_of(ActionKind::register_number) == Times{90 * kSecond});
  CHECK(seen.times_of(ActionKind::sync_contacts) == Times{kMinute, 2 * kMinute});
  CHECK(seen.outcome.findings.empty());
  CHECK(seen[Counter::delivered] == 1);
}

TEST_CASE("nobody registers while the server is down") {
  model::Setup setup = alice_to_bob(1);
  setup.participants[0].registered = false;
  setup.participants[0].connected = false;
  Environment environment = scheduled({{kSecond, Budget::server_crashes, {}, kMinute}});
  environment.users.registration = Delay{DelayKind::constant, 10 * kSecond, 0};
  const Seen seen = watch(setup, environment);
  CHECK(seen.times_of(ActionKind::register_number) == Times{kSecond + kMinute + 10 * kSecond});
  CHECK(seen[Counter::delivered] == 1);
}

TEST_CASE("an app that acknowledges first writes the message after the time for that") {
  model::Setup setup = alice_to_bob(1);
  setup.options.recipient_ack = model::RecipientAck::before_persist;
  Environment environment = steady();
  environment.storage.persist_after = 70 * kMillisecond;
  CHECK(watch(setup, environment).times_of(ActionKind::persist) == Times{5 * kSecond + 170 * kMillisecond});
}

TEST_CASE("a server that writes back writes after its time, and a crash before that loses the message") {
  model::Setup setup = alice_to_bob(1, "android", model::AppState::suspended);
  setup.participants[1].platform.maintenance_window_us = kHour;
  setup.options.server_durability = {model::ServerDurability::write_back, 2'000'000};
  const Time custody = 5 * kSecond + 50 * kMillisecond;
  CHECK(watch(setup, steady()).times_of(ActionKind::flush).front() == custody + 2 * kSecond);
  const auto lost_by_crash_at = [&](Time at) {
    const Seen seen = watch(setup, scheduled({{at, Budget::server_crashes, {}, {}}}));
    CHECK(seen[Counter::delivered] + seen[Counter::bodies_lost_in_crash] == 1);
    return seen[Counter::bodies_lost_in_crash];
  };
  CHECK(lost_by_crash_at(custody + kSecond) == 1);
  CHECK(lost_by_crash_at(custody + 3 * kSecond) == 0);
}

TEST_CASE("who has opened the app by himself does not react any more to what he was shown", "[R18]") {
  // The first message is shown after 4 min and would be reacted to after 9 min. Bob comes by himself after 7 min and
  // leaves at once; the second message is shown after 8 min, and he reacts to that, before he would come by himself.
  Environment environment = scheduled({{7 * kMinute + 10 * kSecond, Budget::leaves, kBob, {}}});
  environment.users.think = {DelayKind::constant, 4 * kMinute, 0};
  environment.users.absence = {DelayKind::constant, 7 * kMinute, 0};
  environment.users.reaction = {DelayKind::constant, 5 * kMinute, 0};
  environment.users.grace = 5 * kSecond;
  const Seen seen = watch(alice_to_bob(2, "iphone", model::AppState::suspended), environment);
  const Time shown = 8 * kMinute + 50 * kMillisecond + 1 * kSecond;
  CHECK(seen.times_of(ActionKind::open_app) == Times{7 * kMinute, shown + 5 * kMinute});
  CHECK(seen[Counter::delivered] == 2);
}

// What comes first of an absence, which is exponential, and of a reaction, which here takes always the same time: as in
// the test of the population, a (1 - exp(-(l + r) / a)) on average. A message that finds the app open is one in 400.
TEST_CASE("a message to a participant waits for the first of two reasons to open the app", "[R18]") {
  constexpr std::uint32_t kRuns = 10'000;
  Environment environment = steady();
  environment.runs = kRuns;
  environment.users.absence = {DelayKind::exponential, 37 * kMinute, 0};
  environment.users.reaction = {DelayKind::constant, 20 * kMinute, 0};
  const Outcome outcome = simulate(alice_to_bob(1, "iphone", model::AppState::suspended), environment, {});
  const Samples& stored = outcome.metrics[Measure::stored];
  REQUIRE(stored.count() == kRuns);
  const auto absence = static_cast<double>(37 * kMinute);
  const auto longest = static_cast<double>(20 * kMinute + 1 * kSecond);
  const double expected =
      absence * (1 - std::exp(-longest / absence)) + static_cast<double>(2 * kSecond + 100 * kMillisecond);
  const double mean = static_cast<double>(stored.sum()) / kRuns;
  // The deviation of one is less than half of the longest.
  CHECK(std::abs(mean - expected) < 5 * 0.5 * longest / std::sqrt(static_cast<double>(kRuns)) + 0.003 * expected);
}
