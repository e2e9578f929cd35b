/// Problems: the diagnostics of one reading in the making, together with the text that they point into.
#pragma once

#include <compare>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/diagnostic.hpp"
#include "scenarios/setting.hpp"

namespace doublecheck::scenarios {

/// A stretch of one line of an input.
struct Place {
  std::size_t source = 0;      // 0: the file; n: the n-th setting
  std::size_t line = 0;        // from 1; 0: the input as a whole
  std::size_t column = 0;      // from 1, in code points
  std::size_t end_column = 0;  // one past the last; 0: to the end of the line

  auto operator<=>(const Place&) const = default;
};

struct Problem {
  std::string code;
  Place place;
  std::string message;
  std::string label;
  std::string help;
};

class Problems {
 public:
  /// REQUIRES: the text lives as long as the problems.
  Problems(std::string_view file, std::string_view text, std::span<const Setting> settings = {});

  /// Keeps the first kDiagnosticsMax by place, and counts the others.
  void add(const Problem& problem);

  /// False where a problem would only be counted: then its words are not worth the time of finding them.
  [[nodiscard]] bool would_show(const Place& place) const;

  [[nodiscard]] bool empty() const { return found_.empty(); }

  /// The line that the place is in; empty if the input has no such line.
  [[nodiscard]] std::string_view line_at(const Place& place) const;

  /// All that were added, by place and then in order of addition; at most so many, and one that counts the rest.
  [[nodiscard]] std::vector<Diagnostic> diagnostics(std::size_t count_max) const;

 private:
  [[nodiscard]] Diagnostic diagnostic_of(const Problem& problem) const;

  std::string file_;
  std::string_view text_;
  std::vector<std::size_t> line_starts_;  // offsets in the text
  std::vector<std::string> settings_;     // each as "key=value"
  std::vector<Problem> found_;            // by place, then in order of addition; at most kDiagnosticsMax
  std::size_t not_kept_ = 0;
};

/// " (line 3)", or " (--set)" for a place in a setting: for the help that names a second place.
std::string where(const Place& place);

}  // namespace doublecheck::scenarios
