/// Reading of scenario files. Reports every error of a file at once, each with its place.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/diagnostic.hpp"
#include "scenarios/scenario.hpp"
#include "scenarios/setting.hpp"

namespace doublecheck::scenarios {

/// A scenario, or the reasons why there is none: exactly one of the two is there.
struct ReadResult {
  std::optional<Scenario> scenario;
  std::vector<Diagnostic> diagnostics;  // by place: the file first, then the settings, then platform files
  std::vector<std::string> files;       // that were read: the scenario's own, then those that it names
};

/// Reads the file and then applies the settings, in order.
ReadResult read_scenario(const std::string& file, std::span<const Setting> settings = {});

/// The same for text that is already in memory. `file` serves the diagnostics and gives the scenario its name.
ReadResult parse_scenario(std::string_view text, const std::string& file, std::span<const Setting> settings = {});

}  // namespace doublecheck::scenarios
