/// What liveness costs: scenarios checked with their properties of safety alone and with all of them, in turn.
#include "cli/engines.hpp"
#include "cli/searching.hpp"
#include "scenarios/reading.hpp"

#include <CLI/CLI.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <ctime>
#include <limits>
#include <stdexcept>

namespace doublecheck::bench {
namespace {

/// Of this process, so that others on the machine hardly show.
double processor_seconds() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

struct Measured {
  double seconds = std::numeric_limits<double>::infinity();  // of the fastest
  std::uint64_t states = 0;

  void note(const cli::Question& question, const std::vector<cli::Claim>& claims) {
    const double start = processor_seconds();
    states = cli::check_fast(question.protocol, claims, {}).counts.states;
    seconds = std::min(seconds, processor_seconds() - start);
  }
};

void compare(const std::string& file, const std::vector<scenarios::Setting>& settings, unsigned rounds) {
  const auto read = scenarios::read_scenario(file, settings);
  if (!read.scenario) throw std::runtime_error(file + ": " + read.diagnostics.front().message);
  if (!read.scenario->explored) return;
  const cli::Question question(*read.scenario);
  std::vector<cli::Claim> safety;
  std::ranges::copy_if(question.claims, std::back_inserter(safety),
                       [](const cli::Claim& claim) { return claim.kind == checker::PropertyKind::invariant; });
  Measured without;
  Measured with;
  for (unsigned round = 0; round < rounds; ++round) {
    without.note(question, safety);
    with.note(question, question.claims);
  }
  fmt::print("| {} | {} | {} | {:.4f} | {:.4f} | {:.1f} |\n", read.scenario->name, with.states,
             question.claims.size() - safety.size(), without.seconds, with.seconds, with.seconds / without.seconds);
}

int run(int count, const char* const* words) {
  CLI::App app("Compares what checking costs without and with liveness, in seconds of the processor, on one thread.");
  std::vector<std::string> files;
  std::vector<std::string> texts;
  unsigned rounds = 5;
  app.add_option("FILE", files)->required();
  app.add_option("--set", texts, "KEY=VALUE of each scenario")->expected(1)->take_all();
  app.add_option("--rounds", rounds, "of which the fastest counts")->check(CLI::PositiveNumber);
  CLI11_PARSE(app, count, words);
  std::vector<scenarios::Setting> settings;
  for (const std::string& text : texts) settings.push_back(scenarios::split_setting(text).value());
  fmt::print("| scenario | states | claims of liveness | safety, s | with liveness, s | ratio |\n");
  fmt::print("|---|---:|---:|---:|---:|---:|\n");
  for (const std::string& file : files) compare(file, settings, rounds);
  return 0;
}

}  // namespace
}  // namespace doublecheck::bench

int main(int count, char** words) {
  try {
    return doublecheck::bench::run(count, words);
  } catch (const std::exception& error) {
    fmt::print(stderr, "liveness: {}\n", error.what());
    return 2;
  }
}
