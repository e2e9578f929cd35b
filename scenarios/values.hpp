/// The meaning of single values: each function gives what the value stands for, or reports why it stands for nothing.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "scenarios/document.hpp"
#include "scenarios/problems.hpp"
#include "sim/environment.hpp"

namespace doublecheck::scenarios {

/// The whole numbers from `first` to `last`, both included. TOML has none beyond the default `last`.
struct Range {
  std::uint64_t first = 0;
  std::uint64_t last = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
};

/// A list of words of which a value names one, and what one of them and all of them are called.
struct Vocabulary {
  std::string_view singular;  // "platform"; gives the code "unknown-platform"
  std::string_view plural;    // "platforms"
  std::span<const std::string_view> words;
};

// What the values are called in messages: "a whole number from 1 to 8".
std::string in_words(const Range& range);
std::string in_words(const Vocabulary& vocabulary);
inline constexpr std::string_view kBooleanInWords = "true or false";
inline constexpr std::string_view kProbabilityInWords = "a probability from 0 to 1";
inline constexpr std::string_view kFactorInWords = "a number from 0 to 1000";
inline constexpr std::string_view kDurationInWords = R"(a duration with its unit, such as "80ms", "3s" or "24h")";

/// The longest duration: a hundred years of 365 days.
inline constexpr sim::Time kLongestDuration = sim::Time{36'500} * 24 * sim::kHour;

// `key` is what the value was given for.
std::optional<bool> as_boolean(const Value& value, std::string_view key, Problems& problems);
std::optional<std::uint64_t> as_whole_number(const Value& value, std::string_view key, const Range& range,
                                             Problems& problems);
/// `takes` describes the text that is wanted: "one line of text".
std::optional<std::string> as_text(const Value& value, std::string_view key, std::string_view takes,
                                   Problems& problems);
/// The index of the word. Upper and lower case differ.
std::optional<std::size_t> as_word(const Value& value, std::string_view key, const Vocabulary& vocabulary,
                                   Problems& problems);
/// Rounded to millionths; a positive probability below half a millionth is an error, for it would round to never.
std::optional<sim::PartsPerMillion> as_probability(const Value& value, std::string_view key, Problems& problems);
/// A factor in thousandths, rounded.
std::optional<std::uint32_t> as_factor(const Value& value, std::string_view key, Problems& problems);
/// From `shortest` to kLongestDuration, exact: what is no whole number of microseconds is an error.
std::optional<sim::Time> as_duration(const Value& value, std::string_view key, sim::Time shortest, Problems& problems);

const Table* as_table(const Value& value, std::string_view key, Problems& problems);
const Array* as_array(const Value& value, std::string_view key, std::string_view takes, Problems& problems);

/// The text without blanks and line ends around it.
std::string trimmed(std::string_view text);

/// "`key` takes …": the value is of another type than it should be.
void report_type(const Value& value, std::string_view key, std::string_view takes, Problems& problems,
                 std::string_view help = "");
/// The same for a value of the right type beyond its range. `label` says on which side.
void report_range(const Value& value, std::string_view key, std::string_view takes, std::string_view label,
                  Problems& problems);

}  // namespace doublecheck::scenarios
