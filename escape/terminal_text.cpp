#include "escape/terminal_text.hpp"

#include "escape/utf8.hpp"

#include <algorithm>
#include <array>

namespace doublecheck::escape {
namespace {

constexpr std::string_view kOff = "\x1b[0m";

/// In the order of Ink.
constexpr auto kInks = std::to_array<std::string_view>(
    {"", "\x1b[1m", "\x1b[2m", "\x1b[32m", "\x1b[1;31m", "\x1b[33m", "\x1b[36m", "\x1b[34m"});

/// The sequence for an ink at the front of the text; empty if there is none.
std::string_view ink_at(std::string_view text) {
  if (text.starts_with(kOff)) return kOff;
  const auto ink = std::ranges::find_if(
      kInks, [&](std::string_view sequence) { return !sequence.empty() && text.starts_with(sequence); });
  return ink == kInks.end() ? "" : *ink;
}

}  // namespace

std::string inked(Ink ink, std::string_view text) {
  if (ink == Ink::plain || text.empty()) return std::string(text);
  return std::string(kInks.at(static_cast<std::size_t>(ink))).append(text).append(kOff);
}

std::string printable(std::string_view text) {
  std::string shown;
  while (!text.empty()) {
    const Character character = first_character(text);
    if (text.front() == '\n' || text.front() == '\t') {
      shown += ' ';
    } else {
      shown += character.is_valid && !is_control(character.value) ? text.substr(0, character.bytes) : kReplacement;
    }
    text.remove_prefix(character.bytes);
  }
  return shown;
}

TerminalText TerminalText::drawn(std::string_view lines, bool colour) {
  TerminalText text("{}", "");
  while (!lines.empty()) {
    const Character character = first_character(lines);
    std::string_view taken = lines.substr(0, character.bytes);
    std::string_view shown = taken;
    if (const std::string_view ink = colour ? ink_at(lines) : ""; !ink.empty()) {
      taken = shown = ink;
    } else if (!character.is_valid || (is_control(character.value) && taken != "\n" && taken != "\t")) {
      shown = kReplacement;
    }
    text.bytes_ += shown;
    lines.remove_prefix(taken.size());
  }
  return text;
}

}  // namespace doublecheck::escape
