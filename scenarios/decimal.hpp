/// Decimal numbers in text that is no TOML.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace doublecheck::scenarios {

/// The whole number that the text is, if it consists of digits alone and is at most `last`. REQUIRES: last ≤ 10^18.
constexpr std::optional<std::uint64_t> decimal(std::string_view text, std::uint64_t last) {
  if (text.empty()) return std::nullopt;
  std::uint64_t number = 0;
  for (const char digit : text) {
    if (digit < '0' || digit > '9') return std::nullopt;
    number = number * 10 + static_cast<std::uint64_t>(digit - '0');
    if (number > last) return std::nullopt;
  }
  return number;
}

}  // namespace doublecheck::scenarios
