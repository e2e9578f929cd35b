/// The fairness classes met during an exploration, numbered in order of appearance.
#pragma once

#include <cstdint>
#include <unordered_map>
#include <vector>

#include "checker/model.hpp"

namespace doublecheck::checker {

/// A small number for an action class. 0 stands for all actions without a promise.
using ClassIndex = std::uint16_t;
inline constexpr ClassIndex kUnfair = 0;

class FairnessClasses {
 public:
  /// REQUIRES: one class has one kind; there are fewer than 65,535 classes.
  ClassIndex index_of(Fairness fairness);

  /// REQUIRES: index < size().
  FairnessKind kind(ClassIndex index) const { return kinds_[index]; }

  /// The class of no promise included.
  ClassIndex size() const { return static_cast<ClassIndex>(kinds_.size()); }

 private:
  std::unordered_map<std::uint64_t, ClassIndex> indices_;  // only ever looked up, never walked
  std::vector<FairnessKind> kinds_ = {FairnessKind::none};
};

}  // namespace doublecheck::checker
