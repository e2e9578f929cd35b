/// Results of populations as comma-separated values (RFC 4180), for spreadsheets and plotting programs.
#pragma once

#include <string>
#include <string_view>

#include "reports/population_result.hpp"

namespace doublecheck::reports {

/// A table with the columns table,scenario,group,name,at_seconds,value,half_width: first the figures of everybody and
/// of each group (`table` is "time" or "count"), then the time series as means over replications ("series").
/// `with_head`: with the line of names before it.
std::string population_csv(const PopulationResult& population, std::string_view scenario, bool with_head);

}  // namespace doublecheck::reports
