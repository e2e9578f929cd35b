#include "cli/swarm.hpp"

#include "model/budgets.hpp"
#include "scenarios/setting.hpp"
#include "scenarios/settings.hpp"
#include "sim/distributions.hpp"
#include "sim/random.hpp"
#include "sim/schedule.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <vector>

namespace doublecheck::cli {
namespace {

/// Draws one number after the other.
class Draws {
 public:
  Draws(std::uint64_t seed, std::uint32_t number) : dice_(seed, number, 1) {}

  std::uint64_t below(std::uint64_t limit) { return sim::scaled(roll(), limit); }

  /// Such that each factor is as likely as any other.
  sim::Time between(sim::Time least, sim::Time most) {
    const double unit = static_cast<double>(roll() >> 12U) / static_cast<double>(std::uint64_t{1} << 52U);
    const double factor =
        sim::natural_exp(unit * sim::natural_log(static_cast<double>(most) / static_cast<double>(least)));
    return std::clamp(static_cast<sim::Time>(static_cast<double>(least) * factor), least, most);
  }

 private:
  std::uint64_t roll() { return dice_.roll(sim::Entity{0}, sim::Purpose::think); }

  sim::Dice dice_;
};

/// Whole milliseconds, as scenario files write them.
std::string milliseconds(sim::Time time) {
  return fmt::format("\"{}ms\"", std::max<sim::Time>(1, time / sim::kMillisecond));
}

std::string delay_text(sim::DelayKind kind, sim::Time middle, std::uint64_t spread) {
  if (kind == sim::DelayKind::exponential) return fmt::format("{{ mean = {} }}", milliseconds(middle));
  if (kind == sim::DelayKind::lognormal) {
    return fmt::format("{{ median = {}, p99 = {} }}", milliseconds(middle),
                       milliseconds(middle * static_cast<sim::Time>(spread)));
  }
  return milliseconds(middle);
}

/// The kinds of faults that can be scheduled and that the scenario has a budget for. Habits of users are none.
std::vector<sim::ScheduleInfo> faults_of(const scenarios::Scenario& scenario) {
  std::vector<sim::ScheduleInfo> faults;
  for (const sim::ScheduleInfo& info : sim::schedule_catalogue()) {
    const bool is_habit = info.fault == model::Budget::leaves || info.fault == model::Budget::contact_syncs ||
                          info.fault == model::Budget::registrations;
    if (!is_habit && scenario.setup.budgets[info.fault] > 0) faults.push_back(info);
  }
  return faults;
}

std::string fault_text(const sim::ScheduleInfo& info, const scenarios::Scenario& scenario, Draws& draws) {
  const sim::Time within = scenario.swarm.faults_within;
  std::string text =
      fmt::format("{{ at = {}, fault = \"{}\"", milliseconds(draws.between(sim::kSecond, within * 3 / 4)),
                  model::budget_catalogue()[static_cast<std::size_t>(info.fault)].key);
  if (info.lasting != sim::Lasting::moment) {
    text += fmt::format(", lasts = {}", milliseconds(draws.between(sim::kSecond, within / 4)));
  }
  if (sim::is_of_clients(info)) {
    const auto& participants = scenario.setup.participants;
    text += fmt::format(", client = \"{}\"", participants[draws.below(participants.size())].name);
  }
  return text + " }";
}

void erase(scenarios::Table& table, std::string_view key) {
  std::erase_if(table.entries, [&](const scenarios::Entry& entry) { return entry.key == key; });
}

}  // namespace

scenarios::Table mutated(const scenarios::Table& document, const scenarios::Scenario& scenario, std::uint64_t seed,
                         std::uint32_t number) {
  Draws draws(seed, number);
  const scenarios::SwarmBounds& bounds = scenario.swarm;
  std::vector<scenarios::Setting> settings = {
      {"simulation.seed", std::to_string(seed + number)},
      {"simulation.runs", "1"},
      {"simulation.horizon", milliseconds(bounds.faults_within + bounds.settle)},
      {"simulation.push.loss", "0.0"},
  };
  for (std::size_t i = 0; i < scenarios::kSwarmKnobs.size(); ++i) {
    const scenarios::SwarmKnob& knob = scenarios::kSwarmKnobs[i];
    const bool is_drawn = draws.below(2) == 1;
    const sim::Time middle = draws.between(bounds.ranges[i].least, bounds.ranges[i].most);
    const std::uint64_t spread = 2 + draws.below(19);
    if (!is_drawn) continue;
    settings.push_back(
        {fmt::format("simulation.{}.{}", knob.section, knob.key), delay_text(knob.kind, middle, spread)});
  }
  const std::vector<sim::ScheduleInfo> faults = faults_of(scenario);
  std::vector<std::string> schedule;
  for (std::uint64_t left = faults.empty() ? 0 : draws.below(bounds.faults_max + 1); left > 0; --left) {
    schedule.push_back(fault_text(faults[draws.below(faults.size())], scenario, draws));
  }
  settings.push_back({"simulation.schedule", fmt::format("[{}]", fmt::join(schedule, ", "))});
  scenarios::Table result = document;
  erase(result, "swarm");
  if (scenarios::Entry* simulation = scenarios::find_entry(result, "simulation")) {
    // All faults come from the schedule, so that they end with it.
    auto& table = std::get<scenarios::Table>(simulation->value.content);
    erase(table, "faults");
    erase(table, "schedule");
  }
  scenarios::Problems problems("", "", settings);
  scenarios::apply_settings(result, settings, problems);
  return result;
}

}  // namespace doublecheck::cli
