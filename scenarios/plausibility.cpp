#include "scenarios/plausibility.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <span>
#include <utility>

namespace doublecheck::scenarios {
namespace {

/// As a line begins, blanks aside. Words such as `title` or `[servers]` begin lines of many other files.
constexpr auto kBeginnings = std::to_array<std::string_view>(
    {"question", "[participants", "participants.", "[[messages]]", "[population", "population."});
constexpr auto kBeginningsOfPlatforms = std::to_array<std::string_view>({"platform_set"});

/// Does the line begin with this word, and not with a longer one?
bool begins_with(std::string_view line, std::string_view word) {
  if (!line.starts_with(word)) return false;
  const bool may_go_on = word.back() == '.' || word.back() == ']';
  return may_go_on || line.size() == word.size() ||
         std::string_view(" \t=.]").find(line[word.size()]) != std::string_view::npos;
}

bool has_line(std::string_view text, std::span<const std::string_view> beginnings) {
  constexpr std::string_view kMark = "\xEF\xBB\xBF";  // of UTF-8, as some editors write it
  if (text.starts_with(kMark)) text.remove_prefix(kMark.size());
  while (!text.empty()) {
    std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(line.size() + 1, text.size()));
    line.remove_prefix(std::min(line.find_first_not_of(" \t"), line.size()));
    if (std::ranges::any_of(beginnings, [&](std::string_view word) { return begins_with(line, word); })) return true;
  }
  return false;
}

}  // namespace

bool looks_like_scenario(std::string_view text) {
  return has_line(text, kBeginnings) || looks_like_platform_file(text);
}

bool looks_like_platform_file(std::string_view text) { return has_line(text, kBeginningsOfPlatforms); }

std::vector<Diagnostic> without_content(std::vector<Diagnostic> diagnostics, std::string_view kind,
                                        std::string_view sign) {
  const auto first = std::ranges::find_if(
      diagnostics, [](const Diagnostic& diagnostic) { return diagnostic.line > 0 && diagnostic.file != "--set"; });
  if (first == diagnostics.end()) return diagnostics;
  Diagnostic told = std::move(*first);
  if (told.code == "syntax") {
    told.message = fmt::format("this is not TOML, and does not look like a {}", kind);
  } else if (told.code != "beyond-limits") {  // which names the limit and nothing else
    told.code = kind == "scenario" ? "not-a-scenario" : "not-a-platform-file";
    told.message = fmt::format("this does not look like a {}", kind);
  }
  told.source_line.clear();
  told.label.clear();
  told.help = fmt::format("{}; of other files no line is shown", sign);
  told.quotes = false;
  return {std::move(told)};
}

}  // namespace doublecheck::scenarios
