#include "reports/quantities.hpp"

#include <fmt/format.h>

#include <array>
#include <cmath>

namespace doublecheck::reports {
namespace {

struct Unit {
  std::string_view name;
  double size;
};

constexpr auto kTimes =
    std::to_array<Unit>({{"us", 1e-6}, {"ms", 1e-3}, {"s", 1.0}, {"min", 60.0}, {"h", 3600.0}, {"d", 86400.0}});
constexpr auto kBytes = std::to_array<Unit>(
    {{"B", 1.0}, {"KiB", 1024.0}, {"MiB", 1048576.0}, {"GiB", 1073741824.0}, {"TiB", 1099511627776.0}});

std::string grouped(std::string digits) {
  const std::size_t sign = digits.starts_with('-') ? 1 : 0;
  for (std::size_t at = digits.size(); at > sign + 3;) {
    at -= 3;
    digits.insert(at, 1, ',');
  }
  return digits;
}

std::string without_trailing_zeros(std::string text) {
  if (text.find('.') == std::string::npos) return text;
  text.erase(text.find_last_not_of('0') + 1);
  if (text.ends_with('.')) text.pop_back();
  return text;
}

// The largest unit that `amount` holds at least one of; the smallest for less.
template <std::size_t N>
std::string in_suitable_unit(double amount, const std::array<Unit, N>& units) {
  const Unit* suitable = &units.front();
  for (const Unit& unit : units) {
    // What would be shown as 1000 ms is 1 s.
    if (amount >= unit.size * 0.9995) suitable = &unit;
  }
  return fmt::format("{} {}", number_text(amount / suitable->size), suitable->name);
}

}  // namespace

std::string with_thousands(std::uint64_t number) { return grouped(std::to_string(number)); }

std::string counted(std::uint64_t number, std::string_view singular, std::string_view plural) {
  return fmt::format("{} {}", with_thousands(number), number == 1 ? singular : plural);
}

std::string number_text(double number) {
  if (!std::isfinite(number)) return fmt::format("{}", number);
  const double size = std::abs(number);
  if (size >= 99.95) return grouped(fmt::format("{:.0f}", number));
  if (size >= 9.995) return without_trailing_zeros(fmt::format("{:.1f}", number));
  if (size >= 0.9995 || size == 0) return without_trailing_zeros(fmt::format("{:.2f}", number));
  return without_trailing_zeros(fmt::format("{:.3f}", number));
}

std::string estimate_text(double number) {
  if (!std::isfinite(number)) return "unknown";
  const double size = std::abs(number);
  if (size == 0 || size >= 0.01) return number_text(number);
  return fmt::format("{:.1e}", number);
}

std::string duration_text(double seconds) {
  if (seconds < 0) return "-" + duration_text(-seconds);
  return seconds == 0 ? "0 s" : in_suitable_unit(seconds, kTimes);
}

std::string bytes_text(std::uint64_t bytes) { return in_suitable_unit(static_cast<double>(bytes), kBytes); }

std::string byte_seconds_text(double byte_seconds) {
  if (byte_seconds < 0) return "-" + byte_seconds_text(-byte_seconds);
  constexpr double kSecondsPerHour = 3600;
  if (byte_seconds < kSecondsPerHour) return in_suitable_unit(byte_seconds, kBytes) + "-seconds";
  return in_suitable_unit(byte_seconds / kSecondsPerHour, kBytes) + "-hours";
}

std::string share_text(std::uint64_t part, std::uint64_t whole) {
  if (whole == 0) return "none";
  return fmt::format("{} %", number_text(100.0 * static_cast<double>(part) / static_cast<double>(whole)));
}

std::optional<double> seconds_in(std::string_view unit) {
  for (const Unit& time : kTimes) {
    if (time.name == unit) return time.size;
  }
  return std::nullopt;
}

std::string quantity_text(double value, std::string_view unit) {
  if (unit == "share") return fmt::format("{} %", number_text(100 * value));
  if (unit == "byte-seconds") return byte_seconds_text(value);
  if (const auto seconds = seconds_in(unit)) return duration_text(value * *seconds);
  return unit.empty() ? number_text(value) : fmt::format("{} {}", number_text(value), unit);
}

}  // namespace doublecheck::reports
