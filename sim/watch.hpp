/// The watch over the safety properties: looks at one state after another and reports the first violation of each.
#pragma once

#include "model/properties.hpp"

#include <span>
#include <vector>

namespace doublecheck::sim {

class SafetyWatch {
 public:
  /// REQUIRES: all of the properties are safety properties.
  SafetyWatch(const model::Setup& setup, std::span<const model::PropertyId> watched);

  /// Violations in this state of properties that were never seen violated before.
  std::vector<model::Violation> look(const model::World& world);

 private:
  std::vector<std::vector<model::Claim>> unviolated_;  // those of each property that was never seen violated
};

}  // namespace doublecheck::sim
