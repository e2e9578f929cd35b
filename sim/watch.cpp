#include "sim/watch.hpp"

#include "model/assert.hpp"

#include <optional>

namespace doublecheck::sim {

SafetyWatch::SafetyWatch(const model::Setup& setup, std::span<const model::PropertyId> watched) {
  for (const model::PropertyId id : watched) {
    DOUBLECHECK_ASSERT(model::info_of(id).kind == model::PropertyKind::safety);
    unviolated_.push_back(model::claims_of(id, setup));
  }
}

std::vector<model::Violation> SafetyWatch::look(const model::World& world) {
  std::vector<model::Violation> violations;
  std::erase_if(unviolated_, [&](const std::vector<model::Claim>& claims) {
    const std::optional<model::Violation> violation = model::find_violation(claims, world);
    if (violation) violations.push_back(*violation);
    return violation.has_value();
  });
  return violations;
}

}  // namespace doublecheck::sim
