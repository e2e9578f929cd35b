// Which way the front door takes a model, and that all ways lead to the same answers.
#include "engine/check.hpp"

#include "tests/catch.hpp"
#include "tests/checker/models/alternating_bit.hpp"
#include "tests/checker/models/paxos.hpp"
#include "tests/checker/models/table_model.hpp"
#include "tests/engine/engines.hpp"
#include "tests/engine/models/counting.hpp"
#include "tests/engine/models/random_components.hpp"
#include "tests/engine/same_result.hpp"

namespace doublecheck::tests {
namespace {

using checker::Property;
using checker::Verdict;
using engine::CheckOptions;

CheckOptions with_jobs(unsigned jobs) {
  CheckOptions options;
  options.search.jobs = jobs;
  options.search.states_worth_threads = 1;
  return options;
}

/// More local states of component 0 than any layout has room for that knows of none.
Counting wide() {
  Counting model({9'999, 1, 1, 1, 1}, 1);
  model.leaps = true;
  return model;
}

std::vector<Property<Counting::State>> claims_of_wide() {
  auto claim = checker::invariant<Counting::State>(
      "BEGINS", [](const Counting::State& state) { return state.locals[0] < 9'999 || state.locals[3] < 1; });
  claim.propositions[0].formula = checker::disjunction({checker::predicate(0), checker::predicate(3)});
  return {claim};
}

/// May end in some states, and does not say what a single component has to do with it.
class EndingPaxos : public Paxos {
 public:
  using Paxos::Paxos;

  bool may_end(const State& state) const { return state[0].inbox.empty(); }
};

/// Only the plain engine can check a model that offers nothing else, and it counts memory in its own way.
template <checker::Model M>
void require_the_plain_engine(const M& model, const std::vector<Property<typename M::State>>& properties) {
  const auto plain = checker::check<M>(model, properties);
  const auto fast = engine::check<M>(model, properties, with_jobs(2));
  require_same(fast, plain);
  REQUIRE(fast.counts == plain.counts);
  engine::CheckOptions kept;
  kept.search.checkpoints =
      engine::Checkpoints{.start_over = [] {}, .is_due = [] { return false; }, .save = [](const auto&, const auto&) {}};
  CHECK_THROWS_AS(engine::check<M>(model, properties, kept), engine::CannotBeKept);
}

}  // namespace

TEST_CASE("a local state beyond its field is noticed") {
  const Counting model = wide();
  const engine::Claims claims;
  engine::ComponentMemo<Counting> memo(model, claims);
  const auto layout = engine::lay_out<1>(std::vector<std::uint64_t>(5, 0), {1});
  REQUIRE(layout);
  REQUIRE(layout->components[0].value_max < 9'999);
  const engine::ComponentSpace<Counting, 1> space(memo, *layout);
  for (const unsigned jobs : {1U, 3U}) {
    const CheckOptions options = with_jobs(jobs);
    engine::Search<engine::ComponentSpace<Counting, 1>> search(space, 0, options.search);
    CHECK_THROWS_AS(search.run({space.key_of(model.initial().front())}), engine::NumberTooWide);
  }
}

TEST_CASE("a component with more local states than its first field holds is checked all the same") {
  const Counting model = wide();
  const auto claims = claims_of_wide();
  const auto plain = checker::check<Counting>(model, claims);
  REQUIRE(plain.counts.states == 10'000 * (1 + 4));
  REQUIRE(plain.properties.at(0).path);
  for (const unsigned jobs : {1U, 2U, 3U}) {
    CAPTURE(jobs);
    require_same(engine::check<Counting>(model, claims, with_jobs(jobs)), plain);
  }
}

TEST_CASE("a model that outgrows one word goes on with two, and with wider fields there") {
  const Counting outgrows({2'499, 1, 1, 1, 1, 1}, 1);
  require_same(engine::check<Counting>(outgrows, {}), checker::check<Counting>(outgrows, {}));
  std::vector<Counting::Local> limits(12, 1);
  limits[0] = 4'999;
  const Counting outgrows_again(limits, 1);
  require_same(engine::check<Counting>(outgrows_again, {}), checker::check<Counting>(outgrows_again, {}));
}

TEST_CASE("a model with more components than two words hold is left to the plain engine") {
  RandomShape shape;
  shape.components = 13;
  shape.locals = 2;
  shape.actions = 1;
  for (std::uint32_t seed = 0; seed < 5; ++seed) require_the_plain_engine(RandomComponents(shape, seed), {});
}

TEST_CASE("a component model with a property that is no formula is left to the plain engine") {
  auto claims = claims_of_wide();
  claims[0].propositions[0].formula.reset();
  require_the_plain_engine(Counting({50, 1, 1}, 1), claims);
}

TEST_CASE("a component model that does not say where a component may end is left to the plain engine") {
  STATIC_REQUIRE(checker::ComponentModel<EndingPaxos>);
  require_the_plain_engine(EndingPaxos(1), {});
}

TEST_CASE("a component model that says nothing of ends has deadlocks wherever nothing is enabled") {
  const auto plain = checker::check<Paxos>(Paxos(1), {});
  REQUIRE(plain.deadlock->states > 0);
  require_same(engine::check<Paxos>(Paxos(1), {}), plain);
}

TEST_CASE("a model that tells nothing of its inside is left to the plain engine") {
  STATIC_REQUIRE_FALSE(checker::ComponentModel<TableModel>);
  STATIC_REQUIRE_FALSE(checker::PackedModel<TableModel>);
  Dice dice(1);
  int violated = 0;
  for (int round = 0; round < 100; ++round) {
    const TableModel model = random_table({}, dice);
    const std::vector<Property<TableModel::State>> claims = {
        checker::invariant<TableModel::State>("SMALL", [](TableModel::State state) { return state < 3; }),
        checker::leads_to<TableModel::State>(
            "LEAVES", [](TableModel::State state) { return state == 1; },
            [](TableModel::State state) { return state == 2; })};
    require_the_plain_engine(model, claims);
    for (const auto& property : engine::check<TableModel>(model, claims).properties) {
      if (property.verdict == Verdict::violated) ++violated;
    }
  }
  CHECK(violated > 50);
}

TEST_CASE("a packed model with fairness and several initial states has the same lassos in both engines") {
  using State = AlternatingBit::State;
  for (const auto kind : {checker::FairnessKind::weak, checker::FairnessKind::strong}) {
    const AlternatingBit model(kind);
    const std::vector<Property<State>> claims = {
        checker::leads_to<State>(
            "ARRIVES", [](const State& state) { return state.sent == 1 && state.sender_bit != state.acked_bit; },
            [](const State& state) { return state.received == 1; }),
        checker::eventually_always<State>("SETTLES", [](const State& state) { return state.sent == state.received; }),
        checker::invariant<State>("KNOWS", [](const State& state) { return state.messages.size() < 2; })};
    const auto plain = checker::check<AlternatingBit>(model, claims);
    REQUIRE(plain.properties[0].verdict == (kind == checker::FairnessKind::weak ? Verdict::violated : Verdict::holds));
    REQUIRE(plain.properties[1].lasso);
    for (const unsigned jobs : {1U, 2U, 3U}) {
      CAPTURE(jobs);
      require_same(engine::check<AlternatingBit>(model, claims, with_jobs(jobs)), plain);
    }
  }
}

}  // namespace doublecheck::tests
