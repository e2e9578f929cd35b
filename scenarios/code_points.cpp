#include "scenarios/code_points.hpp"

#include <algorithm>
#include <cstddef>

namespace doublecheck::scenarios {
namespace {

bool continues(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U; }

/// The length of the sequence at the front of `text`, or 0 if there is none. Overlong forms count as sequences: they do
/// no harm where text is only shown.
std::size_t sequence_length(std::string_view text) {
  const auto lead = static_cast<unsigned char>(text.front());
  if (lead < 0x80U) return 1;
  const std::size_t length = lead >= 0xF8U ? 0 : lead >= 0xF0U ? 4 : lead >= 0xE0U ? 3 : lead >= 0xC0U ? 2 : 0;
  if (length == 0 || text.size() < length) return 0;
  const auto rest = text.substr(1, length - 1);
  return std::ranges::all_of(rest, continues) ? length : 0;
}

bool is_control(std::string_view point) {
  if (point.size() == 2 && point[0] == '\xC2') return static_cast<unsigned char>(point[1]) < 0xA0U;
  const auto value = static_cast<unsigned char>(point.front());
  return point.size() == 1 && ((value < 0x20U && value != '\t') || value == 0x7FU);
}

bool is_stray(std::string_view point) {
  return point.size() == 1 && static_cast<unsigned char>(point.front()) >= 0x80U;
}

}  // namespace

std::vector<std::string_view> code_points(std::string_view text) {
  std::vector<std::string_view> points;
  while (!text.empty()) {
    const std::size_t length = std::max<std::size_t>(sequence_length(text), 1);
    points.push_back(text.substr(0, length));
    text.remove_prefix(length);
  }
  return points;
}

std::string_view without_points(std::string_view text, std::size_t count) {
  for (; count > 0 && !text.empty(); --count) text.remove_prefix(std::max<std::size_t>(sequence_length(text), 1));
  return text;
}

std::string printable(std::string_view text) {
  std::string shown;
  for (const std::string_view point : code_points(text)) {
    shown += is_control(point) || is_stray(point) ? std::string_view("?") : point;
  }
  return shown;
}

bool is_binary(std::string_view text) {
  if (text.find('\0') != std::string_view::npos) return true;
  while (!text.empty()) {
    const std::size_t length = sequence_length(text);
    if (length == 0) return true;
    text.remove_prefix(length);
  }
  return false;
}

}  // namespace doublecheck::scenarios
