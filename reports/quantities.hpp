/// Numbers with their units as people read them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace doublecheck::reports {

/// "1,234,567".
std::string with_thousands(std::uint64_t number);

/// "1 step", "2 steps".
std::string counted(std::uint64_t number, std::string_view singular, std::string_view plural);

/// Three significant digits, or all of those before the decimal point: "0.125", "12.5", "8,123,457".
std::string number_text(double number);

/// In the unit that suits it, from microseconds to days: "340 ms", "1.24 s", "-7.8 min".
std::string duration_text(double seconds);

/// The same, with a power of ten for what is small: "0.125", "3.2e-09"; "unknown" if it is not finite.
std::string estimate_text(double number);

/// "14 MiB".
std::string bytes_text(std::uint64_t bytes);

/// Bytes held over time, in the units that suit them: "30 B-seconds", "4.2 MiB-hours".
std::string byte_seconds_text(double byte_seconds);

/// A part of a whole in percent: "87 %", "0.4 %"; "none" of nothing.
std::string share_text(std::uint64_t part, std::uint64_t whole);

/// How many seconds one of that unit is, if it is a unit of time: "us", "ms", "s", "min", "h" or "d".
std::optional<double> seconds_in(std::string_view unit);

/// A value with its unit: a time or "byte-seconds" in the unit that suits it, a "share" in percent.
std::string quantity_text(double value, std::string_view unit);

}  // namespace doublecheck::reports
