/// Time series as curves in an SVG picture, with bands for what went wrong when.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace doublecheck::reports {

struct SeriesCurve {
  std::string name;
  std::vector<double> values;  // one for each time
};

/// Something that lasted from one time to another, or a moment.
struct SeriesBand {
  double from = 0;
  double to = 0;
  std::string words;
};

struct SeriesChart {
  std::string title;
  std::string unit;           // of the values; times in seconds are "s"
  std::vector<double> times;  // seconds, ascending: the ends of equal steps
  std::vector<SeriesCurve> curves;
  std::vector<SeriesBand> bands;
};

/// A figure with a legend; empty if there are fewer than two times. Where there are more times than can be drawn,
/// several are drawn as their mean. `id` must be unique in the page and need no escaping.
std::string series_figure(const SeriesChart& chart, std::string_view id);

}  // namespace doublecheck::reports
