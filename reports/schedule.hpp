/// The schedule in words: what was to happen, and why it never did.
#pragma once

#include <cstdint>
#include <string>

#include "reports/results.hpp"

namespace doublecheck::reports {

/// "lost_pushes at 10 min for 30 min, bob".
std::string words_of(const ScheduledFault& fault);

/// Why the fault never struck in any run, as a sentence; empty if it did.
std::string why_it_never_struck(const ScheduledFault& fault, std::uint64_t runs);

}  // namespace doublecheck::reports
