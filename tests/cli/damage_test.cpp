// What happens to files on disks, to real checkpoints: a short version of bench/damage.
#include "scenarios/reading.hpp"
#include "tests/catch.hpp"
#include "tests/cli/damaging.hpp"
#include "tests/cli/program.hpp"

namespace doublecheck::tests {
namespace {

scenarios::Scenario scenario_of(const std::string& name, const std::vector<scenarios::Setting>& settings = {}) {
  auto read = scenarios::read_scenario(std::string(DOUBLECHECK_LIBRARY) + "/" + name + ".toml", settings);
  REQUIRE(read.scenario);
  return *read.scenario;
}

}  // namespace

TEST_CASE("a damaged checkpoint is refused by the name of its file or taken up as it was, never otherwise") {
  const Folder folder;
  KeptSearches kept = keep_searches(scenario_of("01-happy-path"), {30, 60, 120}, folder.path("kept"));
  const KeptSearches other = keep_searches(scenario_of("02-offline-drain"), {100}, folder.path("kept"));
  kept.others.insert(kept.others.end(), other.times.begin(), other.times.end());
  const std::filesystem::path place = folder.path("damaged");
  std::filesystem::create_directories(place);
  FolderContent present;
  std::array<std::size_t, kOutcomes.size()> counts{};
  for (std::size_t number = 0; number < 700; ++number) {
    Dice dice(2, number);
    const auto damage = static_cast<Damage>(number % kDamages.size());
    const FolderContent wanted = damaged(kept, damage, dice);
    change_folder(place, present, wanted);
    present = wanted;
    const Outcome outcome = outcome_of(place, kept);
    ++counts[static_cast<std::size_t>(outcome)];
    if (outcome == Outcome::unnamed || outcome == Outcome::different || outcome == Outcome::broken) {
      FAIL(kDamages[static_cast<std::size_t>(damage)] << ", number " << number << ": "
                                                      << kOutcomes[static_cast<std::size_t>(outcome)]);
    }
  }
  CHECK(counts[static_cast<std::size_t>(Outcome::refused)] > 500);
  CHECK(counts[static_cast<std::size_t>(Outcome::afresh)] > 0);
  CHECK(counts[static_cast<std::size_t>(Outcome::the_same)] > 10);
}

}  // namespace doublecheck::tests
