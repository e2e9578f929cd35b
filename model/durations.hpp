/// Durations in words, as scenario files write them.
#pragma once

#include <cstdint>
#include <string>

namespace doublecheck::model {

/// In the largest unit that leaves no remainder: "20s", "5min", "30d"; 0 is "0us".
std::string duration_in_words(std::uint64_t microseconds);

}  // namespace doublecheck::model
