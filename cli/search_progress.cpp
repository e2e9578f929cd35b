#include "cli/search_progress.hpp"

#include "reports/quantities.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string_view>

namespace doublecheck::cli {
namespace {

struct Left {
  std::string_view of;
  double share = 1;
};

/// Of the limit of which least is left. The depth of a search tells nothing of how long it will take.
std::optional<Left> nearest_limit(const checker::Counts& counts, const checker::Limits& limits, double seconds) {
  std::optional<Left> nearest;
  const auto look_at = [&](std::string_view of, double used, double most) {
    const double share = most > 0 ? std::clamp(1 - used / most, 0.0, 1.0) : 0.0;
    if (!nearest || share < nearest->share) nearest = {of, share};
  };
  if (limits.states_max) {
    look_at("the states", static_cast<double>(counts.states), static_cast<double>(*limits.states_max));
  }
  if (limits.memory_bytes_max) {
    look_at("the memory", static_cast<double>(counts.peak_memory_bytes), static_cast<double>(*limits.memory_bytes_max));
  }
  if (limits.seconds_max) look_at("the time", seconds, *limits.seconds_max);
  return nearest;
}

std::string rate_text(double states_a_second) {
  if (states_a_second >= 1e6) return fmt::format("{:.1f} million/s", states_a_second / 1e6);
  return fmt::format("{}/s", reports::number_text(states_a_second));
}

}  // namespace

double SearchRate::update(std::uint64_t states, double seconds) {
  const bool is_new_search = !has_begun_ || seconds < next_.seconds || states < next_.states;
  if (is_new_search) {
    from_ = next_ = {states, seconds};
    has_begun_ = true;
  } else if (seconds - next_.seconds >= kSecondsMin) {
    from_ = next_;
    next_ = {states, seconds};
  }
  return seconds > from_.seconds ? static_cast<double>(states - from_.states) / (seconds - from_.seconds) : 0;
}

std::string search_progress_text(const checker::Counts& counts, const checker::Limits& limits, double seconds,
                                 double states_a_second) {
  std::string text = reports::with_thousands(counts.states);
  if (limits.states_max) text += " of " + reports::with_thousands(*limits.states_max);
  text += " states";
  if (states_a_second > 0) text += ", " + rate_text(states_a_second);
  text += fmt::format(", depth {}", counts.depth);
  if (limits.depth_max) text += fmt::format(" of {}", *limits.depth_max);
  text += fmt::format(", {} waiting, {}", reports::with_thousands(counts.frontier),
                      reports::bytes_text(counts.peak_memory_bytes));
  if (limits.memory_bytes_max) text += " of " + reports::bytes_text(*limits.memory_bytes_max);
  text += ", " + reports::duration_text(seconds);
  if (limits.seconds_max) text += " of " + reports::duration_text(*limits.seconds_max);
  const auto nearest = nearest_limit(counts, limits, seconds);
  if (nearest) text += fmt::format("; {:.0f} % of {} left", 100 * nearest->share, nearest->of);
  return text;
}

std::string SearchProgress::line(const checker::Counts& counts, double seconds) {
  const std::lock_guard lock(mutex_);
  return search_progress_text(counts, limits_, seconds, rate_.update(counts.states, seconds));
}

}  // namespace doublecheck::cli
