#include "cli/labelling.hpp"

#include "model/action.hpp"
#include "model/protocol.hpp"
#include "tests/catch.hpp"

#include <string>
#include <utility>
#include <vector>

using namespace doublecheck;
using namespace doublecheck::cli;

namespace {

using Texts = std::vector<std::string>;

/// Alice writes so many messages to Bob, who has a tablet too.
model::Setup messages(std::uint32_t count) {
  model::Setup setup;
  model::Participant alice;
  alice.name = "alice";
  alice.number = "1";
  alice.contacts = {"2"};
  model::Participant bob;
  bob.name = "bob";
  bob.number = "2";
  model::Participant tablet = bob;
  tablet.name = "tablet";
  tablet.device_of = model::client_at(1);
  setup.participants = {alice, bob, tablet};
  for (std::uint32_t number = 0; number < count; ++number) {
    setup.workload.push_back({.from = model::client_at(0), .to = model::client_at(1), .number = number});
  }
  return setup;
}

Texts lines(const std::vector<std::string_view>& names, const Focus& focus, const model::Setup& setup,
            const model::World& world) {
  auto labelling = std::get<Labelling>(labelling_of(names, focus, setup));
  return labelling.lines(labelling.label_of(world));
}

}  // namespace

TEST_CASE("a question is asked of every message and device unless one is singled out") {
  const model::Setup setup = messages(2);
  const model::World world = model::initial_world(setup);
  CHECK(lines({"mark"}, {}, setup, world) == Texts{"m1: no mark", "m2: no mark"});
  CHECK(lines({"mark"}, {"m2", ""}, setup, world) == Texts{"no mark"});
  CHECK(lines({"body"}, {"m2", ""}, setup, world) ==
        Texts{"m2 for bob: not on a server", "m2 for tablet: not on a server"});
  CHECK(lines({"body"}, {"m2", "tablet"}, setup, world) == Texts{"not on a server"});
  CHECK(lines({"is_composed"}, {}, setup, world) == Texts{"not is_composed(m1)", "not is_composed(m2)"});
  CHECK(lines({"is_composed", "connection"}, {"m1", "alice"}, setup, world) ==
        Texts{"not is_composed", "connected at both ends"});
}

TEST_CASE("labels are numbered as they are met and name the predicates that are true") {
  const model::Setup setup = messages(1);
  const model::Protocol protocol(setup);
  const model::World before = model::initial_world(setup);
  const model::World after = protocol.next(before, {.kind = model::ActionKind::compose, .client = model::client_at(0)});
  auto labelling = std::get<Labelling>(labelling_of({"is_composed", "has_two_checks"}, {}, setup));
  CHECK(labelling.label_of(after) == 0);
  CHECK(labelling.label_of(before) == 1);
  CHECK(labelling.label_of(after) == 0);
  CHECK(labelling.true_predicates(0) == Texts{"is_composed"});
  CHECK(labelling.true_predicates(1).empty());
  CHECK(labelling.lines(0) == Texts{"is_composed", "not has_two_checks"});
}

TEST_CASE("every predicate that is offered can be asked and is false before the message is composed") {
  const model::Setup setup = messages(1);
  for (const std::string_view name : predicate_names()) {
    CAPTURE(name);
    const Texts texts = lines({name}, {}, setup, model::initial_world(setup));
    CHECK(texts == Texts{"not " + std::string(name)});  // nothing is true of a message before it is composed
  }
  CHECK(predicate_names().size() >= 11);
}
