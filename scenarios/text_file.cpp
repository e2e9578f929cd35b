#include "scenarios/text_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <ios>
#include <system_error>

#include "scenarios/code_points.hpp"
#include "scenarios/nearest_word.hpp"

namespace doublecheck::scenarios {
namespace {

namespace fs = std::filesystem;

/// A file beside the missing one that has nearly its name.
std::string help_with_neighbours(const fs::path& missing) {
  std::error_code error;
  const fs::path folder = missing.has_parent_path() ? missing.parent_path() : fs::path(".");
  if (!fs::is_directory(folder, error)) {
    return missing.has_parent_path() ? fmt::format("there is no directory `{}`", folder.string()) : "";
  }
  std::vector<std::string> names;
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
    names.push_back(entry->path().filename().string());
  }
  std::ranges::sort(names);
  const std::vector<std::string_view> words(names.begin(), names.end());
  const auto nearest = nearest_word(missing.filename().string(), words);
  return nearest ? fmt::format("did you mean `{}`?", (missing.parent_path() / *nearest).string()) : "";
}

}  // namespace

std::optional<std::string> read_text_file(const std::string& file, std::string_view kind,
                                          std::vector<Diagnostic>& diagnostics, std::size_t bytes_max) {
  const auto refuse = [&](std::string_view code, std::string_view message, std::string_view help) {
    diagnostics.push_back({.file = printable(file),
                           .code = std::string(code),
                           .message = printable(message),
                           .source_line = {},
                           .label = {},
                           .help = printable(help)});
    return std::nullopt;
  };
  std::error_code error;
  const fs::file_status status = fs::status(file, error);
  if (!fs::exists(status)) {
    return refuse("no-such-file", fmt::format("there is no file `{}`", file), help_with_neighbours(file));
  }
  if (fs::is_directory(status)) {
    return refuse("is-a-directory", fmt::format("`{}` is a directory, not a {}", file, kind), "name a file in it");
  }
  std::ifstream stream(file, std::ios::binary);
  if (!stream) return refuse("unreadable-file", fmt::format("`{}` cannot be opened for reading", file), "");
  constexpr std::size_t kPiece = std::size_t{1} << 20U;
  std::string text;
  while (stream && text.size() <= bytes_max) {
    const std::size_t before = text.size();
    text.resize(before + kPiece);
    stream.read(text.data() + before, static_cast<std::streamsize>(kPiece));
    text.resize(before + static_cast<std::size_t>(stream.gcount()));
  }
  if (stream.bad()) return refuse("unreadable-file", fmt::format("`{}` cannot be read", file), "");
  if (text.size() > bytes_max) {
    return refuse("too-large", fmt::format("`{}` is too large for a {}", file, kind),
                  fmt::format("more than {} MiB", bytes_max >> 20U));
  }
  return text;
}

std::string beside(const std::string& naming_file, const std::string& file) {
  return (fs::path(naming_file).parent_path() / file).generic_string();
}

}  // namespace doublecheck::scenarios
