#include "cli/claims.hpp"

#include <functional>
#include <string>
#include <utility>

namespace doublecheck::cli {
namespace {

std::function<bool(const model::World&)> tested(const model::Formula& formula) {
  return [formula](const model::World& world) { return model::holds(formula, world); };
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
      claims.push_back(checker::invariant(name, tested(joint_goal(instances))));
      claims.back().goal_formula = protocol.checked(joint_goal(instances));
      return;
    case model::PropertyKind::leads_to:
      for (const model::Claim& instance : instances) {
        claims.push_back(checker::leads_to(name, tested(instance.premise), tested(instance.goal),
                                           model::name_of(protocol.setup(), instance.message.value())));
        claims.back().premise_formula = protocol.checked(instance.premise);
        claims.back().goal_formula = protocol.checked(instance.goal);
      }
      return;
    case model::PropertyKind::eventually_always:
      claims.push_back(checker::eventually_always(name, tested(instances.front().goal)));
      claims.back().goal_formula = protocol.checked(instances.front().goal);
      return;
  }
}

}  // namespace doublecheck::cli
