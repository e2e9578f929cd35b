/// Path files: a sequence of actions of one scenario, such as a counterexample, as text that people read and edit.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/action.hpp"
#include "model/setup.hpp"
#include "properties/property.hpp"
#include "scenarios/diagnostic.hpp"
#include "scenarios/scenario.hpp"
#include "scenarios/setting.hpp"

namespace doublecheck::scenarios {

inline constexpr std::size_t kPathStepsMax = 100'000;
inline constexpr std::size_t kPathSettingsMax = 1'000;

/// Where in its path file a name stands; all 0 and empty if it does not come from one.
struct Origin {
  std::size_t line = 0;    // from 1
  std::size_t column = 0;  // from 1
  std::string source_line;
};

/// An action with its subject by name, so that it means the same in a scenario whose participants have moved.
struct NamedAction {
  model::ActionKind kind{};
  std::string subject;  // a participant, a server, or two servers such as "east-west"
  model::Direction direction{};
  std::uint16_t position = 0;
  Origin origin;  // of the subject

  bool operator==(const NamedAction& other) const;  // wherever they stand
};

struct PathFile {
  std::string file;           // the path file itself, for diagnostics; empty if it has none yet
  std::string scenario_file;  // as seen from where `file` is seen
  std::vector<Setting> settings;
  std::string property;   // that the path violates, or did before it was fixed; may be empty
  bool is_fixed = false;  // the path must not violate it any more
  Origin property_origin;
  std::string instance;  // about which message or client, for example "m1"; may be empty
  std::vector<NamedAction> actions;
  /// The actions from this one on repeat for ever; actions.size(): nothing happens any more. Absent: the path just
  /// ends.
  std::optional<std::size_t> cycle_start;

  bool operator==(const PathFile& other) const;  // wherever the names stand
};

/// A path file, or the reasons why there is none: exactly one of the two is there.
struct PathReadResult {
  std::optional<PathFile> path;
  std::vector<Diagnostic> diagnostics;
};

PathReadResult read_path(const std::string& file);
PathReadResult parse_path(std::string_view text, const std::string& file);

/// The text of the path file, to be saved as `path.file`: the scenario is named relative to that file's folder, unless
/// its own name is absolute. Reading it there gives an equal path, if the scenario's name has no superfluous parts
/// (`./`).
std::string write_path_text(const PathFile& path);

NamedAction named(const model::Action& action, const model::Setup& setup);

/// The actions of a path in terms of a setup, or the reasons why they have none: exactly one of the two is there.
struct ResolvedActions {
  std::optional<std::vector<model::Action>> actions;
  std::vector<Diagnostic> diagnostics;
};

ResolvedActions resolve_actions(const PathFile& path, const model::Setup& setup);

/// The property of a path, with what it claims of the scenario, or the reason why there is none: exactly one of the two
/// is there. REQUIRES: the path names one.
struct ResolvedProperty {
  std::optional<properties::Property> property;
  std::vector<Diagnostic> diagnostics;
};

/// A standard property, whether the scenario asks for it or not, or one of the scenario's own.
ResolvedProperty resolve_property(const PathFile& path, const Scenario& scenario);

}  // namespace doublecheck::scenarios
