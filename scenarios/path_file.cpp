#include "scenarios/path_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <utility>

#include "scenarios/code_points.hpp"
#include "scenarios/nearest_word.hpp"
#include "scenarios/problems.hpp"
#include "scenarios/reading.hpp"

namespace doublecheck::scenarios {
namespace {

namespace fs = std::filesystem;

/// `scenario_file` as seen from the folder of `path_file`.
std::string seen_from(const std::string& path_file, const std::string& scenario_file) {
  const fs::path scenario(scenario_file);
  fs::path folder = fs::path(path_file).parent_path();
  if (scenario.is_absolute()) return scenario.generic_string();
  if (folder.is_absolute()) return fs::absolute(scenario).lexically_proximate(folder).generic_string();
  if (folder.empty()) folder = ".";
  return scenario.lexically_normal().lexically_proximate(folder.lexically_normal()).generic_string();
}

}  // namespace

bool NamedAction::operator==(const NamedAction& other) const {
  return kind == other.kind && client == other.client && direction == other.direction && position == other.position;
}

std::string write_path_text(const PathFile& path) {
  std::string text = "# doublecheck path, version 1\n";
  text += fmt::format("scenario {}\n", seen_from(path.file, path.scenario_file));
  for (const Setting& setting : path.settings) text += fmt::format("set {}={}\n", setting.key, setting.value);
  if (path.property) text += fmt::format("property {}\n", model::info_of(*path.property).name);
  if (!path.instance.empty()) text += fmt::format("instance {}\n", path.instance);
  text += "---\n";
  for (std::size_t i = 0; i <= path.actions.size(); ++i) {
    if (path.cycle_start == i) text += "cycle\n";
    if (i == path.actions.size()) break;
    const NamedAction& action = path.actions[i];
    text += model::to_text({action.kind, action.direction, action.position, {}}, action.client) + "\n";
  }
  return text;
}

NamedAction named(const model::Action& action, const model::Setup& setup) {
  const bool at_client = action.kind != model::ActionKind::crash_server;
  return {.kind = action.kind,
          .client = at_client ? setup.participant(action.client).name : std::string(),
          .direction = action.direction,
          .position = action.position,
          .origin = {}};
}

ResolvedActions resolve_actions(const PathFile& path, const model::Setup& setup) {
  const auto names = words_in(setup.participants, &model::Participant::name);
  std::vector<model::Action> actions;
  std::vector<Diagnostic> diagnostics;
  for (const NamedAction& action : path.actions) {
    model::Action resolved{action.kind, action.direction, action.position, {}};
    if (action.kind != model::ActionKind::crash_server) {
      const auto place = std::ranges::find(names, action.client);
      if (place == names.end()) {
        const Origin& origin = action.origin;
        diagnostics.push_back({.file = path.file,
                               .line = origin.line,
                               .column = origin.client_column,
                               .end_column = origin.client_column + code_points(action.client).size(),
                               .code = "unknown-participant",
                               .message = fmt::format("unknown participant `{}`", printable(action.client)),
                               .source_line = printable(origin.source_line),
                               .label = fmt::format("not in {}", printable(path.scenario_file)),
                               .help = help_with_words(action.client, "participants", names)});
        if (diagnostics.size() == kDiagnosticsMax) break;
        continue;
      }
      resolved.client = model::client_at(static_cast<std::size_t>(place - names.begin()));
    }
    actions.push_back(resolved);
  }
  if (diagnostics.empty()) return {std::move(actions), {}};
  return {std::nullopt, std::move(diagnostics)};
}

}  // namespace doublecheck::scenarios
