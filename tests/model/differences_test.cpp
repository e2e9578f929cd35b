#include "model/differences.hpp"

#include "tests/catch.hpp"
#include "tests/model/fixtures.hpp"
#include "tests/model/random_setups.hpp"

#include <algorithm>
#include <string>
#include <vector>

using namespace doublecheck::model;
using namespace doublecheck::model::fixtures;

namespace {

using Texts = std::vector<std::string>;

std::string text_of(const Difference& difference) {
  std::string text;
  for (const std::string& name : difference.path) text += (text.empty() ? "" : ".") + name;
  return text + ": " + difference.before + " -> " + difference.after;
}

/// What the last of the actions changed.
Texts changed_by(Run& run, const Action& action) {
  const World before = run.world;
  run({action});
  Texts texts;
  for (const Difference& difference : differences(before, run.world, run.setup)) texts.push_back(text_of(difference));
  return texts;
}

bool contains(const Texts& texts, const std::string& text) { return std::ranges::find(texts, text) != texts.end(); }

}  // namespace

TEST_CASE("the differences of a step name the machine, the field and both values") {
  Run run(two_clients());
  CHECK(changed_by(run, compose()) == Texts{"alice.client.composed: 0 -> 1", "alice.client.sent: [] -> [m1: the clock]",
                                            "alice.client.outbox: [] -> [m1]", "alice.up: [] -> [m1]"});
  CHECK(changed_by(run, up(kAlice)) == Texts{"alice.up: [m1] -> []", "alice.down: [] -> [ack m1]",
                                             "bob.mailbox.bodies: [] -> [m1]", "bob.down: [] -> [m1]",
                                             "bob.history.taken: [] -> [m1]"});
  CHECK(contains(changed_by(run, down(kBob)), "bob.client.received: [] -> [m1]"));
}

TEST_CASE("enumerators and the budgets that a step spends are told by name") {
  Setup setup = two_clients();
  setup.budgets[Budget::user_kills] = 1;
  Run run(setup);
  const Texts texts = changed_by(run, on(kBob, ActionKind::kill_by_user));
  CHECK(contains(texts, "bob.client.app: foreground -> terminated_by_user"));
  CHECK(contains(texts, "bob.client.connected: true -> false"));
  CHECK(contains(texts, "budgets.user_kills: 1 -> 0"));
}

TEST_CASE("what lies between two servers is told under both their names") {
  Run run(two_servers());
  run({compose()});
  const Texts texts = changed_by(run, up(kAlice));
  CHECK(contains(texts, "east-west.queue_up: [] -> [m1 for bob]"));
  CHECK(contains(texts, "east-west.up: [] -> [m1 for bob]"));
}

TEST_CASE("breaches of promises about steps are told by name") {
  const Setup setup = two_clients();
  const World before = initial_world(setup);
  World after = before;
  after.sides[1].history.breaches =
      1U << static_cast<unsigned>(Breach::no_resend) | 1U << static_cast<unsigned>(Breach::platform);
  const auto found = differences(before, after, setup);
  REQUIRE(found.size() == 1);
  CHECK(text_of(found.front()) == "bob.history.breaches: [] -> [no_resend, platform]");
}

TEST_CASE("two worlds differ in some field exactly if they are not equal") {
  std::size_t equal = 0;
  std::size_t different = 0;
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    CAPTURE(seed);
    Draw draw(seed);
    const Setup setup = random_setup(draw);
    std::vector<World> worlds{initial_world(setup)};
    walk(setup, draw, 60,
         [&](const World&, const Action&, const World& after, const Facts&) { worlds.push_back(after); });
    for (std::size_t i = 1; i < worlds.size(); ++i) {
      for (const std::size_t other : {i - 1, i / 2, draw.below(worlds.size())}) {
        const bool are_equal = worlds[i] == worlds[other];
        CHECK(differences(worlds[i], worlds[other], setup).empty() == are_equal);
        (are_equal ? equal : different) += 1;
      }
    }
  }
  CHECK(equal > 10);
  CHECK(different > 1'000);
}

TEST_CASE("the fields of all states of a setup have the same paths in the same order and none twice") {
  Run run(two_servers());
  const auto paths = [&] {
    std::vector<std::vector<std::string>> found;
    for (const StateField& field : fields_of(run.world, run.setup)) found.push_back(field.path);
    return found;
  };
  const auto before = paths();
  run({compose(), up(kAlice), relay_up()});
  CHECK(paths() == before);
  auto sorted = before;
  std::ranges::sort(sorted);
  CHECK(std::ranges::adjacent_find(sorted) == sorted.end());
}
