/// A grid of character cells that a drawing is put on, row by row.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "reports/text_style.hpp"

namespace doublecheck::reports {

class TextCanvas {
 public:
  /// Adds empty rows below; returns the index of the first.
  std::size_t add_rows(std::size_t count);

  /// Writes over what is there. REQUIRES: the row exists.
  void put(std::size_t row, std::size_t column, std::string_view text, Ink ink = Ink::plain);

  /// `text`, of one column, in the columns [first, last).
  void fill(std::size_t row, std::size_t first, std::size_t last, std::string_view text, Ink ink = Ink::plain);

  /// What stands in one cell; empty for a blank.
  std::string_view at(std::size_t row, std::size_t column) const;

  /// All rows, each ended by a line feed, without trailing blanks.
  std::string to_string(const TextStyle& style) const;

 private:
  struct Cell {
    std::string text;  // empty: a blank
    Ink ink = Ink::plain;
    bool covered = false;  // by the wide glyph on its left
  };
  using Row = std::vector<Cell>;

  static void put_glyph(Row& row, std::size_t column, std::string_view bytes, std::size_t width, Ink ink);
  static std::string to_string(const TextStyle& style, const Row& row);

  std::vector<Row> rows_;
};

}  // namespace doublecheck::reports
