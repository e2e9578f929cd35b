#include "scenarios/problems.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>
#include <utility>

#include "scenarios/code_points.hpp"

namespace doublecheck::scenarios {
namespace {

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    if (line.ends_with('\r')) line.remove_suffix(1);
    lines.emplace_back(line);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

std::tuple<std::size_t, std::size_t, std::size_t> start_of(const Place& place) {
  return {place.source, place.line, place.column};
}

}  // namespace

Problems::Problems(std::string_view file, std::string_view text, std::span<const Setting> settings)
    : file_(printable(file)), lines_(lines_of(text)) {
  for (const Setting& setting : settings) settings_.push_back(setting.key + "=" + setting.value);
}

std::string_view Problems::line_at(const Place& place) const {
  if (place.source > 0) return settings_.at(place.source - 1);
  return place.line >= 1 && place.line <= lines_.size() ? std::string_view(lines_[place.line - 1]) : std::string_view();
}

void Problems::add(const Problem& problem) {
  const Place& place = problem.place;
  Diagnostic diagnostic{.file = place.source == 0 ? file_ : "--set",
                        .code = problem.code,
                        .message = printable(problem.message),
                        .source_line = {},
                        .label = printable(problem.label),
                        .help = printable(problem.help)};
  if (place.line > 0) {
    diagnostic.line = place.source == 0 ? place.line : place.source;
    diagnostic.column = place.column;
    diagnostic.source_line = printable(line_at(place));
    const std::size_t past_line = code_points(diagnostic.source_line).size() + 1;
    diagnostic.end_column = std::max(place.end_column == 0 ? past_line : place.end_column, place.column + 1);
  }
  const auto behind =
      std::ranges::upper_bound(found_, start_of(place), {}, [](const Found& found) { return start_of(found.place); });
  found_.insert(behind, {place, std::move(diagnostic)});
}

std::vector<Diagnostic> Problems::diagnostics(std::size_t count_max) const {
  std::vector<Diagnostic> diagnostics;
  for (std::size_t i = 0; i < std::min(count_max, found_.size()); ++i) diagnostics.push_back(found_[i].diagnostic);
  if (found_.size() > count_max) {
    diagnostics.push_back({.file = file_,
                           .code = "too-many-errors",
                           .message = fmt::format("{} more errors are not shown", found_.size() - count_max),
                           .source_line = {},
                           .label = {},
                           .help = {}});
  }
  return diagnostics;
}

std::string where(const Place& place) {
  return place.source == 0 ? fmt::format(" (line {})", place.line) : std::string(" (--set)");
}

}  // namespace doublecheck::scenarios
