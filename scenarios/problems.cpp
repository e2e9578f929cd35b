#include "scenarios/problems.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>
#include <utility>

#include "scenarios/code_points.hpp"

namespace doublecheck::scenarios {
namespace {

/// What is said of a problem may quote the text, which may be long where nobody would expect it.
constexpr std::size_t kPointsShown = 500;
constexpr std::size_t kLongLine = 10'000;
constexpr std::size_t kPointsOfHelpShown = 4'000;  // may enumerate what there is

std::vector<std::size_t> line_starts_of(std::string_view text) {
  std::vector<std::size_t> starts;
  for (std::size_t start = 0; start < text.size();) {
    starts.push_back(start);
    start = std::min(text.find('\n', start), text.size() - 1) + 1;
  }
  return starts;
}

std::string shortened(std::string_view text, std::size_t points_max) {
  const std::string_view rest = without_points(text, points_max);
  return printable(text.substr(0, text.size() - rest.size())) + (rest.empty() ? "" : "...");
}

std::tuple<std::size_t, std::size_t, std::size_t> start_of(const Place& place) {
  return {place.source, place.line, place.column};
}

}  // namespace

Problems::Problems(std::string_view file, std::string_view text, std::span<const Setting> settings)
    : file_(printable(file)), text_(text), line_starts_(line_starts_of(text)) {
  for (const Setting& setting : settings) settings_.push_back(setting.key + "=" + setting.value);
}

std::string_view Problems::line_at(const Place& place) const {
  if (place.source > 0) return settings_.at(place.source - 1);
  if (place.line < 1 || place.line > line_starts_.size()) return {};
  std::string_view line = text_.substr(line_starts_[place.line - 1]);
  line = line.substr(0, line.find('\n'));
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

bool Problems::would_show(const Place& place) const {
  return found_.size() < kDiagnosticsMax || start_of(place) < start_of(found_.back().place);
}

void Problems::add(const Problem& problem) {
  if (!would_show(problem.place)) {
    ++not_kept_;
    return;
  }
  const auto behind = std::ranges::upper_bound(found_, start_of(problem.place), {},
                                               [](const Problem& found) { return start_of(found.place); });
  found_.insert(behind, problem);
  if (found_.size() <= kDiagnosticsMax) return;
  found_.pop_back();
  ++not_kept_;
}

Diagnostic Problems::diagnostic_of(const Problem& problem) const {
  const Place& place = problem.place;
  Diagnostic diagnostic{.file = place.source == 0 ? file_ : "--set",
                        .code = problem.code,
                        .message = shortened(problem.message, kPointsShown),
                        .source_line = {},
                        .label = shortened(problem.label, kPointsShown),
                        .help = shortened(problem.help, kPointsOfHelpShown)};
  if (place.line == 0) return diagnostic;
  diagnostic.line = place.source == 0 ? place.line : place.source;
  diagnostic.column = place.column;
  std::string_view line = line_at(place);
  // Of a line that is longer than anybody looks at, no more than up to a little behind the place.
  if (line.size() > kLongLine) {
    const std::string_view behind = without_points(line, place.column + kPointsShown);
    line.remove_suffix(behind.size());
  }
  diagnostic.source_line = printable(line);
  const std::size_t past_line = code_points(diagnostic.source_line).size() + 1;
  diagnostic.end_column = std::max(place.end_column == 0 ? past_line : place.end_column, place.column + 1);
  return diagnostic;
}

std::vector<Diagnostic> Problems::diagnostics(std::size_t count_max) const {
  std::vector<Diagnostic> diagnostics;
  const std::size_t shown = std::min(count_max, found_.size());
  for (std::size_t i = 0; i < shown; ++i) diagnostics.push_back(diagnostic_of(found_[i]));
  if (const std::size_t rest = found_.size() + not_kept_ - shown; rest > 0) {
    diagnostics.push_back({.file = file_,
                           .code = "too-many-errors",
                           .message = fmt::format("{} more errors are not shown", rest),
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
