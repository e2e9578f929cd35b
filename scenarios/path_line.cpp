#include "scenarios/path_line.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "escape/utf8.hpp"

namespace doublecheck::scenarios {
namespace {

bool is_in_quotes(std::string_view text) { return text.size() >= 2 && text.starts_with('"') && text.ends_with('"'); }

bool is_blank(char letter) { return letter == ' ' || letter == '\t' || letter == '\r'; }

bool stays_on_its_line(std::string_view text) {
  if (text.empty() || is_in_quotes(text) || is_blank(text.front()) || is_blank(text.back())) return false;
  while (!text.empty()) {
    const escape::Character character = escape::first_character(text);
    if (!character.is_valid || escape::is_control(character.value)) return false;
    text.remove_prefix(character.bytes);
  }
  return true;
}

}  // namespace

std::string path_line(std::string_view keyword, std::string_view value) {
  if (stays_on_its_line(value)) return fmt::format("{} {}\n", keyword, value);
  std::string quoted;
  for (std::string_view rest = value; !rest.empty();) {
    const escape::Character character = escape::first_character(rest);
    const bool stays = character.is_valid && !escape::is_control(character.value);
    for (const char byte : rest.substr(0, character.bytes)) {
      if (byte == '"' || byte == '\\') quoted += '\\';
      quoted += stays ? std::string(1, byte) : fmt::format("\\x{:02x}", static_cast<unsigned char>(byte));
    }
    rest.remove_prefix(character.bytes);
  }
  return fmt::format("{} \"{}\"\n", keyword, quoted);
}

std::optional<std::string> path_value(std::string_view written) {
  if (!is_in_quotes(written)) return std::string(written);
  std::string_view rest = written.substr(1, written.size() - 2);
  std::string value;
  while (!rest.empty()) {
    if (rest.front() != '\\') {
      if (rest.front() == '"') return std::nullopt;
      value += rest.front();
      rest.remove_prefix(1);
      continue;
    }
    rest.remove_prefix(1);
    if (rest.starts_with('"') || rest.starts_with('\\')) {
      value += rest.front();
      rest.remove_prefix(1);
      continue;
    }
    unsigned byte = 0;
    if (!rest.starts_with('x') || rest.size() < 3) return std::nullopt;
    const auto [end, error] = std::from_chars(rest.data() + 1, rest.data() + 3, byte, 16);
    if (error != std::errc() || end != rest.data() + 3) return std::nullopt;
    value += static_cast<char>(byte);
    rest.remove_prefix(3);
  }
  return value;
}

}  // namespace doublecheck::scenarios
