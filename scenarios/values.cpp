#include "scenarios/values.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string_view>
#include <utility>

#include "scenarios/nearest_word.hpp"

namespace doublecheck::scenarios {
namespace {

std::string_view type_of(const Value& value) {
  constexpr std::string_view kTypes[] = {"a truth value",  "a whole number", "a decimal number", "text",
                                         "a date or time", "a list",         "a table"};
  return kTypes[value.content.index()];
}

/// A whole number as it is, a decimal number as it is, anything else not.
std::optional<double> number_in(const Value& value) {
  if (const auto* integer = std::get_if<std::int64_t>(&value.content)) return static_cast<double>(*integer);
  if (const auto* number = std::get_if<double>(&value.content)) return *number;
  return std::nullopt;
}

}  // namespace

std::string in_words(const Range& range) {
  if (range.last == Range{}.last) return fmt::format("a whole number, {} or more", range.first);
  return fmt::format("a whole number from {} to {}", range.first, range.last);
}

std::string in_words(const Vocabulary& vocabulary) { return enumeration(vocabulary.words, "or"); }

std::string trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return "";
  return std::string(text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1));
}

void report_range(const Value& value, std::string_view key, std::string_view takes, std::string_view label,
                  Problems& problems) {
  problems.add({"out-of-range", value.place, fmt::format("`{}` takes {}", key, takes), std::string(label), ""});
}

void report_type(const Value& value, std::string_view key, std::string_view takes, Problems& problems,
                 std::string_view help) {
  problems.add({"wrong-type", value.place, fmt::format("`{}` takes {}", key, takes),
                fmt::format("this is {}", type_of(value)), std::string(help)});
}

std::optional<bool> as_boolean(const Value& value, std::string_view key, Problems& problems) {
  if (const auto* boolean = std::get_if<bool>(&value.content)) return *boolean;
  report_type(value, key, kBooleanInWords, problems);
  return std::nullopt;
}

std::optional<std::uint64_t> as_whole_number(const Value& value, std::string_view key, const Range& range,
                                             Problems& problems) {
  const auto* integer = std::get_if<std::int64_t>(&value.content);
  if (integer == nullptr) {
    report_type(value, key, in_words(range), problems);
    return std::nullopt;
  }
  if (*integer < 0 || static_cast<std::uint64_t>(*integer) < range.first) {
    report_range(value, key, in_words(range), fmt::format("{} is too small", *integer), problems);
    return std::nullopt;
  }
  if (static_cast<std::uint64_t>(*integer) > range.last) {
    report_range(value, key, in_words(range), fmt::format("{} is too large", *integer), problems);
    return std::nullopt;
  }
  return static_cast<std::uint64_t>(*integer);
}

std::optional<std::string> as_text(const Value& value, std::string_view key, std::string_view takes,
                                   Problems& problems) {
  if (const auto* text = std::get_if<std::string>(&value.content)) return *text;
  if (value.bare) return value.bare;
  report_type(value, key, takes, problems);
  return std::nullopt;
}

std::optional<std::size_t> as_word(const Value& value, std::string_view key, const Vocabulary& vocabulary,
                                   Problems& problems) {
  const auto text = as_text(value, key, in_words(vocabulary), problems);
  if (!text) return std::nullopt;
  const auto found = std::ranges::find(vocabulary.words, *text);
  if (found != vocabulary.words.end()) return static_cast<std::size_t>(found - vocabulary.words.begin());
  std::string code = fmt::format("unknown-{}", vocabulary.singular);
  std::ranges::replace(code, ' ', '-');
  const std::string context = key == vocabulary.singular ? "" : fmt::format(" for `{}`", key);
  problems.add({std::move(code), value.place, fmt::format("unknown {} `{}`{}", vocabulary.singular, *text, context),
                fmt::format("no such {}", vocabulary.singular),
                problems.would_show(value.place) ? help_with_words(*text, vocabulary.plural, vocabulary.words) : ""});
  return std::nullopt;
}

std::optional<sim::PartsPerMillion> as_probability(const Value& value, std::string_view key, Problems& problems) {
  constexpr double kMillion = 1e6;
  const auto number = number_in(value);
  if (!number) {
    report_type(value, key, kProbabilityInWords, problems);
    return std::nullopt;
  }
  const bool is_probability = *number >= 0 && *number <= 1;  // false for what is no number
  if (!is_probability) {
    const bool percent = *number > 1 && *number <= 100;
    report_range(value, key, kProbabilityInWords, percent ? "more than 1: a percentage?" : "no probability", problems);
    return std::nullopt;
  }
  const auto millionths = static_cast<sim::PartsPerMillion>(std::lround(*number * kMillion));
  if (millionths == 0 && *number > 0) {
    report_range(value, key, kProbabilityInWords, "less than one in a million, which is the smallest", problems);
    return std::nullopt;
  }
  return millionths;
}

std::optional<std::uint32_t> as_factor(const Value& value, std::string_view key, Problems& problems) {
  constexpr double kThousand = 1000;
  const auto number = number_in(value);
  if (!number) {
    report_type(value, key, kFactorInWords, problems);
    return std::nullopt;
  }
  const bool in_range = *number >= 0 && *number <= kThousand;  // false for what is no number
  if (in_range) return static_cast<std::uint32_t>(std::lround(*number * kThousand));
  report_range(value, key, kFactorInWords, "beyond it", problems);
  return std::nullopt;
}

const Table* as_table(const Value& value, std::string_view key, Problems& problems) {
  if (const auto* table = std::get_if<Table>(&value.content)) return table;
  const bool doubled = std::holds_alternative<Array>(value.content);
  report_type(value, key, "a table", problems, doubled ? fmt::format("write [{}], with single brackets", key) : "");
  return nullptr;
}

const Array* as_array(const Value& value, std::string_view key, std::string_view takes, Problems& problems) {
  if (const auto* array = std::get_if<Array>(&value.content)) return array;
  report_type(value, key, takes, problems);
  return nullptr;
}

}  // namespace doublecheck::scenarios
