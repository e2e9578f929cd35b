/// The names under which reports tell what a population was measured and counted by.
#pragma once

#include "population/outcome.hpp"

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace doublecheck::cli {

struct PopulationName {
  std::string_view name;     // "two_checks"; does not change, for JSON files are read again
  std::string_view meaning;  // "to two checks"
};

const PopulationName& name_of(population::Measure measure);
const PopulationName& name_of(population::Counter counter);
const PopulationName& name_of(population::MessageLedger::Loss loss);
std::string_view name_of(population::Dimension dimension);

/// The columns of the time series.
std::span<const std::string_view> series_names();
std::vector<std::uint64_t> values_of(const population::SeriesRow& row);

/// Fates of messages in the order in which reports show them.
struct Fate {
  PopulationName name;
  std::uint64_t population::MessageLedger::* messages = nullptr;  // those that are no losses
};
std::span<const Fate> fates();

}  // namespace doublecheck::cli
