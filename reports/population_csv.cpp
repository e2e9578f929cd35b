#include "reports/population_csv.hpp"

#include <fmt/format.h>

#include "escape/terminal_text.hpp"

namespace doublecheck::reports {
namespace {

constexpr double kMicrosecondsPerSecond = 1e6;

/// On one line, without controls; in quotes where a comma or a quote stands in it.
std::string field(std::string_view foreign) {
  const std::string text = escape::printable(foreign);
  if (text.find_first_of(",\"") == std::string::npos) return text;
  std::string quoted = "\"";
  for (const char letter : text) {
    if (letter == '"') quoted += '"';
    quoted += letter;
  }
  return quoted + '"';
}

class Table {
 public:
  Table(const PopulationResult& population, std::string_view scenario)
      : population_(population), scenario_(field(scenario)) {}

  std::string write() {
    add_group(population_.all);
    for (const PopulationGroup& group : population_.groups) add_group(group);
    for (const PopulationSeriesRow& row : population_.series) {
      for (std::size_t i = 0; i < row.values.size(); ++i) {
        const double mean = static_cast<double>(row.values[i]) / static_cast<double>(row.replications);
        text_ += fmt::format("series,{},everybody,{},{},{},\n", scenario_, field(population_.series_names[i]),
                             static_cast<double>(row.at) / kMicrosecondsPerSecond, mean);
      }
    }
    return text_;
  }

 private:
  void add_group(const PopulationGroup& group) {
    const std::string name = group.dimension.empty() ? "everybody" : field(group.dimension + " " + group.name);
    for (const PopulationTime& time : group.times) {
      if (time.all() == 0) continue;
      add_time(name, time.name + ".p50", time.p50);
      add_time(name, time.name + ".p90", time.p90);
      add_time(name, time.name + ".p99", time.p99);
      if (time.count == 0) continue;
      const double mean = static_cast<double>(time.sum) / static_cast<double>(time.count);
      add_time(name, time.name + ".mean", {mean, {}});
      add_time(name, time.name + ".max", {static_cast<double>(time.max), {}});
    }
    for (const PopulationCount& count : group.counts) {
      text_ += fmt::format("count,{},{},{},,{},{}\n", scenario_, name, field(count.name), count.each.value,
                           half_width(count.each.half_width));
    }
    for (const PopulationShare& share : group.shares) {
      if (!share.share) continue;
      text_ += fmt::format("share,{},{},{},,{},{}\n", scenario_, name, field(share.name), share.share->value,
                           half_width(share.share->half_width));
    }
  }

  /// In seconds.
  void add_time(const std::string& group, const std::string& name, const Estimated& estimated) {
    const std::string value = estimated.reach == Reach::reached
                                  ? fmt::format("{}", estimated.value / kMicrosecondsPerSecond)
                              : estimated.reach == Reach::never ? "infinite"
                                                                : "not_reached";
    text_ += fmt::format(
        "time,{},{},{},,{},{}\n", scenario_, group, name, value,
        estimated.half_width ? fmt::format("{}", *estimated.half_width / kMicrosecondsPerSecond) : std::string());
  }

  static std::string half_width(const std::optional<double>& width) { return width ? fmt::format("{}", *width) : ""; }

  const PopulationResult& population_;
  std::string scenario_;
  std::string text_;
};

}  // namespace

std::string population_csv(const PopulationResult& population, std::string_view scenario, bool with_head) {
  return (with_head ? "table,scenario,group,name,at_seconds,value,half_width\n" : "") +
         Table(population, scenario).write();
}

}  // namespace doublecheck::reports
