#include "cli/scenario_files.hpp"

#include "cli/reading_phase.hpp"
#include "scenarios/platform_file.hpp"
#include "scenarios/reading.hpp"

#include <algorithm>
#include <filesystem>
#include <string_view>
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

namespace {

namespace fs = std::filesystem;

constexpr std::string_view kPathExtension = ".path";

/// A folder's own files before those of the folders in it, so that a library reads from its first chapter on.
std::vector<fs::path> files_below(const std::string& folder, std::string_view extension) {
  std::vector<fs::path> found;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file() && entry.path().extension() == extension) found.push_back(entry.path());
  }
  std::ranges::sort(found, [](const fs::path& a, const fs::path& b) {
    const auto depth = [](const fs::path& p) { return std::distance(p.begin(), p.end()); };
    return std::pair(depth(a), a) < std::pair(depth(b), b);
  });
  return found;
}

bool is_folder(const std::string& path) {
  std::error_code error;
  return fs::is_directory(path, error);
}

}  // namespace

std::vector<std::string> expand_folders(const std::vector<std::string>& paths, FolderContent wanted) {
  const ReadingPhase reading;
  std::vector<std::string> files;
  for (const std::string& path : paths) {
    if (!is_folder(path)) {
      files.push_back(path);  // reading it says what is wrong with it
      continue;
    }
    for (const fs::path& found : files_below(path, ".toml")) {
      std::string file = found.string();
      if (wanted == FolderContent::scenarios && scenarios::is_platform_file(file)) continue;
      files.push_back(std::move(file));
    }
  }
  return files;
}

std::vector<std::string> path_files_in(const std::vector<std::string>& paths) {
  std::vector<std::string> files;
  for (const std::string& path : paths) {
    if (path.ends_with(kPathExtension) && !is_folder(path)) files.push_back(path);
    if (!is_folder(path)) continue;
    for (const fs::path& found : files_below(path, kPathExtension)) files.push_back(found.string());
  }
  return files;
}

std::vector<std::string> without_path_files(std::vector<std::string> paths) {
  std::erase_if(paths, [](const std::string& path) { return path.ends_with(kPathExtension) && !is_folder(path); });
  return paths;
}

ReadScenarios read_scenarios(const std::vector<std::string>& files, const Arguments& arguments) {
  ReadScenarios read;
  for (const std::string& file : files) {
    const ReadingPhase reading(arguments.timeout_seconds);
    scenarios::ReadResult result = scenarios::read_scenario(file, arguments.settings);
    if (result.scenario && arguments.seed) set_seed(*result.scenario, *arguments.seed);
    if (result.scenario) read.scenarios.push_back(std::move(*result.scenario));
    read.diagnostics.insert(read.diagnostics.end(), result.diagnostics.begin(), result.diagnostics.end());
    read.files.insert(read.files.end(), result.files.begin(), result.files.end());
  }
  return read;
}

}  // namespace doublecheck::cli
