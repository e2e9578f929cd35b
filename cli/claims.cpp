#include "cli/claims.hpp"

#include <algorithm>
#include <string>
#include <utility>

namespace doublecheck::cli {
namespace {

checker::Proposition<model::World> proposition(CheckedProtocol& protocol, const model::Formula& formula) {
  return {[formula](const model::World& world) { return model::holds(formula, world); }, protocol.checked(formula)};
}

/// A safety property as a whole: all that it promises.
model::Formula joint_goal(const std::vector<model::Claim>& instances) {
  std::vector<model::Formula> goals;
  for (const model::Claim& instance : instances) goals.push_back(instance.goal);
  return model::all_of(std::move(goals));
}

}  // namespace

void append_claims(CheckedProtocol& protocol, model::PropertyId id, std::vector<Claim>& claims) {
  const std::vector<model::Claim> instances = model::claims_of(id, protocol.setup());
  const std::string name(model::info_of(id).name);
  switch (model::info_of(id).kind) {
    case model::PropertyKind::safety:
      claims.push_back(checker::invariant(name, proposition(protocol, joint_goal(instances))));
      return;
    case model::PropertyKind::leads_to:
      for (const model::Claim& instance : instances) {
        const auto premise = proposition(protocol, instance.premise);
        const auto goal = proposition(protocol, instance.goal);
        claims.push_back(
            checker::leads_to(name, premise, goal, model::name_of(protocol.setup(), instance.message.value())));
      }
      return;
    case model::PropertyKind::eventually_always:
      claims.push_back(checker::eventually_always(name, proposition(protocol, instances.front().goal)));
      return;
  }
}

void append_claims(CheckedProtocol& protocol, const scenarios::OwnProperty& property, std::vector<Claim>& claims) {
  if (is_safety(property)) {
    std::vector<model::Formula> goals;
    for (const properties::Claim& claim : property.claims) goals.push_back(claim.invariant().value());
    claims.push_back(checker::invariant(property.name, proposition(protocol, model::all_of(std::move(goals)))));
    return;
  }
  for (const properties::Claim& claim : property.claims) {
    std::vector<checker::Proposition<model::World>> propositions;
    for (const properties::Question& question : claim.propositions) {
      propositions.push_back(proposition(protocol, question.formula));
    }
    claims.push_back(checker::temporal(property.name, std::move(propositions), claim.formula, claim.instance));
  }
}

bool is_safety(const scenarios::OwnProperty& property) {
  return std::ranges::all_of(property.claims,
                             [](const properties::Claim& claim) { return claim.invariant().has_value(); });
}

}  // namespace doublecheck::cli
