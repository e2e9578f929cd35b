#include "reports/display_width.hpp"

#include <algorithm>
#include <array>

#include "escape/utf8.hpp"

namespace doublecheck::reports {
namespace {

struct Range {
  char32_t first;
  char32_t last;
};

// Characters that add to the one before them. Unicode 15, the blocks that names and labels may hold.
constexpr auto kCombining = std::to_array<Range>({
    {0x0300, 0x036F},
    {0x0483, 0x0489},
    {0x0591, 0x05BD},
    {0x0610, 0x061A},
    {0x064B, 0x065F},
    {0x1AB0, 0x1AFF},
    {0x1DC0, 0x1DFF},
    {0x200B, 0x200F},
    {0x20D0, 0x20FF},
    {0xFE00, 0xFE0F},
    {0xFE20, 0xFE2F},
});

// East Asian Width "wide" and "fullwidth" (Unicode Standard Annex 11), as whole blocks.
constexpr auto kWide = std::to_array<Range>({
    {0x1100, 0x115F},
    {0x2E80, 0x303E},
    {0x3041, 0x33FF},
    {0x3400, 0x4DBF},
    {0x4E00, 0x9FFF},
    {0xA000, 0xA4CF},
    {0xAC00, 0xD7A3},
    {0xF900, 0xFAFF},
    {0xFE30, 0xFE6F},
    {0xFF00, 0xFF60},
    {0xFFE0, 0xFFE6},
    {0x1F300, 0x1F64F},
    {0x1F680, 0x1F6FF},
    {0x1F900, 0x1F9FF},
    {0x20000, 0x3FFFD},
});

template <std::size_t N>
bool is_in(const std::array<Range, N>& ranges, char32_t code_point) {
  return std::ranges::any_of(ranges,
                             [=](const Range& range) { return range.first <= code_point && code_point <= range.last; });
}

}  // namespace

std::vector<Glyph> glyphs_of(std::string_view text) {
  std::vector<Glyph> glyphs;
  while (!text.empty()) {
    const escape::Character character = escape::first_character(text);
    const std::string_view bytes = text.substr(0, character.bytes);
    text.remove_prefix(character.bytes);
    if (character.is_valid && !escape::is_control(character.value)) {
      if (is_in(kCombining, character.value) && !glyphs.empty()) {
        glyphs.back().bytes += bytes;
      } else {
        glyphs.push_back({std::string(bytes), is_in(kWide, character.value) ? std::size_t{2} : std::size_t{1}});
      }
    } else {
      glyphs.push_back({escape::printable(bytes), 1});
    }
  }
  return glyphs;
}

std::size_t display_width(std::string_view text) {
  std::size_t width = 0;
  for (const Glyph& glyph : glyphs_of(text)) width += glyph.width;
  return width;
}

std::string pad_right(std::string_view text, std::size_t width) {
  const std::size_t taken = display_width(text);
  return std::string(text) + std::string(taken < width ? width - taken : 0, ' ');
}

std::string pad_left(std::string_view text, std::size_t width) {
  const std::size_t taken = display_width(text);
  return std::string(taken < width ? width - taken : 0, ' ') + std::string(text);
}

std::vector<std::string> wrap_words(std::string_view text, std::size_t width) {
  constexpr std::string_view kWhiteSpace = " \t\r\n";
  std::vector<std::string> lines(1);
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = text.find_first_not_of(kWhiteSpace, at);
    if (begin == std::string_view::npos) break;
    const std::size_t end = std::min(text.find_first_of(kWhiteSpace, begin), text.size());
    const std::string_view word = text.substr(begin, end - begin);
    if (!lines.back().empty()) {
      if (display_width(lines.back()) + 1 + display_width(word) > width) {
        lines.emplace_back();
      } else {
        lines.back() += ' ';
      }
    }
    lines.back() += word;
    at = end;
  }
  return lines;
}

}  // namespace doublecheck::reports
