// Damages copies of real checkpoints in every way that a disk may, and counts what becomes of them: each must be
// refused by the name of a file, or be one that was really kept. A share of them is given to the program itself.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/reading.hpp"
#include "tests/cli/damaging.hpp"
#include "tests/cli/program.hpp"

namespace {

using namespace doublecheck;
using namespace doublecheck::tests;

struct Subject {
  std::string name;
  std::vector<std::uint64_t> limits;  // on states: where the search is kept
  std::string file;
  KeptSearches kept;
  std::string verdicts;  // what the program says of the whole search
};

using Row = std::array<std::size_t, kOutcomes.size()>;

/// Without what depends on the clock.
std::string verdicts_in(const std::string& output) {
  std::string verdicts;
  std::size_t begin = 0;
  while (begin < output.size()) {
    const std::size_t end = std::min(output.find('\n', begin), output.size());
    const std::string line = output.substr(begin, end - begin);
    if (line.find(" transitions, depth ") == std::string::npos) verdicts += line + "\n";
    begin = end + 1;
  }
  return verdicts;
}

Ran check(const Subject& subject, const std::string& more) {
  return run("check '" + subject.file + "' -j1 --symmetry off --history full " + more);
}

Outcome outcome_of_program(const Subject& subject, const std::filesystem::path& folder) {
  const Ran ran = check(subject, "--checkpoint '" + folder.parent_path().string() + "'");
  if (ran.status == 2 && ran.output.starts_with("error: ")) {
    return says(ran, (folder / "level-").string()) || says(ran, (folder / "search.cbor").string()) ? Outcome::refused
                                                                                                   : Outcome::unnamed;
  }
  if (ran.status != 0 && ran.status != 1) return Outcome::broken;
  return verdicts_in(ran.output) == subject.verdicts ? Outcome::the_same : Outcome::different;
}

/// Each may get files of the one before.
std::vector<Subject> make_subjects(const std::string& folder) {
  std::vector<Subject> subjects = {{"01-happy-path", {30, 60, 90, 150}, {}, {}, {}},
                                   {"02-offline-drain", {200, 500, 1'000, 2'000}, {}, {}, {}},
                                   {"04-recipient-ack-lost", {500, 2'000, 5'000, 10'000}, {}, {}, {}},
                                   {"07-server-crash", {300, 900, 3'000, 9'000}, {}, {}, {}},
                                   {"13-resume-race", {100, 700, 4'000, 20'000}, {}, {}, {}}};
  const Subject* before = nullptr;
  for (Subject& subject : subjects) {
    subject.file = fmt::format("{}/{}.toml", DOUBLECHECK_LIBRARY, subject.name);
    const auto read = scenarios::read_scenario(subject.file);
    subject.kept = keep_searches(read.scenario.value(), subject.limits, folder + "/kept");
    subject.verdicts = verdicts_in(check(subject, "").output);
    auto& others = subject.kept.others;
    if (before != nullptr) others.insert(others.end(), before->kept.times.begin(), before->kept.times.end());
    before = &subject;
  }
  return subjects;
}

/// Returns how many were met as they should not be.
std::size_t print(const std::array<Row, kDamages.size()>& table) {
  const auto print_row = [](std::string_view name, const Row& row) {
    fmt::print("{:26}", name);
    for (const std::size_t number : row) fmt::print("{:11}", number);
    fmt::print("\n");
  };
  fmt::print("{:26}", "damage");
  for (const auto name : kOutcomes) fmt::print("{:>11}", name);
  fmt::print("\n");
  Row sums{};
  for (std::size_t kind = 0; kind < kDamages.size(); ++kind) {
    print_row(kDamages[kind], table[kind]);
    std::ranges::transform(sums, table[kind], sums.begin(), std::plus());
  }
  print_row("all", sums);
  const auto of = [&](Outcome outcome) { return sums[static_cast<std::size_t>(outcome)]; };
  return of(Outcome::unnamed) + of(Outcome::different) + of(Outcome::broken);
}

}  // namespace

int main(int count, char** words) {
  std::size_t damages = 10'000;
  std::size_t of_program = 280;
  std::uint64_t seed = 1;
  CLI::App app("Damages checkpoints and counts what becomes of them.");
  app.add_option("--damages", damages, "how many are looked at in this process");
  app.add_option("--program", of_program, "how many more are given to the program");
  app.add_option("--seed", seed);
  CLI11_PARSE(app, count, words);

  const Folder folder;
  const std::vector<Subject> subjects = make_subjects(folder.path());
  std::array<Row, kDamages.size()> table{};
  for (std::size_t number = 0; number < damages + of_program; ++number) {
    const Subject& subject = subjects[number / kDamages.size() % subjects.size()];
    const std::size_t kind = number % kDamages.size();
    Dice dice(seed, number);
    const std::filesystem::path place = std::filesystem::path(folder.path("damaged")) / subject.name;
    std::filesystem::remove_all(place);
    std::filesystem::create_directories(place);
    change_folder(place, {}, damaged(subject.kept, static_cast<Damage>(kind), dice));
    const Outcome outcome = number < damages ? outcome_of(place, subject.kept) : outcome_of_program(subject, place);
    ++table[kind][static_cast<std::size_t>(outcome)];
  }
  const std::size_t bad = print(table);
  fmt::print("{} damages, {} of them given to the program; {} met as they should not be\n", damages + of_program,
             of_program, bad);
  return bad == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
