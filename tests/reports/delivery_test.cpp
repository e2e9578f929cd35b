#include "reports/delivery.hpp"

#include <nlohmann/json.hpp>

#include "reports/bounds.hpp"
#include "reports/html.hpp"
#include "reports/json.hpp"
#include "reports/text.hpp"
#include "reports/verdicts.hpp"

#include "tests/catch.hpp"
#include "tests/reports/samples.hpp"

using namespace doublecheck::reports;
using namespace doublecheck::tests;

namespace {

bool contains(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

ScenarioResult with_delivery(const Delivery& delivery) {
  ScenarioResult result = happy_path();
  result.check.reset();
  result.simulation->delivery = delivery;
  return result;
}

std::string last_line(const std::string& text) { return text.substr(text.rfind('\n', text.size() - 2) + 1); }

}  // namespace

TEST_CASE("a bound is a value, or a word for why there is none") {
  CHECK(bound_text({1500, Reach::reached}, "ms") == "1.5 s");
  CHECK(bound_text({0, Reach::not_reached}, "ms") == "not reached");
  CHECK(bound_text({0, Reach::never}, "ms") == "never");
  CHECK(range_text({{1000, {}}, {}}, "ms").empty());
  CHECK(range_text({{1000, {}}, {{{900, {}}, {0, Reach::not_reached}}}}, "ms") == "900 ms to not reached");
  CHECK(range_text({{1000, {}}, {{{0, Reach::never}, {0, Reach::never}}}}, "ms") == "never");
  CHECK(count_text(494, 1964) == "494 of 1,964");
  CHECK(count_text(494, 494) == "494");
}

TEST_CASE("the verdict line says what share was not delivered, and is no check mark then") {
  const ScenarioResult most = with_delivery({1964, 494, 12});
  CHECK(undelivered_text(most) == "1,470 of 1,964 messages (74.8 %) not delivered, 12 of them for good");
  const std::string text = simulate_text(most, {});
  CHECK(last_line(text).starts_with("! nothing was seen to fail; 1,470 of 1,964 messages (74.8 %) not delivered"));
  CHECK(text.starts_with("! 01-happy-path"));
  CHECK(contains(gate_text(most, {}), "1,470 of 1,964 messages (74.8 %) not delivered"));
  CHECK(contains(to_html(report_on(most)), "1,470 of 1,964 messages (74.8 %) not delivered"));

  CHECK(undelivered_text(with_delivery({10, 9, 1})) == "1 of 10 messages (10 %) not delivered, for good");
  CHECK(undelivered_text(with_delivery({10, 9, 0})) == "1 of 10 messages (10 %) not delivered");
  CHECK(undelivered_text(with_delivery({10, 10, 0})).empty());
  CHECK(undelivered_text(with_delivery({})).empty());
  CHECK(simulate_text(with_delivery({10, 10, 0}), {}).starts_with("✔ "));
}

TEST_CASE("of a population some messages are always on their way, and only lost ones cost it the check mark") {
  ScenarioResult result = happy_path();
  result.check.reset();
  result.simulation.reset();
  result.population.emplace();
  result.population->delivery = {100, 95, 0};
  CHECK(last_line(simulate_text(result, {})).starts_with("✔ nothing was seen to fail; 5 of 100 messages (5 %) not "));
  result.population->delivery.never = 1;
  CHECK(last_line(simulate_text(result, {})).starts_with("! nothing was seen to fail; 5 of 100 messages (5 %) not "));
}

TEST_CASE("what is seen to fail is a violation whatever was delivered") {
  ScenarioResult result = with_delivery({10, 9, 1});
  result.simulation->properties[0].verdict = Verdict::violated;
  CHECK(last_line(simulate_text(result, {})).starts_with("✘ violated: CUSTODY"));
  CHECK(contains(last_line(simulate_text(result, {})), "1 of 10 messages (10 %) not delivered"));
}

TEST_CASE("a simulation that was cut short holds nothing") {
  ScenarioResult result = with_delivery({10, 10, 0});
  result.simulation->was_cut = true;
  result.as_expected = false;
  result.surprise = "the simulation was cut short";
  CHECK(verdict_of(result) == Verdict::inconclusive);
  const std::string text = simulate_text(result, {});
  CHECK(last_line(text).starts_with("? inconclusive (the simulation was cut short)"));
  CHECK_FALSE(contains(text, "✔ 01"));
  result.simulation->properties[0].verdict = Verdict::violated;
  CHECK(verdict_of(result) == Verdict::violated);

  result.simulation.reset();
  result.population.emplace();
  CHECK(verdict_of(result) == Verdict::holds);
  result.population->was_cut = true;
  CHECK(verdict_of(result) == Verdict::inconclusive);
}

TEST_CASE("in JSON what is never reached is told from what was not, and both from a number") {
  ScenarioResult result = with_delivery({4, 1, 2});
  Distribution& distribution = result.simulation->distributions[0];
  distribution.pending = 1;
  distribution.never = 2;
  distribution.p90.at = {0, Reach::not_reached};
  distribution.p99.at = {0, Reach::never};
  distribution.p50.range = {{200, {}}, {0, Reach::never}};
  const auto json = nlohmann::json::parse(to_json(report_on(result))).at("simulation");
  const auto& written = json.at("distributions").at(0);
  CHECK(written.at("p50") == 210.0);
  CHECK(written.at("p90") == "not_reached");
  CHECK(written.at("p99") == "infinite");
  CHECK(written.at("p50_interval") == nlohmann::json::array({200.0, "infinite"}));
  CHECK(written.at("p90_interval").is_null());
  CHECK(written.at("pending") == 1);
  CHECK(written.at("never") == 2);
  CHECK(json.at("delivery").at("undelivered") == 3);
  CHECK(json.at("delivery").at("undelivered_share") == 0.75);
  CHECK(json.at("was_cut") == false);
  CHECK_FALSE(contains(to_html(report_on(result)), "inf"));
  CHECK(contains(simulate_text(result, {}), "210 ms  not reached"));
}
