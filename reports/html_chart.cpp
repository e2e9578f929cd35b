#include "reports/html_chart.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>

#include "reports/html_markup.hpp"
#include "reports/quantities.hpp"

namespace doublecheck::reports {
namespace {

constexpr int kWidth = 760;
constexpr int kHeight = 300;
constexpr int kLeft = 58;
constexpr int kRight = kWidth - 24;
constexpr int kTop = 14;
constexpr int kBottom = kHeight - 46;
constexpr std::size_t kStyleCount = 6;  // of curves: colour and dashes

// Those that share an axis.
struct Group {
  std::string unit;  // empty for times, which are drawn in seconds
  bool is_time = false;
  std::vector<const Distribution*> distributions;
};

double scale_of(const Group& group, const Distribution& distribution) {
  return group.is_time ? seconds_in(distribution.unit).value_or(1.0) : 1.0;
}

std::vector<Group> groups_of(const std::vector<Distribution>& distributions) {
  std::vector<Group> groups;
  for (const Distribution& distribution : distributions) {
    if (distribution.count == 0 || distribution.quantiles.empty()) continue;
    const bool is_time = seconds_in(distribution.unit).has_value();
    const std::string unit = is_time ? "" : distribution.unit;
    auto group = std::ranges::find_if(
        groups, [&](const Group& known) { return known.is_time == is_time && known.unit == unit; });
    if (group == groups.end()) group = groups.insert(groups.end(), {unit, is_time, {}});
    group->distributions.push_back(&distribution);
  }
  return groups;
}

// Values where people expect a line: round times, or powers of ten.
std::vector<double> candidate_ticks(bool is_time) {
  if (is_time) {
    return {1e-6, 1e-5, 1e-4, 1e-3, 1e-2, 0.1, 1, 10, 60, 600, 3600, 86400, 864000, 8640000, 86400000};
  }
  std::vector<double> ticks;
  for (int exponent = -6; exponent <= 15; ++exponent) ticks.push_back(std::pow(10.0, exponent));
  return ticks;
}

// From the last tick at or below the smallest positive value to the first at or above the largest.
std::vector<double> ticks_around(const Group& group) {
  double smallest = HUGE_VAL;
  double largest = 0;
  for (const Distribution* distribution : group.distributions) {
    for (const Bound& quantile : distribution->quantiles) {
      const double value = quantile.value * scale_of(group, *distribution);
      if (value > 0) smallest = std::min(smallest, value);
      largest = std::max(largest, value);
    }
  }
  const std::vector<double> candidates = candidate_ticks(group.is_time);
  if (largest <= 0) return {candidates.front(), candidates[1]};
  auto first = std::ranges::upper_bound(candidates, smallest);
  if (first != candidates.begin()) --first;
  auto last = std::ranges::lower_bound(candidates, largest);
  if (last == candidates.end()) --last;
  if (first == last) first == candidates.begin() ? ++last : --first;
  return {first, last + 1};
}

class ChartPainter : MarkupWriter {
 public:
  ChartPainter(const Group& group, std::string_view id) : group_(group), id_(id), ticks_(ticks_around(group)) {}

  std::string paint() {
    const std::string what = group_.is_time ? "time" : escaped(group_.unit.empty() ? "value" : group_.unit);
    add(R"(<figure class="chart"><svg viewBox="0 0 {0} {1}" width="{0}" height="{1}" role="img" aria-labelledby="{2}-t">)",
        kWidth, kHeight, id_);
    add(R"(<title id="{}-t">Share of the messages by {}, on a logarithmic axis. The table has the same figures.</title>)",
        id_, what);
    paint_grid();
    for (std::size_t i = 0; i < group_.distributions.size(); ++i) paint_curve(i);
    add("</svg>\n<figcaption><ul class=\"legend\">");
    for (std::size_t i = 0; i < group_.distributions.size(); ++i) {
      add(R"(<li><svg class="swatch" viewBox="0 0 30 8" aria-hidden="true" focusable="false"><path class="curve c{}" d="M1 4H29"/></svg> {}</li>)",
          i % kStyleCount, escaped(group_.distributions[i]->name));
    }
    add("</ul></figcaption></figure>");
    return text_;
  }

 private:
  double x_of(double value) const {
    const double low = std::log10(ticks_.front());
    const double high = std::log10(ticks_.back());
    const double share = (std::log10(std::clamp(value, ticks_.front(), ticks_.back())) - low) / (high - low);
    return kLeft + share * (kRight - kLeft);
  }

  static double y_of(double share) { return kBottom - share * (kBottom - kTop); }

  void paint_grid() {
    for (const int percent : std::to_array({0, 25, 50, 75, 90, 100})) {
      const double y = y_of(percent / 100.0);
      add(R"(<path class="grid" d="M{} {:.1f}H{}"/><text class="tick y" x="{}" y="{:.1f}">{} %</text>)", kLeft, y,
          kRight, kLeft - 8, y + 4, percent);
    }
    for (const double tick : ticks_) {
      const std::string words = group_.is_time ? duration_text(tick) : number_text(tick);
      add(R"(<path class="grid" d="M{0:.1f} {1}V{2}"/><text class="tick x" x="{0:.1f}" y="{3}">{4}</text>)", x_of(tick),
          kTop, kBottom, kBottom + 18, words);
    }
    add(R"(<text class="tick x" x="{}" y="{}">{}</text>)", (kLeft + kRight) / 2, kHeight - 6,
        group_.is_time ? "within this time (logarithmic)" : escaped(group_.unit) + " at most (logarithmic)");
  }

  void paint_curve(std::size_t index) {
    const Distribution& distribution = *group_.distributions[index];
    const double scale = scale_of(group_, distribution);
    const double step = 1.0 / static_cast<double>(distribution.quantiles.size());
    std::string path;
    for (std::size_t i = 0; i < distribution.quantiles.size(); ++i) {
      if (distribution.quantiles[i].reach != Reach::reached) break;  // the curve ends there
      path += fmt::format("{}{:.1f} {:.1f}", i == 0 ? "M" : "L", x_of(distribution.quantiles[i].value * scale),
                          y_of(step * static_cast<double>(i + 1)));
    }
    add(R"(<path class="curve c{}" d="{}"/>)", index % kStyleCount, path);
    paint_point(index, "p50", distribution.p50, 0.50);
    paint_point(index, "p90", distribution.p90, 0.90);
    paint_point(index, "p99", distribution.p99, 0.99);
  }

  void paint_point(std::size_t index, std::string_view name, const Quantile& quantile, double share) {
    if (quantile.at.reach != Reach::reached) return;
    const double value = quantile.at.value;
    const Distribution& distribution = *group_.distributions[index];
    add(R"(<circle class="point c{}" cx="{:.1f}" cy="{:.1f}" r="4"><title>{}: {} {}</title></circle>)",
        index % kStyleCount, x_of(value * scale_of(group_, distribution)), y_of(share), escaped(distribution.name),
        name, escaped(quantity_text(value, distribution.unit)));
  }

  const Group& group_;
  std::string id_;
  std::vector<double> ticks_;
};

}  // namespace

std::string distribution_charts(const std::vector<Distribution>& distributions, std::string_view id) {
  std::string charts;
  const std::vector<Group> groups = groups_of(distributions);
  for (std::size_t i = 0; i < groups.size(); ++i) {
    charts += ChartPainter(groups[i], fmt::format("{}-chart{}", id, i + 1)).paint();
  }
  return charts;
}

}  // namespace doublecheck::reports
