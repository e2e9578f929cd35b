#include "reports/omissions.hpp"

#include <fmt/format.h>

#include "reports/quantities.hpp"

namespace doublecheck::reports {
namespace {

// What would be rounded to a certainty is not one.
constexpr double kNearlyAll = 0.999;

std::string probability_text(double probability) {
  return probability > kNearlyAll ? fmt::format("more than {}", kNearlyAll) : estimate_text(probability);
}

std::string coverage_text(double coverage) {
  if (coverage > kNearlyAll) return fmt::format("more than {} %", number_text(kNearlyAll * 100));
  return fmt::format("{} %", estimate_text(coverage * 100));
}

}  // namespace

std::string omissions_text(const Omissions& omissions) {
  return fmt::format(
      "Approximate search ({}): some state was left out with probability {}; expected are {}, beside what is only "
      "reached through them. Coverage {}, memory for visited states filled to {} %.",
      omissions.approximation, probability_text(omissions.probability), estimate_text(omissions.expected),
      coverage_text(omissions.coverage), estimate_text(omissions.filled * 100));
}

}  // namespace doublecheck::reports
