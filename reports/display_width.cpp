#include "reports/display_width.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

namespace doublecheck::reports {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";  // U+FFFD

struct Range {
  std::uint32_t first;
  std::uint32_t last;
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
bool is_in(const std::array<Range, N>& ranges, std::uint32_t code_point) {
  return std::ranges::any_of(ranges,
                             [=](const Range& range) { return range.first <= code_point && code_point <= range.last; });
}

struct Decoded {
  std::uint32_t code_point = 0;
  std::size_t length = 0;  // in bytes; 0 if they are not UTF-8
};

std::uint32_t byte_at(std::string_view text, std::size_t at) { return static_cast<unsigned char>(text[at]); }

std::size_t length_announced_by(std::uint32_t lead) {
  if (lead < 0x80) return 1;
  if (lead >= 0xC2 && lead < 0xE0) return 2;
  if (lead >= 0xE0 && lead < 0xF0) return 3;
  if (lead >= 0xF0 && lead < 0xF5) return 4;
  return 0;
}

// UTF-8 as RFC 3629 has it: no overlong forms, no surrogates, nothing above U+10FFFF.
Decoded decode(std::string_view text, std::size_t at) {
  constexpr std::array<std::uint32_t, 5> kLeadMask = {0, 0x7F, 0x1F, 0x0F, 0x07};
  constexpr std::array<std::uint32_t, 5> kSmallest = {0, 0, 0x80, 0x800, 0x10000};
  const std::size_t length = length_announced_by(byte_at(text, at));
  if (length == 0 || at + length > text.size()) return {};
  std::uint32_t code_point = byte_at(text, at) & kLeadMask[length];
  for (std::size_t i = 1; i < length; ++i) {
    const std::uint32_t next = byte_at(text, at + i);
    if ((next & 0xC0) != 0x80) return {};
    code_point = (code_point << 6) | (next & 0x3F);
  }
  const bool is_surrogate = code_point >= 0xD800 && code_point <= 0xDFFF;
  if (code_point < kSmallest[length] || code_point > 0x10FFFF || is_surrogate) return {};
  return {code_point, length};
}

bool is_control(std::uint32_t code_point) { return code_point < 0x20 || (code_point >= 0x7F && code_point < 0xA0); }

}  // namespace

std::vector<Glyph> glyphs_of(std::string_view text) {
  std::vector<Glyph> glyphs;
  for (std::size_t at = 0; at < text.size();) {
    const Decoded decoded = decode(text, at);
    if (text[at] == '\n' || text[at] == '\t') {
      glyphs.push_back({" ", 1});
      ++at;
      continue;
    }
    if (decoded.length == 0 || is_control(decoded.code_point)) {
      glyphs.push_back({std::string(kReplacement), 1});
      at += std::max<std::size_t>(decoded.length, 1);
      continue;
    }
    const std::string_view bytes = text.substr(at, decoded.length);
    at += decoded.length;
    if (is_in(kCombining, decoded.code_point) && !glyphs.empty()) {
      glyphs.back().bytes += bytes;
    } else {
      glyphs.push_back({std::string(bytes), is_in(kWide, decoded.code_point) ? std::size_t{2} : std::size_t{1}});
    }
  }
  return glyphs;
}

std::string printable(std::string_view text) {
  std::string result;
  for (const Glyph& glyph : glyphs_of(text)) result += glyph.bytes;
  return result;
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
