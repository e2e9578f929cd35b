/// Saved paths: path files read with the scenarios that they name, and held against what they are said to do.
#pragma once

#include "cli/arguments.hpp"
#include "model/action.hpp"
#include "properties/property.hpp"
#include "reports/results.hpp"
#include "scenarios/path_file.hpp"
#include "scenarios/scenario.hpp"

#include <optional>
#include <string>
#include <vector>

namespace doublecheck::cli {

/// A path with all that is needed to replay it.
struct SavedPath {
  scenarios::PathFile path;
  scenarios::Scenario scenario;
  std::optional<properties::Property> property;  // that it names
  std::vector<model::Action> actions;
  std::vector<std::string> files;  // that were read
};

/// Nothing if something is wrong, which is then printed.
std::optional<SavedPath> read_saved_path(const std::string& file, const Arguments& arguments);

/// What became of the path under the rules as they are now.
reports::PathResult result_of(const SavedPath& saved);

}  // namespace doublecheck::cli
