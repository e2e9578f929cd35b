/// Lines of path files: a keyword, and a value of any origin that stays on its line.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace doublecheck::scenarios {

/// "scenario my file.toml" with its line feed. A value that a line cannot hold as it is (with control characters, bytes
/// that are not UTF-8, or blanks at an end, or in quotes itself) stands in double quotes, in which `\"` and `\\` are
/// these characters and `\x1b` is a byte in hexadecimal.
std::string path_line(std::string_view keyword, std::string_view value);

/// The value as it was, of what stands behind the keyword; nothing if there are quotes and they are written otherwise.
std::optional<std::string> path_value(std::string_view written);

}  // namespace doublecheck::scenarios
