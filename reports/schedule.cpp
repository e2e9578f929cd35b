#include "reports/schedule.hpp"

#include <fmt/format.h>

#include "reports/quantities.hpp"

namespace doublecheck::reports {

std::string words_of(const ScheduledFault& fault) {
  std::string words = fmt::format("{} at {}", fault.fault, duration_text(fault.at_seconds));
  if (fault.lasts_seconds) words += fmt::format(" for {}", duration_text(*fault.lasts_seconds));
  if (!fault.client.empty()) words += fmt::format(", {}", fault.client);
  return words;
}

std::string why_it_never_struck(const ScheduledFault& fault, std::uint64_t runs) {
  if (fault.struck > 0 || runs == 0) return "";
  std::string reason;
  if (fault.impossible == 0) {
    reason = "every run was over by then";
  } else if (fault.too_late == 0) {
    reason = "it was not possible then, or there was nothing to strike, in any run";
  } else {
    reason = "in some runs it was not possible then, or there was nothing to strike, and the others were over";
  }
  return fmt::format("The scheduled fault {} never struck: {}.", words_of(fault), reason);
}

}  // namespace doublecheck::reports
