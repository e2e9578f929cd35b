/// Text for a terminal, or for a log that a person reads.
#pragma once

#include <fmt/format.h>

#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

namespace doublecheck::escape {

enum class Ink : std::uint8_t { plain, bold, dim, good, bad, warning, accent, frame };

/// `text` in that ink, by escape sequences (ECMA-48, SGR); unchanged if plain or empty.
std::string inked(Ink ink, std::string_view text);

/// On one line: line feeds and tabs become blanks; other controls and bytes that are not UTF-8 become U+FFFD, so that
/// no text steers a terminal.
std::string printable(std::string_view text);

class TerminalText;

/// An argument of a format as it may be shown: a number as it is, text printable, TerminalText as it is.
template <class Argument>
auto shown(const Argument& argument) {
  if constexpr (std::is_arithmetic_v<Argument>) {
    return argument;
  } else if constexpr (std::same_as<Argument, TerminalText>) {
    return std::string_view(argument.bytes());
  } else if constexpr (std::is_convertible_v<const Argument&, std::string_view>) {
    return printable(argument);
  } else {
    return printable(fmt::format("{}", argument));
  }
}

/// What a terminal may be given. There is no other way to make it than by taking away what would steer the terminal.
class TerminalText {
 public:
  template <class... Arguments>
  using Format = fmt::format_string<decltype(shown(std::declval<const Arguments&>()))...>;

  /// A format of our own, in which every argument that is text becomes printable, unless it is TerminalText.
  template <class... Arguments>
  explicit TerminalText(Format<Arguments...> format, const Arguments&... arguments)
      : bytes_(fmt::format(format, shown(arguments)...)) {}

  /// Lines that were drawn for a terminal from printable parts: line feeds, tabs and, where there is colour, the inks
  /// stay. Whatever else steers a terminal becomes U+FFFD.
  static TerminalText drawn(std::string_view lines, bool colour);

  const std::string& bytes() const { return bytes_; }

 private:
  std::string bytes_;  // UTF-8
};

}  // namespace doublecheck::escape
