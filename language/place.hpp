/// Places: where in the text of a formula something stands.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace doublecheck::language {

struct Place {
  std::size_t offset = 0;  // bytes before it
  std::size_t line = 1;    // from 1
  std::size_t column = 1;  // from 1, in code points

  bool operator==(const Place&) const = default;
};

/// From `begin` to before `end`. Empty only where a text ends too early.
struct Span {
  Place begin;
  Place end;

  bool operator==(const Span&) const = default;
};

/// "column 4", or "line 2, column 4" where `seen_from` is in another line.
[[nodiscard]] std::string place_in_words(Place place, Place seen_from);

/// Finds the line and the column of each byte of one text.
class Places {
 public:
  explicit Places(std::string_view text);

  /// REQUIRES: offset <= the size of the text.
  [[nodiscard]] Place at(std::size_t offset) const;

 private:
  std::vector<std::size_t> line_begins_;    // offsets, rising
  std::vector<std::size_t> points_before_;  // for each offset, the end included
};

}  // namespace doublecheck::language
