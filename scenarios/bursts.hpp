/// Bursts as scenario files write them: a network that is good and bad by turns.
#pragma once

#include <optional>
#include <string_view>

#include "scenarios/table_reader.hpp"
#include "sim/environment.hpp"

namespace doublecheck::scenarios {

inline constexpr std::string_view kMeanInWords = R"({ mean = "5min" }, the mean of an exponential time of 1ms or more)";

/// The mean of an exponential time, { mean = "5min" }. Shorter ones than 1ms are refused: drawing so many of them would
/// take all the time.
std::optional<sim::Time> as_mean(const Value& value, std::string_view key, Problems& problems);

/// The keys `good`, `bad`, `loss_in_bad` and `breaks_every_in_bad`.
sim::Bursts read_bursts(TableReader& reader);

}  // namespace doublecheck::scenarios
