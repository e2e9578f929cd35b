#include "cli/search_progress.hpp"

#include "reports/quantities.hpp"

#include <fmt/format.h>

namespace doublecheck::cli {

std::string search_progress_text(const checker::Counts& counts, const checker::Limits& limits, double seconds) {
  std::string text = reports::with_thousands(counts.states);
  if (limits.states_max) text += " of " + reports::with_thousands(*limits.states_max);
  text += " states";
  if (seconds > 0) text += fmt::format(", {:.1f} million/s", static_cast<double>(counts.states) / seconds / 1e6);
  text += fmt::format(", depth {}", counts.depth);
  if (limits.depth_max) text += fmt::format(" of {}", *limits.depth_max);
  text += fmt::format(", {} waiting, {}", reports::with_thousands(counts.frontier),
                      reports::bytes_text(counts.peak_memory_bytes));
  if (limits.memory_bytes_max) text += " of " + reports::bytes_text(*limits.memory_bytes_max);
  text += ", " + reports::duration_text(seconds);
  if (limits.seconds_max) text += " of " + reports::duration_text(*limits.seconds_max);
  return text;
}

}  // namespace doublecheck::cli
