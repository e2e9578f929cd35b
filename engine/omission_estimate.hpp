/// How much a search that takes some new states for known ones has left out, from how full its filter really was.
#pragma once

#include <cstdint>

#include "checker/omissions.hpp"

namespace doublecheck::engine {

/// Each state that is new on a level is taken for known with the same probability p, independently. Then of the states
/// that were met until `found` of them were seen to be new, found * p / (1 - p) were left out on average, and none was
/// with probability (1 - p)^found. After the probability of no omissions of Stern and Dill (see CompactTable), with the
/// p of each level instead of the one at the end. One state more than was found is counted on each level, so that a
/// level on which everything was taken for known is not passed over.
/// Tested by approximate_set_test.cpp.
class OmissionEstimate {
 public:
  /// `rate`: p on that level, 0 to 1.
  void add_level(std::uint64_t found, double rate);

  checker::Omissions omissions(double filled) const;

 private:
  double expected_ = 0;
  double log_of_none_ = 0;  // the logarithm of the probability that none was left out
};

}  // namespace doublecheck::engine
