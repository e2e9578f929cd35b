/// Text as a terminal shows it: how many columns it takes and where it can be broken.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "escape/terminal_text.hpp"

namespace doublecheck::reports {

/// What occupies one or two neighbouring columns: a character with the combining marks that follow it.
struct Glyph {
  std::string bytes;
  std::size_t width = 1;  // columns: 1, or 2 for wide East Asian characters and pictures
};

/// The glyphs of UTF-8 text. Line feeds and tabs become blanks; other control characters and bytes that are not UTF-8
/// become U+FFFD, so that no text can steer the terminal.
std::vector<Glyph> glyphs_of(std::string_view text);

/// The text with what `glyphs_of` replaces replaced.
using escape::printable;

/// In columns.
std::size_t display_width(std::string_view text);

/// Blanks are added up to `width` columns; wider text stays as it is.
std::string pad_right(std::string_view text, std::size_t width);
std::string pad_left(std::string_view text, std::size_t width);

/// Lines of at most `width` columns, broken between words, which any white space parts; a word that is wider has a line
/// of its own. At least one line, which may be empty.
std::vector<std::string> wrap_words(std::string_view text, std::size_t width);

}  // namespace doublecheck::reports
