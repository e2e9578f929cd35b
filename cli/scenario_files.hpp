/// Scenario files as the command line names them: finding, reading and complaining.
#pragma once

#include "cli/arguments.hpp"
#include "scenarios/diagnostic.hpp"
#include "scenarios/scenario.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace doublecheck::cli {

/// What of a folder is wanted.
enum class FolderContent : std::uint8_t {
  scenarios,
  scenarios_and_platforms,
};

/// The files named, and of the folders named and those below the wanted files (`*.toml`), each folder's in alphabetical
/// order. A platform file that is named itself stays, so that reading it says what is wrong.
std::vector<std::string> expand_folders(const std::vector<std::string>& paths,
                                        FolderContent wanted = FolderContent::scenarios);

/// The path files named, and all (`*.path`) of the folders named and those below, each folder's in alphabetical order.
std::vector<std::string> path_files_in(const std::vector<std::string>& paths);

/// What is named without the path files.
std::vector<std::string> without_path_files(std::vector<std::string> paths);

struct ReadScenarios {
  std::vector<scenarios::Scenario> scenarios;
  std::vector<scenarios::Diagnostic> diagnostics;  // if there is one, do not run anything
  std::vector<std::string> files;                  // that were read, with those that scenarios name
};

/// Reads the files with the settings, the seed and nothing else of the arguments.
ReadScenarios read_scenarios(const std::vector<std::string>& files, const Arguments& arguments);

}  // namespace doublecheck::cli
