#include "reports/html.hpp"

#include <algorithm>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "reports/html_markup.hpp"
#include "tests/catch.hpp"
#include "tests/reports/samples.hpp"

using namespace doublecheck::reports;
using namespace doublecheck::tests;

namespace {

bool contains(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

std::size_t count_of(std::string_view text, std::string_view part) {
  std::size_t count = 0;
  for (std::size_t at = text.find(part); at != std::string_view::npos; at = text.find(part, at + part.size())) ++count;
  return count;
}

// The end of a tag that opens at `begin`: the first '>' outside quotes.
std::size_t end_of_tag(std::string_view page, std::size_t begin) {
  bool quoted = false;
  for (std::size_t at = begin; at < page.size(); ++at) {
    if (page[at] == '"') quoted = !quoted;
    if (page[at] == '>' && !quoted) return at;
  }
  return std::string_view::npos;
}

// What is wrong with the nesting of the tags; empty if nothing is.
std::string nesting_error(std::string_view page) {
  std::vector<std::string> open;
  for (std::size_t at = page.find('<'); at != std::string_view::npos; at = page.find('<', at)) {
    const std::size_t end = end_of_tag(page, at);
    if (end == std::string_view::npos) return "a tag without an end";
    const std::string_view tag = page.substr(at + 1, end - at - 1);
    at = end;
    if (tag.starts_with("!DOCTYPE") || tag.starts_with("meta ") || tag.ends_with("/")) continue;
    if (tag.starts_with("/")) {
      if (open.empty() || open.back() != tag.substr(1)) {
        return std::string(tag) + " closes " + (open.empty() ? "nothing" : open.back());
      }
      open.pop_back();
      continue;
    }
    open.emplace_back(tag.substr(0, tag.find(' ')));
    // Nothing inside a style sheet is a tag.
    if (open.back() == "style") at = page.find("</style", end);
  }
  return open.empty() ? "" : open.back() + " is never closed";
}

std::vector<std::string> attribute_values(std::string_view page, std::string_view name) {
  std::vector<std::string> values;
  const std::string opening = " " + std::string(name) + "=\"";
  for (std::size_t at = page.find(opening); at != std::string_view::npos; at = page.find(opening, at)) {
    at += opening.size();
    values.emplace_back(page.substr(at, page.find('"', at) - at));
  }
  return values;
}

constexpr std::string_view kHostile = "<script>alert('x')</script>\" onload=\"y & <b>";

// Every text of the report is hostile.
Report hostile_report() {
  Report report = whole_library();
  const auto spoil = [](std::string& text) { text += kHostile; };
  spoil(report.tool_version);
  spoil(report.command);
  report.requirements = {{2, std::string(kHostile), {std::string(kHostile)}, {std::string(kHostile)}}};
  const auto spoil_property = [&](PropertyResult& property) {
    for (std::string* text : {&property.id, &property.kind, &property.statement}) spoil(*text);
    if (!property.counterexample) return;
    spoil(property.counterexample->property);
    spoil(property.counterexample->sentence);
    for (Party& party : property.counterexample->parties) {
      spoil(party.name);
      spoil(party.title);
    }
    for (Step& step : property.counterexample->steps) {
      spoil(step.action);
      spoil(step.words);
      for (Arrow& arrow : step.arrows) spoil(arrow.label);
      for (Note& note : step.notes) spoil(note.text);
      for (MarkSeen& seen : step.marks) spoil(seen.message);
    }
  };
  for (ScenarioResult& scenario : report.scenarios) {
    for (std::string* text : {&scenario.scenario, &scenario.file, &scenario.title, &scenario.question,
                              &scenario.reproduce, &scenario.surprise}) {
      spoil(*text);
    }
    for (std::string& option : scenario.options) spoil(option);
    if (scenario.check) {
      for (std::string* text : {&scenario.check->stop_reason, &scenario.check->scope, &scenario.check->fairness}) {
        spoil(*text);
      }
      for (PropertyResult& property : scenario.check->properties) spoil_property(property);
    }
    if (scenario.simulation) {
      spoil(scenario.simulation->fingerprint);
      for (PropertyResult& property : scenario.simulation->properties) spoil_property(property);
      for (Distribution& distribution : scenario.simulation->distributions) {
        spoil(distribution.name);
        spoil(distribution.unit);
      }
      for (PlatformOpenings& group : scenario.simulation->platforms) {
        spoil(group.platform);
        spoil(group.wait.unit);
      }
      for (ScheduledFault& fault : scenario.simulation->schedule) {
        spoil(fault.fault);
        spoil(fault.client);
      }
      for (Count& count : scenario.simulation->counts) {
        spoil(count.name);
        spoil(count.unit);
      }
    }
  }
  return report;
}

}  // namespace

TEST_CASE("text becomes text and never markup") {
  CHECK(escaped("<a href=\"x\">'&'</a>") == "&lt;a href=&quot;x&quot;&gt;&#39;&amp;&#39;&lt;/a&gt;");
  CHECK(escaped("Zoë") == "Zoë");
  CHECK(escaped("\xFF\x01") == "\uFFFD\uFFFD");
}

TEST_CASE("every text of a report is escaped") {
  const std::string page = to_html(hostile_report());
  CHECK_FALSE(contains(page, "<script"));
  CHECK_FALSE(contains(page, "<b>"));
  CHECK_FALSE(contains(page, "\" onload"));
  CHECK_FALSE(contains(page, "y & "));
  CHECK(contains(page, "&lt;script&gt;"));
  CHECK(nesting_error(page).empty());
}

TEST_CASE("the page loads nothing and runs nothing") {
  const std::string page = to_html(whole_library());
  CHECK(contains(page, R"(http-equiv="Content-Security-Policy" content="default-src 'none';)"));
  for (const std::string_view loader : {"<script", "<link", "<img", "<iframe", "<object", "<embed", " src=", "@import",
                                        "url(", "http:", "https:", "//", "javascript:", " onload", " onclick"}) {
    CAPTURE(loader);
    CHECK_FALSE(contains(page, loader));
  }
}

TEST_CASE("tags are well nested") {
  CHECK(nesting_error(to_html(whole_library())).empty());
  CHECK(nesting_error(to_html(report_on(drop_on_send()))).empty());
  CHECK(nesting_error(to_html({})).empty());
  // The check itself sees what is wrong.
  CHECK(nesting_error("<p><b></p></b>") == "/p closes b");
  CHECK(nesting_error("<p>") == "p is never closed");
}

TEST_CASE("an id occurs once and every reference finds its id") {
  const std::string page = to_html(whole_library());
  const std::vector<std::string> ids = attribute_values(page, "id");
  const std::set<std::string> unique(ids.begin(), ids.end());
  CHECK(unique.size() == ids.size());
  for (const std::string& reference : attribute_values(page, "href")) {
    CAPTURE(reference);
    REQUIRE(reference.starts_with('#'));
    CHECK(unique.contains(reference.substr(1)));
  }
  for (const std::string& references : attribute_values(page, "aria-labelledby")) {
    CAPTURE(references);
    CHECK(unique.contains(references.substr(0, references.find(' '))));
    CHECK(unique.contains(references.substr(references.rfind(' ') + 1)));
  }
}

TEST_CASE("every picture that says something has a title") {
  const std::string page = to_html(whole_library());
  CHECK(count_of(page, R"(role="img")") > 0);
  CHECK(count_of(page, R"(role="img")") + count_of(page, R"(aria-hidden="true")") == count_of(page, "<svg"));
}

TEST_CASE("a page on a mutant says what was caught and how") {
  const std::string page = to_html(report_on(drop_on_send()));
  CHECK(contains(page, "caught by CUSTODY, as expected"));
  CHECK(contains(page, "mutant 2"));
  CHECK(contains(page, "<p class=\"sentence\">Alice sees one check for m1, but nobody has it any more"));
  CHECK(contains(page, "4 steps as a list"));
  CHECK(contains(page, "<code>break_connection bob</code>"));
  CHECK(contains(page, "server drops body = on_send"));
  CHECK(contains(page, "class=\"arrow lost\""));
  CHECK_FALSE(contains(page, "<nav"));
}

TEST_CASE("the index tells of each mutant its number and how short a run shows it") {
  Report report = whole_library();
  const std::string page = to_html(report);
  CHECK(contains(page, "Mutant 2: The server drops a message on writing it to the connection</span>"));
  CHECK(contains(page, "shortest counterexample: 4 steps</span>"));
  CHECK(contains(page, "<p class=\"aside\">mutants: 2 of 2 caught</p>"));
  report.scenarios.push_back(with_unmutated(drop_on_send(), Verdict::violated));
  CHECK(contains(to_html(report), "<span class=\"statement\">not caught</span>"));
}

TEST_CASE("a page on a mutant shows what fails without the mutation") {
  const std::string page = to_html(report_on(with_unmutated(drop_on_send(), Verdict::violated)));
  CHECK(contains(page, "<code>server drops body = on_send</code> without it: 87 states,"));
  CHECK(contains(page, "<summary>Without the mutation, too, CUSTODY: "));
  CHECK_FALSE(contains(to_html(report_on(happy_path())), "utation"));
}

TEST_CASE("a cycle is set off and silence is named") {
  CHECK(contains(to_html(report_on(surprising())), "From here on these steps repeat for ever"));
  CHECK(contains(to_html(report_on(receipt_not_stored())), "Nothing happens any more"));
}

TEST_CASE("a page on several scenarios begins with an index of them") {
  const std::string page = to_html(whole_library());
  CHECK(contains(page, "<h1>3 of 4 scenarios as expected</h1>"));
  CHECK(contains(page, "<a href=\"#s2-08-recipient-crash\">08-recipient-crash</a>"));
}

TEST_CASE("every requirement is on the page with what covers it and with what verdicts") {
  Report report = whole_library();
  report.requirements = {{2, "Store <first>", {"CUSTODY"}, {"stored & sent", "not sent"}}, {24, "For ever", {}, {}}};
  const std::string page = to_html(report);
  const std::string_view section = std::string_view(page).substr(page.find("<section class=\"requirements\""));
  for (const int number : {2, 3, 8, 9, 10, 12, 13, 15, 17, 21, 22, 23, 24}) {
    CAPTURE(number);
    CHECK(contains(section, "<span class=\"id\">R" + std::to_string(number) + "</span>"));
  }
  CHECK(contains(section, "Store &lt;first&gt;"));
  CHECK(contains(section, "<summary>2 tests</summary>"));
  CHECK(contains(section, "stored &amp; sent"));
  CHECK(contains(section, "covered by tests alone"));
  CHECK(section.find(">R2<") < section.find(">R10<"));
  // Mutant 2 is no evidence against R2, and shows that CUSTODY can fail.
  CHECK_FALSE(contains(section, "violated as expected"));
  CHECK(contains(section, "<a href=\"#s3-m02-drop-on-send\">m02-drop-on-send</a>"));
}

TEST_CASE("a scenario among others shows its verdicts by requirement and one alone does so at the end") {
  CHECK(count_of(to_html(whole_library()), "<summary>By requirement</summary>") == 4);
  const std::string alone = to_html(report_on(happy_path()));
  CHECK_FALSE(contains(alone, "<summary>By requirement</summary>"));
  CHECK(contains(alone, "<section class=\"requirements\""));
}

TEST_CASE("a scenario says which requirements it answers for") {
  ScenarioResult scenario = happy_path();
  CHECK_FALSE(contains(to_html(report_on(scenario)), "Answers for"));
  scenario.requirements = {7, 20};
  const std::string page = to_html(report_on(scenario));
  CHECK(contains(page, "<dt>Answers for</dt><dd>R7, R20</dd>"));
  CHECK(count_of(page, "<span class=\"where\">answered by <a href=") == 2);
}

TEST_CASE("many scenarios of one verdict are folded away") {
  Report report = whole_library();
  while (report.scenarios.size() < 9) report.scenarios.push_back(happy_path());
  CHECK(contains(to_html(report), "<details><summary>6 scenarios</summary>"));
}

TEST_CASE("distributions are drawn as curves on the axis of their unit") {
  const std::string page = to_html(report_on(happy_path()));
  CHECK(count_of(page, "class=\"curve c0\"") == 2);  // the curve and its legend
  CHECK(count_of(page, "class=\"chart\"") == 1);
  CHECK(contains(page, ">7.8 min</td>"));
}

TEST_CASE("platforms and retention are compared by bars and a fault that never struck stands out") {
  const std::string page = to_html(report_on(happy_path()));
  CHECK(contains(page, "<h4>Opening the app, by platform</h4>"));
  CHECK(contains(page, R"(<rect class="bar-part" width="89.5" height="10"/></svg><span class="beside">89.5 %</span>)"));
  CHECK(contains(page, R"(<rect class="bar-part" width="0.0" height="10"/></svg><span class="beside">–</span>)"));
  CHECK(contains(page, "4,000,000 times as much"));
  CHECK(count_of(page, "<p class=\"finding\">") == 1);
  CHECK(contains(page, "<p class=\"finding\">The scheduled fault breaks at 20 h, bob never struck"));
}

TEST_CASE("distributions without spread or without values are drawn all the same") {
  Report report = report_on(happy_path());
  for (Distribution& distribution : report.scenarios[0].simulation->distributions) {
    std::ranges::fill(distribution.quantiles, Bound{});
  }
  report.scenarios[0].simulation->distributions[1].unit = "transmissions";
  std::ranges::fill(report.scenarios[0].simulation->distributions[1].quantiles, Bound{1.0, Reach::reached});
  const std::string page = to_html(report);
  CHECK(count_of(page, "class=\"chart\"") == 2);
  CHECK_FALSE(contains(page, "nan"));
  CHECK_FALSE(contains(page, "inf"));
}

TEST_CASE("equal results have equal pages") { CHECK(to_html(whole_library()) == to_html(whole_library())); }
