#include "cli/claims.hpp"

#include "model/predicates.hpp"
#include "model/symmetry.hpp"

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
    // About deadlocks the claim says nothing itself: it is there for its premise.
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
    if (property.stated_premise) claims.back().premise = proposition(protocol, property.stated_premise->formula);
  }
}

namespace {

model::Message renamed(const model::Permutation& names, model::Message message) {
  message.from = names.clients[model::index_of(message.from)];
  message.to = names.clients[model::index_of(message.to)];
  return message;
}

}  // namespace

void append_sightings(CheckedProtocol& protocol, std::vector<Claim>& claims) {
  const model::Setup& setup = protocol.setup();
  const std::vector<model::Permutation> symmetries = model::symmetries_of(setup);
  for (const model::Message& message : setup.workload) {
    // Where users are interchangeable, one of the messages that take each other's place may stand for all.
    std::vector<model::Formula> composed;
    for (const model::Permutation& names : symmetries) {
      composed.push_back(model::is_composed(renamed(names, message)));
    }
    claims.push_back(checker::invariant(sighting_of(setup, message), proposition(protocol, model::constant(true))));
    claims.back().premise = proposition(protocol, model::any_of(std::move(composed)));
  }
}

std::string sighting_of(const model::Setup& setup, const model::Message& message) {
  return "composed " + model::name_of(setup, message);
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
