// What becomes of messages that do not arrive: they count in every measure, as what may still come or as what never
// does.

#include "sim/under_way.hpp"

#include "tests/catch.hpp"
#include "tests/sim/watching.hpp"

using namespace doublecheck;
using namespace doublecheck::sim;
using namespace doublecheck::sim::tests;

namespace {

constexpr Measure kOfMessages[] = {Measure::one_check, Measure::two_checks, Measure::stored, Measure::visible};

std::uint64_t all(const Metrics& metrics, Measure measure) {
  const Unreached& unreached = metrics.unreached_of(measure);
  return metrics[measure].count() + unreached.so_far.count() + unreached.never;
}

std::uint64_t pending(const Seen& seen, Measure measure) {
  return seen.outcome.metrics.unreached_of(measure).so_far.count();
}
std::uint64_t never(const Seen& seen, Measure measure) { return seen.outcome.metrics.unreached_of(measure).never; }

/// Bob is away, and nothing calls him.
Environment without_bob() {
  Environment environment = steady();
  environment.horizon = kHour;
  environment.users.absence = environment.users.reaction = {DelayKind::constant, 1000 * kHour, 0};
  return environment;
}

}  // namespace

TEST_CASE("what waits at the horizon may still come, and has lasted so long") {
  const Seen seen = watch(alice_to_bob(2, "iphone", model::AppState::suspended), without_bob());
  CHECK(seen[Counter::undelivered] == 2);
  for (const Measure measure : {Measure::two_checks, Measure::stored, Measure::visible}) {
    CHECK(pending(seen, measure) == 2);
    CHECK(never(seen, measure) == 0);
  }
  // Written after 5 s and 10 s, of an hour.
  const auto so_far = seen.outcome.metrics.unreached_of(Measure::stored).so_far.values();
  CHECK(std::vector<Time>(so_far.begin(), so_far.end()) ==
        std::vector<Time>{kHour - 10 * kSecond, kHour - 5 * kSecond});
  CHECK(pending(seen, Measure::one_check) == 0);
  CHECK(seen.outcome.metrics[Measure::one_check].count() == 2);
}

TEST_CASE("what has expired never arrives") {
  model::Setup setup = alice_to_bob(2, "iphone", model::AppState::suspended);
  setup.options.message_ttl = {model::MessageTtl::ttl, 60'000'000};
  const Seen seen = watch(setup, without_bob());
  REQUIRE(seen[Counter::bodies_expired] == 2);
  for (const Measure measure : {Measure::two_checks, Measure::stored, Measure::visible}) {
    CHECK(pending(seen, measure) == 0);
    CHECK(never(seen, measure) == 2);
  }
}

TEST_CASE("what has expired never arrives although its sender has still to be told") {
  model::Setup setup = alice_to_bob(2, "iphone", model::AppState::suspended);
  setup.options.message_ttl = {model::MessageTtl::ttl, 60'000'000};
  setup.options.expiry = model::Expiry::reported;
  setup.options.session = model::SessionKind::resume;  // which keeps the word in its window
  Environment environment = without_bob();
  environment.schedule = {{30 * kSecond, model::Budget::partitions, kAlice, kHour}};
  const Seen seen = watch(setup, environment);
  REQUIRE(seen[Counter::bodies_expired] == 2);
  CHECK(pending(seen, Measure::stored) == 0);
  CHECK(never(seen, Measure::stored) == 2);
}

TEST_CASE("what was bounced never arrives") {
  model::Setup setup = alice_to_bob(3, "iphone", model::AppState::suspended);
  setup.options.mailbox_bound = {model::MailboxBound::bounce, 1};
  const Seen seen = watch(setup, without_bob());
  REQUIRE(seen[Counter::messages_failed] == 2);
  CHECK(pending(seen, Measure::stored) == 1);
  CHECK(never(seen, Measure::stored) == 2);
  CHECK(never(seen, Measure::one_check) == 2);
}

TEST_CASE("what is stored and not yet seen may still be seen") {
  const Seen seen = watch(alice_to_bob(1, "android", model::AppState::background), without_bob());
  REQUIRE(seen[Counter::delivered] == 1);
  CHECK(pending(seen, Measure::visible) == 1);
  CHECK(pending(seen, Measure::two_checks) == 0);
}

TEST_CASE("every message that was composed is in every measure once, by run as in all") {
  model::Setup setup = alice_to_bob(4, "iphone");
  const auto check = [&](const Environment& environment) {
    const Seen seen = watch(setup, environment);
    const Metrics& metrics = seen.outcome.metrics;
    REQUIRE(metrics[Counter::composed] > 0);
    for (const Measure measure : kOfMessages) {
      CAPTURE(static_cast<int>(measure));
      CHECK(all(metrics, measure) == metrics[Counter::composed]);
      const auto& observations = seen.outcome.observations[static_cast<std::size_t>(measure)];
      CHECK(observations.size() == metrics[Counter::composed]);
      for (const Observation& one : observations) REQUIRE(one.run < environment.runs);
    }
    CHECK(metrics[Measure::stored].count() == metrics[Counter::delivered]);
    CHECK(metrics[Measure::two_checks].count() == metrics[Counter::two_checks_seen]);
  };
  Environment environment = stormy();
  environment.runs = 30;
  environment.horizon = 20 * kMinute;
  SECTION("as it is") { check(environment); }
  SECTION("with a time to live") {
    setup.options.message_ttl = {model::MessageTtl::ttl, 120'000'000};
    check(environment);
  }
  SECTION("with outboxes in memory") {
    setup.options.client_persistence = model::ClientPersistence::memory;
    check(environment);
  }
  SECTION("with apps that are installed anew") {
    environment.faults.reinstall_every = 3 * kMinute;
    check(environment);
  }
  SECTION("with receipts that are derived again") {
    setup.options.receipt = model::ReceiptStorage::rederived;
    check(environment);
  }
}

TEST_CASE("a wait on opening the app that the user breaks off is known to be longer") {
  // Bob opens the app 60 s after the notification and leaves it before it is connected.
  Environment environment = steady();
  environment.horizon = 3 * kMinute;
  environment.users.session = {DelayKind::constant, 1 * kSecond, 0};
  environment.network.connect = {DelayKind::constant, 30 * kSecond, 0};
  environment.users.grace = 2 * kSecond;
  model::Setup setup = alice_to_bob(1, "iphone", model::AppState::suspended);
  environment.users.think = {DelayKind::constant, kSecond / 2, 0};
  const Seen seen = watch(setup, environment);
  REQUIRE(seen[Counter::openings_in_vain] > 0);
  const Unreached& waits = seen.outcome.metrics.unreached_of(Measure::wait_on_opening);
  CHECK(waits.so_far.count() == seen[Counter::openings_in_vain]);
  CHECK(waits.so_far.values().front() == 1 * kSecond);
  std::uint64_t cut = 0;
  for (const PlatformOpenings& group : seen.outcome.metrics.platforms) cut += group.waits_cut.count();
  CHECK(cut == seen[Counter::openings_in_vain]);
}
