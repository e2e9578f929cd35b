/// Where the parts of a sequence diagram in text stand from left to right.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "reports/diagram_layout.hpp"
#include "reports/results.hpp"
#include "reports/text_style.hpp"

namespace doublecheck::reports {

inline constexpr std::size_t kStepColumn = 2;  // of the step number; column 0 is for the bracket of the cycle

/// In columns.
struct TextGeometry {
  std::size_t note_width = 0;            // at which notes are broken
  std::size_t step_width = 0;            // of the step number
  std::vector<std::size_t> left_marks;   // one for each of MarkColumns::left
  std::vector<std::size_t> right_marks;  // one for each of MarkColumns::right
  std::vector<std::size_t> lifelines;    // one for each party
  std::size_t end = 0;                   // the first column right of everything
};

/// The one with the widest notes that keeps to `style.width`, with even gaps between the lifelines if those fit too.
/// If none fits, the narrowest.
TextGeometry fitted_geometry(const Counterexample& counterexample, const MarkColumns& marks, const TextStyle& style);

/// The note with its cross if it is bad, in lines of at most `width` columns unless one word is wider.
std::vector<std::string> note_lines(const Note& note, std::size_t width, const TextStyle& style);

/// What stands behind the cross of an arrow that does not get there; empty for the others.
std::string_view word_of_loss(ArrowKind kind);

/// What stands above the mark columns of a party.
std::string marks_heading(const Counterexample& counterexample, std::size_t party);

}  // namespace doublecheck::reports
