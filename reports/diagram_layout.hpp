/// The layout that sequence diagrams in text and in SVG share: which line of a step each arrow and note stands on,
/// and the columns that show check marks.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "reports/results.hpp"

namespace doublecheck::reports {

/// Lines of one step, from 0. Arrows take the gaps between their parties; a note takes the gap on the right of its
/// party. What shares a line shares no gap.
struct StepLayout {
  std::vector<std::size_t> arrow_lines;  // one for each arrow
  std::vector<std::size_t> note_lines;   // one for each note: its first line
  std::size_t line_count = 1;
};

/// From top to bottom: what arrives, what it causes, what sets out, what goes wrong, what is lost.
/// `note_heights` has the number of lines of each note.
/// REQUIRES: every party is below `party_count`; throws std::out_of_range otherwise.
StepLayout lay_out(const Step& step, std::size_t party_count, const std::vector<std::size_t>& note_heights);

/// Shows the check mark of one message as its sender sees it.
struct MarkColumn {
  std::size_t party = 0;
  std::string message;

  bool operator==(const MarkColumn&) const = default;
};

/// Beside the diagram: those of the parties left of the server on its left, the others on its right.
struct MarkColumns {
  std::vector<MarkColumn> left;  // ordered by party, then by first appearance
  std::vector<MarkColumn> right;
};

MarkColumns mark_columns(const Counterexample& counterexample);

/// The mark of that column after the step, or nullptr if the message is not composed yet.
const MarkSeen* find_mark(const Step& step, const MarkColumn& column);

/// The first of the steps that repeat for ever; the number of steps if none do.
std::size_t cycle_begin(const Counterexample& counterexample);

/// Whether some steps repeat for ever.
bool has_cycle(const Counterexample& counterexample);

/// Whether it ends in "nothing happens any more".
bool ends_in_silence(const Counterexample& counterexample);

/// Whether what the arrow stands for never arrives.
bool is_loss(ArrowKind kind);

/// Whether any step has such an arrow, or shows such a mark.
bool has_arrow(const Counterexample& counterexample, ArrowKind kind);
bool has_mark(const Counterexample& counterexample, std::uint8_t mark);

/// Whether any step shows the mark of a message that is told to have failed.
bool has_failed_mark(const Counterexample& counterexample);

}  // namespace doublecheck::reports
