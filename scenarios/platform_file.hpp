/// Platform files: sets of platforms, as data with their sources.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/platform.hpp"
#include "scenarios/diagnostic.hpp"

namespace doublecheck::scenarios {

/// The platforms of one file.
struct PlatformSet {
  std::string name;                        // "2016"
  std::vector<model::Platform> platforms;  // in the order of the file
};

/// The sets that are part of the program.
std::span<const PlatformSet> shipped_platforms();

/// A set, or the reasons why there is none: exactly one of the two is there.
struct PlatformReadResult {
  std::optional<PlatformSet> set;
  std::vector<Diagnostic> diagnostics;
};

/// Reads the file. No platform may have a name that one of the sets `taken` gives to another; a set of the file's own
/// name does not count, for then the file is that set.
PlatformReadResult read_platform_file(const std::string& file, std::span<const PlatformSet> taken);

/// The same for text that is already in memory. `file` serves the diagnostics.
PlatformReadResult parse_platform_file(std::string_view text, const std::string& file,
                                       std::span<const PlatformSet> taken);

/// Does the file name a set of platforms, and so is no scenario? False also for what cannot be read.
bool is_platform_file(const std::string& file);

}  // namespace doublecheck::scenarios
