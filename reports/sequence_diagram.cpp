#include "reports/sequence_diagram.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "reports/diagram_layout.hpp"
#include "reports/display_width.hpp"
#include "reports/text_canvas.hpp"
#include "reports/text_geometry.hpp"

namespace doublecheck::reports {
namespace {

class Drawing {
 public:
  Drawing(const Counterexample& counterexample, const TextStyle& style)
      : counterexample_(counterexample),
        style_(style),
        glyphs_(glyphs(style)),
        marks_(mark_columns(counterexample)),
        geometry_(fitted_geometry(counterexample, marks_, style)) {}

  std::string draw() {
    draw_heading();
    for (std::size_t i = 0; i < counterexample_.steps.size(); ++i) {
      if (i == cycle_begin(counterexample_)) {
        draw_rule("from here on these steps repeat for ever", glyphs_.cycle_top);
      }
      draw_step(i);
    }
    if (has_cycle(counterexample_)) {
      draw_rule(fmt::format("back to step {}", cycle_begin(counterexample_) + 1), glyphs_.cycle_bottom);
    } else if (ends_in_silence(counterexample_)) {
      draw_rule("nothing happens any more", glyphs_.rule);
    } else {
      draw_lifelines(canvas_.add_rows(1));
    }
    return canvas_.to_string(style_);
  }

 private:
  void draw_heading() {
    const std::size_t first = canvas_.add_rows(2);
    for (std::size_t i = 0; i < counterexample_.parties.size(); ++i) {
      const Party& party = counterexample_.parties[i];
      put_centred(first, geometry_.lifelines[i], party.name, Ink::bold);
      put_centred(first + 1, geometry_.lifelines[i], party.title, Ink::dim);
    }
    draw_marks_heading(first, marks_.left, geometry_.left_marks);
    draw_marks_heading(first, marks_.right, geometry_.right_marks);
    draw_lifelines(canvas_.add_rows(1));
  }

  void draw_marks_heading(std::size_t row, const std::vector<MarkColumn>& columns,
                          const std::vector<std::size_t>& places) {
    for (std::size_t i = 0; i < columns.size(); ++i) {
      if (i == 0 || columns[i - 1].party != columns[i].party) {
        canvas_.put(row, places[i], marks_heading(counterexample_, columns[i].party), Ink::bold);
      }
      canvas_.put(row + 1, places[i], columns[i].message);
    }
  }

  void put_centred(std::size_t row, std::size_t middle, std::string_view text, Ink ink) {
    canvas_.put(row, middle - std::min(middle, display_width(text) / 2), text, ink);
  }

  void draw_lifelines(std::size_t row) {
    for (const std::size_t column : geometry_.lifelines) canvas_.put(row, column, glyphs_.lifeline, Ink::dim);
  }

  // A line across the whole diagram that sets off what comes below it.
  void draw_rule(std::string_view words, std::string_view begin) {
    const std::size_t row = canvas_.add_rows(1);
    const std::size_t end = geometry_.lifelines.empty() ? kStepColumn : geometry_.lifelines.back() + 3;
    canvas_.put(row, 0, begin, Ink::warning);
    canvas_.fill(row, 1, end, glyphs_.rule, Ink::warning);
    canvas_.put(row, 3, fmt::format(" {} ", words), Ink::warning);
  }

  void draw_step(std::size_t index) {
    const Step& step = counterexample_.steps[index];
    std::vector<std::vector<std::string>> notes;
    std::vector<std::size_t> heights;
    for (const Note& note : step.notes) {
      notes.push_back(note_lines(note, geometry_.note_width, style_));
      heights.push_back(notes.back().size());
    }
    const StepLayout layout = lay_out(step, counterexample_.parties.size(), heights);
    const std::vector<std::string> words = words_alone(step);
    const std::size_t line_count = std::max(layout.line_count, words.size());
    const std::size_t first = canvas_.add_rows(line_count);
    for (std::size_t row = first; row < first + line_count; ++row) draw_lifelines(row);
    draw_margin(index, first, line_count);
    for (std::size_t i = 0; i < step.arrows.size(); ++i) draw_arrow(first + layout.arrow_lines[i], step.arrows[i]);
    for (std::size_t i = 0; i < step.notes.size(); ++i) {
      draw_note(first + layout.note_lines[i], step.notes[i], notes[i]);
    }
    for (std::size_t i = 0; i < words.size(); ++i) {
      canvas_.put(first + i, geometry_.lifelines.back() + 2, words[i], Ink::dim);
    }
  }

  // Of a step that shows nothing else, on the right of the last lifeline.
  std::vector<std::string> words_alone(const Step& step) const {
    if (!step.arrows.empty() || !step.notes.empty() || geometry_.lifelines.empty()) return {};
    constexpr std::size_t kWidthMin = 24;
    const std::size_t column = geometry_.lifelines.back() + 2;
    return wrap_words(step.words, style_.width > column + kWidthMin ? style_.width - column : kWidthMin);
  }

  void draw_margin(std::size_t index, std::size_t first, std::size_t line_count) {
    if (index >= cycle_begin(counterexample_)) {
      for (std::size_t row = first; row < first + line_count; ++row) {
        canvas_.put(row, 0, glyphs_.cycle_side, Ink::warning);
      }
    }
    canvas_.put(first, kStepColumn, pad_left(std::to_string(index + 1), geometry_.step_width), Ink::dim);
    draw_marks(first, counterexample_.steps[index], marks_.left, geometry_.left_marks);
    draw_marks(first, counterexample_.steps[index], marks_.right, geometry_.right_marks);
  }

  void draw_marks(std::size_t row, const Step& step, const std::vector<MarkColumn>& columns,
                  const std::vector<std::size_t>& places) {
    for (std::size_t i = 0; i < columns.size(); ++i) {
      const MarkSeen* seen = find_mark(step, columns[i]);
      if (seen != nullptr) canvas_.put(row, places[i], mark_of(*seen), mark_ink(*seen));
    }
  }

  std::string mark_of(const MarkSeen& seen) const {
    return seen.failed ? failed_mark_glyph(style_, seen.mark) : std::string(mark_glyph(style_, seen.mark));
  }

  static Ink mark_ink(const MarkSeen& seen) {
    if (!seen.changed) return Ink::dim;
    return seen.failed ? Ink::bad : Ink::good;
  }

  void draw_note(std::size_t row, const Note& note, const std::vector<std::string>& lines) {
    const std::size_t column = geometry_.lifelines.at(note.party) + 2;
    for (std::size_t i = 0; i < lines.size(); ++i) {
      canvas_.put(row + i, column, lines[i], note.bad ? Ink::bad : Ink::plain);
    }
  }

  void draw_arrow(std::size_t row, const Arrow& arrow) {
    if (arrow.from == arrow.to) return;
    switch (arrow.kind) {
      case ArrowKind::arrives:
        draw_arrival(row, arrow);
        break;
      case ArrowKind::departs:
        draw_stub(row, arrow,
                  {glyphs_.shaft, glyphs_.shaft, " ", arrow.label, " ", glyphs_.shaft, head(arrow), " ",
                   glyphs_.on_its_way, glyphs_.on_its_way});
        break;
      case ArrowKind::lost:
      case ArrowKind::cut_off:
        draw_stub(row, arrow,
                  {glyphs_.shaft, glyphs_.shaft, " ", arrow.label, " ", glyphs_.shaft, glyphs_.shaft, glyphs_.cross,
                   " ", word_of_loss(arrow.kind)});
        break;
    }
  }

  static bool goes_right(const Arrow& arrow) { return arrow.from < arrow.to; }

  std::string_view head(const Arrow& arrow) const { return goes_right(arrow) ? glyphs_.head_right : glyphs_.head_left; }

  void draw_arrival(std::size_t row, const Arrow& arrow) {
    const std::size_t from = geometry_.lifelines.at(arrow.from);
    const std::size_t to = geometry_.lifelines.at(arrow.to);
    canvas_.fill(row, std::min(from, to) + 1, std::max(from, to), glyphs_.shaft, Ink::accent);
    for (std::size_t party = std::min(arrow.from, arrow.to) + 1; party < std::max(arrow.from, arrow.to); ++party) {
      canvas_.put(row, geometry_.lifelines[party], glyphs_.crossing, Ink::accent);
    }
    canvas_.put(row, goes_right(arrow) ? to - 1 : to + 1, head(arrow), Ink::accent);
    draw_origin(row, arrow);

    const std::size_t neighbour = geometry_.lifelines[goes_right(arrow) ? arrow.from + 1 : arrow.from - 1];
    const std::size_t gap = std::max(from, neighbour) - std::min(from, neighbour) - 1;
    const std::string label = fmt::format(" {} ", arrow.label);
    canvas_.put(row, std::min(from, neighbour) + 1 + (gap - display_width(label)) / 2, label, Ink::bold);
  }

  // Draws `parts` from the sender's lifeline outwards; a part is never reversed in itself.
  void draw_stub(std::size_t row, const Arrow& arrow, const std::array<std::string_view, 10>& parts) {
    constexpr std::size_t kLabelPart = 3;
    std::size_t column = geometry_.lifelines.at(arrow.from);
    for (std::size_t i = 0; i < parts.size(); ++i) {
      const std::size_t width = display_width(parts[i]);
      const Ink ink = is_loss(arrow.kind) ? Ink::bad : i == kLabelPart ? Ink::bold : Ink::accent;
      canvas_.put(row, goes_right(arrow) ? column + 1 : column - width, parts[i], ink);
      column = goes_right(arrow) ? column + width : column - width;
    }
    draw_origin(row, arrow);
  }

  void draw_origin(std::size_t row, const Arrow& arrow) {
    const std::size_t column = geometry_.lifelines.at(arrow.from);
    const std::string_view wanted = goes_right(arrow) ? glyphs_.from_left : glyphs_.from_right;
    const std::string_view there = canvas_.at(row, column);
    const bool both = there != glyphs_.lifeline && there != wanted;
    canvas_.put(row, column, both ? glyphs_.crossing : wanted, is_loss(arrow.kind) ? Ink::bad : Ink::accent);
  }

  const Counterexample& counterexample_;
  const TextStyle& style_;
  const GlyphSet& glyphs_;
  MarkColumns marks_;
  TextGeometry geometry_;
  TextCanvas canvas_;
};

// As many entries a line as the width holds.
std::string legend_lines(const std::vector<std::string>& entries, const TextStyle& style) {
  std::vector<std::string> lines;
  for (const std::string& entry : entries) {
    const bool fits = !lines.empty() && display_width(lines.back()) + 3 + display_width(entry) + 2 <= style.width;
    if (fits) {
      lines.back() += "   " + entry;
    } else {
      lines.push_back("  " + entry);
    }
  }
  std::string text;
  for (const std::string& line : lines) text += painted(style, Ink::dim, line) + "\n";
  return text;
}

// Explains the signs that the diagram uses, and only those.
std::string legend(const Counterexample& counterexample, const TextStyle& style) {
  const GlyphSet& signs = glyphs(style);
  std::vector<std::string> entries;
  constexpr std::array<std::string_view, 4> kMarkWords = {"", "waiting", "says: the server has it",
                                                          "says: the other device has it"};
  for (const std::uint8_t mark : std::to_array<std::uint8_t>({1, 2, 3})) {
    if (has_mark(counterexample, mark)) {
      entries.push_back(fmt::format("{} {}", mark_glyph(style, mark), kMarkWords[mark]));
    }
  }
  if (has_failed_mark(counterexample)) entries.push_back(fmt::format("{} told that it failed", signs.failed));
  if (has_arrow(counterexample, ArrowKind::departs)) {
    entries.push_back(fmt::format("{0}{1} {2}{2} sets out", signs.shaft, signs.head_right, signs.on_its_way));
  }
  if (has_arrow(counterexample, ArrowKind::arrives)) {
    entries.push_back(fmt::format("{0}{0}{0}{1} arrives", signs.shaft, signs.head_right));
  }
  if (has_arrow(counterexample, ArrowKind::lost)) {
    entries.push_back(fmt::format("{0}{0}{1} lost", signs.shaft, signs.cross));
  }
  if (has_arrow(counterexample, ArrowKind::cut_off)) {
    entries.push_back(fmt::format("{0}{0}{1} cut off: its connection is dead", signs.shaft, signs.cross));
  }
  return entries.empty() ? "" : legend_lines(entries, style) + "\n";
}

std::string closing_sentence(const Counterexample& counterexample, const TextStyle& style) {
  if (counterexample.sentence.empty()) return "";  // a replayed path that violates nothing
  const std::string text =
      fmt::format("{} {}: {}", glyphs(style).violated, counterexample.property, counterexample.sentence);
  std::string lines;
  for (const std::string& line : wrap_words(text, style.width > 4 ? style.width - 4 : 1)) {
    lines += fmt::format("  {}{}\n", lines.empty() ? "" : "  ", painted(style, Ink::bad, printable(line)));
  }
  return lines;
}

}  // namespace

std::string sequence_diagram(const Counterexample& counterexample, const TextStyle& style) {
  return Drawing(counterexample, style).draw() + "\n" + legend(counterexample, style) +
         closing_sentence(counterexample, style);
}

}  // namespace doublecheck::reports
