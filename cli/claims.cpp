#include "cli/claims.hpp"

#include <string>
#include <utility>

namespace doublecheck::cli {
namespace {

checker::Proposition<model::World> proposition(CheckedProtocol& protocol, const model::Formula& formula) {
  return {[formula](const model::World& world) { return model::holds(formula, world); }, protocol.checked(formula)};
}

}  // namespace

void append_claims(CheckedProtocol& protocol, const properties::Property& property, std::vector<Claim>& claims) {
  if (properties::is_safety(property)) {
    claims.push_back(checker::invariant(property.name, proposition(protocol, properties::goal_of(property))));
    if (const auto premise = properties::premise_of(property)) claims.back().premise = proposition(protocol, *premise);
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

reports::PropertyResult unjudged(const scenarios::AskedProperty& asked) {
  const properties::Property& property = asked.property;
  reports::PropertyResult result;
  result.id = property.name;
  result.kind = properties::is_safety(property) ? "safety" : "liveness";
  result.statement = property.statement.empty() ? property.formula : property.statement;
  result.requirements = property.requirements;
  result.violation_expected = asked.expected == scenarios::Expected::violated;
  result.violation_allowed = asked.expected == scenarios::Expected::allowed;
  return result;
}

}  // namespace doublecheck::cli
