/// Replications: outcomes of one crowd under independent random numbers, added up so that more can follow.
#pragma once

#include "population/crowd.hpp"
#include "population/outcome.hpp"
#include "reports/population_result.hpp"
#include "statistics/estimate.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace doublecheck::cli {

struct Replications {
  std::uint64_t clients = 0;
  population::Time simulated = 0;  // of one replication
  population::Tally all;
  std::vector<population::Slice> slices;
  population::MessageLedger ledger;
  std::vector<reports::PopulationSeriesRow> series;
  std::vector<std::uint64_t> struck;    // by fault
  std::vector<std::uint64_t> happened;  // likewise: replications in which its time came
  std::vector<reports::PopulationBreach> breaches;
  std::vector<std::uint64_t> breach_counts;  // by watched property
  std::vector<reports::PopulationTrace> traces;
  std::vector<std::uint64_t> nearest_written;  // as of population::Outcome, of the first replication
  std::vector<reports::PopulationFigure> figures;
  std::vector<reports::Replication> each;
  std::vector<std::string> simplifications;
  std::uint64_t bytes = 0;   // the largest
  bool interrupted = false;  // the only one ended early
};

/// REQUIRES: all outcomes are of the same crowd.
void add_outcome(Replications& sum, const population::Crowd& crowd, const population::Outcome& outcome,
                 std::uint32_t number);

/// From the replications in which anything was measured; without a width where it is not reached in one of them.
/// REQUIRES: `name` is one of `figures`.
statistics::Estimate estimate_of(const Replications& replications, std::string_view name);

/// In the order of the replications. REQUIRES: likewise.
std::vector<std::optional<reports::Bound>> values_of(const Replications& replications, std::string_view name);

/// What the report shows of them. `watched`: the names of the properties that breach_counts are of.
reports::PopulationResult result_of(const Replications& replications, const population::Crowd& crowd,
                                    const std::vector<std::string>& watched);

/// What has neither arrived nor is under way never will. REQUIRES: the ledger sums up.
reports::Delivery delivery_of(const population::MessageLedger& ledger);

/// A fault in words: "push_deaf of android".
std::string words_of(const population::CrowdFault& fault, const population::Crowd& crowd);

}  // namespace doublecheck::cli
