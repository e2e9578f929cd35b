#include "checker/fairness_classes.hpp"

#include <limits>

#include "checker/assert.hpp"

namespace doublecheck::checker {

ClassIndex FairnessClasses::index_of(Fairness fairness) {
  if (fairness.kind == FairnessKind::none) return kUnfair;
  const auto known = indices_.find(fairness.action_class);
  if (known != indices_.end()) {
    CHECKER_ASSERT(kinds_[known->second] == fairness.kind);
    return known->second;
  }
  CHECKER_ASSERT(size() < std::numeric_limits<ClassIndex>::max());
  const ClassIndex index = size();
  kinds_.push_back(fairness.kind);
  indices_.emplace(fairness.action_class, index);
  return index;
}

}  // namespace doublecheck::checker
