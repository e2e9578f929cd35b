#include "reports/html.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "reports/html_icons.hpp"
#include "reports/html_index.hpp"
#include "reports/html_markup.hpp"
#include "reports/html_requirements.hpp"
#include "reports/html_scenario.hpp"
#include "reports/html_style.hpp"
#include "reports/verdicts.hpp"

namespace doublecheck::reports {
namespace {

// The browser is told to load and run nothing: a page made of other people's scenarios can do no harm.
constexpr std::string_view kPolicy =
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

std::string page_title(const Report& report) {
  return report.scenarios.size() == 1 ? report.scenarios.front().scenario : report_headline(report);
}

std::string head(const Report& report) {
  return fmt::format(R"(<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{} · doublecheck</title>
<style>{}</style>
</head>
)",
                     kPolicy, escaped(page_title(report)), style_sheet());
}

// One scenario has its title in its own section.
std::string masthead(const Report& report) {
  const std::string headline =
      report.scenarios.size() == 1 ? "" : fmt::format("<h1>{}</h1>\n", escaped(report_headline(report)));
  return fmt::format(
      R"(<header class="masthead">
<p class="wordmark">{} doublecheck</p>
{}<p class="command"><code>{}</code></p>
</header>
)",
      logo(), headline, escaped(report.command));
}

std::string paths_section(const Report& report) {
  if (report.paths.empty()) return "";
  std::string rows;
  for (const PathResult& path : report.paths) {
    std::string findings;
    for (const std::string& finding : path.findings) {
      findings += fmt::format(R"(<span class="statement">{}</span>)", escaped(finding));
    }
    rows += fmt::format("<tr{}><th scope=\"row\">{}{}</th><td>{}</td><td>{}</td></tr>\n",
                        path.as_expected ? "" : R"( class="surprise")", escaped(path.file), findings,
                        escaped(expectation_of(path)),
                        expectation_badge(path.as_expected, path.as_expected ? "as expected" : "not as expected"));
  }
  return fmt::format(
      R"(<section class="scenario {}" aria-label="Saved paths"><h2>Saved paths</h2><div class="scroll"><table><thead><tr><th scope="col">Path</th><th scope="col">Expected</th><th scope="col">Outcome</th></tr></thead><tbody>
{}</tbody></table></div></section>
)",
      std::ranges::all_of(report.paths, &PathResult::as_expected) ? "expected" : "surprise", rows);
}

}  // namespace

std::string to_html(const Report& report) {
  std::string page = head(report) + "<body>\n" + masthead(report) + "<main>\n" + scenario_index(report);
  for (std::size_t i = 0; i < report.scenarios.size(); ++i) {
    page += scenario_section(report.scenarios[i], report, scenario_anchor(report, i));
  }
  page += paths_section(report) + requirements_section(report);
  page += fmt::format("</main>\n<footer><p>doublecheck {} · results format {}</p></footer>\n</body>\n</html>\n",
                      escaped(report.tool_version), kFormatVersion);
  return page;
}

}  // namespace doublecheck::reports
