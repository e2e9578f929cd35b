// The project's own source files as text, for tests that read them.
#pragma once

#include <compare>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace doublecheck::tests {

struct SourceFile {
  std::string path;                     // from the root of the repository, with '/': "model/world.hpp"
  std::vector<std::string> lines;       // as written, without line ends
  std::vector<std::string> code_lines;  // the same, with comments removed and string literals emptied

  /// The part of the path before the first '/'.
  [[nodiscard]] std::string_view folder() const;
};

struct Include {
  std::string name;  // between the brackets or quotes
  bool quoted;       // "…", not <…>
  std::size_t line;  // from 1

  auto operator<=>(const Include&) const = default;
};

/// All .hpp and .cpp files below `folder`, ordered by path. Throws where the folder does not exist.
[[nodiscard]] std::vector<SourceFile> source_files(std::string_view folder);

[[nodiscard]] std::vector<Include> includes(const SourceFile& file);

/// Whether a file of the repository has this path, from the root.
[[nodiscard]] bool file_exists(std::string_view path);

/// `lines` with comments removed and string and character literals emptied. Knows no raw strings across lines.
[[nodiscard]] std::vector<std::string> without_comments_and_literals(const std::vector<std::string>& lines);

}  // namespace doublecheck::tests
