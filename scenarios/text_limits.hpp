/// Limits on the shape of TOML texts: far above what any scenario needs, and checked in one pass before a parser sees
/// the text, whose time and stack grow faster than the text in some respects.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace doublecheck::scenarios {

inline constexpr std::size_t kLineBytesMax = std::size_t{256} << 10U;
inline constexpr std::size_t kStringBytesMax = std::size_t{64} << 10U;
inline constexpr std::size_t kBracketsMax = 32;    // lists and tables in each other
inline constexpr std::size_t kKeyPartsMax = 32;    // of a dotted key
inline constexpr std::size_t kValuesMax = 50'000;  // keys and elements of lists, of the whole text
inline constexpr std::size_t kTablesMax = 10'000;  // with a header each

inline constexpr std::size_t kLinesMax = 100'000;

// What diagnostics say of all of these.
inline constexpr std::string_view kBeyondLimits = "beyond-limits";  // the code
inline constexpr std::string_view kHelpWithLimits = "docs/scenarios.md has a table of all limits";

/// What is beyond a limit, and where.
struct Excess {
  std::size_t line = 0;    // from 1
  std::size_t column = 0;  // from 1, in code points
  std::string message;     // with the limit: "a key has more than 32 parts"
};

/// The first thing that is beyond a limit, if there is any. Linear in the text, which may be anything: up to the first
/// error of TOML in it, strings and comments are told from the rest as a parser would.
std::optional<Excess> excess_in(std::string_view text);

}  // namespace doublecheck::scenarios
