/// Names that files give to things of their own, such as participants and platforms.
#pragma once

#include <algorithm>
#include <string_view>

namespace doublecheck::scenarios {

inline constexpr std::string_view kNameInWords =
    "a name begins with a lower-case letter; lower-case letters, digits, _ and - may follow";

/// Is the text a name as kNameInWords says?
inline bool is_name(std::string_view text) {
  const auto is_lower = [](char letter) { return letter >= 'a' && letter <= 'z'; };
  return !text.empty() && is_lower(text.front()) && std::ranges::all_of(text, [&](char letter) {
    return is_lower(letter) || (letter >= '0' && letter <= '9') || letter == '_' || letter == '-';
  });
}

}  // namespace doublecheck::scenarios
