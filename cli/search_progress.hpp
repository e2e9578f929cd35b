/// The progress of a search in one line: what was found, how fast, and how much of each limit is left.
#pragma once

#include "checker/counts.hpp"
#include "checker/limits.hpp"

#include <string>

namespace doublecheck::cli {

/// For example "1,200,000 states, 5.1 million/s, depth 17, 80,000 waiting, 21 MiB of 8 GiB, 240 ms of 60 s".
std::string search_progress_text(const checker::Counts& counts, const checker::Limits& limits, double seconds);

}  // namespace doublecheck::cli
