/// Names for files that are about one scenario of several.
#pragma once

#include "scenarios/scenario.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace doublecheck::cli {

/// The name of each scenario; where several have one name, with as many of the folders that they lie in before it as it
/// takes to tell them apart ("a-drain" and "b-drain" of a/drain.toml and b/drain.toml), and where that is not enough,
/// as for a file that is named twice, with a number behind it.
std::vector<std::string> distinct_names(const std::vector<scenarios::Scenario>& scenarios);

/// Of a saved path: "drain-CUSTODY.path". `name`: one of the distinct names.
std::string path_name(std::string_view name, std::string_view property, bool from_simulation);

/// All names that saved paths of the scenario may have.
std::vector<std::string> path_names(const scenarios::Scenario& scenario, std::string_view name);

}  // namespace doublecheck::cli
