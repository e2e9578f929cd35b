/// Words of a shell's command line.
#pragma once

#include <string>
#include <string_view>

namespace doublecheck::escape {

/// A command line for a POSIX shell (IEEE Std 1003.1-2017, XCU 2.2), in one line of printable characters. It is made of
/// words, each of which the shell reads as what it is, whatever stands in it.
class ShellLine {
 public:
  /// Its first word, or more, which need no quotes.
  explicit ShellLine(std::string_view command) : line_(command) {}

  /// An option of ours, such as "--seed", which needs no quotes, and its value, of any origin.
  ShellLine& option(std::string_view name);
  ShellLine& option(std::string_view name, std::string_view value) { return option(name).word(value); }

  /// Of any origin.
  ShellLine& word(std::string_view text);

  /// A file, whose name is not taken for an option.
  ShellLine& file(std::string_view name);

  const std::string& line() const { return line_; }

 private:
  std::string line_;
};

}  // namespace doublecheck::escape
