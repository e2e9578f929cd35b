/// UTF-8: text of unknown origin, taken apart into its characters.
#pragma once

#include <cstddef>
#include <string_view>

namespace doublecheck::escape {

/// What stands for a character that must not be shown, U+FFFD.
inline constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

/// One character, or one byte that is part of none.
struct Character {
  char32_t value = 0;
  std::size_t bytes = 1;  // ≥ 1
  bool is_valid = false;
};

/// The first character of the text. UTF-8 as RFC 3629 has it: no overlong forms, no surrogates, nothing above U+10FFFF.
/// REQUIRES: the text is not empty.
Character first_character(std::string_view text);

/// Does it steer what shows it instead of being shown? Control characters (C0, C1, DEL), the separators of lines and
/// paragraphs, and what overrides or embeds a direction of writing, so that text is not read in the order in which it
/// is written.
bool is_control(char32_t character);

/// May it stand in XML 1.0 (fifth edition, 2008, section 2.2), if need be as an entity?
bool is_allowed_in_xml(char32_t character);

}  // namespace doublecheck::escape
