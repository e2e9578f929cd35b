/// Recorded workloads: messages that were really sent, as lines of numbers separated by commas.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "population/crowd.hpp"
#include "scenarios/diagnostic.hpp"

namespace doublecheck::scenarios {

/// The first line of such a file. `at`: seconds since the start with at most six decimals, which never go back. `from`
/// and `to`: numbers of clients, which are taken modulo their number and must differ then.
inline constexpr std::string_view kRecordedHeader = "at,from,to";

/// The messages, or the reasons why there are none: exactly one of the two is there, unless the text has a header only.
struct RecordedResult {
  std::vector<population::RecordedMessage> messages;
  std::vector<Diagnostic> diagnostics;
};

/// `file` serves the diagnostics. REQUIRES: clients ≥ 2.
RecordedResult parse_recorded(std::string_view text, const std::string& file, std::uint64_t clients);

}  // namespace doublecheck::scenarios
