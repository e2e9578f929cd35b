#include "escape/shell_word.hpp"

#include "escape/utf8.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace doublecheck::escape {
namespace {

bool needs_no_quotes(char letter) {
  return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') || (letter >= '0' && letter <= '9') ||
         std::string_view("_-./=:,%+@").find(letter) != std::string_view::npos;
}

/// In single quotes, in which nothing has a meaning but their end.
std::string quoted(std::string_view text) {
  std::string word = "'";
  for (const char letter : text) {
    if (letter == '\'')
      word += "'\\''";
    else
      word += letter;
  }
  return word + "'";
}

bool is_shown(std::string_view text) {
  while (!text.empty()) {
    const Character character = first_character(text);
    if (!character.is_valid || is_control(character.value)) return false;
    text.remove_prefix(character.bytes);
  }
  return true;
}

/// As `printf` writes it: what cannot be shown by its number. The shell takes line feeds off the end of what a command
/// writes; there, the last of the three characters of IFS stands for each.
std::string printed(std::string_view text) {
  std::string line_feeds;
  for (; text.ends_with('\n'); text.remove_suffix(1)) line_feeds += "${IFS#??}";
  std::string format;
  while (!text.empty()) {
    const Character character = first_character(text);
    const bool has_a_meaning = std::string_view("\\%'").find(text.front()) != std::string_view::npos ||
                               (format.empty() && text.front() == '-');
    const bool stays = character.is_valid && !is_control(character.value) && !has_a_meaning;
    for (const char byte : text.substr(0, character.bytes)) {
      format += stays ? std::string(1, byte) : fmt::format("\\{:03o}", static_cast<unsigned char>(byte));
    }
    text.remove_prefix(character.bytes);
  }
  return fmt::format("\"$(printf '{}'){}\"", format, line_feeds);
}

std::string word_for(std::string_view text) {
  if (!text.empty() && std::ranges::all_of(text, needs_no_quotes)) return std::string(text);
  return is_shown(text) ? quoted(text) : printed(text);
}

}  // namespace

ShellLine& ShellLine::option(std::string_view name) {
  line_ += ' ';
  line_ += name;
  return *this;
}

ShellLine& ShellLine::word(std::string_view text) { return option(word_for(text)); }

ShellLine& ShellLine::file(std::string_view name) {
  return name.starts_with('-') ? word(std::string("./").append(name)) : word(name);
}

}  // namespace doublecheck::escape
