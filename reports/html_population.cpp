#include "reports/html_population.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <vector>

#include "reports/bounds.hpp"
#include "reports/html_chart.hpp"
#include "reports/html_markup.hpp"
#include "reports/html_series.hpp"
#include "reports/population_tables.hpp"
#include "reports/quantities.hpp"
#include "reports/results.hpp"

namespace doublecheck::reports {
namespace {

constexpr double kMicrosecondsPerSecond = 1e6;

const PopulationTime* find_time(const PopulationGroup& group, std::string_view name) {
  const auto found = std::ranges::find(group.times, name, &PopulationTime::name);
  return found == group.times.end() || found->all() == 0 ? nullptr : &*found;
}

std::string capitalised(std::string text) {
  text.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(text.front())));
  return text;
}

/// As curves are drawn.
Distribution curve_of(const PopulationTime& time, std::string name) {
  Distribution distribution;
  distribution.name = std::move(name);
  distribution.unit = "s";
  distribution.count = time.count;
  const auto in_seconds = [](const Bound& bound) { return Bound{bound.value / kMicrosecondsPerSecond, bound.reach}; };
  distribution.p50.at = in_seconds({time.p50.value, time.p50.reach});
  distribution.p90.at = in_seconds({time.p90.value, time.p90.reach});
  distribution.p99.at = in_seconds({time.p99.value, time.p99.reach});
  for (const Bound& percentile : time.percentiles) distribution.quantiles.push_back(in_seconds(percentile));
  return distribution;
}

class PopulationWriter : MarkupWriter {
 public:
  PopulationWriter(const PopulationResult& population, std::string_view id) : population_(population), id_(id) {}

  std::string write() {
    add("<h3>What a population would see</h3>");
    write_facts();
    for (const std::string& finding : findings_of(population_)) {
      add(R"(<p class="finding">{}</p>)", escaped(finding));
    }
    write_curves();
    write_series();
    for (const std::string_view name : {"one_check", "two_checks", "stored", "visible"}) write_times(name);
    write_table(opening_table(population_.all, population_.groups));
    write_table(bodies_table(population_));
    write_table(pushes_table(population_));
    write_table(held_table(population_.held));
    write_table(ledger_table(population_));
    write_faults();
    write_breaches();
    for (const PopulationVariant& variant : population_.variants) write_variant(variant);
    if (!population_.simplifications.empty()) add("<h4>Simplifications</h4>");
    for (const std::string& simplification : population_.simplifications) {
      add(R"(<p class="aside">{}.</p>)", escaped(simplification));
    }
    return text_;
  }

 private:
  void write_facts() {
    std::string facts = fact("Clients", with_thousands(population_.clients));
    facts += fact("Simulated", duration_text(population_.simulated_seconds));
    if (population_.warm_up_seconds > 0) facts += fact("Not measured", duration_text(population_.warm_up_seconds));
    facts += fact("Replications", with_thousands(population_.replications.size()));
    facts += fact("Seed", std::to_string(population_.seed));
    if (!population_.replications.empty()) {
      facts +=
          fact("Fingerprint", fmt::format("<code>{}</code>", escaped(population_.replications.front().fingerprint)));
    }
    const PopulationSpeed& speed = population_.speed;
    if (speed.seconds > 0) {
      facts += fact(
          "Took",
          fmt::format("{}: {} events a second, {} times real time, {}", duration_text(speed.seconds),
                      with_thousands(static_cast<std::uint64_t>(static_cast<double>(speed.events) / speed.seconds)),
                      number_text(speed.simulated_seconds / speed.seconds), bytes_text(speed.bytes)),
          true);
    }
    add(R"(<dl class="facts">{}</dl>)", facts);
    if (!population_.stopping.empty()) add(R"(<p class="aside">{}.</p>)", escaped(population_.stopping));
    if (population_.pilot) {
      add(R"(<p class="{}">{}</p>)", is_warm_up_doubtful(population_) ? "finding" : "aside",
          escaped(chosen_warm_up_text(population_)));
    }
    if (!population_.warm_up.empty()) add(R"(<p class="aside">{}</p>)", escaped(population_.warm_up));
    if (population_.was_cut) add(R"(<p class="finding">The simulation was cut short.</p>)");
  }

  void write_curves() {
    std::vector<Distribution> overall;
    for (const PopulationTime& time : population_.all.times) {
      if (time.count > 0 && time.name != "wait_on_opening" && time.name != "server_wait") {
        overall.push_back(curve_of(time, "time " + time.meaning));
      }
    }
    if (overall.empty()) return;
    add("<h4>How long it took</h4>");
    text_ += distribution_charts(overall, fmt::format("{}-times", id_));
    std::vector<Distribution> platforms;
    for (const PopulationGroup& group : population_.groups) {
      const PopulationTime* time = find_time(group, "visible");
      if (group.dimension == "platform" && time != nullptr) platforms.push_back(curve_of(*time, group.name));
    }
    if (platforms.size() < 2) return;
    add("<h4>Until it was visible, by the recipient's platform</h4>");
    text_ += distribution_charts(platforms, fmt::format("{}-platforms", id_));
  }

  void write_times(std::string_view name) {
    const PopulationTime* overall = find_time(population_.all, name);
    if (overall == nullptr) return;
    begin_table("Time " + overall->meaning, {"Whose", "p50", "p90", "p99", "max", "n"});
    write_time(population_.all, *overall);
    for (const PopulationGroup& group : population_.groups) {
      const PopulationTime* time = find_time(group, name);
      if (group.dimension != "server" && time != nullptr) write_time(group, *time);
    }
    end_table();
  }

  void write_time(const PopulationGroup& group, const PopulationTime& time) {
    add(R"(<tr><th scope="row">{}</th><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>)",
        escaped(label_of(group)), escaped(estimated_text(time.p50, "us")), escaped(estimated_text(time.p90, "us")),
        escaped(estimated_text(time.p99, "us")), duration_text(static_cast<double>(time.max) / kMicrosecondsPerSecond),
        count_text(time.count, time.all()));
  }

  /// Columns of the series that share an axis.
  struct Picture {
    std::string_view title;
    std::string_view unit;
    std::vector<std::string_view> columns;
  };

  void write_series() {
    const std::vector<Picture> pictures = {
        {"Messages in each step", "", {"composed", "delivered"}},
        {"Time to two checks, by when it came", "s", {"two_checks_p50", "two_checks_p99"}},
        {"Clients", "", {"connected_clients", "open_apps"}},
        {"Held by servers", "", {"bodies_held", "receipts_owed"}},
        {"Sent in each step", "", {"transmissions", "resent", "pushes_sent", "pushes_lost", "connects"}},
    };
    if (population_.series.size() < 2) return;
    add("<h4>Over time</h4>");
    for (std::size_t i = 0; i < pictures.size(); ++i) {
      text_ += series_figure(chart_of(pictures[i]), fmt::format("{}-series{}", id_, i + 1));
    }
  }

  SeriesChart chart_of(const Picture& picture) const {
    SeriesChart chart{std::string(picture.title), std::string(picture.unit), {}, {}, {}};
    for (const PopulationSeriesRow& row : population_.series) {
      chart.times.push_back(static_cast<double>(row.at) / kMicrosecondsPerSecond);
    }
    for (const std::string_view name : picture.columns) {
      const auto column = static_cast<std::size_t>(std::ranges::find(population_.series_names, name) -
                                                   population_.series_names.begin());
      if (column == population_.series_names.size()) continue;
      SeriesCurve curve{std::string(name), {}};
      std::ranges::replace(curve.name, '_', ' ');
      for (const PopulationSeriesRow& row : population_.series) {
        const double mean = static_cast<double>(row.values[column]) / static_cast<double>(row.replications);
        curve.values.push_back(picture.unit == "s" ? mean / kMicrosecondsPerSecond : mean);
      }
      chart.curves.push_back(std::move(curve));
    }
    for (const PopulationFault& fault : population_.faults) {
      chart.bands.push_back({fault.at_seconds, fault.at_seconds + fault.lasts_seconds, fault.words});
    }
    return chart;
  }

  /// Nothing, if it has no rows.
  void write_table(const FigureTable& table) {
    if (table.rows.empty()) return;
    std::vector<std::string_view> columns = {""};
    columns.insert(columns.end(), table.columns.begin(), table.columns.end());
    begin_table(capitalised(table.title), columns);
    for (const FigureRow& row : table.rows) {
      std::string markup = fmt::format(R"(<tr><th scope="row">{}</th>)", escaped(row.cells.front()));
      for (std::size_t i = 1; i <= table.columns.size(); ++i) {
        markup += fmt::format("<td>{}</td>", i < row.cells.size() ? escaped(row.cells[i]) : "");
      }
      add("{}</tr>", markup);
    }
    end_table();
  }

  void write_faults() {
    if (population_.faults.empty()) return;
    begin_table("Faults", {"Fault", "At", "Lasts", "Struck, in one replication"});
    for (const PopulationFault& fault : population_.faults) {
      add(R"(<tr><th scope="row">{}</th><td>{}</td><td>{}</td><td>{}</td></tr>)", escaped(fault.words),
          duration_text(fault.at_seconds), fault.lasts_seconds > 0 ? duration_text(fault.lasts_seconds) : "a moment",
          escaped(estimated_text(fault.struck_each, "")));
    }
    end_table();
  }

  void write_breaches() {
    if (population_.watched.empty()) return;
    begin_table("Watched during all of it", {"Property", "Seen to fail"});
    for (const PopulationWatched& watched : population_.watched) {
      const Verdict verdict = watched.breaches == 0 ? Verdict::holds : Verdict::violated;
      add(R"(<tr><th scope="row">{}</th><td>{}</td></tr>)", escaped(watched.property),
          verdict_badge(verdict, watched.breaches == 0 ? "never" : counted(watched.breaches, "time", "times")));
    }
    end_table();
    for (const PopulationBreach& breach : population_.breaches) {
      add(R"(<p class="aside">{} at {}, message {} from {} to {}: {}</p>)", escaped(breach.property),
          duration_text(breach.at_seconds), breach.message, breach.sender, breach.recipient, escaped(breach.words));
    }
  }

  void write_variant(const PopulationVariant& variant) {
    add("<h3>Variant {}</h3>", escaped(variant.name));
    std::string changes;
    for (const std::string& change : variant.changes) changes += fmt::format(" <code>{}</code>", escaped(change));
    add(R"(<p class="aside">Changed:{}</p>)", changes);
    if (variant.warm_up_seconds != population_.warm_up_seconds) {
      add(R"(<p class="aside">{}</p>)", escaped(other_warm_up_text(variant)));
    }
    write_table(comparison_table(variant));
    const auto equal =
        static_cast<std::uint64_t>(std::ranges::count(variant.comparisons, true, &PopulationComparison::is_same));
    if (equal > 0) add(R"(<p class="aside">Exactly the same: {}.</p>)", counted(equal, "figure", "figures"));
    write_table(opening_table(variant.all, variant.groups));
    write_table(held_table(variant.held));
    for (const PopulationWatched& watched : variant.watched) {
      if (watched.breaches == 0) continue;
      const bool is_known = watched.violation_expected || watched.violation_allowed;
      add(R"(<p class="{}">{}</p>)", is_known ? "aside" : "finding", escaped(breaches_text(watched)));
    }
  }

  void begin_table(std::string_view title, const std::vector<std::string_view>& columns) {
    std::string head;
    for (const std::string_view column : columns) head += fmt::format(R"(<th scope="col">{}</th>)", escaped(column));
    add(R"(<h4>{}</h4><div class="scroll"><table class="figures compared"><thead><tr>{}</tr></thead><tbody>)",
        escaped(title), head);
  }
  void end_table() { add("</tbody></table></div>"); }

  const PopulationResult& population_;
  std::string id_;
};

}  // namespace

std::string population_markup(const PopulationResult& population, std::string_view id) {
  return PopulationWriter(population, id).write();
}

}  // namespace doublecheck::reports
