/// Explores one model and prints counts, time and memory: what bench/peers compares with other checkers.
#include "cli/checked_protocol.hpp"
#include "cli/spill_file.hpp"
#include "engine/check_approximately.hpp"
#include "scenarios/reading.hpp"
#include "tests/checker/models/two_phase_commit.hpp"

#include <CLI/CLI.hpp>

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include <chrono>
#include <cstdio>
#include <map>
#include <optional>
#include <stdexcept>

namespace doublecheck::bench {
namespace {

struct Wishes {
  std::string model;
  std::vector<scenarios::Setting> settings;
  unsigned jobs = 1;
  std::string engine = "fast";
  bool spares_known = true;
  std::optional<engine::Approximation> approximation;
  std::optional<std::uint64_t> max_memory_bytes;
  bool json = false;
};

struct Measured {
  checker::Counts counts;
  std::optional<checker::Omissions> omissions;
  double seconds = 0;
};

template <checker::Model M>
checker::CheckResult<M> check(const M& model, const Wishes& wishes) {
  engine::SearchOptions search;
  search.jobs = wishes.jobs;
  search.spares_known = wishes.spares_known;
  search.exploration.limits.memory_bytes_max = wishes.max_memory_bytes;
  cli::SpillFile spill;
  if (wishes.max_memory_bytes) search.spill = spill.spill();
  if (wishes.approximation) {
    return engine::check_approximately<M>(model, {}, {.approximation = *wishes.approximation, .search = search});
  }
  if (wishes.engine == "plain") return checker::check<M>(model, {}, search.exploration);
  return engine::check<M>(model, {}, {.search = search});
}

template <checker::Model M>
Measured explore(const M& model, const Wishes& wishes) {
  const auto start = std::chrono::steady_clock::now();
  const auto result = check(model, wishes);
  const std::chrono::duration<double> elapsed = std::chrono::steady_clock::now() - start;
  return {result.counts, result.omissions, elapsed.count()};
}

Measured explore(const Wishes& wishes) {
  constexpr std::string_view kTwoPhaseCommit = "two-phase-commit:";
  if (wishes.model.starts_with(kTwoPhaseCommit)) {
    return explore(tests::TwoPhaseCommit(std::stoul(wishes.model.substr(kTwoPhaseCommit.size()))), wishes);
  }
  const auto read = scenarios::read_scenario(wishes.model, wishes.settings);
  if (!read.scenario) throw std::runtime_error(wishes.model + ": " + read.diagnostics.front().message);
  return explore(cli::CheckedProtocol(read.scenario->setup), wishes);
}

void print(const Measured& measured, bool as_json) {
  const checker::Counts& counts = measured.counts;
  const double bytes_per_state = static_cast<double>(counts.visited_bytes) / static_cast<double>(counts.states);
  if (as_json) {
    const nlohmann::json object = {{"states", counts.states},
                                   {"transitions", counts.transitions},
                                   {"depth", counts.depth},
                                   {"seconds", measured.seconds},
                                   {"table_bytes", counts.visited_bytes},
                                   {"bytes_per_state", bytes_per_state},
                                   {"peak_memory_bytes", counts.peak_memory_bytes}};
    fmt::print("{}\n", object.dump());
    return;
  }
  fmt::print("{} states, {} transitions, depth {}, {:.3f} s, {:.2f} million states/s, {:.1f} bytes a state\n",
             counts.states, counts.transitions, counts.depth, measured.seconds,
             static_cast<double>(counts.states) / measured.seconds / 1e6, bytes_per_state);
  if (!measured.omissions) return;
  fmt::print(
      "approximate: {:.3g} states left out, any at all with probability {:.3g}, {:.3g} % filled, {} MiB in all\n",
      measured.omissions->expected, measured.omissions->probability, measured.omissions->filled * 100,
      counts.peak_memory_bytes >> 20U);
}

int run(int count, const char* const* words) {
  CLI::App app("Explores a scenario file, or two-phase-commit:N for N managers.");
  Wishes wishes;
  std::vector<std::string> settings;
  app.add_option("MODEL", wishes.model)->required();
  app.add_option("--set", settings, "KEY=VALUE of the scenario")->expected(1)->take_all();
  app.add_option("--jobs", wishes.jobs, "threads");
  app.add_option("--engine", wishes.engine)->check(CLI::IsMember({"fast", "plain"}));
  app.add_flag("!--look-up-all", wishes.spares_known, "also look up successors that are known to be known");
  app.add_option("--approximate", wishes.approximation, "bitstate or compact")
      ->transform(CLI::CheckedTransformer(std::map<std::string, engine::Approximation>{
          {"bitstate", engine::Approximation::bitstate}, {"compact", engine::Approximation::compact}}));
  app.add_option("--max-memory", wishes.max_memory_bytes, "for example 4GB")->transform(CLI::AsSizeValue(false));
  app.add_flag("--json", wishes.json);
  CLI11_PARSE(app, count, words);
  for (const std::string& text : settings) wishes.settings.push_back(scenarios::split_setting(text).value());
  print(explore(wishes), wishes.json);
  return 0;
}

}  // namespace
}  // namespace doublecheck::bench

int main(int count, char** words) {
  try {
    return doublecheck::bench::run(count, words);
  } catch (const std::exception& error) {
    fmt::print(stderr, "explore: {}\n", error.what());
    return 2;
  }
}
