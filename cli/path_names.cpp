#include "cli/path_names.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>

namespace doublecheck::cli {
namespace {

namespace fs = std::filesystem;

/// The name with the innermost `depth` folders before it.
std::string with_folders(const scenarios::Scenario& scenario, std::size_t depth) {
  std::string name = scenario.name;
  fs::path folder = fs::path(scenario.file).lexically_normal().parent_path();
  for (; depth > 0 && folder.has_filename(); --depth, folder = folder.parent_path()) {
    name = folder.filename().string() + "-" + name;
  }
  return name;
}

std::size_t folder_count(const scenarios::Scenario& scenario) {
  const fs::path folder = fs::path(scenario.file).lexically_normal().parent_path();
  return static_cast<std::size_t>(std::distance(folder.begin(), folder.end()));
}

/// The names of scenarios that have one name, as short as they can be; the longest if they cannot be told apart.
std::vector<std::string> told_apart(const std::vector<const scenarios::Scenario*>& alike) {
  std::size_t deepest = 0;
  for (const scenarios::Scenario* scenario : alike) deepest = std::max(deepest, folder_count(*scenario));
  std::vector<std::string> names;
  for (std::size_t depth = alike.size() == 1 ? 0 : 1; depth <= std::max<std::size_t>(deepest, 1); ++depth) {
    names.clear();
    for (const scenarios::Scenario* scenario : alike) names.push_back(with_folders(*scenario, depth));
    if (std::set(names.begin(), names.end()).size() == names.size()) break;
  }
  return names;
}

}  // namespace

std::vector<std::string> distinct_names(const std::vector<scenarios::Scenario>& scenarios) {
  std::map<std::string, std::vector<const scenarios::Scenario*>> by_name;
  for (const scenarios::Scenario& scenario : scenarios) by_name[scenario.name].push_back(&scenario);
  std::map<const scenarios::Scenario*, std::string> wanted;
  for (const auto& [name, alike] : by_name) {
    const std::vector<std::string> names = told_apart(alike);
    for (std::size_t i = 0; i < alike.size(); ++i) wanted[alike[i]] = names[i];
  }
  std::set<std::string> taken;
  std::vector<std::string> names;
  for (const scenarios::Scenario& scenario : scenarios) {
    std::string name = wanted[&scenario];
    for (int number = 2; !taken.insert(name).second; ++number) name = fmt::format("{}-{}", wanted[&scenario], number);
    names.push_back(name);
  }
  return names;
}

std::string path_name(std::string_view name, std::string_view property, bool from_simulation) {
  return fmt::format("{}-{}{}.path", name, property, from_simulation ? "-simulated" : "");
}

std::vector<std::string> path_names(const scenarios::Scenario& scenario, std::string_view name) {
  std::set<std::string_view> properties = {"DEADLOCK"};
  for (const scenarios::AskedProperty& asked : scenario.properties) properties.insert(asked.property.name);
  std::vector<std::string> names;
  for (const std::string_view property : properties) {
    names.push_back(path_name(name, property, false));
    names.push_back(path_name(name, property, true));
  }
  return names;
}

}  // namespace doublecheck::cli
