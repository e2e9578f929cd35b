// Kills searches that are kept in a folder at random moments, lets them go on until they are over, and compares all
// that they say with what an undisturbed search says: every count, depth, verdict and counterexample.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

#include "tests/cli/killing.hpp"
#include "tests/cli/program.hpp"

namespace {

using namespace doublecheck::tests;

struct Subject {
  const char* scenario;
  std::vector<std::string> words;
};

// Each has a level of more than 100,000 states; the last three end at a limit, and the fourth breaks properties on the
// way.
const std::vector<Subject> kSubjects = {
    {"01-happy-path", {"--set", "budgets.breaks=3", "--set", "budgets.client_crashes=2"}},
    {"20-three-friends", {"--symmetry", "off", "--set", "budgets.breaks=2", "--set", "budgets.client_crashes=1"}},
    {"07-server-crash", {"--set", "budgets.breaks=2", "--set", "budgets.client_crashes=2", "--max-states", "1500000"}},
    {"02-offline-drain",
     {"--symmetry", "off", "--history", "full", "--set", "budgets.breaks=3", "--set", "budgets.client_crashes=3",
      "--set", "budgets.server_crashes=3", "--set", "options.server_drop=on_send", "--max-states", "1500000"}},
    {"17-two-servers", {"--history", "full", "--set", "budgets.breaks=2", "--max-states", "1500000"}},
};

std::uint64_t widest_level(const Answer& answer) {
  const std::vector<std::uint64_t> levels = answer.result.at("levels");
  return levels.empty() ? 0 : *std::ranges::max_element(levels);
}

/// Prints one line. Returns whether all ends were right.
bool kill(const Subject& subject, std::uint64_t kills, std::uint64_t seed) {
  const Folder folder;
  KilledCheck check{{fmt::format("{}/{}.toml", DOUBLECHECK_LIBRARY, subject.scenario)}, folder.path()};
  check.words.insert(check.words.end(), subject.words.begin(), subject.words.end());
  const Answer truth = check.undisturbed();
  const auto start = std::chrono::steady_clock::now();
  run_and_kill(check.with({"--jobs", "1", "--checkpoint", folder.path("kept"), "--checkpoint-every", "0"}),
               std::nullopt);
  const auto longest = std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - start);
  const Kills count = kill_and_resume(check, truth, kills, 8, longest, seed);
  fmt::print("{:18} {:>10} {:>9} {:>6} {:>8} {:>6} {:>10}\n", subject.scenario,
             truth.result.at("states").get<std::uint64_t>(), widest_level(truth), count.kills, count.resumed,
             count.ended, count.different);
  std::fflush(stdout);
  return count.different == 0;
}

}  // namespace

int main(int count, char** words) {
  std::uint64_t kills = 200;
  std::uint64_t seed = 1;
  CLI::App app("Kills searches that are kept in a folder, and compares how they end.");
  app.add_option("--kills", kills, "in all");
  app.add_option("--seed", seed);
  CLI11_PARSE(app, count, words);
  fmt::print("{:18} {:>10} {:>9} {:>6} {:>8} {:>6} {:>10}\n", "scenario", "states", "widest", "kills", "resumed",
             "ended", "different");
  bool all = true;
  for (std::size_t i = 0; i < kSubjects.size(); ++i) {
    const std::uint64_t share = kills * (i + 1) / kSubjects.size() - kills * i / kSubjects.size();
    all &= kill(kSubjects[i], share, seed + i);
  }
  return all ? EXIT_SUCCESS : EXIT_FAILURE;
}
