/// Diagnostics: what is wrong with an input, where, and what to do about it.
#pragma once

#include <cstddef>
#include <string>

namespace doublecheck::scenarios {

/// More diagnostics of one input than these are counted in a last one, "too-many-errors".
inline constexpr std::size_t kDiagnosticsMax = 20;

/// One error in a scenario file, in a setting of the command line or in a path file. The first setting is line 1 of the
/// pseudo-file `--set`, the second is line 2, and so on.
struct Diagnostic {
  std::string file;
  std::size_t line = 0;        // from 1; 0: the diagnostic is about the file as a whole
  std::size_t column = 0;      // from 1, in code points
  std::size_t end_column = 0;  // one past the last; > column, unless the place is the whole file
  std::string code;            // for machines, for example "unknown-key"
  std::string message;
  std::string source_line;  // printable: control characters and broken UTF-8 are replaced
  std::string label;        // what the marked place is; may be empty
  std::string help;         // what would be right; may be empty
  bool quotes = true;       // false: the file is not what it should be, so that none of its lines is shown

  bool operator==(const Diagnostic&) const = default;
};

/// The diagnostic for people, with the source line and the place marked below it. Ends with a line end. `colour` adds
/// ANSI escape sequences.
std::string to_text(const Diagnostic& diagnostic, bool colour);

}  // namespace doublecheck::scenarios
