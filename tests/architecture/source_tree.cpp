#include "tests/architecture/source_tree.hpp"

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <regex>
#include <stdexcept>

namespace doublecheck::tests {

namespace {

const std::filesystem::path kRoot = DOUBLECHECK_SOURCE_DIRECTORY;

SourceFile read(const std::filesystem::path& path) {
  std::ifstream stream(path);
  if (!stream) throw std::runtime_error("cannot read " + path.string());
  SourceFile file;
  file.path = path.lexically_relative(kRoot).generic_string();
  for (std::string line; std::getline(stream, line);) file.lines.push_back(line);
  file.code_lines = without_comments_and_literals(file.lines);
  return file;
}

bool opens_literal(std::string_view line, std::size_t at) {
  if (line[at] == '"') return true;
  // The quote in 1'000 opens nothing.
  const bool inside_number = at > 0 && std::isxdigit(static_cast<unsigned char>(line[at - 1])) != 0;
  return line[at] == '\'' && !inside_number;
}

// The position of the quote that closes the literal opened at `begin`; the end of the line if none does.
std::size_t closing_quote(std::string_view line, std::size_t begin) {
  for (std::size_t at = begin + 1; at < line.size(); ++at) {
    if (line[at] == line[begin]) return at;
    if (line[at] == '\\') ++at;
  }
  return line.size();
}

}  // namespace

std::string_view SourceFile::folder() const { return std::string_view(path).substr(0, path.find('/')); }

std::vector<SourceFile> source_files(std::string_view folder) {
  std::vector<SourceFile> files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(kRoot / folder)) {
    const auto extension = entry.path().extension();
    if (entry.is_regular_file() && (extension == ".hpp" || extension == ".cpp")) files.push_back(read(entry.path()));
  }
  std::ranges::sort(files, {}, &SourceFile::path);
  return files;
}

std::vector<Include> includes(const SourceFile& file) {
  static const std::regex directive(R"(^\s*#\s*include\s*([<"])([^>"]+)[>"])");
  std::vector<Include> found;
  for (std::size_t index = 0; index < file.lines.size(); ++index) {
    std::smatch match;
    if (!std::regex_search(file.lines[index], match, directive)) continue;
    found.push_back({.name = match[2], .quoted = match[1] == "\"", .line = index + 1});
  }
  return found;
}

bool file_exists(std::string_view path) { return std::filesystem::is_regular_file(kRoot / path); }

std::vector<std::string> without_comments_and_literals(const std::vector<std::string>& lines) {
  std::vector<std::string> result;
  bool in_block_comment = false;
  for (const std::string& line : lines) {
    std::string code;
    for (std::size_t at = 0; at < line.size(); ++at) {
      if (in_block_comment) {
        if (line.compare(at, 2, "*/") != 0) continue;
        in_block_comment = false;
        ++at;
      } else if (line.compare(at, 2, "/*") == 0) {
        in_block_comment = true;
        ++at;
      } else if (line.compare(at, 2, "//") == 0) {
        break;
      } else if (opens_literal(line, at)) {
        code += {line[at], line[at]};
        at = closing_quote(line, at);
      } else {
        code += line[at];
      }
    }
    result.push_back(code);
  }
  return result;
}

}  // namespace doublecheck::tests
