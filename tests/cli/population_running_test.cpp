#include "cli/population_running.hpp"

#include "cli/crowd_identity.hpp"
#include "cli/population_figures.hpp"
#include "cli/saved_replications.hpp"
#include "reports/json.hpp"
#include "reports/text.hpp"
#include "tests/cli/fake_population.hpp"

#include <nlohmann/json.hpp>

#include <string>

#include "tests/catch.hpp"

using namespace doublecheck;
using namespace doublecheck::tests;

namespace {

std::string json_of(const cli::Replications& replications, const population::Crowd& crowd) {
  reports::Report report;
  report.tool_version = "0.1.0";
  reports::ScenarioResult scenario;
  scenario.population = cli::result_of(replications, crowd, fake_watched());
  scenario.population->digest = cli::digest_of_result(*scenario.population);
  report.scenarios.push_back(scenario);
  return reports::to_json(report);
}

cli::Replications run(std::uint32_t replications, cli::Replications before = {}) {
  cli::PopulationSettings settings;
  settings.replications = replications;
  settings.before = std::move(before);
  return cli::run_population(small_crowd(), settings, fake_simulate).replications;
}

std::string complaint(const std::string& text, const population::Crowd& crowd) {
  try {
    cli::read_replications(text, "old.json", crowd, fake_watched());
  } catch (const cli::NotExtendable& error) {
    return error.what();
  }
  return "";
}

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("replications that are added to those of a file give the bytes of as many at once") {
  const population::Crowd crowd = small_crowd();
  const std::string first = json_of(run(2), crowd);
  const cli::Replications read = cli::read_replications(first, "old.json", crowd, fake_watched());
  CHECK(json_of(read, crowd) == first);
  const std::string extended = json_of(run(3, read), crowd);
  CHECK(extended == json_of(run(5), crowd));
  CHECK(extended != first);
}

TEST_CASE("only results of the same scenario, seed and version are extended, and damage is seen") {
  const population::Crowd crowd = small_crowd();
  const std::string text = json_of(run(2), crowd);
  CHECK(complaint(text, crowd).empty());
  population::Crowd other = crowd;
  other.seed = 8;
  CHECK(contains(complaint(text, other), "its seed is 7, and here it is 8"));
  other = crowd;
  other.networks.front().loss = 1;
  CHECK(contains(complaint(text, other), "another scenario"));
  const auto replaced = [&](const std::string& part, const std::string& by) {
    std::string changed = text;
    changed.replace(changed.find(part), part.size(), by);
    return changed;
  };
  CHECK(contains(complaint(replaced("\"0.1.0\"", "\"0.0.9\""), crowd), "of version 0.0.9"));
  CHECK(contains(complaint(replaced("\"count\": 2000", "\"count\": 2001"), crowd), "damaged"));
  CHECK(contains(complaint(replaced("\"events\": ", "\"events\": 1"), crowd), "damaged"));
  CHECK(contains(complaint("{\"format\": \"doublecheck\"}", crowd), "no result of one scenario with a population"));
  CHECK(contains(complaint("{", crowd), "no JSON"));
  CHECK(contains(complaint(replaced("\"interrupted\": false", "\"interrupted\": true"), crowd), "cut short"));
}

TEST_CASE("every field of a crowd is part of what it is, but for what is only looked at") {
  const std::string identity = cli::crowd_identity(small_crowd());
  const auto differs = [&](auto change) {
    population::Crowd crowd = small_crowd();
    change(crowd);
    return cli::crowd_identity(crowd) != identity;
  };
  CHECK(differs([](auto& crowd) { crowd.clients = 101; }));
  CHECK(differs([](auto& crowd) { crowd.options.retention = model::Retention::forever; }));
  CHECK(differs([](auto& crowd) { crowd.platforms[1].push.loss = 1; }));
  CHECK(differs([](auto& crowd) { crowd.networks[0].bursts = sim::Bursts{}; }));
  CHECK(differs([](auto& crowd) { crowd.habits[0].to_group = 1; }));
  CHECK(differs([](auto& crowd) { crowd.zones[0].offset_minutes = 60; }));
  CHECK(differs([](auto& crowd) { crowd.rhythm = population::DailyRhythm{}; }));
  CHECK(differs([](auto& crowd) { crowd.surges.push_back({}); }));
  CHECK(differs([](auto& crowd) { crowd.faults[0].platform.reset(); }));
  CHECK(differs([](auto& crowd) { crowd.recorded.push_back({1, 2, 3}); }));
  CHECK(differs([](auto& crowd) { crowd.fault_rates.reinstall_every = 5; }));
  CHECK_FALSE(differs([](auto& crowd) { crowd.traced.push_back(4); }));
}

TEST_CASE("replications go on until the figures are known well enough, and say so") {
  cli::PopulationSettings settings;
  settings.rule = statistics::StoppingRule{.relative_error = 0.02, .replications_min = 3, .replications_max = 40};
  settings.figures = {"two_checks.p50"};
  const cli::PopulationRun run = cli::run_population(small_crowd(), settings, fake_simulate);
  CHECK(run.replications.each.size() >= 3);
  CHECK(run.replications.each.size() < 40);
  CHECK(*cli::estimate_of(run.replications, "two_checks.p50").relative_half_width() <= 0.02);
  CHECK(contains(run.stopping, "are enough for two_checks.p50 within 2 %"));
  settings.figures = {"one_check.p50"};  // which nothing measures
  settings.rule->replications_max = 4;
  const cli::PopulationRun vain = cli::run_population(small_crowd(), settings, fake_simulate);
  CHECK(vain.replications.each.size() == 4);
  CHECK(contains(vain.stopping, "not known within 2 % after 4 replications"));
}

TEST_CASE("a replication that was cut short is left out, unless it is the only one") {
  cli::PopulationSettings settings;
  settings.replications = 5;
  const auto cut_in = [](std::uint32_t cut) {
    return [cut](const population::Crowd& crowd, const population::RunSettings& run) {
      population::Outcome outcome = fake_simulate(crowd, run);
      outcome.interrupted = run.replication == cut;
      return outcome;
    };
  };
  const cli::PopulationRun third = cli::run_population(small_crowd(), settings, cut_in(2));
  CHECK(third.replications.each.size() == 2);
  CHECK_FALSE(third.replications.interrupted);
  CHECK(third.was_cut);
  const cli::PopulationRun first = cli::run_population(small_crowd(), settings, cut_in(0));
  CHECK(first.replications.each.size() == 1);
  CHECK(first.replications.interrupted);
}

TEST_CASE("the check of determinism names the first event that only one of two runs has") {
  cli::PopulationSettings settings;
  settings.checks_determinism = true;
  settings.jobs = 4;
  const auto with_error = [](bool has_error) {
    return [has_error](const population::Crowd& crowd, const population::RunSettings& run) {
      const bool is_other = has_error && run.jobs == 1;
      for (population::Time end = 100; end <= 300; end += 100) {
        if (run.on_window) run.on_window(end, is_other && end == 200 ? 1 : 0);
        if (!run.listing || run.listing->first >= end || run.listing->last < end) continue;
        run.listing->take(end - 20, 5, "opens the app");
        run.listing->take(end - 30, is_other ? 8 : 9, "sends m1");
      }
      return fake_simulate(crowd, run);
    };
  };
  const cli::PopulationRun same = cli::run_population(small_crowd(), settings, with_error(false));
  CHECK(same.divergence.empty());
  const cli::PopulationRun other = cli::run_population(small_crowd(), settings, with_error(true));
  CHECK(other.divergence == "at 170 us client 8 does this only with 1 thread: sends m1");
}

TEST_CASE("equal windows with other figures are a difference, too") {
  cli::PopulationSettings settings;
  settings.checks_determinism = true;
  const auto simulate = [](const population::Crowd& crowd, const population::RunSettings& run) {
    population::Outcome outcome = fake_simulate(crowd, run);
    outcome.ledger.delivered += run.jobs;
    return outcome;
  };
  CHECK(contains(cli::run_population(small_crowd(), settings, simulate).divergence, "the figures differ"));
}

TEST_CASE("a fault that never struck and a ledger that does not sum up are findings") {
  const population::Crowd crowd = small_crowd();
  cli::Replications replications = run(1);
  CHECK(reports::findings_of(cli::result_of(replications, crowd, fake_watched())).empty());
  replications.struck[0] = 0;
  replications.ledger.delivered -= 1;
  const auto findings = reports::findings_of(cli::result_of(replications, crowd, fake_watched()));
  REQUIRE(findings.size() == 2);
  CHECK(contains(findings[0], "The ledger does not sum up: 1,000 messages were composed, but 999"));
  CHECK(findings[1] == "push_deaf of android struck nothing: the scenario does not test it.");
  replications.happened[0] = 0;
  CHECK(contains(reports::findings_of(cli::result_of(replications, crowd, fake_watched()))[1], "never came"));
}

TEST_CASE("the text of a population has its figures with their intervals, by platform and network") {
  reports::ScenarioResult scenario;
  scenario.scenario = "city";
  scenario.as_expected = true;
  scenario.population = cli::result_of(run(4), small_crowd(), fake_watched());
  const std::string text = reports::simulate_text(scenario, {});
  CHECK(contains(text, "100 clients for 10 min, 4 replications with seed 7"));
  CHECK(contains(text, "time to two checks"));
  CHECK(contains(text, "platform android"));
  CHECK(contains(text, "network 4g"));
  CHECK(contains(text, " ± "));
  CHECK(contains(text, "2 ± 0  as it would be"));
  CHECK(contains(text, "push_deaf of android"));
  CHECK(contains(text, "nothing was seen to fail"));
  scenario.population->watched[0].breaches = 2;
  const std::string failed = reports::simulate_text(scenario, {});
  CHECK(contains(failed, "violated: CUSTODY"));
}

TEST_CASE("counters, shares and what servers hold have intervals from the values of each replication") {
  const population::Crowd crowd = small_crowd();
  const cli::Replications four = run(4);
  const reports::PopulationResult result = cli::result_of(four, crowd, fake_watched());
  const auto half_width = [&](const std::string& figure) { return cli::estimate_of(four, figure).half_width; };
  const auto& queued = result.all.counts[static_cast<std::size_t>(population::Counter::body_microseconds_queued)];
  CHECK(queued.each.value * 4 == static_cast<double>(queued.value));
  CHECK(queued.each.half_width == half_width("body_microseconds_queued"));
  CHECK(*queued.each.half_width > 0);
  CHECK(result.held.until_ack.half_width == half_width("byte_seconds_until_ack"));
  CHECK(result.held.ratio->value == 2);
  CHECK(*result.held.ratio->half_width == 0);
  CHECK(result.all.shares[0].name == "delivered_share");
  CHECK(result.all.shares[0].share->value == 1);
  CHECK_FALSE(result.all.shares[1].share);  // nobody opened the app
  CHECK(result.groups[0].counts[0].each.value == 500);
  CHECK(result.groups[0].counts[0].each.half_width == half_width("platform iphone: composed"));
  CHECK(result.ledger.fates[0].share->half_width == half_width("ledger.delivered_share"));
  CHECK(result.faults[0].struck == 12);
  CHECK(result.faults[0].struck_each.value == 3);
  CHECK(*result.faults[0].struck_each.half_width == 0);
  CHECK_FALSE(cli::result_of(run(1), crowd, fake_watched()).held.until_ack.half_width);
}

TEST_CASE("what a server holds is what its policy says") {
  population::Crowd crowd = small_crowd();
  const auto held = [&] {
    const population::Outcome outcome = fake_outcome(crowd, 0);
    for (const cli::FigureValue& figure : cli::figures_of(outcome, crowd)) {
      if (figure.name == "byte_seconds_held") return figure.value->value;
    }
    return 0.0;
  };
  const double until_ack = held();
  crowd.options.retention = model::Retention::forever;
  CHECK(until_ack > 0);
  CHECK(held() == 2 * until_ack);
}

TEST_CASE("the progress of a population tells how fast it is and how long it will take") {
  CHECK(cli::population_progress_text({6 * sim::kHour, 24 * sim::kHour, 30'000'000, 1'048'576}, 100) ==
        "6 h of 1 d, 0.30 million events/s, 216 times real time, 1 MiB, 5 min left");
  CHECK(cli::population_progress_text({0, sim::kHour, 0, 0}, 0) == "0 s of 1 h, 0 B");
}
