#include "reports/text_style.hpp"

namespace doublecheck::reports {
namespace {

constexpr GlyphSet kUnicode = {
    .lifeline = "│",
    .from_left = "├",
    .from_right = "┤",
    .crossing = "┼",
    .shaft = "─",
    .head_right = "▶",
    .head_left = "◀",
    .on_its_way = "┄",
    .cross = "✗",
    .clock = "◴",
    .one_check = "✓",
    .two_checks = "✓✓",
    .failed = "!",
    .holds = "✔",
    .violated = "✘",
    .inconclusive = "?",
    .rule = "─",
    .cycle_top = "┌",
    .cycle_side = "│",
    .cycle_bottom = "└",
};

constexpr GlyphSet kAscii = {
    .lifeline = "|",
    .from_left = "+",
    .from_right = "+",
    .crossing = "+",
    .shaft = "-",
    .head_right = ">",
    .head_left = "<",
    .on_its_way = ".",
    .cross = "X",
    .clock = "@",
    .one_check = "v",
    .two_checks = "vv",
    .failed = "!",
    .holds = "+",
    .violated = "X",
    .inconclusive = "?",
    .rule = "-",
    .cycle_top = "+",
    .cycle_side = "|",
    .cycle_bottom = "+",
};

}  // namespace

std::string painted(const TextStyle& style, Ink ink, std::string_view text) {
  return style.colour ? escape::inked(ink, text) : std::string(text);
}

const GlyphSet& glyphs(const TextStyle& style) { return style.unicode ? kUnicode : kAscii; }

std::string_view mark_glyph(const TextStyle& style, std::uint8_t mark) {
  if (mark == 1) return glyphs(style).clock;
  if (mark == 2) return glyphs(style).one_check;
  if (mark == 3) return glyphs(style).two_checks;
  return "";
}

std::string failed_mark_glyph(const TextStyle& style, std::uint8_t mark) {
  const bool waits = mark <= 1;
  return std::string(waits ? "" : mark_glyph(style, mark)).append(glyphs(style).failed);
}

}  // namespace doublecheck::reports
