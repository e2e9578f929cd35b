#include "cli/population_figures.hpp"

#include "cli/population_names.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace doublecheck::cli {
namespace {

using population::Counter;
using population::Measure;
using population::Tally;

constexpr unsigned kPercents[] = {50, 90, 99};

std::uint64_t count(const Tally& tally, Counter counter) { return tally.counters[static_cast<std::size_t>(counter)]; }

std::optional<double> ratio(std::uint64_t part, std::uint64_t whole) {
  if (whole == 0) return std::nullopt;
  return static_cast<double>(part) / static_cast<double>(whole);
}

std::optional<double> resent_share(const Tally& tally) {
  return ratio(count(tally, Counter::resent_up) + count(tally, Counter::resent_down),
               count(tally, Counter::bodies_sent_up) + count(tally, Counter::bodies_sent_down));
}

std::optional<double> delivered_share(const Tally& tally) {
  return ratio(count(tally, Counter::delivered), count(tally, Counter::composed));
}

std::optional<double> pushes_per_message(const Tally& tally) {
  return ratio(count(tally, Counter::pushes_sent), count(tally, Counter::composed));
}

/// How long a server held the body of a message, on average.
std::optional<double> held_per_message(const Tally& tally) {
  return ratio(count(tally, Counter::body_microseconds_queued), count(tally, Counter::composed));
}

struct Derived {
  std::string_view name;
  std::string_view meaning;
  std::string_view unit;
  statistics::Better better;
  std::optional<double> (*value)(const Tally&);
};

constexpr Derived kDerived[] = {
    {"delivered_share", "share delivered", "", statistics::Better::higher, delivered_share},
    {"resent_share", "share of transmissions that were repeated", "", statistics::Better::lower, resent_share},
    {"pushes_per_message", "pushes a message", "", statistics::Better::lower, pushes_per_message},
    {"held_per_message", "time that servers held a body", "us", statistics::Better::lower, held_per_message},
};

bool is_estimated(const population::Slice& slice) { return slice.dimension != population::Dimension::server; }

void add_quantiles(const Tally& tally, std::vector<std::optional<double>>& values) {
  for (const statistics::Histogram& measure : tally.measures) {
    for (const unsigned percent : kPercents) {
      values.push_back(measure.empty() ? std::nullopt
                                       : std::optional(static_cast<double>(measure.quantile(percent, 100))));
    }
  }
}

}  // namespace

std::string quantile_figure(const population::Slice* slice, Measure measure, unsigned percent) {
  const std::string name = fmt::format("{}.p{}", name_of(measure).name, percent);
  return slice == nullptr ? name : fmt::format("{} {}: {}", name_of(slice->dimension), slice->name, name);
}

const std::vector<FigureInfo>& figure_catalogue() {
  static const std::vector<FigureInfo> kCatalogue = [] {
    std::vector<FigureInfo> catalogue;
    for (std::size_t i = 0; i < population::kMeasureCount; ++i) {
      const auto measure = static_cast<Measure>(i);
      for (const unsigned percent : kPercents) {
        catalogue.push_back({quantile_figure(nullptr, measure, percent),
                             fmt::format("time {}, p{}", name_of(measure).meaning, percent), "us",
                             statistics::Better::lower});
      }
    }
    for (const Derived& derived : kDerived) {
      catalogue.push_back(
          {std::string(derived.name), std::string(derived.meaning), std::string(derived.unit), derived.better});
    }
    return catalogue;
  }();
  return kCatalogue;
}

const std::vector<std::string>& usual_figures() {
  static const std::vector<std::string> kUsual = {"two_checks.p50", "two_checks.p99", "visible.p50"};
  return kUsual;
}

const FigureInfo* find_figure(std::string_view name) {
  const auto& catalogue = figure_catalogue();
  const auto found = std::ranges::find(catalogue, name, &FigureInfo::name);
  return found == catalogue.end() ? nullptr : &*found;
}

std::vector<reports::PopulationFigure> figures_of(const population::Outcome& outcome) {
  std::vector<reports::PopulationFigure> figures;
  for (const FigureInfo& info : figure_catalogue()) figures.push_back({info.name, info.unit});
  for (const population::Slice& slice : outcome.slices) {
    if (!is_estimated(slice)) continue;
    for (std::size_t i = 0; i < population::kMeasureCount; ++i) {
      for (const unsigned percent : kPercents) {
        figures.push_back({quantile_figure(&slice, static_cast<Measure>(i), percent), "us"});
      }
    }
  }
  return figures;
}

std::vector<std::optional<double>> figure_values(const population::Outcome& outcome) {
  std::vector<std::optional<double>> values;
  add_quantiles(outcome.all, values);
  for (const Derived& derived : kDerived) values.push_back(derived.value(outcome.all));
  for (const population::Slice& slice : outcome.slices) {
    if (is_estimated(slice)) add_quantiles(slice.tally, values);
  }
  return values;
}

}  // namespace doublecheck::cli
