/// Where the parts of a sequence diagram in SVG stand, in its units (pixels at full size).
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "reports/diagram_layout.hpp"
#include "reports/results.hpp"

namespace doublecheck::reports {

inline constexpr int kLinePitch = 30;  // from one line of a step to the next
inline constexpr int kNotePitch = 17;  // inside a note of several lines
inline constexpr int kWordsPitch = 17;
inline constexpr int kStepPadding = 8;  // above and below the lines of a step
inline constexpr int kHeadHeight = 48;  // of the box with a party's name
inline constexpr int kHeadTop = 6;
inline constexpr int kRuleHeight = 34;  // of a line across the diagram with words on it
inline constexpr int kMarkWidth = 58;   // of the column of one message's check mark
inline constexpr int kNoteOffset = 12;  // from the lifeline to the text of a note
inline constexpr int kCrossWidth = 18;  // of the cross before a bad note

/// Width of text at the diagram's font size: an upper estimate, since the reader's fonts are unknown.
int text_width(std::string_view text);

/// A strip that shows what one party's user sees.
struct MarkStrip {
  std::size_t party = 0;
  int left = 0;
  int width = 0;
  std::vector<MarkColumn> columns;
};

struct PlacedStep {
  int top = 0;
  int height = 0;
  StepLayout layout;
  std::vector<std::string> words;               // lines
  std::vector<std::vector<std::string>> notes;  // lines of each
};

struct SvgGeometry {
  int number_x = 0;  // middle of the step numbers
  int words_x = 0;
  std::vector<MarkStrip> strips;
  std::vector<int> lifelines;    // x of each party
  std::vector<int> head_widths;  // of each party
  std::vector<PlacedStep> steps;
  int cycle_rule_top = 0;  // of the rule before the cycle, if there is one
  int end_rule_top = 0;    // of the rule after the last step, if there is one
  int body_top = 0;
  int body_bottom = 0;
  int width = 0;
  int height = 0;
};

SvgGeometry svg_geometry(const Counterexample& counterexample);

}  // namespace doublecheck::reports
