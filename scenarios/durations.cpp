#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>

#include "model/durations.hpp"
#include "scenarios/values.hpp"

namespace doublecheck::scenarios {
namespace {

struct Unit {
  std::string_view name;
  sim::Time length;
};

constexpr auto kUnits = std::to_array<Unit>({
    {"us", 1},
    {"ms", sim::kMillisecond},
    {"s", sim::kSecond},
    {"min", sim::kMinute},
    {"h", sim::kHour},
    {"d", 24 * sim::kHour},
});

bool is_digit(char letter) { return letter >= '0' && letter <= '9'; }

/// The digits at the front of the text, which loses them.
std::string_view take_digits(std::string_view& text) {
  const auto end = std::ranges::find_if_not(text, is_digit);
  const std::string_view digits = text.substr(0, static_cast<std::size_t>(end - text.begin()));
  text.remove_prefix(digits.size());
  return digits;
}

/// "1.5 h" cut into its parts; `whole` is empty if the text does not begin with a number.
struct Parts {
  std::string_view whole;
  std::string_view fraction;  // without zeros at its end
  std::string_view unit;
};

Parts parts_of(std::string_view text) {
  Parts parts;
  parts.whole = take_digits(text);
  if (text.starts_with('.') && text.size() > 1 && is_digit(text[1])) {
    text.remove_prefix(1);
    parts.fraction = take_digits(text);
    while (parts.fraction.ends_with('0')) parts.fraction.remove_suffix(1);
  }
  parts.unit = text.substr(std::min(text.find_first_not_of(' '), text.size()));
  return parts;
}

enum class Outcome : std::uint8_t { exact, too_long, too_fine };

/// The duration in microseconds, in whole numbers throughout.
Outcome measure(const Parts& parts, const Unit& unit, sim::Time& result) {
  constexpr std::size_t kDecimals = 6;  // so many fit beside the longest unit
  const sim::Time whole_max = kLongestDuration / unit.length;
  sim::Time whole = 0;
  for (const char digit : parts.whole) {
    whole = whole * 10 + (digit - '0');
    if (whole > whole_max) return Outcome::too_long;
  }
  if (parts.fraction.size() > kDecimals) return Outcome::too_fine;
  sim::Time fraction = 0;
  sim::Time scale = 1;
  for (const char digit : parts.fraction) {
    fraction = fraction * 10 + (digit - '0');
    scale *= 10;
  }
  if (fraction * unit.length % scale != 0) return Outcome::too_fine;
  result = whole * unit.length + fraction * unit.length / scale;
  return result > kLongestDuration ? Outcome::too_long : Outcome::exact;
}

std::string in_words(sim::Time duration) { return model::duration_in_words(static_cast<std::uint64_t>(duration)); }

}  // namespace

std::optional<sim::Time> as_duration(const Value& value, std::string_view key, sim::Time shortest, Problems& problems) {
  const auto report = [&](std::string_view code, std::string label, std::string help) {
    problems.add({std::string(code), value.place, fmt::format("`{}` takes {}", key, kDurationInWords), std::move(label),
                  std::move(help)});
    return std::nullopt;
  };
  if (std::holds_alternative<std::int64_t>(value.content) || std::holds_alternative<double>(value.content)) {
    return report("missing-unit", "a number without a unit", "the units are us, ms, s, min, h and d");
  }
  const auto text = as_text(value, key, kDurationInWords, problems);
  if (!text) return std::nullopt;
  const Parts parts = parts_of(*text);
  if (parts.whole.empty()) return report("bad-duration", "no duration", "");
  if (parts.unit.empty()) {
    return report("missing-unit", "a number without a unit", "the units are us, ms, s, min, h and d");
  }
  const auto unit = std::ranges::find_if(kUnits, [&](const Unit& u) { return u.name == parts.unit; });
  if (unit == kUnits.end()) {
    return report("unknown-unit", fmt::format("unknown unit `{}`", parts.unit),
                  "the units are us, ms, s, min, h and d");
  }
  sim::Time duration = 0;
  switch (measure(parts, *unit, duration)) {
    case Outcome::too_long:
      return report("out-of-range", fmt::format("longer than {}", in_words(kLongestDuration)), "");
    case Outcome::too_fine:
      return report("out-of-range", "no whole number of microseconds", "time passes in steps of a microsecond");
    case Outcome::exact:
      break;
  }
  if (duration < shortest) return report("out-of-range", fmt::format("shorter than {}", in_words(shortest)), "");
  return duration;
}

}  // namespace doublecheck::scenarios
