#include "cli/platform_tables.hpp"

#include "reports/display_width.hpp"
#include "reports/quantities.hpp"
#include "reports/text_table.hpp"
#include "scenarios/decision_tree.hpp"
#include "scenarios/platform_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace doublecheck::cli {
namespace {

using Row = std::vector<reports::TextCell>;

/// A row with one cell for each platform.
template <class CellOf>
Row row_of(std::string_view head, const std::vector<model::Platform>& platforms, CellOf cell_of) {
  Row row{{std::string(head)}};
  for (const model::Platform& platform : platforms) row.push_back({std::string(cell_of(platform))});
  return row;
}

std::string time_or_dash(std::uint64_t microseconds) {
  return microseconds == 0 ? "-" : reports::duration_text(static_cast<double>(microseconds) / 1e6);
}

std::vector<Row> figures_of(const std::vector<model::Platform>& platforms) {
  return {
      row_of("after the app is left", platforms,
             [](const model::Platform& p) { return p.runs_in_background ? "runs" : "grace"; }),
      row_of("grace", platforms, [](const model::Platform& p) { return time_or_dash(p.grace_us); }),
      row_of("wakes an hour at most", platforms,
             [](const model::Platform& p) {
               return p.wakes_per_hour_max == 0 ? "-" : std::to_string(p.wakes_per_hour_max);
             }),
      row_of("maintenance window", platforms,
             [](const model::Platform& p) { return time_or_dash(p.maintenance_window_us); }),
  };
}

std::string table_of(const scenarios::PlatformSet& set, const reports::TextStyle& style) {
  std::vector<Row> rows;
  rows.push_back(row_of("", set.platforms, [](const model::Platform& p) { return p.name; }));
  const std::size_t lines = scenarios::decision_tree(set.platforms.front()).size();
  for (std::size_t i = 0; i < lines; ++i) {
    const auto state = scenarios::decision_tree(set.platforms.front())[i].state;
    rows.push_back(
        row_of(state, set.platforms, [&](const model::Platform& p) { return scenarios::decision_tree(p)[i].action; }));
  }
  std::ranges::move(figures_of(set.platforms), std::back_inserter(rows));
  const std::vector<reports::Align> columns(set.platforms.size() + 1, reports::Align::left);
  return reports::text_table(columns, rows, 2, style);
}

std::string paragraph(const std::string& text, const reports::TextStyle& style) {
  constexpr std::string_view kIndent = "      ";
  std::string lines;
  for (const std::string& line : reports::wrap_words(text, style.width - kIndent.size())) {
    lines += fmt::format("{}{}\n", kIndent, line);
  }
  return lines;
}

}  // namespace

std::string platform_tables(const reports::TextStyle& style) {
  std::string text;
  for (const scenarios::PlatformSet& set : scenarios::shipped_platforms()) {
    if (!text.empty()) text += '\n';
    text += fmt::format("platforms of the set {}\n\n{}\n", set.name, table_of(set, style));
    for (const model::Platform& platform : set.platforms) {
      text += fmt::format("  {}: {}\n{}", platform.name, platform.title, paragraph(platform.source, style));
    }
  }
  return text;
}

}  // namespace doublecheck::cli
