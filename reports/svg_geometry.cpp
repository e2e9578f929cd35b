#include "reports/svg_geometry.hpp"

#include <algorithm>

#include "reports/display_width.hpp"

namespace doublecheck::reports {
namespace {

constexpr std::size_t kWordsColumns = 34;  // at which the steps' sentences are broken
constexpr std::size_t kNoteColumns = 26;
constexpr int kWordsWidth = 262;
constexpr int kGapMin = 120;

int int_of(std::size_t number) { return static_cast<int>(number); }

int head_width(const Party& party) {
  constexpr int kIconAndPadding = 52;
  return std::max(text_width(party.name), text_width(party.title)) + kIconAndPadding;
}

int width_needed(const Arrow& arrow) {
  switch (arrow.kind) {
    case ArrowKind::arrives:
      return text_width(arrow.label) + 48;
    case ArrowKind::departs:
    case ArrowKind::lost:
      return text_width(arrow.label) + 92;
    case ArrowKind::cut_off:
      return text_width(arrow.label) + 108;
  }
  return 0;
}

int note_width(const Note& note) {
  int widest = 0;
  for (const std::string& line : wrap_words(note.text, kNoteColumns)) widest = std::max(widest, text_width(line));
  return widest + kNoteOffset + 14 + (note.bad ? kCrossWidth : 0);
}

// Right of each party; the last one is the right margin.
std::vector<int> gaps_needed(const Counterexample& counterexample, const std::vector<int>& head_widths) {
  std::vector<int> gaps(counterexample.parties.size(), kGapMin);
  for (std::size_t i = 0; i + 1 < gaps.size(); ++i) {
    gaps[i] = std::max(gaps[i], (head_widths[i] + head_widths[i + 1]) / 2 + 16);
  }
  if (!gaps.empty()) gaps.back() = head_widths.back() / 2 + 8;
  for (const Step& step : counterexample.steps) {
    for (const Note& note : step.notes) gaps.at(note.party) = std::max(gaps.at(note.party), note_width(note));
    for (const Arrow& arrow : step.arrows) {
      if (arrow.from == arrow.to) continue;
      const std::size_t gap = arrow.from < arrow.to ? arrow.from : arrow.from - 1;
      gaps.at(gap) = std::max(gaps.at(gap), width_needed(arrow));
    }
  }
  if (gaps.size() > 1) {
    std::fill(gaps.begin(), gaps.end() - 1, *std::max_element(gaps.begin(), gaps.end() - 1));
  }
  return gaps;
}

// Adds a strip for each party of `columns` from x on; gives the first x right of them.
int add_strips(const Counterexample& counterexample, const std::vector<MarkColumn>& columns, int x,
               std::vector<MarkStrip>& strips) {
  for (std::size_t begin = 0; begin < columns.size();) {
    MarkStrip strip{.party = columns[begin].party, .left = x, .width = 0, .columns = {}};
    std::size_t end = begin;
    while (end < columns.size() && columns[end].party == strip.party) strip.columns.push_back(columns[end++]);
    const int heading = text_width(counterexample.parties.at(strip.party).name + " sees") + 12;
    strip.width = std::max(heading, kMarkWidth * int_of(strip.columns.size()) + 8);
    x += strip.width + 14;
    strips.push_back(std::move(strip));
    begin = end;
  }
  return x;
}

int place_columns(const Counterexample& counterexample, SvgGeometry& geometry) {
  const int bracket = has_cycle(counterexample) ? 22 : 0;
  geometry.number_x = bracket + 16;
  geometry.words_x = geometry.number_x + 22;
  for (const Party& party : counterexample.parties) geometry.head_widths.push_back(head_width(party));
  const MarkColumns marks = mark_columns(counterexample);
  int x = add_strips(counterexample, marks.left, geometry.words_x + kWordsWidth, geometry.strips);
  if (!geometry.head_widths.empty()) x += geometry.head_widths.front() / 2;
  for (const int gap : gaps_needed(counterexample, geometry.head_widths)) {
    geometry.lifelines.push_back(x);
    x += gap;
  }
  return add_strips(counterexample, marks.right, x + 8, geometry.strips);
}

PlacedStep placed(const Step& step, std::size_t party_count, int top) {
  PlacedStep result;
  result.top = top;
  result.words = wrap_words(step.words, kWordsColumns);
  std::vector<std::size_t> heights;
  for (const Note& note : step.notes) {
    result.notes.push_back(wrap_words(note.text, kNoteColumns));
    const int text_height = kNotePitch * int_of(result.notes.back().size());
    heights.push_back(static_cast<std::size_t>((text_height + 10 + kLinePitch - 1) / kLinePitch));
  }
  result.layout = lay_out(step, party_count, heights);
  const int words_height = kWordsPitch * int_of(result.words.size()) + 6;
  result.height = std::max(kLinePitch * int_of(result.layout.line_count), words_height) + 2 * kStepPadding;
  return result;
}

}  // namespace

int text_width(std::string_view text) {
  constexpr int kTenthsPerColumn = 77;
  return (int_of(display_width(text)) * kTenthsPerColumn + 9) / 10;
}

SvgGeometry svg_geometry(const Counterexample& counterexample) {
  SvgGeometry geometry;
  geometry.width = place_columns(counterexample, geometry);
  geometry.body_top = kHeadTop + kHeadHeight + 10;
  int y = geometry.body_top;
  for (std::size_t i = 0; i < counterexample.steps.size(); ++i) {
    if (i == cycle_begin(counterexample)) {
      geometry.cycle_rule_top = y;
      y += kRuleHeight;
    }
    geometry.steps.push_back(placed(counterexample.steps[i], counterexample.parties.size(), y));
    y += geometry.steps.back().height;
  }
  geometry.body_bottom = y;
  if (counterexample.cycle_start) {
    geometry.end_rule_top = y;
    y += kRuleHeight;
  }
  geometry.height = y + 8;
  return geometry;
}

}  // namespace doublecheck::reports
