/// What a page says that a command prints, held against what it prints.
#pragma once

#include <string>

#include "tests/docs/pages.hpp"

namespace doublecheck::tests {

/// The line without what differs between two runs of the same command: wall-clock time and memory become "#".
std::string without_wall_clock(const std::string& line);

/// "" if `printed` is what `page` says, else both, line by line: `-` only on the page, `+` only printed. A line of the
/// page that is "…" but for blanks in front stands for one or more lines of any kind; all others must follow each other
/// as they do on the page. Of an excerpt, any lines may come before and after it.
std::string difference(const Lines& page, const Lines& printed, bool is_excerpt);

}  // namespace doublecheck::tests
