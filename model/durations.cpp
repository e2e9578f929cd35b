#include "model/durations.hpp"

#include <array>
#include <string_view>

namespace doublecheck::model {

std::string duration_in_words(std::uint64_t microseconds) {
  struct Unit {
    std::string_view name;
    std::uint64_t length;  // in microseconds
  };
  constexpr auto kFromLongest = std::to_array<Unit>({
      {"d", 86'400'000'000},
      {"h", 3'600'000'000},
      {"min", 60'000'000},
      {"s", 1'000'000},
      {"ms", 1'000},
  });
  for (const Unit& unit : kFromLongest) {
    if (microseconds >= unit.length && microseconds % unit.length == 0) {
      return std::to_string(microseconds / unit.length) + std::string(unit.name);
    }
  }
  return std::to_string(microseconds) + "us";
}

}  // namespace doublecheck::model
