/// Tables of what a population showed: figures with their confidence intervals, the same for text and HTML.
#pragma once

#include "reports/population_result.hpp"
#include "reports/text_style.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace doublecheck::reports {

struct FigureRow {
  std::vector<std::string> cells;  // as many as there are columns, or fewer; the first says what the row is about
  Ink ink = Ink::plain;            // of the last one
};

/// Without rows where there is nothing to show.
struct FigureTable {
  std::string title;
  std::vector<std::string> columns;  // without that of the first cells
  std::vector<FigureRow> rows;
};

/// What people met who opened the app: how much was in the store already, and how long they waited for the rest. R20.
FigureTable opening_table(const PopulationGroup& all, const std::vector<PopulationGroup>& groups);

/// What was sent again, by platform. R13.
FigureTable bodies_table(const PopulationResult& population);

/// What pushes came to, by platform. R12.
FigureTable pushes_table(const PopulationResult& population);

/// Bytes over time until the ack, and on a server that keeps every body. R24.
FigureTable held_table(const PopulationHeld& held);

FigureTable ledger_table(const PopulationResult& population);

/// A variant beside the scenario itself, but for what is exactly the same.
FigureTable comparison_table(const PopulationVariant& variant);

/// "platform iphone"
std::string label_of(const PopulationGroup& group);

/// "1.3 s ± 40 ms", "12.5 ± 0.4 %"; the value alone without an interval. `unit` as PopulationFigure::unit.
std::string estimated_text(const Estimated& estimated, std::string_view unit);

}  // namespace doublecheck::reports
