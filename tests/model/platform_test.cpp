#include "model/platform.hpp"

#include <array>
#include <cstddef>
#include <utility>

#include "tests/catch.hpp"
#include "tests/model/fixtures.hpp"

using namespace doublecheck::model;
using namespace doublecheck::model::fixtures;

TEST_CASE("on a display-only platform the app is suspended after the grace period and takes no step until it is opened",
          "[R5]") {
  Run run(two_clients(1, "iphone"));
  run({on(kBob, ActionKind::leave_app), on(kBob, ActionKind::suspend)});
  CHECK(run.bob().client.app == AppState::suspended);
  CHECK_FALSE(run.bob().client.connected);
  CHECK_FALSE(run.enables(connect(kBob)));
  run({open(kBob)});
  CHECK(run.enables(connect(kBob)));
}

TEST_CASE("the grace period does not end while something is on its way unless a fault ends it", "[R5]") {
  Run run(two_clients(1, "iphone"));
  run({on(kBob, ActionKind::leave_app), compose(), up(kAlice)});
  CHECK_FALSE(run.enables(on(kBob, ActionKind::suspend)));
  CHECK(run.enables(on(kBob, ActionKind::suspend_early)));
}

TEST_CASE("on a background platform the app connects and receives while its user is elsewhere", "[R6]") {
  Run run(two_clients());
  run({on(kBob, ActionKind::leave_app), break_of(kBob), connect(kBob), compose(), up(kAlice), down(kBob)});
  CHECK(contains(run.bob().client.received, m(1)));
  CHECK(run.bob().client.notified);
  CHECK_FALSE(run.enables(on(kBob, ActionKind::suspend)));
}

TEST_CASE("an offline recipient is pushed for and pushed for again while its mail is queued", "[R17]") {
  Run run(bob_away(1, "android"));
  const Action repeat = on(kBob, ActionKind::repeat_push);
  CHECK_FALSE(run.enables(repeat));
  run({compose(), up(kAlice)});
  CHECK(run.bob().push_in_flight);
  CHECK_FALSE(run.enables(repeat));
  run({on(kBob, ActionKind::lose_push)});
  CHECK(run.enables(repeat));
}

TEST_CASE("the server pushes as often as its push option says", "[R17]") {
  const auto repeat = GENERATE(PushRepeat::periodic, PushRepeat::per_message, PushRepeat::on_first);
  Setup setup = bob_away(2, "android");
  setup.options.push_repeat = repeat;
  Run run(setup);
  run({compose(), compose(), up(kAlice), on(kBob, ActionKind::lose_push)});
  CHECK(run.enables(on(kBob, ActionKind::repeat_push)) == (repeat == PushRepeat::periodic));
  run({up(kAlice)});
  CHECK(run.bob().push_in_flight == (repeat != PushRepeat::on_first));
}

TEST_CASE("a display-only platform shows the push and leaves the fetch to its user", "[R18]") {
  Run run(bob_away(1, "iphone"));
  run({compose(), up(kAlice), on(kBob, ActionKind::push_arrives)});
  CHECK(run.bob().client.notified);
  CHECK(run.bob().client.app == AppState::suspended);
  CHECK_FALSE(run.enables(connect(kBob)));
}

TEST_CASE("a background platform hands the push to the app, which fetches and then notifies", "[R19]") {
  Run run(bob_away(1, "android"));
  run({compose(), up(kAlice), on(kBob, ActionKind::push_arrives)});
  CHECK_FALSE(run.bob().client.notified);
  run({connect(kBob), down(kBob)});
  CHECK(run.bob().client.notified);
}

TEST_CASE("after a background fetch the message is in the store before the user opens the app", "[R20]") {
  Run woken(bob_away(1, "android"));
  woken({compose(), up(kAlice), on(kBob, ActionKind::push_arrives), connect(kBob), down(kBob), open(kBob)});
  CHECK(contains(woken.bob().client.received, m(1)));

  Run displayed(bob_away(1, "iphone"));
  displayed({compose(), up(kAlice), on(kBob, ActionKind::push_arrives), open(kBob)});
  CHECK_FALSE(contains(displayed.bob().client.received, m(1)));
}

TEST_CASE("a force-stopped Android app is not woken by a push and any iPhone app is displayed for") {
  for (const auto& [name, effect] :
       {std::pair{"android", PushEffect::nothing}, std::pair{"iphone", PushEffect::display},
        std::pair{"windows_phone", PushEffect::display}, std::pair{"blackberry", PushEffect::wake},
        std::pair{"symbian", PushEffect::nothing}, std::pair{"iphone_background", PushEffect::nothing}}) {
    CAPTURE(name);
    CHECK(push_effect(platform(name), AppState::terminated_by_user) == effect);
  }
}

TEST_CASE("a push has the effect that the platform gives for the state of the app", "[R18][R19]") {
  constexpr std::array kEffects{PushEffect::nothing, PushEffect::display, PushEffect::wake, PushEffect::may_wake,
                                PushEffect::display};
  Platform made;
  made.push = kEffects;
  for (std::size_t state = 0; state < kAppStateCount; ++state) {
    CHECK(push_effect(made, static_cast<AppState>(state)) == kEffects[state]);
  }
}

TEST_CASE("opening the app takes the notification away") {
  Run run(bob_away(1, "iphone"));
  run({compose(), up(kAlice), on(kBob, ActionKind::push_arrives), open(kBob)});
  CHECK_FALSE(run.bob().client.notified);
}

TEST_CASE("a notification outlives the app but not the device") {
  Run run(bob_away(1, "iphone"));
  run({compose(), up(kAlice), on(kBob, ActionKind::push_arrives), on(kBob, ActionKind::kill_by_user)});
  CHECK(run.bob().client.notified);
  Run crashed(bob_away(1, "iphone"));
  crashed({compose(), up(kAlice), on(kBob, ActionKind::push_arrives), on(kBob, ActionKind::crash_client)});
  CHECK_FALSE(crashed.bob().client.notified);
}
