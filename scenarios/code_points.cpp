#include "scenarios/code_points.hpp"

#include "escape/utf8.hpp"

namespace doublecheck::scenarios {

std::vector<std::string_view> code_points(std::string_view text) {
  std::vector<std::string_view> points;
  while (!text.empty()) {
    points.push_back(text.substr(0, escape::first_character(text).bytes));
    text.remove_prefix(points.back().size());
  }
  return points;
}

std::string_view without_points(std::string_view text, std::size_t count) {
  for (; count > 0 && !text.empty(); --count) text.remove_prefix(escape::first_character(text).bytes);
  return text;
}

std::string printable(std::string_view text) {
  std::string shown;
  while (!text.empty()) {
    const escape::Character character = escape::first_character(text);
    const bool is_shown = text.front() == '\t' || (character.is_valid && !escape::is_control(character.value));
    shown += is_shown ? text.substr(0, character.bytes) : std::string_view("?");
    text.remove_prefix(character.bytes);
  }
  return shown;
}

bool is_binary(std::string_view text) {
  if (text.find('\0') != std::string_view::npos) return true;
  while (!text.empty()) {
    const escape::Character character = escape::first_character(text);
    if (!character.is_valid) return true;
    text.remove_prefix(character.bytes);
  }
  return false;
}

}  // namespace doublecheck::scenarios
