#include "scenarios/delays.hpp"

#include <fmt/format.h>

#include <string>

#include "scenarios/table_reader.hpp"
#include "scenarios/values.hpp"

namespace doublecheck::scenarios {
namespace {

constexpr std::string_view kForms =
    "the forms are { median = \"80ms\", p99 = \"900ms\" }, { min = \"1s\", max = \"2s\" } "
    "and { mean = \"5s\" }";

std::optional<sim::Time> required_duration(TableReader& reader, std::string_view key, sim::Time shortest) {
  const Value* value = reader.require(key, kDurationInWords);
  return value == nullptr ? std::nullopt : as_duration(*value, key, shortest, reader.problems());
}

/// Two durations of which the second is not the shorter one.
std::optional<sim::Delay> span_of(TableReader& reader, sim::DelayKind kind, std::string_view first_key,
                                  std::string_view second_key, sim::Time shortest) {
  const auto first = required_duration(reader, first_key, shortest);
  const auto second = required_duration(reader, second_key, shortest);
  reader.refuse_other_keys();
  if (!first || !second) return std::nullopt;
  if (*second < *first) {
    reader.problems().add({"out-of-range", reader.find(second_key, "")->place,
                           fmt::format("`{}` of {} is shorter than `{}`", second_key, reader.name(), first_key),
                           fmt::format("shorter than `{}`", first_key), ""});
    return std::nullopt;
  }
  return sim::Delay{kind, *first, *second};
}

std::optional<sim::Delay> delay_in(const Table& table, TableReader& reader) {
  const auto has = [&](std::string_view key) { return find_entry(table, key) != nullptr; };
  if (has("median") || has("p99")) return span_of(reader, sim::DelayKind::lognormal, "median", "p99", 1);
  if (has("min") || has("max")) return span_of(reader, sim::DelayKind::uniform, "min", "max", 0);
  if (has("mean")) {
    const auto mean = required_duration(reader, "mean", 0);
    reader.refuse_other_keys();
    return mean ? std::optional(sim::Delay{sim::DelayKind::exponential, *mean, 0}) : std::nullopt;
  }
  reader.problems().add({"wrong-type", reader.place(), fmt::format("{} takes {}", reader.name(), kDelayInWords),
                         "none of the forms", std::string(kForms)});
  return std::nullopt;
}

}  // namespace

std::optional<sim::Delay> as_delay(const Value& value, std::string_view key, Problems& problems) {
  if (const auto* table = std::get_if<Table>(&value.content)) {
    TableReader reader(*table, value.place, fmt::format("`{}`", key), problems);
    return delay_in(*table, reader);
  }
  const auto constant = as_duration(value, key, 0, problems);
  return constant ? std::optional(sim::Delay{sim::DelayKind::constant, *constant, 0}) : std::nullopt;
}

}  // namespace doublecheck::scenarios
