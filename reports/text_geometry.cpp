#include "reports/text_geometry.hpp"

#include <algorithm>

#include "reports/display_width.hpp"

namespace doublecheck::reports {
namespace {

constexpr std::size_t kNoteWidthMax = 44;
constexpr std::size_t kNoteWidthMin = 12;
constexpr std::size_t kGapMin = 12;

// Columns between two lifelines that the arrow needs.
std::size_t width_needed(const Arrow& arrow) {
  const std::size_t label = display_width(arrow.label) + 2;  // a blank on each side
  switch (arrow.kind) {
    case ArrowKind::arrives:
      return label + 6;  // shaft before and after, head
    case ArrowKind::departs:
      return label + 8;  // the same, a blank, on its way, a blank
    case ArrowKind::lost:
    case ArrowKind::cut_off:
      return label + 6 + word_of_loss(arrow.kind).size() + 1;
  }
  return label;
}

// Of the widest mark that the column shows: two checks, or those of a message that is told to have failed.
std::size_t marks_width(const Counterexample& counterexample, const MarkColumn& column) {
  const bool has_failed = std::ranges::any_of(counterexample.steps, [&](const Step& step) {
    const MarkSeen* seen = find_mark(step, column);
    return seen != nullptr && seen->failed && seen->mark == 3;
  });
  return has_failed ? 3 : 2;
}

// Places mark columns from `column` on; gives the first column right of them.
std::size_t place_marks(const Counterexample& counterexample, const std::vector<MarkColumn>& columns,
                        std::size_t column, std::vector<std::size_t>& places) {
  std::size_t group_begin = column;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    places.push_back(column);
    column += std::max<std::size_t>(display_width(columns[i].message), marks_width(counterexample, columns[i])) + 2;
    const bool group_ends = i + 1 == columns.size() || columns[i + 1].party != columns[i].party;
    if (!group_ends) continue;
    column = std::max(column, group_begin + display_width(marks_heading(counterexample, columns[i].party)) + 2);
    group_begin = column;
  }
  return column;
}

std::size_t heading_width(const Party& party) {
  return std::max(display_width(party.name), display_width(party.title));
}

std::size_t widest_line(const Note& note, std::size_t note_width, const TextStyle& style) {
  std::size_t widest = 0;
  for (const std::string& line : note_lines(note, note_width, style)) {
    widest = std::max(widest, display_width(line));
  }
  return widest;
}

// Columns right of each party's lifeline that its gap needs; the last gap is the right margin.
std::vector<std::size_t> gaps_needed(const Counterexample& counterexample, std::size_t note_width,
                                     const TextStyle& style) {
  const std::vector<Party>& parties = counterexample.parties;
  std::vector<std::size_t> gaps(parties.size(), kGapMin);
  for (std::size_t i = 0; i + 1 < parties.size(); ++i) {
    gaps[i] = std::max(gaps[i], heading_width(parties[i]) / 2 + heading_width(parties[i + 1]) / 2 + 2);
  }
  if (!parties.empty()) gaps.back() = heading_width(parties.back()) / 2;
  for (const Step& step : counterexample.steps) {
    for (const Note& note : step.notes) {
      gaps.at(note.party) = std::max(gaps.at(note.party), widest_line(note, note_width, style) + 2);
    }
    for (const Arrow& arrow : step.arrows) {
      // The label stands in the gap next to the sender.
      const std::size_t gap = arrow.from < arrow.to ? arrow.from : arrow.from - 1;
      if (arrow.from != arrow.to) gaps.at(gap) = std::max(gaps.at(gap), width_needed(arrow));
    }
  }
  return gaps;
}

TextGeometry geometry_with(const Counterexample& counterexample, const MarkColumns& marks,
                           const std::vector<std::size_t>& gaps, std::size_t note_width) {
  TextGeometry result;
  result.note_width = note_width;
  result.step_width = std::to_string(counterexample.steps.size()).size();
  std::size_t column = kStepColumn + result.step_width + 3;
  column = place_marks(counterexample, marks.left, column, result.left_marks);
  if (!counterexample.parties.empty()) column += heading_width(counterexample.parties.front()) / 2;
  for (const std::size_t gap : gaps) {
    result.lifelines.push_back(column);
    column += gap + 1;
  }
  if (!marks.right.empty()) column = place_marks(counterexample, marks.right, column + 2, result.right_marks);
  result.end = column;
  return result;
}

// All gaps between lifelines as wide as the widest: easier on the eye.
std::vector<std::size_t> evened_out(std::vector<std::size_t> gaps) {
  if (gaps.size() < 2) return gaps;
  std::fill(gaps.begin(), gaps.end() - 1, *std::max_element(gaps.begin(), gaps.end() - 1));
  return gaps;
}

}  // namespace

TextGeometry fitted_geometry(const Counterexample& counterexample, const MarkColumns& marks, const TextStyle& style) {
  TextGeometry narrowest;
  for (std::size_t note_width = kNoteWidthMax; note_width >= kNoteWidthMin; --note_width) {
    const std::vector<std::size_t> gaps = gaps_needed(counterexample, note_width, style);
    TextGeometry even = geometry_with(counterexample, marks, evened_out(gaps), note_width);
    if (even.end <= style.width) return even;
    narrowest = geometry_with(counterexample, marks, gaps, note_width);
    if (narrowest.end <= style.width) return narrowest;
  }
  return narrowest;
}

std::vector<std::string> note_lines(const Note& note, std::size_t width, const TextStyle& style) {
  if (!note.bad) return wrap_words(note.text, width);
  // What is broken goes on below the first word, not below the cross.
  std::vector<std::string> lines = wrap_words(note.text, width - 2);
  for (std::string& line : lines) line.insert(0, "  ");
  lines.front().replace(0, 1, glyphs(style).cross);
  return lines;
}

std::string_view word_of_loss(ArrowKind kind) {
  switch (kind) {
    case ArrowKind::arrives:
    case ArrowKind::departs:
      break;
    case ArrowKind::lost:
      return "lost";
    case ArrowKind::cut_off:
      return "cut off";
  }
  return "";
}

std::string marks_heading(const Counterexample& counterexample, std::size_t party) {
  return counterexample.parties.at(party).name + " sees";
}

}  // namespace doublecheck::reports
