#include "model/irrelevant_history.hpp"

#include "model/codec.hpp"
#include "model/vocabulary.hpp"
#include "model/world.hpp"
#include "tests/catch.hpp"
#include "tests/model/fixtures.hpp"
#include "tests/model/random_setups.hpp"

#include <algorithm>
#include <functional>
#include <string>
#include <vector>

using namespace doublecheck::model;
using namespace doublecheck::model::fixtures;

namespace {

/// What all predicates depend on, one, or some.
Interest random_interest(Draw& draw, std::vector<const Predicate*>& asked) {
  for (const Predicate& predicate : predicates()) asked.push_back(&predicate);
  if (draw.one_in(3)) {
    asked = {asked[draw.below(asked.size())]};
  } else if (draw.one_in(2)) {
    std::erase_if(asked, [&](const Predicate*) { return draw.one_in(2); });
  }
  Interest interest;
  for (const Predicate* predicate : asked) interest |= predicate->interest;
  return interest;
}

/// A random setup in which much is remembered: of sessions, of copies, or of messages of several senders.
Setup random_remembering_setup(Draw& draw) {
  while (true) {
    Setup setup = random_setup(draw);
    if (draw.one_in(3)) {
      setup.discipline = Discipline::connection;
      setup.options.session = SessionKind::resume;
      if (draw.one_in(2)) setup.options.deviation = Deviation::none;
    }
    if (draw.one_in(3)) setup.options.server_dedupe = ServerDedupe::tombstone;
    if (contradictions(setup.options, setup.discipline).empty()) return setup;
  }
}

/// What is left of a world.
class Left {
 public:
  Left(const Setup& setup, const Interest& interest) : setup_(setup), interest_(interest) {}

  World operator()(World world) const {
    for (std::size_t i = 0; i < world.sides.size(); ++i) {
      forget_irrelevant_history(world.sides[i], setup_, client_at(i), interest_);
    }
    return world;
  }

 private:
  const Setup& setup_;
  Interest interest_;
};

std::vector<Action> enabled(const World& world, const Setup& setup) {
  std::vector<Action> actions;
  enabled_actions(world, setup, actions);
  return actions;
}

World next(World world, const Setup& setup, const Action& action) {
  Facts facts;
  apply(world, setup, action, facts);
  return world;
}

/// The fields in which the two differ.
std::string difference(const World& one, const World& other) {
  std::string names;
  for (std::size_t i = 0; i < one.sides.size(); ++i) {
    const std::vector<EncodedField> fields = encode_fields(one.sides[i]);
    const std::vector<EncodedField> others = encode_fields(other.sides[i]);
    for (std::size_t field = 0; field < fields.size(); ++field) {
      if (fields[field].bytes != others[field].bytes) names += std::to_string(i) + "." + fields[field].name + " ";
    }
  }
  return names.empty() && !(one == other) ? "relays or budgets" : names;
}

/// The predicates about every choice of what they may speak of.
std::vector<Formula> questions(const std::vector<const Predicate*>& asked, const Setup& setup) {
  std::vector<Formula> questions;
  for (const Predicate* predicate : asked) {
    std::vector<std::vector<Element>> choices = {{}};
    for (const Sort sort : predicate->parameters) {
      std::vector<std::vector<Element>> longer;
      for (const std::vector<Element>& choice : choices) {
        for (Element element = 0; element < element_names(setup, sort).size(); ++element) {
          longer.push_back(choice);
          longer.back().push_back(element);
        }
      }
      choices = std::move(longer);
    }
    for (const std::vector<Element>& choice : choices) questions.push_back(predicate->about(setup, choice));
  }
  return questions;
}

std::vector<bool> answers(const std::vector<Formula>& questions, const World& world) {
  std::vector<bool> answers;
  for (const Formula& question : questions) answers.push_back(holds(question, world));
  return answers;
}

struct Tally {
  std::size_t compared = 0;  // worlds of which something can be left out
  std::size_t yes = 0;       // answers in these
};

void require_the_same(const World& world, const World& other, const Setup& setup, const Left& left,
                      const std::vector<Action>& actions) {
  REQUIRE(difference(left(other), other) == "");
  REQUIRE(enabled(other, setup) == actions);
  REQUIRE(holds(is_quiet(setup), other) == holds(is_quiet(setup), world));
  for (const Action& action : actions) {
    const std::string differing = difference(left(next(other, setup, action)), left(next(world, setup, action)));
    if (!differing.empty()) FAIL("after " + to_text(action, setup) + " these differ: " + differing);
  }
}

/// One walk.
void compare_with_what_is_left(std::uint64_t seed, Tally& tally) {
  Draw draw(seed);
  const Setup setup = random_remembering_setup(draw);
  std::vector<const Predicate*> asked;
  const Left left(setup, random_interest(draw, asked));
  const std::vector<Formula> asking = questions(asked, setup);
  World world = initial_world(setup);
  for (std::size_t step = 0; step < 80; ++step) {
    CAPTURE(step);
    const World other = left(world);
    std::vector<Action> actions = enabled(world, setup);
    if (actions.empty()) break;
    if (!(other == world)) {
      ++tally.compared;
      require_the_same(world, other, setup, left, actions);
      const std::vector<bool> answered = answers(asking, world);
      REQUIRE(answers(asking, other) == answered);
      tally.yes += static_cast<std::size_t>(std::ranges::count(answered, true));
    }
    // Half the steps make progress, and some go on from what is left: that is where a checker is.
    const auto progresses = [](const Action& action) {
      return info_of(action.kind).fair || action.kind == ActionKind::compose;
    };
    if (draw.one_in(2) && std::ranges::any_of(actions, progresses)) std::erase_if(actions, std::not_fn(progresses));
    world = next(draw.one_in(8) ? other : world, setup, actions[draw.below(actions.size())]);
  }
}

Tally compare_worlds_with_what_is_left(std::uint64_t setups) {
  Tally tally;
  for (std::uint64_t seed = 1; seed <= setups; ++seed) {
    CAPTURE(seed);
    compare_with_what_is_left(seed, tally);
  }
  return tally;
}

/// Bob's side after these messages have arrived.
Side with_received(const Sequence<Message>& messages) {
  Side side = initial_side(two_clients(), kBob);
  side.client.received = messages;
  return side;
}

Side left_of(Side side, const Setup& setup, const Interest& interest) {
  forget_irrelevant_history(side, setup, kBob, interest);
  return side;
}

}  // namespace

TEST_CASE("a world and what is left of it do the same, and answer what is asked in the same way") {
  const Tally tally = compare_worlds_with_what_is_left(300);
  CHECK(tally.compared > 1'000);
  CHECK(tally.yes > 1'000);
}

TEST_CASE("in many more setups a world and what is left of it do the same", "[.long]") {
  const Tally tally = compare_worlds_with_what_is_left(5'000);
  CHECK(tally.compared > 15'000);
  CHECK(tally.yes > 15'000);
}

TEST_CASE("of what has arrived only that is remembered which somebody asks for") {
  const Setup setup = two_clients(2);
  const ClientId carol = client_at(2);
  const Message first{kAlice, kBob, 0};
  const Message second{kAlice, kBob, 1};
  const Message other{carol, kBob, 0};
  const Interest order{.arrival_order = true};
  CHECK((left_of(with_received({other, first, second}), setup, order) ==
         left_of(with_received({first, second, other}), setup, order)));
  CHECK_FALSE(
      (left_of(with_received({second, first}), setup, order) == left_of(with_received({first, second}), setup, order)));
  CHECK((left_of(with_received({second, first, first}), setup, {}) ==
         left_of(with_received({first, second}), setup, {})));
  const Interest copies{.copies = true};
  CHECK((left_of(with_received({second, first, second, second}), setup, copies).client.received ==
         Sequence<Message>{first, second, second}));
}

TEST_CASE("a notification is forgotten where it neither lets its user do anything nor answers for mail") {
  Setup setup = two_clients(1);
  Side side = initial_side(setup, kBob);
  side.client.notified = true;
  const Interest notified{.unnoticed_mail = true};
  CHECK(left_of(side, setup, notified).client.notified);
  CHECK_FALSE(left_of(side, setup, {}).client.notified);
  side.mailbox.tombstones = {setup.workload.front()};  // no mail will ever wait again
  CHECK_FALSE(left_of(side, setup, notified).client.notified);
  CHECK(left_of(side, setup, {.notification = true}).client.notified);
  setup.participants[index_of(kBob)].opens_unprompted = false;
  CHECK(left_of(side, setup, notified).client.notified);
}

TEST_CASE("a notification is kept where mail may wait again, because the server may forget what it has delivered") {
  Setup setup = two_clients(1);
  SECTION("after a time") { setup.options.server_dedupe = {ServerDedupe::tombstone, 1'000'000}; }
  SECTION("when it crashes") { setup.options.server_durability = ServerDurability::write_back; }
  SECTION("because it remembers only what is queued") { setup.options.server_dedupe = ServerDedupe::while_queued; }
  SECTION("or another id of it may come") { setup.options.message_id_on_resend = MessageId::fresh; }
  Side side = initial_side(setup, kBob);
  side.client.notified = true;
  side.mailbox.tombstones = {setup.workload.front()};
  CHECK(left_of(side, setup, {.unnoticed_mail = true}).client.notified);
}

TEST_CASE("a notification on a further device is kept until its own mailbox has delivered everything") {
  const Setup setup = bob_with_tablet(1);
  const ClientId tablet = client_at(2);
  Side side = initial_side(setup, tablet);
  side.client.notified = true;
  const Interest notified{.unnoticed_mail = true};
  Side early = side;
  forget_irrelevant_history(early, setup, tablet, notified);
  CHECK(early.client.notified);
  side.mailbox.tombstones = {setup.workload.front()};
  forget_irrelevant_history(side, setup, tablet, notified);
  CHECK_FALSE(side.client.notified);
}

TEST_CASE("what both ends of a session know to have arrived is forgotten by both") {
  Setup setup = two_clients(1);
  setup.options.session = SessionKind::resume;
  Side side = initial_side(setup, kBob);
  const Item receipt{.kind = ItemKind::receipt, .message = {kBob, kAlice, 0}};
  const Item body{.kind = ItemKind::body, .message = setup.workload.front()};
  side.mailbox.bodies = {body.message};
  side.mailbox.session.window = {receipt, body, receipt};
  side.client.session.received = 2;
  const Side left = left_of(side, setup, {});
  // The confirmed body will count as acknowledged once the session goes on, and the last receipt may be lost.
  CHECK(left.mailbox.session.window == Sequence<Item>{body, receipt});
  CHECK(left.client.session.received - left.mailbox.session.confirmed == 1);
}

TEST_CASE("history is forgotten that nobody asks for") {
  const Setup setup = two_clients(1);
  const Message message = setup.workload.front();
  Side side = initial_side(setup, kBob);
  side.history = {.taken = {message},
                  .released = {message},
                  .restored = {message},
                  .wiped = {message},
                  .excused = {message},
                  .expired = {message},
                  .breaches = 0x3F};
  CHECK((left_of(side, setup, {}).history == History{}));
  const History left = left_of(side, setup, {.taken = true, .excused = true, .breaches = 1}).history;
  History kept;
  kept.taken = {message};
  kept.excused = {message};
  kept.breaches = 1;
  CHECK((left == kept));
  Interest everything = interest_of_all_predicates();
  everything.restored = false;
  CHECK(left_of(side, setup, everything).history.restored.empty());
  Setup declared = setup;
  declared.re_store_declared = true;
  CHECK((left_of(side, declared, everything).history == side.history));
  side.client.received = {message};
  CHECK(left_of(side, setup, everything).history.wiped.empty());
}
