#include <fmt/format.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/sections.hpp"

namespace doublecheck::scenarios {
namespace {

constexpr sim::Time kLongest = sim::Time{365} * 24 * sim::kHour;
constexpr std::uint64_t kFaultsMax = 1'000;
constexpr std::string_view kRangeInWords = R"(a list of two durations from 1ms to 365d, such as ["10ms", "5s"])";

std::optional<sim::Time> bounded(const Value& value, std::string_view key, sim::Time shortest, Problems& problems) {
  const auto duration = as_duration(value, key, shortest, problems);
  if (!duration || *duration <= kLongest) return duration;
  report_range(value, key, "at most 365d here", "longer than 365d", problems);
  return std::nullopt;
}

void read_range(TableReader& reader, std::string_view key, SwarmRange& range) {
  const Value* value = reader.find(key, kRangeInWords);
  if (value == nullptr) return;
  Problems& problems = reader.problems();
  const Array* bounds = as_array(*value, key, kRangeInWords, problems);
  if (bounds == nullptr) return;
  if (bounds->values.size() != 2) {
    return report_range(*value, key, kRangeInWords, fmt::format("{} values", bounds->values.size()), problems);
  }
  const auto least = bounded(bounds->values[0], key, sim::kMillisecond, problems);
  const auto most = bounded(bounds->values[1], key, sim::kMillisecond, problems);
  if (!least || !most) return;
  if (*most < *least) return report_range(bounds->values[1], key, kRangeInWords, "less than the first", problems);
  range = {*least, *most};
}

void read_knobs(TableReader& reader, SwarmRanges& ranges) {
  for (std::size_t first = 0; first < kSwarmKnobs.size();) {
    const std::string_view section = kSwarmKnobs[first].section;
    std::size_t end = first;
    while (end < kSwarmKnobs.size() && kSwarmKnobs[end].section == section) ++end;
    read_table(reader, section, [&](TableReader& knobs) {
      for (std::size_t i = first; i < end; ++i) read_range(knobs, kSwarmKnobs[i].key, ranges[i]);
    });
    first = end;
  }
}

}  // namespace

void read_swarm(TableReader& root, SwarmBounds& bounds) {
  constexpr sim::Time kShortestFaults = 10 * sim::kSecond;  // below that there is no time for them to come and to go
  Place place;
  const Table* table = root.table("swarm", place);
  if (table == nullptr) return;
  TableReader reader(*table, place, "[swarm]", root.problems());
  assign(bounds.faults_max, reader.whole_number("faults_max", {0, kFaultsMax}));
  const auto read_phase = [&](std::string_view key, sim::Time shortest, sim::Time& phase) {
    const Value* value = reader.find(key, kDurationInWords);
    if (value != nullptr) assign(phase, bounded(*value, key, shortest, root.problems()));
  };
  read_phase("faults_within", kShortestFaults, bounds.faults_within);
  read_phase("settle", sim::kMinute, bounds.settle);
  read_knobs(reader, bounds.ranges);
  reader.refuse_other_keys();
}

}  // namespace doublecheck::scenarios
