#include "language/place.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace doublecheck::language {

std::string place_in_words(Place place, Place seen_from) {
  if (place.line == seen_from.line) return fmt::format("column {}", place.column);
  return fmt::format("line {}, column {}", place.line, place.column);
}

Places::Places(std::string_view text) : line_begins_{0} {
  points_before_.reserve(text.size() + 1);
  std::size_t points = 0;
  for (std::size_t offset = 0; offset < text.size(); ++offset) {
    points_before_.push_back(points);
    const bool continues_a_point = (static_cast<unsigned char>(text[offset]) & 0xC0U) == 0x80U;
    if (!continues_a_point) ++points;
    if (text[offset] == '\n') line_begins_.push_back(offset + 1);
  }
  points_before_.push_back(points);
}

Place Places::at(std::size_t offset) const {
  const auto next_line = std::ranges::upper_bound(line_begins_, offset);
  const std::size_t line = static_cast<std::size_t>(next_line - line_begins_.begin());
  const std::size_t line_begin = line_begins_[line - 1];
  return {.offset = offset, .line = line, .column = points_before_[offset] - points_before_[line_begin] + 1};
}

}  // namespace doublecheck::language
