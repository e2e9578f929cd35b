#include "reports/text_table.hpp"

#include <algorithm>

#include "reports/display_width.hpp"
#include "reports/text_canvas.hpp"

namespace doublecheck::reports {

std::string text_table(const std::vector<Align>& columns, const std::vector<std::vector<TextCell>>& rows,
                       std::size_t indent, const TextStyle& style) {
  std::vector<std::size_t> widths(columns.size(), 0);
  for (const auto& row : rows) {
    for (std::size_t i = 0; i < row.size(); ++i) widths.at(i) = std::max(widths.at(i), display_width(row[i].text));
  }
  TextCanvas canvas;
  for (const auto& cells : rows) {
    const std::size_t row = canvas.add_rows(1);
    std::size_t column = indent;
    for (std::size_t i = 0; i < cells.size(); ++i) {
      const std::size_t blank = widths[i] - display_width(cells[i].text);
      canvas.put(row, column + (columns[i] == Align::right ? blank : 0), cells[i].text, cells[i].ink);
      column += widths[i] + 2;
    }
  }
  return canvas.to_string(style);
}

}  // namespace doublecheck::reports
