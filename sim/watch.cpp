#include "sim/watch.hpp"

#include "model/assert.hpp"

#include <optional>

namespace doublecheck::sim {

SafetyWatch::SafetyWatch(const model::Setup& setup, std::span<const model::PropertyId> watched)
    : setup_(setup), unviolated_(watched.begin(), watched.end()) {
  for (const model::PropertyId id : watched) {
    DOUBLECHECK_ASSERT(model::info_of(id).kind == model::PropertyKind::safety);
  }
}

std::vector<model::Violation> SafetyWatch::look(const model::World& world) {
  std::vector<model::Violation> violations;
  std::erase_if(unviolated_, [&](model::PropertyId id) {
    const std::optional<model::Violation> violation = model::find_violation(id, world, setup_);
    if (violation) violations.push_back(*violation);
    return violation.has_value();
  });
  return violations;
}

}  // namespace doublecheck::sim
