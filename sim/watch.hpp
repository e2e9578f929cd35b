/// The watch over the safety properties: looks at one state after another and reports the first violation of each.
#pragma once

#include "model/formula.hpp"
#include "model/world.hpp"

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace doublecheck::sim {

/// A safety property.
struct WatchedProperty {
  std::string name;
  std::vector<model::Formula> goals;  // what must be true in every state, claim by claim
  /// What must be true in some state, or else the property was never put to the test. None: that is not known of it.
  std::optional<model::Formula> premise = std::nullopt;
};

/// A claim that a state breaks.
struct Violation {
  std::size_t property = 0;  // by number among those that are watched
  std::size_t claim = 0;     // by number among its goals

  bool operator==(const Violation&) const = default;
};

class SafetyWatch {
 public:
  /// REQUIRES: the properties were made for the setup of the worlds, and outlive the watch.
  explicit SafetyWatch(std::span<const WatchedProperty> watched);

  /// Violations in this state of properties that were never seen violated before.
  std::vector<Violation> look(const model::World& world);

  /// Those with a premise that was true in no state so far, by number and rising.
  const std::vector<std::size_t>& untested() const { return untested_; }

 private:
  std::span<const WatchedProperty> watched_;
  std::vector<std::size_t> unviolated_;  // those that were never seen violated
  std::vector<std::size_t> untested_;
};

}  // namespace doublecheck::sim
