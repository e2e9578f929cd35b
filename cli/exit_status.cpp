#include "cli/exit_status.hpp"

#include <algorithm>
#include <array>

namespace doublecheck::cli {

ExitStatus worse(ExitStatus a, ExitStatus b) {
  constexpr std::array kFromBad = {ExitStatus::internal_error, ExitStatus::violated,    ExitStatus::bad_input,
                                   ExitStatus::inconclusive,   ExitStatus::nothing_ran, ExitStatus::as_expected};
  return *std::min(std::ranges::find(kFromBad, a), std::ranges::find(kFromBad, b));
}

}  // namespace doublecheck::cli
