// Each claim is told to the checker twice, as a function of whole states and as a formula over predicates of single
// components. The two say the same.

#include "cli/claims.hpp"

#include "checker/formula.hpp"
#include "scenarios/standard_properties.hpp"
#include "tests/agreement/library.hpp"
#include "tests/catch.hpp"

#include <random>

using namespace doublecheck;

namespace {

constexpr std::size_t kSteps = 150;

std::vector<cli::Claim> all_claims(cli::CheckedProtocol& protocol) {
  std::vector<cli::Claim> claims;
  for (const properties::Property& property : scenarios::standard_properties_of(protocol.setup())) {
    cli::append_claims(protocol, property, claims);
  }
  return claims;
}

class Pieces {
 public:
  Pieces(const cli::CheckedProtocol& protocol, const model::World& world) : protocol_(protocol) {
    for (std::size_t i = 0; i < protocol.component_count(); ++i) locals_.push_back(protocol.local(world, i));
  }

  bool meet(const checker::Formula& formula) const {
    return checker::evaluate(formula, [&](std::size_t predicate) {
      return protocol_.holds(predicate, locals_.at(protocol_.component_of(predicate)));
    });
  }

 private:
  const cli::CheckedProtocol& protocol_;
  std::vector<cli::CheckedProtocol::Local> locals_;
};

/// Which of the claims are understood differently in this state.
std::vector<std::string> misunderstood(const cli::CheckedProtocol& protocol, const std::vector<cli::Claim>& claims,
                                       const model::World& world) {
  const Pieces pieces(protocol, world);
  std::vector<std::string> names;
  for (const cli::Claim& claim : claims) {
    for (const auto& proposition : claim.propositions) {
      const bool is_same = pieces.meet(proposition.formula.value()) == proposition.test(world);
      if (!is_same) names.push_back(claim.id + " " + claim.instance);
    }
  }
  return names;
}

}  // namespace

TEST_CASE("the formula of every claim agrees with its function in every state of a walk through the library") {
  std::size_t goals_failed = 0;
  for (const scenarios::Scenario& scenario : library_with_participants()) {
    CAPTURE(scenario.name);
    cli::CheckedProtocol protocol(scenario.setup);
    const std::vector<cli::Claim> claims = all_claims(protocol);
    std::mt19937_64 draw(7);
    model::World world = protocol.initial().front();
    for (std::size_t step = 0; step < kSteps; ++step) {
      CAPTURE(step);
      CHECK(misunderstood(protocol, claims, world) == std::vector<std::string>{});
      for (const cli::Claim& claim : claims) {
        if (!claim.propositions.back().test(world)) ++goals_failed;
      }
      std::vector<model::Action> actions;
      protocol.actions(world, actions);
      if (actions.empty()) break;
      world = protocol.next(world, actions[static_cast<std::size_t>(draw() % actions.size())]);
    }
  }
  CHECK(goals_failed > 1'000);
}

TEST_CASE("each predicate of a formula is about a component that there is and formulas share no predicate") {
  const scenarios::Scenario scenario = read_or_throw(std::string(DOUBLECHECK_LIBRARY) + "/02-offline-drain.toml");
  cli::CheckedProtocol protocol(scenario.setup);
  CHECK(protocol.predicate_count() == 0);
  const model::Message& message = scenario.setup.workload.front();
  const checker::Formula first = protocol.checked(model::is_composed(message));
  const checker::Formula second = protocol.checked(!model::has_two_checks(message));
  CHECK(first == checker::predicate(0));
  CHECK(second == checker::negation(checker::predicate(1)));
  CHECK(protocol.predicate_count() == 2);
  for (std::size_t predicate = 0; predicate < protocol.predicate_count(); ++predicate) {
    CHECK(protocol.component_of(predicate) == model::index_of(model::component_of(message.from)));
  }
}
