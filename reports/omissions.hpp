/// What an approximate search may have left out, in words.
#pragma once

#include <string>

#include "reports/results.hpp"

namespace doublecheck::reports {

/// How probable it is that a state is missing, how many are expected to be, and how full the memory for them is.
std::string omissions_text(const Omissions& omissions);

}  // namespace doublecheck::reports
