// Several devices of one user: each has a mailbox of its own, and the sender sees one message.

#include "tests/catch.hpp"
#include "tests/model/fixtures.hpp"

using namespace doublecheck::model;
using namespace doublecheck::model::fixtures;

TEST_CASE("a body fans out to every device of its recipient and is acknowledged once", "[R15]") {
  Run run(bob_with_tablet());
  run({compose(), up(kAlice)});
  CHECK(run.bob().down.in_flight == Sequence<Item>{{ItemKind::body, m(1)}});
  CHECK(run.third().down.in_flight == Sequence<Item>{{ItemKind::body, m(1)}});
  CHECK(run.alice().down.in_flight == Sequence<Item>{{ItemKind::server_ack, m(1)}});
}

TEST_CASE("the server keeps the body for each device until that device has acknowledged it", "[R9]") {
  Run run(bob_with_tablet());
  run({compose(), up(kAlice), down(kBob), up(kBob)});
  CHECK_FALSE(holds_body(run.bob().mailbox, m(1)));
  CHECK(holds_body(run.third().mailbox, m(1)));
  CHECK(holds(is_held_by_server(run.setup, m(1)), run.world));
  CHECK(violations(run).empty());
  run({down(kThird), up(kThird)});
  CHECK_FALSE(holds(is_held_by_server(run.setup, m(1)), run.world));
}

TEST_CASE("the first device to store a message gives the sender two checks and the second changes nothing", "[R23]") {
  Run run(bob_with_tablet());
  run({compose(), up(kAlice), down(kAlice), down(kThird), up(kThird), down(kAlice)});
  CHECK(mark_of(run.alice().client, m(1)) == Mark::two);
  drain(run);
  CHECK(mark_of(run.alice().client, m(1)) == Mark::two);
  CHECK(holds(is_quiet(run.setup), run.world));
  CHECK(violations(run).empty());
}

TEST_CASE("a device that is away is pushed for while the other reads", "[R17]") {
  Setup setup = bob_with_tablet();
  setup.participants[2].app = AppState::suspended;
  setup.participants[2].connected = false;
  Run run(setup);
  run({compose(), up(kAlice)});
  CHECK_FALSE(run.bob().push_in_flight);
  CHECK(run.third().push_in_flight);
}

TEST_CASE("DELIVERY waits for every device and MARK2 begins with one") {
  Run run(bob_with_tablet());
  run({compose(), up(kAlice), down(kAlice), down(kBob)});
  CHECK_FALSE(ends("DELIVERY", run, m(1)));
  CHECK(begins("MARK2", run, m(1)));
  CHECK_FALSE(begins("RELEASE", run, m(1)));
  run({down(kThird)});
  CHECK(ends("DELIVERY", run, m(1)));
  CHECK(begins("RELEASE", run, m(1)));
}

TEST_CASE("an ack of one device drops the message for another only where the deviation says so", "[R9]") {
  const auto deviation = GENERATE(Deviation::none, Deviation::any_device_releases_all);
  Setup setup = bob_with_tablet();
  setup.options.deviation = deviation;
  Run run(setup);
  run({compose(), up(kAlice), down(kAlice), break_of(kThird), down(kBob), up(kBob)});
  const bool wrong = deviation == Deviation::any_device_releases_all;
  CHECK(holds_body(run.third().mailbox, m(1)) == !wrong);
  if (wrong) {
    CHECK(failing_instance("CUSTODY", run) == "m1, tablet");
  } else {
    CHECK(violations(run).empty());
  }
}

TEST_CASE("a further device without a number takes no part and the sender is not told otherwise", "[R1]") {
  Setup setup = bob_with_tablet();
  setup.participants[2].registered = false;
  setup.participants[2].connected = false;
  Run run(setup);
  run({compose()});
  drain(run);
  CHECK_FALSE(has_failed(run.alice().client, m(1)));
  CHECK(mark_of(run.alice().client, m(1)) == Mark::two);
  CHECK(run.third().mailbox.bodies.empty());
  CHECK(violations(run).empty());
}

TEST_CASE("what expires for one device is excused for that device alone") {
  Setup setup = bob_with_tablet();
  setup.options.message_ttl = {MessageTtl::ttl, 1'000'000};
  Run run(setup);
  run({compose(), up(kAlice), down(kAlice), break_of(kThird), {.kind = ActionKind::expire, .client = kThird}});
  CHECK(violations(run).empty());
  CHECK(holds(is_excused_for(kThird, m(1)), run.world));
  CHECK_FALSE(holds(is_excused_for(kBob, m(1)), run.world));
}
