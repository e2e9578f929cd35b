#include "reports/text_canvas.hpp"

#include "reports/display_width.hpp"

namespace doublecheck::reports {

std::size_t TextCanvas::add_rows(std::size_t count) {
  const std::size_t first = rows_.size();
  rows_.resize(first + count);
  return first;
}

void TextCanvas::put(std::size_t row, std::size_t column, std::string_view text, Ink ink) {
  for (const Glyph& glyph : glyphs_of(text)) {
    put_glyph(rows_.at(row), column, glyph.bytes == " " ? "" : glyph.bytes, glyph.width, ink);
    column += glyph.width;
  }
}

void TextCanvas::fill(std::size_t row, std::size_t first, std::size_t last, std::string_view text, Ink ink) {
  for (std::size_t column = first; column < last; ++column) put(row, column, text, ink);
}

std::string_view TextCanvas::at(std::size_t row, std::size_t column) const {
  const Row& cells = rows_.at(row);
  return column < cells.size() ? std::string_view(cells[column].text) : std::string_view();
}

std::string TextCanvas::to_string(const TextStyle& style) const {
  std::string text;
  for (const Row& row : rows_) text += to_string(style, row) + '\n';
  return text;
}

void TextCanvas::put_glyph(Row& row, std::size_t column, std::string_view bytes, std::size_t width, Ink ink) {
  if (row.size() < column + width) row.resize(column + width);
  row[column] = {std::string(bytes), ink, false};
  for (std::size_t i = 1; i < width; ++i) row[column + i] = {"", ink, true};
}

std::string TextCanvas::to_string(const TextStyle& style, const Row& row) {
  std::string text;
  std::string blanks;  // written only if something follows
  std::string run;     // of cells in one ink
  Ink run_ink = Ink::plain;
  const auto flush = [&] {
    text += painted(style, run_ink, run);
    run.clear();
  };
  for (const Cell& cell : row) {
    if (cell.covered) continue;
    if (cell.text.empty()) {
      blanks += ' ';
      continue;
    }
    if (cell.ink != run_ink || !blanks.empty()) {
      flush();
      text += blanks;
      blanks.clear();
      run_ink = cell.ink;
    }
    run += cell.text;
  }
  flush();
  return text;
}

}  // namespace doublecheck::reports
