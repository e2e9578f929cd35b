/// What a search may have left out that takes some new states for known ones, as an estimate.
#pragma once

namespace doublecheck::checker {

struct Omissions {
  double probability = 0;  ///< that at least one state was left out; 0 to 1
  /// States met and taken for known ones. Those that are only reached through them are not counted. Infinite where
  /// nothing new can be told from what is known any more.
  double expected = 0;
  double filled = 0;  ///< the part of the memory for visited states that is in use; 0 to 1
};

}  // namespace doublecheck::checker
