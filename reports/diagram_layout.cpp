#include "reports/diagram_layout.hpp"

#include <algorithm>

namespace doublecheck::reports {
namespace {

// Fills the lines of one step from the top.
class LineFiller {
 public:
  explicit LineFiller(std::size_t party_count) : gap_count_(party_count), earliest_(party_count, 0) {}

  std::size_t place(const Arrow& arrow) {
    const auto [first, last] = std::minmax(arrow.from, arrow.to);
    const std::size_t line =
        first_free_line(std::max(earliest_.at(arrow.from), earliest_.at(arrow.to)), first, last, 1);
    earliest_[arrow.from] = line;
    earliest_[arrow.to] = line;
    return line;
  }

  std::size_t place(const Note& note, std::size_t height) {
    const std::size_t line = first_free_line(earliest_.at(note.party), note.party, note.party + 1, height);
    earliest_[note.party] = line + height - 1;
    return line;
  }

  std::size_t line_count() const { return std::max<std::size_t>(taken_.size(), 1); }

 private:
  // Takes the gaps [first_gap, last_gap) of `height` lines, the first of which is `line` or below it.
  std::size_t first_free_line(std::size_t line, std::size_t first_gap, std::size_t last_gap, std::size_t height) {
    while (!is_free(line, first_gap, last_gap, height)) ++line;
    if (taken_.size() < line + height) taken_.resize(line + height, std::vector<bool>(gap_count_, false));
    for (std::size_t i = line; i < line + height; ++i) {
      for (std::size_t gap = first_gap; gap < last_gap; ++gap) taken_[i][gap] = true;
    }
    return line;
  }

  bool is_free(std::size_t line, std::size_t first_gap, std::size_t last_gap, std::size_t height) const {
    for (std::size_t i = line; i < std::min(line + height, taken_.size()); ++i) {
      for (std::size_t gap = first_gap; gap < last_gap; ++gap) {
        if (taken_[i][gap]) return false;
      }
    }
    return true;
  }

  std::size_t gap_count_;
  std::vector<std::size_t> earliest_;     // line that what happens next at a party may stand on
  std::vector<std::vector<bool>> taken_;  // by line, then by gap; the last gap is right of the last party
};

// Keeps the order: by party, then by first appearance.
void add_unless_there(std::vector<MarkColumn>& columns, const MarkColumn& column) {
  if (std::ranges::find(columns, column) != columns.end()) return;
  columns.insert(std::ranges::upper_bound(columns, column.party, {}, &MarkColumn::party), column);
}

std::size_t server_index(const std::vector<Party>& parties) {
  const auto server = std::ranges::find(parties, PartyKind::server, &Party::kind);
  if (server == parties.end()) return (parties.size() + 1) / 2;
  return static_cast<std::size_t>(server - parties.begin());
}

template <class Predicate>
bool has_mark_such_that(const Counterexample& counterexample, Predicate predicate) {
  return std::ranges::any_of(counterexample.steps,
                             [&](const Step& step) { return std::ranges::any_of(step.marks, predicate); });
}

}  // namespace

StepLayout lay_out(const Step& step, std::size_t party_count, const std::vector<std::size_t>& note_heights) {
  StepLayout layout;
  layout.arrow_lines.resize(step.arrows.size());
  layout.note_lines.resize(step.notes.size());
  LineFiller filler(party_count);
  const auto place_arrows = [&](ArrowKind kind) {
    for (std::size_t i = 0; i < step.arrows.size(); ++i) {
      if (step.arrows[i].kind == kind) layout.arrow_lines[i] = filler.place(step.arrows[i]);
    }
  };
  const auto place_notes = [&](bool bad) {
    for (std::size_t i = 0; i < step.notes.size(); ++i) {
      if (step.notes[i].bad == bad) layout.note_lines[i] = filler.place(step.notes[i], note_heights.at(i));
    }
  };
  place_arrows(ArrowKind::arrives);
  place_notes(false);
  place_arrows(ArrowKind::departs);
  place_notes(true);
  place_arrows(ArrowKind::lost);
  place_arrows(ArrowKind::cut_off);
  layout.line_count = filler.line_count();
  return layout;
}

MarkColumns mark_columns(const Counterexample& counterexample) {
  const std::size_t server = server_index(counterexample.parties);
  MarkColumns columns;
  for (const Step& step : counterexample.steps) {
    for (const MarkSeen& seen : step.marks) {
      add_unless_there(seen.party < server ? columns.left : columns.right, {seen.party, seen.message});
    }
  }
  return columns;
}

const MarkSeen* find_mark(const Step& step, const MarkColumn& column) {
  const auto seen = std::ranges::find_if(
      step.marks, [&](const MarkSeen& mark) { return mark.party == column.party && mark.message == column.message; });
  return seen == step.marks.end() ? nullptr : &*seen;
}

std::size_t cycle_begin(const Counterexample& counterexample) {
  return std::min(counterexample.cycle_start.value_or(counterexample.steps.size()), counterexample.steps.size());
}

bool has_cycle(const Counterexample& counterexample) {
  return cycle_begin(counterexample) < counterexample.steps.size();
}

bool ends_in_silence(const Counterexample& counterexample) {
  return counterexample.cycle_start.has_value() && !has_cycle(counterexample);
}

bool is_loss(ArrowKind kind) { return kind == ArrowKind::lost || kind == ArrowKind::cut_off; }

bool has_arrow(const Counterexample& counterexample, ArrowKind kind) {
  return std::ranges::any_of(counterexample.steps, [=](const Step& step) {
    return std::ranges::find(step.arrows, kind, &Arrow::kind) != step.arrows.end();
  });
}

bool has_mark(const Counterexample& counterexample, std::uint8_t mark) {
  return has_mark_such_that(counterexample, [=](const MarkSeen& seen) {
    const bool is_waiting_no_more = seen.failed && mark == 1;
    return seen.mark == mark && !is_waiting_no_more;
  });
}

bool has_failed_mark(const Counterexample& counterexample) {
  return has_mark_such_that(counterexample, [](const MarkSeen& seen) { return seen.failed; });
}

}  // namespace doublecheck::reports
