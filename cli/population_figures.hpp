/// The figures of a replication: single numbers that are estimated, waited for and compared.
#pragma once

#include "population/outcome.hpp"
#include "reports/population_result.hpp"
#include "statistics/comparison.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace doublecheck::cli {

/// A figure of everybody.
struct FigureInfo {
  std::string name;     // "two_checks.p99"
  std::string meaning;  // "time to two checks, p99"
  std::string unit;     // "us"; empty: a bare number
  statistics::Better better = statistics::Better::lower;
};

/// All of everybody.
const std::vector<FigureInfo>& figure_catalogue();

/// What is waited for and compared unless figures are named.
const std::vector<std::string>& usual_figures();

const FigureInfo* find_figure(std::string_view name);

/// Those of the catalogue, then the quantiles of each measure of each platform and network, "platform iphone:
/// two_checks.p50".
std::vector<reports::PopulationFigure> figures_of(const population::Outcome& outcome);

/// Their values in one replication; none where nothing was measured.
std::vector<std::optional<double>> figure_values(const population::Outcome& outcome);

/// The name of a quantile of a measure, of one of the slices or of everybody.
std::string quantile_figure(const population::Slice* slice, population::Measure measure, unsigned percent);

}  // namespace doublecheck::cli
