#include "tests/docs/commands.hpp"

#include <algorithm>
#include <utility>

namespace doublecheck::tests {

const std::vector<Shortened>& shortened_commands() {
  static const std::vector<Shortened> all = {
      {.command = "./dev demo     # check and simulate the whole scenario library; writes build/report.html",
       .reason = "builds; `./dev nightly` runs it on fresh machines",
       .instead = "./dev help | grep -q '^  demo '",
       .runs_with_long_tests = false},
      {.command = "./dev test     # pass the tests",
       .reason = "builds, and runs these tests",
       .instead = "./dev help | grep -q '^  test '",
       .runs_with_long_tests = false},
      {.command = "doublecheck gate scenarios/library --html report.html --json gate.json",
       .reason = "the whole library takes minutes under the sanitizers",
       .instead = "doublecheck gate scenarios/library/03-server-ack-lost.toml --html report.html --json gate.json"},
      {.command = "doublecheck gate scenarios/library --json -",
       .reason = "the whole library takes minutes under the sanitizers",
       .instead = "doublecheck gate scenarios/library/regressions --json -"},
      {.command = "doublecheck simulate scenarios/library/15b-population-of-2016.toml --replications 10",
       .reason = "twenty thousand people for ten times two hours take minutes",
       .instead = "doublecheck simulate scenarios/library/15b-population-of-2016.toml --replications 2 "
                  "--set population.clients=200 --set population.duration=10min"},
      {.command = "doublecheck simulate scenarios/library/24-platforms-of-today.toml --replications 10",
       .reason = "twenty thousand people for ten times two hours take minutes",
       .instead = "doublecheck simulate scenarios/library/24-platforms-of-today.toml --replications 2 "
                  "--set population.clients=200 --set population.duration=10min"},
      {.command = "doublecheck simulate scenarios/library/22-deaf-push-service.toml --replications 10 --html deaf.html",
       .reason = "thousands of people for ten times some hours take minutes",
       .instead = "doublecheck simulate scenarios/library/22-deaf-push-service.toml --replications 2 --html deaf.html "
                  "--set population.clients=200"},
      {.command = "doublecheck simulate scenarios/library/02-offline-drain.toml --swarm 1000 --seed 7 --save found",
       .reason = "a thousand worlds take minutes under the sanitizers",
       .instead = "doublecheck simulate scenarios/library/02-offline-drain.toml --swarm 20 --seed 7 --save found"},
  };
  return all;
}

const std::vector<PageGroup>& page_groups() {
  static const std::vector<PageGroup> groups = [] {
    std::vector<PageGroup> all = {
        {"first", {"README.md"}},
        {"checking",
         {"docs/counterexamples.md", "docs/engine.md", "docs/graphs.md", "docs/protocol.md", "docs/state-space.md"}},
        {"simulating", {"docs/simulation.md", "docs/population.md"}},
    };
    PageGroup others{"other", {}};
    for (const std::string& page : all_pages()) {
      const bool is_grouped =
          std::ranges::any_of(all, [&](const PageGroup& group) { return std::ranges::count(group.pages, page) > 0; });
      if (!is_grouped) others.pages.push_back(page);
    }
    all.push_back(std::move(others));
    return all;
  }();
  return groups;
}

}  // namespace doublecheck::tests
