/// How text for a terminal looks: its width, its characters and its inks.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "escape/terminal_text.hpp"

namespace doublecheck::reports {

/// Decided by the caller, who knows the terminal and the environment.
struct TextStyle {
  bool colour = false;      // ANSI escape sequences
  bool unicode = true;      // false: our own glyphs are plain ASCII; names stay as they are
  std::size_t width = 100;  // columns that diagrams and sentences try to keep
};

using escape::Ink;

/// `text` in that ink; unchanged without colour.
std::string painted(const TextStyle& style, Ink ink, std::string_view text);

/// The characters that drawings and tables use. Each check mark takes as many columns as it has checks, everything
/// else one column a character.
struct GlyphSet {
  std::string_view lifeline, from_left, from_right, crossing;  // where an arrow leaves a lifeline, or passes it
  std::string_view shaft, head_right, head_left, on_its_way, cross;
  std::string_view clock, one_check, two_checks, failed;
  std::string_view holds, violated, inconclusive;
  std::string_view rule, cycle_top, cycle_side, cycle_bottom;
};

const GlyphSet& glyphs(const TextStyle& style);

/// The check mark of `MarkSeen::mark`; empty for 0.
std::string_view mark_glyph(const TextStyle& style, std::uint8_t mark);

/// The same of a message that its sender has been told to have failed: it does not wait any more, and checks that it
/// has stay.
std::string failed_mark_glyph(const TextStyle& style, std::uint8_t mark);

}  // namespace doublecheck::reports
