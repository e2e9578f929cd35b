#include "reports/html_series.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "reports/html_markup.hpp"
#include "reports/quantities.hpp"

namespace doublecheck::reports {
namespace {

constexpr int kWidth = 760;
constexpr int kHeight = 220;
constexpr int kLeft = 78;
constexpr int kRight = kWidth - 24;
constexpr int kTop = 22;
constexpr int kBottom = kHeight - 30;
constexpr std::size_t kStyleCount = 6;  // of curves: colour and dashes
constexpr std::size_t kPointsMax = 600;
constexpr int kTicksMax = 8;  // on the axis of time
constexpr int kRowsMax = 5;

/// The smallest round step that makes at most so many of a length.
double round_step(double length, int steps_max, const std::vector<double>& round) {
  for (const double step : round) {
    if (length / step <= steps_max) return step;
  }
  return length / steps_max;
}

std::vector<double> round_times() {
  return {0.001, 0.01, 0.1,  1,    2,     5,     10,    15,    30,     60,     120,     300,     600,
          900,   1800, 3600, 7200, 10800, 21600, 43200, 86400, 172800, 604800, 2592000, 31536000};
}

std::vector<double> round_numbers() {
  std::vector<double> numbers;
  for (int exponent = -6; exponent <= 15; ++exponent) {
    for (const double digit : {1.0, 2.0, 5.0}) numbers.push_back(digit * std::pow(10.0, exponent));
  }
  return numbers;
}

class SeriesPainter : MarkupWriter {
 public:
  SeriesPainter(const SeriesChart& chart, std::string_view id) : chart_(chart), id_(id) {
    const double step = chart.times[1] - chart.times[0];
    begin_ = chart.times.front() - step;
    end_ = chart.times.back();
    for (const SeriesCurve& curve : chart.curves) {
      for (const double value : curve.values) most_ = std::max(most_, value);
    }
    if (most_ <= 0) most_ = 1;
    row_ = round_step(most_, kRowsMax, chart.unit == "s" ? round_times() : round_numbers());
    most_ = row_ * std::ceil(most_ / row_ - 1e-9);
  }

  std::string paint() {
    add(R"(<figure class="chart series"><svg viewBox="0 0 {0} {1}" width="{0}" height="{1}" role="img" aria-labelledby="{2}-t">)",
        kWidth, kHeight, id_);
    add(R"(<title id="{}-t">{} over simulated time</title>)", id_, escaped(chart_.title));
    add(R"(<text class="series-title" x="{}" y="14">{}</text>)", kLeft, escaped(chart_.title));
    for (const SeriesBand& band : chart_.bands) paint_band(band);
    paint_grid();
    for (std::size_t i = 0; i < chart_.curves.size(); ++i) paint_curve(i);
    add("</svg>\n<figcaption><ul class=\"legend\">");
    for (std::size_t i = 0; i < chart_.curves.size(); ++i) {
      add(R"(<li><svg class="swatch" viewBox="0 0 30 8" aria-hidden="true" focusable="false"><path class="curve c{}" d="M1 4H29"/></svg> {}</li>)",
          i % kStyleCount, escaped(chart_.curves[i].name));
    }
    if (!chart_.bands.empty()) add(R"(<li><span class="band-swatch"></span> fault</li>)");
    add("</ul></figcaption></figure>");
    return text_;
  }

 private:
  double x_of(double time) const {
    return kLeft + (std::clamp(time, begin_, end_) - begin_) / (end_ - begin_) * (kRight - kLeft);
  }
  double y_of(double value) const { return kBottom - value / most_ * (kBottom - kTop); }

  void paint_band(const SeriesBand& band) {
    constexpr double kNarrowest = 2;  // pixels, of a moment
    if (band.from > end_ || std::max(band.from, band.to) < begin_) return;
    const double left = x_of(band.from);
    add(R"(<rect class="fault" x="{:.1f}" y="{}" width="{:.1f}" height="{}"><title>{}</title></rect>)", left, kTop,
        std::max(kNarrowest, x_of(band.to) - left), kBottom - kTop, escaped(band.words));
  }

  void paint_grid() {
    for (double value = 0; value <= most_ * 1.001; value += row_) {
      add(R"(<path class="grid" d="M{} {:.1f}H{}"/><text class="tick y" x="{}" y="{:.1f}">{}</text>)", kLeft,
          y_of(value), kRight, kLeft - 8, y_of(value) + 4, escaped(quantity_text(value, chart_.unit)));
    }
    const double step = round_step(end_ - begin_, kTicksMax, round_times());
    for (double time = std::ceil(begin_ / step - 1e-9) * step; time <= end_ * 1.0001; time += step) {
      add(R"(<path class="grid" d="M{0:.1f} {1}V{2}"/><text class="tick x" x="{0:.1f}" y="{3}">{4}</text>)", x_of(time),
          kTop, kBottom, kBottom + 18, duration_text(time));
    }
  }

  void paint_curve(std::size_t index) {
    const std::vector<double>& values = chart_.curves[index].values;
    const std::size_t together = (values.size() + kPointsMax - 1) / kPointsMax;
    std::string path;
    for (std::size_t i = 0; i < values.size(); i += together) {
      const std::size_t last = std::min(values.size(), i + together) - 1;
      double sum = 0;
      for (std::size_t k = i; k <= last; ++k) sum += values[k];
      path += fmt::format("{}{:.1f} {:.1f}", i == 0 ? "M" : "L", x_of(chart_.times[last]),
                          y_of(sum / static_cast<double>(last - i + 1)));
    }
    add(R"(<path class="curve c{}" d="{}"/>)", index % kStyleCount, path);
  }

  const SeriesChart& chart_;
  std::string id_;
  double begin_ = 0;
  double end_ = 0;
  double most_ = 0;  // the upper end of the axis
  double row_ = 1;   // between two lines
};

}  // namespace

std::string series_figure(const SeriesChart& chart, std::string_view id) {
  return chart.times.size() < 2 ? "" : SeriesPainter(chart, id).paint();
}

}  // namespace doublecheck::reports
