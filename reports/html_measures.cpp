#include "reports/html_measures.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <initializer_list>
#include <string_view>

#include "reports/bounds.hpp"
#include "reports/html_markup.hpp"
#include "reports/quantities.hpp"
#include "reports/schedule.hpp"

namespace doublecheck::reports {
namespace {

/// A heading and the beginning of a table; `columns` is markup.
std::string table_begin(std::string_view title, std::initializer_list<std::string_view> columns) {
  std::string text =
      fmt::format(R"(<h4>{}</h4><div class="scroll"><table class="figures compared"><thead><tr>)", escaped(title));
  for (const std::string_view column : columns) text += fmt::format(R"(<th scope="col">{}</th>)", column);
  return text + "</tr></thead><tbody>\n";
}

constexpr std::string_view kTableEnd = "</tbody></table></div>\n";

/// A cell with a figure and a bar that shows at a glance how large the part is.
std::string barred_cell(double part, double whole, std::string_view figure) {
  const double share = whole > 0 ? std::clamp(part / whole, 0.0, 1.0) : 0.0;
  return fmt::format(
      R"(<td><svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true" focusable="false"><rect class="bar-whole" width="100" height="10"/><rect class="bar-part" width="{:.1f}" height="10"/></svg><span class="beside">{}</span></td>)",
      100 * share, escaped(figure));
}

std::string held_row(std::string_view name, double held, double most, std::string_view remark) {
  return fmt::format(R"(<tr><th scope="row">{}</th>{}<td>{}</td></tr>)", name,
                     barred_cell(held, most, byte_seconds_text(held)), escaped(remark)) +
         "\n";
}

}  // namespace

std::string openings_markup(const SimulationResult& simulation) {
  if (simulation.platforms.empty()) return "";
  std::string text = table_begin(
      "Opening the app, by platform",
      {"Platform", "Already in the store", "Openings", "In the store", "On the server", "Wait p50", "p90", "p99"});
  for (const PlatformOpenings& group : simulation.platforms) {
    const std::uint64_t waiting = group.in_store + group.on_server;
    const auto wait = [&](const Quantile& one) {
      return group.wait.all() == 0 ? "–" : escaped(bound_text(one.at, group.wait.unit));
    };
    text += fmt::format(
        R"(<tr><th scope="row">{}</th>{}<td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>)",
        escaped(group.platform),
        barred_cell(static_cast<double>(group.in_store), static_cast<double>(waiting),
                    waiting == 0 ? "–" : share_text(group.in_store, waiting)),
        with_thousands(group.openings), with_thousands(group.in_store), with_thousands(group.on_server),
        wait(group.wait.p50), wait(group.wait.p90), wait(group.wait.p99));
    text += '\n';
  }
  text += kTableEnd;
  return text +
         R"(<p class="aside">Of the messages that waited when a user opened the app: how many the app had already )"
         "fetched, so that they were there at once; and for the others, how long they took from then on.</p>\n";
}

std::string held_markup(const SimulationResult& simulation) {
  const HeldBodies& held = simulation.held;
  if (held.for_ever <= 0) return "";
  const double most = std::max(held.until_acknowledged, held.for_ever);
  const std::string ratio = held.until_acknowledged > 0
                                ? fmt::format("{} times as much", number_text(held.for_ever / held.until_acknowledged))
                                : "–";
  return table_begin("Held by the server: until acknowledged / stored for ever",
                     {"Bodies", "Bytes × time", "Compared"}) +
         held_row("Until acknowledged", held.until_acknowledged, most, "–") +
         held_row(held.is_archived ? "Stored for ever" : "Stored for ever, it would be", held.for_ever, most, ratio) +
         std::string(kTableEnd);
}

std::string schedule_markup(const SimulationResult& simulation) {
  if (simulation.schedule.empty()) return "";
  std::string text = table_begin("Scheduled faults", {"Fault", "Struck", "Not possible", "Run was over"});
  std::string findings;
  for (const ScheduledFault& fault : simulation.schedule) {
    text +=
        fmt::format(R"(<tr><th scope="row">{}</th><td>{}</td><td>{}</td><td>{}</td></tr>)", escaped(words_of(fault)),
                    with_thousands(fault.struck), with_thousands(fault.impossible), with_thousands(fault.too_late));
    text += '\n';
    const std::string finding = why_it_never_struck(fault, simulation.runs);
    if (!finding.empty()) findings += fmt::format("<p class=\"finding\">{}</p>\n", escaped(finding));
  }
  text += kTableEnd;
  return text + findings;
}

}  // namespace doublecheck::reports
