/// The figures of a replication: single numbers that are estimated, waited for and compared.
#pragma once

#include "population/crowd.hpp"
#include "population/outcome.hpp"
#include "reports/population_result.hpp"
#include "statistics/comparison.hpp"
#include "statistics/product_limit.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace doublecheck::cli {

/// A figure of everybody.
struct FigureInfo {
  std::string name;     // "two_checks.p99"
  std::string meaning;  // "time to two checks, p99"
  std::string unit;     // "us", "share", "byte-seconds"; empty: a bare number
  statistics::Better better = statistics::Better::lower;
};

/// All of everybody that are compared and waited for.
const std::vector<FigureInfo>& figure_catalogue();

/// What is waited for and compared unless figures are named.
const std::vector<std::string>& usual_figures();

const FigureInfo* find_figure(std::string_view name);

/// What users of the same platform met on opening the app: those that two runs have in common.
std::vector<FigureInfo> opening_figures(const std::vector<population::Slice>& slices);

/// A part of a whole, of the messages, pushes or transmissions of some clients.
struct ShareInfo {
  std::string_view name;     // "stored_on_opening"
  std::string_view meaning;  // "share stored before the app was opened"
  std::uint64_t (*part)(const population::Tally&);
  std::uint64_t (*whole)(const population::Tally&);
  std::optional<statistics::Better> compared;  // absent: it is not
};
std::span<const ShareInfo> share_catalogue();

/// A quantile in microseconds.
reports::Bound bound_of(const statistics::Quantile& quantile);

/// A figure of one replication; no value where nothing was measured.
struct FigureValue {
  std::string name;
  std::string_view unit;
  std::optional<reports::Bound> value;
};

/// All that is estimated: quantiles, counters and shares of everybody, what servers held, what became of messages, what
/// faults struck, and then quantiles, counters and shares of each platform and network, "platform iphone:
/// two_checks.p50". The same names in the same order for all replications of a crowd.
std::vector<FigureValue> figures_of(const population::Outcome& outcome, const population::Crowd& crowd);

inline constexpr std::string_view kHeldUntilAck = "byte_seconds_until_ack";
inline constexpr std::string_view kHeldForEver = "byte_seconds_for_ever";
inline constexpr std::string_view kForEverRatio = "for_ever_ratio";

/// Are there figures of this slice?
bool is_estimated(const population::Slice& slice);

/// The name of a figure of one of the slices, or of everybody.
std::string figure_of(const population::Slice* slice, std::string_view name);
/// Likewise of a quantile of a measure.
std::string quantile_figure(const population::Slice* slice, population::Measure measure, unsigned percent);
/// "ledger.expired"
std::string ledger_figure(std::string_view fate);
/// "ledger.expired_share"
std::string ledger_share_figure(std::string_view fate);
/// "fault.0": what it struck.
std::string fault_figure(std::size_t index);

}  // namespace doublecheck::cli
