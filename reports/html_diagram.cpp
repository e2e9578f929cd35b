#include "reports/html_diagram.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

#include "reports/diagram_layout.hpp"
#include "reports/html_icons.hpp"
#include "reports/html_markup.hpp"
#include "reports/quantities.hpp"
#include "reports/reasons.hpp"
#include "reports/svg_geometry.hpp"

namespace doublecheck::reports {
namespace {

// "Alice sees one check for m1", with word that it failed.
std::string sight_of(const Counterexample& counterexample, const MarkSeen& seen) {
  return fmt::format("{} sees {} for {}{}", escaped(counterexample.parties.at(seen.party).name), mark_words(seen.mark),
                     escaped(seen.message), seen.failed ? " and is told that it failed" : "");
}

// What stands behind an arrow that does not get there.
std::string_view loss_words(ArrowKind kind) { return kind == ArrowKind::cut_off ? "cut off" : "lost"; }

class DiagramPainter : MarkupWriter {
 public:
  DiagramPainter(const Counterexample& counterexample, std::string_view id)
      : counterexample_(counterexample), id_(id), geometry_(svg_geometry(counterexample)) {}

  std::string paint() {
    open();
    paint_bands();
    paint_strips();
    paint_lifelines();
    paint_heads();
    for (std::size_t i = 0; i < counterexample_.steps.size(); ++i) paint_step(i);
    paint_rules();
    return text_ + "</svg>\n";
  }

 private:
  void open() {
    std::string names;
    for (const Party& party : counterexample_.parties) names += (names.empty() ? "" : ", ") + escaped(party.name);
    // Shrunk no further than can be read: a narrow window scrolls instead.
    add(R"(<svg class="diagram" viewBox="0 0 {0} {1}" width="{0}" height="{1}" style="min-width:{2}px;max-width:{3}px" role="img" aria-labelledby="{4}-t {4}-d">)",
        geometry_.width, geometry_.height, geometry_.width * 7 / 10, geometry_.width * 23 / 20, id_);
    add(R"(<title id="{}-t">{}</title>)", id_, escaped(counterexample_.property + ": " + counterexample_.sentence));
    add(R"(<desc id="{}-d">Sequence diagram of {} between {}. The same steps follow as a list.</desc>)", id_,
        counted(counterexample_.steps.size(), "step", "steps"), names);
  }

  // Every other step has a ground of its own, so that its words and its arrows are seen to belong together.
  void paint_bands() {
    for (std::size_t i = 0; i < geometry_.steps.size(); ++i) {
      const PlacedStep& step = geometry_.steps[i];
      add(R"(<rect class="band {}" x="0" y="{}" width="{}" height="{}" rx="6"/>)", i % 2 == 0 ? "even" : "odd",
          step.top, geometry_.width, step.height);
    }
  }

  void paint_strips() {
    for (const MarkStrip& strip : geometry_.strips) {
      const int middle = strip.left + strip.width / 2;
      add(R"(<rect class="strip-ground" x="{}" y="{}" width="{}" height="{}" rx="10"/>)", strip.left, kHeadTop,
          strip.width, geometry_.body_bottom - kHeadTop);
      add(R"(<text class="strip-name" x="{}" y="{}">{}</text>)", middle, kHeadTop + 20,
          escaped(counterexample_.parties.at(strip.party).name + " sees"));
      for (std::size_t i = 0; i < strip.columns.size(); ++i) {
        add(R"(<text class="strip-message" x="{}" y="{}">{}</text>)", column_x(strip, i), kHeadTop + 39,
            escaped(strip.columns[i].message));
        paint_mark_history(strip, i);
      }
    }
  }

  static int column_x(const MarkStrip& strip, std::size_t column) {
    const int inner = strip.width / static_cast<int>(strip.columns.size());
    return strip.left + inner * static_cast<int>(column) + inner / 2;
  }

  int first_line(std::size_t step) const { return geometry_.steps[step].top + kStepPadding + kLinePitch / 2; }

  // A line down from where the message is composed, with the mark on it wherever it changes and at the end.
  void paint_mark_history(const MarkStrip& strip, std::size_t column) {
    const int x = column_x(strip, column);
    bool has_begun = false;
    for (std::size_t i = 0; i < counterexample_.steps.size(); ++i) {
      const MarkSeen* seen = find_mark(counterexample_.steps[i], strip.columns[column]);
      if (seen == nullptr || seen->mark == 0) continue;
      const int y = first_line(i);
      if (!has_begun) add(R"(<path class="mark-history" d="M{} {}V{}"/>)", x, y, geometry_.body_bottom - 10);
      if (!has_begun || seen->changed) paint_mark(*seen, x, y);
      has_begun = true;
    }
  }

  void paint_mark(const MarkSeen& seen, int x, int y) {
    add(R"(<g><title>{}</title><rect class="bubble" x="{}" y="{}" width="30" height="22" rx="8"/>{}</g>)",
        sight_of(counterexample_, seen), x - 15, y - 11,
        seen.failed ? failure_drawing(x, y) : mark_drawing(seen.mark, x, y));
  }

  void paint_lifelines() {
    for (const int x : geometry_.lifelines) {
      add(R"(<path class="lifeline" d="M{} {}V{}"/>)", x, kHeadTop + kHeadHeight, geometry_.body_bottom);
    }
  }

  void paint_heads() {
    for (std::size_t i = 0; i < counterexample_.parties.size(); ++i) {
      const Party& party = counterexample_.parties[i];
      const int left = geometry_.lifelines[i] - geometry_.head_widths[i] / 2;
      const int text_x = left + 34;
      add(R"(<rect class="head" x="{}" y="{}" width="{}" height="{}" rx="10"/>{})", left, kHeadTop,
          geometry_.head_widths[i], kHeadHeight, party_drawing(party.kind, left + 19, kHeadTop + kHeadHeight / 2));
      add(R"(<text class="head-name" x="{}" y="{}">{}</text>)", text_x, kHeadTop + (party.title.empty() ? 29 : 21),
          escaped(party.name));
      if (!party.title.empty()) {
        add(R"(<text class="head-title" x="{}" y="{}">{}</text>)", text_x, kHeadTop + 37, escaped(party.title));
      }
    }
  }

  void paint_step(std::size_t index) {
    const Step& step = counterexample_.steps[index];
    const PlacedStep& placed = geometry_.steps[index];
    const int y = first_line(index);
    add(R"(<circle class="number-ground" cx="{0}" cy="{1}" r="11"/><text class="number" x="{0}" y="{2}">{3}</text>)",
        geometry_.number_x, y, y + 4, index + 1);
    add_lines("words", geometry_.words_x, y + 4, kWordsPitch, placed.words);
    for (std::size_t i = 0; i < step.arrows.size(); ++i) {
      paint_arrow(step.arrows[i], y + kLinePitch * static_cast<int>(placed.layout.arrow_lines[i]));
    }
    for (std::size_t i = 0; i < step.notes.size(); ++i) {
      paint_note(step.notes[i], placed.notes[i], y + kLinePitch * static_cast<int>(placed.layout.note_lines[i]));
    }
  }

  void add_lines(std::string_view style, int x, int y, int pitch, const std::vector<std::string>& lines) {
    for (const std::string& line : lines) {
      add(R"(<text class="{}" x="{}" y="{}">{}</text>)", style, x, y, escaped(line));
      y += pitch;
    }
  }

  void paint_note(const Note& note, const std::vector<std::string>& lines, int y) {
    const int lifeline = geometry_.lifelines.at(note.party);
    const int text_x = lifeline + kNoteOffset + (note.bad ? kCrossWidth : 0);
    int widest = 0;
    for (const std::string& line : lines) widest = std::max(widest, text_width(line));
    const int height = kNotePitch * static_cast<int>(lines.size()) + 5;
    add(R"(<rect class="note-ground{}" x="{}" y="{}" width="{}" height="{}" rx="5"/>)", note.bad ? " bad" : "",
        lifeline + 6, y - 11, text_x - lifeline + widest, height);
    add(R"(<circle class="event{}" cx="{}" cy="{}" r="4"/>)", note.bad ? " bad" : "", lifeline, y);
    if (note.bad) add("{}", cross_drawing(lifeline + kNoteOffset + 6, y));
    add_lines(note.bad ? "note bad" : "note", text_x, y + 4, kNotePitch, lines);
  }

  void paint_arrow(const Arrow& arrow, int y) {
    if (arrow.from == arrow.to) return;
    const bool to_right = arrow.from < arrow.to;
    const int sign = to_right ? 1 : -1;
    const int from = geometry_.lifelines.at(arrow.from);
    const int to = geometry_.lifelines.at(arrow.to);
    const int neighbour = geometry_.lifelines[to_right ? arrow.from + 1 : arrow.from - 1];
    const std::string label = escaped(arrow.label);
    switch (arrow.kind) {
      case ArrowKind::arrives:
        add(R"(<path class="arrow" d="M{} {}H{}"/>)", from, y, to - 9 * sign);
        add(R"(<path class="arrowhead" d="M{0} {1}l{2} -5v10z"/>)", to - sign, y, -10 * sign);
        add(R"(<text class="label" x="{}" y="{}">{}</text>)", (from + neighbour) / 2, y - 5, label);
        break;
      case ArrowKind::departs: {
        const int tip = from + sign * (text_width(arrow.label) + 34);
        add(R"(<path class="arrow" d="M{} {}H{}"/><path class="arrow" d="M{} {}l{} 5l{} 5"/>)", from, y, tip,
            tip - 6 * sign, y - 5, 6 * sign, -6 * sign);
        add(R"(<path class="arrow on-its-way" d="M{} {}h{}"/>)", tip + 6 * sign, y, 26 * sign);
        add(R"(<text class="label" x="{}" y="{}">{}</text>)", (from + tip) / 2 + sign, y - 5, label);
        break;
      }
      case ArrowKind::lost:
      case ArrowKind::cut_off: {
        const int end = from + sign * (text_width(arrow.label) + 34);
        add(R"(<path class="arrow lost" d="M{} {}H{}"/>{})", from, y, end, cross_drawing(end + 7 * sign, y));
        add(R"(<text class="label lost" x="{}" y="{}">{}</text>)", (from + end) / 2, y - 5, label);
        add(R"(<text class="label lost {}" x="{}" y="{}">{}</text>)", to_right ? "begins" : "ends", end + 18 * sign,
            y + 4, loss_words(arrow.kind));
        break;
      }
    }
  }

  void paint_rules() {
    if (has_cycle(counterexample_)) {
      paint_rule(geometry_.cycle_rule_top, "From here on these steps repeat for ever");
      paint_rule(geometry_.end_rule_top, fmt::format("Back to step {}", cycle_begin(counterexample_) + 1));
      const int top = geometry_.cycle_rule_top + kRuleHeight / 2;
      const int bottom = geometry_.end_rule_top + kRuleHeight / 2;
      add(R"(<path class="cycle" d="M24 {0}H16Q8 {0} 8 {1}V{2}Q8 {3} 16 {3}H24"/>)", bottom, bottom - 8, top + 8, top);
      add(R"(<path class="cycle-head" d="M27 {}l-8 -5v10z"/>)", top);
    } else if (ends_in_silence(counterexample_)) {
      paint_rule(geometry_.end_rule_top, "Nothing happens any more");
    }
  }

  void paint_rule(int top, const std::string& words) {
    const int y = top + kRuleHeight / 2;
    const int left = geometry_.number_x - 8;
    const int width = text_width(words) + 28;
    add(R"(<path class="rule" d="M{} {}H{}"/>)", left, y, geometry_.width);
    add(R"(<rect class="rule-ground" x="{}" y="{}" width="{}" height="24" rx="12"/>)", left, y - 12, width);
    add(R"(<text class="rule-words" x="{}" y="{}">{}</text>)", left + 14, y + 4, escaped(words));
  }

  const Counterexample& counterexample_;
  std::string_view id_;
  SvgGeometry geometry_;
};

// "Alice sees one check for m1."
std::string changed_marks(const Counterexample& counterexample, const Step& step) {
  std::string text;
  for (const MarkSeen& seen : step.marks) {
    if (!seen.changed) continue;
    text += fmt::format(" {}.", sight_of(counterexample, seen));
  }
  return text;
}

std::string lost_messages(const Counterexample& counterexample, const Step& step) {
  std::string text;
  for (const Arrow& arrow : step.arrows) {
    if (!is_loss(arrow.kind)) continue;
    text +=
        fmt::format(" <strong>{}: {}, from {} to {}.</strong>", arrow.kind == ArrowKind::cut_off ? "Cut off" : "Lost",
                    escaped(arrow.label), escaped(counterexample.parties.at(arrow.from).name),
                    escaped(counterexample.parties.at(arrow.to).name));
  }
  return text;
}

std::string notes_of(const Counterexample& counterexample, const Step& step) {
  std::string text;
  for (const Note& note : step.notes) {
    const std::string words =
        fmt::format("{}: {}.", escaped(counterexample.parties.at(note.party).name), escaped(note.text));
    text += note.bad ? fmt::format(" <strong>{}</strong>", words) : " " + words;
  }
  return text;
}

}  // namespace

std::string diagram_svg(const Counterexample& counterexample, std::string_view id) {
  return DiagramPainter(counterexample, id).paint();
}

std::string diagram_key(const Counterexample& counterexample) {
  constexpr std::array<std::string_view, 4> kMarkMeanings = {
      "", "waiting for the server", "one check says: the server has it", "two checks say: the other device has it"};
  std::string entries;
  const auto add_entry = [&](std::string_view drawing, std::string_view words) {
    entries += fmt::format(R"(<li><svg viewBox="0 0 30 16" aria-hidden="true" focusable="false">{}</svg> {}</li>)",
                           drawing, words);
  };
  for (const std::uint8_t mark : std::to_array<std::uint8_t>({1, 2, 3})) {
    if (has_mark(counterexample, mark)) add_entry(mark_drawing(mark, 15, 8), kMarkMeanings[mark]);
  }
  if (has_failed_mark(counterexample)) add_entry(failure_drawing(15, 8), "told that it failed");
  if (has_arrow(counterexample, ArrowKind::departs)) {
    add_entry(R"(<path class="arrow" d="M1 8H17M12 3l5 5-5 5"/><path class="arrow on-its-way" d="M21 8h9"/>)",
              "sets out");
  }
  if (has_arrow(counterexample, ArrowKind::arrives)) {
    add_entry(R"(<path class="arrow" d="M1 8H20"/><path class="arrowhead" d="M29 8l-10 -5v10z"/>)", "arrives");
  }
  if (has_arrow(counterexample, ArrowKind::lost)) {
    add_entry(R"(<path class="arrow lost" d="M1 8H16"/>)" + cross_drawing(22, 8), "lost on its way");
  }
  if (has_arrow(counterexample, ArrowKind::cut_off)) {
    add_entry(R"(<path class="arrow lost" d="M1 8H16"/>)" + cross_drawing(22, 8), "cut off: its connection is dead");
  }
  return entries.empty() ? "" : fmt::format("<ul class=\"key\">{}</ul>\n", entries);
}

/// "now true: …; no longer: …" of the predicates that the step changes.
std::string changed_predicates(const Step& step) {
  std::string text;
  const auto add = [&](std::string_view what, const std::vector<std::string>& predicates) {
    if (predicates.empty()) return;
    text += fmt::format("{}{}: <code>{}</code>", text.empty() ? "" : "; ", what,
                        escaped(fmt::format("{}", fmt::join(predicates, ", "))));
  };
  add("now true", step.became_true);
  add("no longer", step.became_false);
  return text.empty() ? "" : fmt::format("<div class=\"predicates\">{}</div>", text);
}

std::string steps_as_list(const Counterexample& counterexample) {
  std::string list = "<ol class=\"steps\">\n";
  for (std::size_t i = 0; i < counterexample.steps.size(); ++i) {
    const Step& step = counterexample.steps[i];
    const bool begins_cycle = i == cycle_begin(counterexample);
    list += fmt::format("<li>{}{}{}{}{} <code>{}</code> <span class=\"need\">{}</span>{}</li>\n",
                        begins_cycle ? "<em>From here on these steps repeat for ever.</em> " : "", escaped(step.words),
                        notes_of(counterexample, step), lost_messages(counterexample, step),
                        changed_marks(counterexample, step), escaped(step.action), need_sentence(counterexample, i),
                        changed_predicates(step));
  }
  list += "</ol>\n";
  if (has_cycle(counterexample)) list += fmt::format("<p>Back to step {}.</p>\n", cycle_begin(counterexample) + 1);
  if (ends_in_silence(counterexample)) list += "<p>Nothing happens any more.</p>\n";
  return list;
}

}  // namespace doublecheck::reports
