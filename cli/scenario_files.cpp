#include "cli/scenario_files.hpp"

#include "scenarios/platform_file.hpp"
#include "scenarios/reading.hpp"

#include <algorithm>
#include <filesystem>
#include <utility>

namespace doublecheck::cli {
namespace {

/// Of whatever is simulated. A setting would be refused where a scenario has a population alone.
void set_seed(scenarios::Scenario& scenario, std::uint64_t seed) {
  scenario.environment.seed = seed;
  if (scenario.population) scenario.population->seed = seed;
  for (scenarios::Variant& variant : scenario.variants) variant.population.seed = seed;
}

}  // namespace

std::vector<std::string> expand_folders(const std::vector<std::string>& paths, FolderContent wanted) {
  namespace fs = std::filesystem;
  std::vector<std::string> files;
  for (const std::string& path : paths) {
    std::error_code error;
    if (!fs::is_directory(path, error)) {
      files.push_back(path);  // reading it says what is wrong with it
      continue;
    }
    std::vector<fs::path> found;
    for (const auto& entry : fs::recursive_directory_iterator(path)) {
      if (entry.is_regular_file() && entry.path().extension() == ".toml") found.push_back(entry.path());
    }
    if (wanted == FolderContent::scenarios) {
      std::erase_if(found, [](const fs::path& file) { return scenarios::is_platform_file(file.string()); });
    }
    // A folder's own files before those of the folders in it, so that a library reads from its first chapter on.
    std::ranges::sort(found, [](const fs::path& a, const fs::path& b) {
      const auto depth = [](const fs::path& p) { return std::distance(p.begin(), p.end()); };
      return std::pair(depth(a), a) < std::pair(depth(b), b);
    });
    std::ranges::transform(found, std::back_inserter(files), [](const fs::path& p) { return p.string(); });
  }
  return files;
}

ReadScenarios read_scenarios(const std::vector<std::string>& files, const Arguments& arguments) {
  ReadScenarios read;
  for (const std::string& file : files) {
    scenarios::ReadResult result = scenarios::read_scenario(file, arguments.settings);
    if (result.scenario && arguments.seed) set_seed(*result.scenario, *arguments.seed);
    if (result.scenario) read.scenarios.push_back(std::move(*result.scenario));
    read.diagnostics.insert(read.diagnostics.end(), result.diagnostics.begin(), result.diagnostics.end());
  }
  return read;
}

}  // namespace doublecheck::cli
