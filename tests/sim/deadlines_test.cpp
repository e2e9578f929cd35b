#include "sim/deadlines.hpp"

#include <vector>

#include "tests/catch.hpp"
#include "tests/sim/watching.hpp"

// What passes with time for single messages.

using namespace doublecheck;
using namespace doublecheck::sim;
using namespace doublecheck::sim::tests;
using model::ActionKind;
using model::AppState;
using model::Budget;

namespace {

using Times = std::vector<Time>;

constexpr std::uint64_t kArgument = 3'600'000'000;  // an hour
constexpr Time kCustody = 5 * kSecond + 50 * kMillisecond;

/// Bob's app is not running, and Bob does not come.
model::Setup bob_away(std::uint32_t messages) {
  model::Setup setup = alice_to_bob(messages, "iphone", AppState::suspended);
  setup.participants[1].opens_unprompted = false;
  return setup;
}

Environment nobody_reacts() {
  Environment environment = steady();
  environment.users.absence = environment.users.reaction = {DelayKind::constant, 48 * kHour, 0};
  return environment;
}

}  // namespace

TEST_CASE("a sender gives up when the deadline has passed since composing") {
  model::Setup setup = alice_to_bob(2);
  setup.options.client_resend = {model::ClientResend::deadline, kArgument};
  setup.participants[0].connected = false;
  Environment environment = steady();
  environment.network.connect = {DelayKind::constant, 2 * kHour, 0};
  const Seen seen = watch(setup, environment);
  CHECK(seen.times_of(ActionKind::give_up) == Times{5 * kSecond + kHour, 10 * kSecond + kHour});
  CHECK(seen[Counter::messages_failed] == 2);
  CHECK(seen[Counter::delivered] == 0);
}

TEST_CASE("a deadline does not touch what was acknowledged in time") {
  model::Setup setup = alice_to_bob(2);
  setup.options.client_resend = {model::ClientResend::deadline, kArgument};
  const Seen seen = watch(setup, steady());
  CHECK(seen.times_of(ActionKind::give_up).empty());
  CHECK(seen[Counter::delivered] == 2);
}

TEST_CASE("a body expires when its time to live has passed since the server took it") {
  model::Setup setup = bob_away(2);
  setup.options.message_ttl = {model::MessageTtl::ttl, kArgument};
  const Seen seen = watch(setup, nobody_reacts());
  CHECK(seen.times_of(ActionKind::expire) == Times{kCustody + kHour, kCustody + 5 * kSecond + kHour});
  CHECK(seen[Counter::bodies_expired] == 2);
}

TEST_CASE("a server that is down lets nothing expire before it is back") {
  model::Setup setup = bob_away(1);
  setup.options.message_ttl = {model::MessageTtl::ttl, kArgument};
  Environment environment = nobody_reacts();
  environment.schedule = {{kHour, Budget::server_crashes, {}, kHour}};
  CHECK(watch(setup, environment).times_of(ActionKind::expire) == Times{2 * kHour});
}

TEST_CASE("a tombstone is forgotten when its time has passed since the release") {
  model::Setup setup = alice_to_bob(1);
  setup.options.server_dedupe = {model::ServerDedupe::tombstone, kArgument};
  setup.options.receipt_acknowledged = model::ReceiptAcknowledged::no;  // so that the run goes on
  const Seen seen = watch(setup, steady());
  CHECK(seen.times_of(ActionKind::forget) == Times{kCustody + 100 * kMillisecond + kHour});
}

TEST_CASE("a server that gives receipts up does so after a day") {
  model::Setup setup = alice_to_bob(1);
  setup.options.deviation = model::Deviation::receipt_given_up;
  setup.participants[0].opens_unprompted = false;
  // Between the server's acknowledgement and the receipt.
  Environment environment = scheduled({{kCustody + 70 * kMillisecond, Budget::user_kills, kAlice, {}}});
  environment.horizon = 48 * kHour;
  const Seen seen = watch(setup, environment);
  CHECK(seen.times_of(ActionKind::give_up) == Times{kCustody + 100 * kMillisecond + 24 * kHour});
  CHECK(seen[Counter::delivered] == 1);
  CHECK(seen[Counter::two_checks_seen] == 0);
}

TEST_CASE("a message that is taken again has its whole time again") {
  model::Setup setup = alice_to_bob(1);
  setup.options.message_ttl = {model::MessageTtl::ttl, kArgument};
  Deadlines deadlines(setup);
  model::Fact taken{.kind = model::FactKind::custody_taken, .client = kBob};
  taken.item.message = {kAlice, kBob, 0};
  const Deadline first = deadlines.begun_by(taken).value();
  const Deadline second = deadlines.begun_by(taken).value();
  model::World world = model::initial_world(setup);
  world.sides[1].mailbox.bodies.push_back(taken.item.message);
  CHECK_FALSE(deadlines.pass(first, world));
  CHECK(deadlines.pass(second, world) == model::Action{ActionKind::expire, model::Direction::up, 0, kBob});
  CHECK_FALSE(deadlines.pass(second, world));
}
