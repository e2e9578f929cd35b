/// A table in text: columns as wide as their widest cell.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "reports/text_style.hpp"

namespace doublecheck::reports {

struct TextCell {
  std::string text;
  Ink ink = Ink::plain;
};

enum class Align : std::uint8_t { left, right };

/// One line a row, `indent` blanks before it, two blanks between the columns, no blanks at the end. A row may have
/// fewer cells than there are columns; REQUIRES: not more.
std::string text_table(const std::vector<Align>& columns, const std::vector<std::vector<TextCell>>& rows,
                       std::size_t indent, const TextStyle& style);

}  // namespace doublecheck::reports
