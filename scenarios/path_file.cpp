#include "scenarios/path_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <optional>
#include <stdexcept>
#include <utility>

#include "model/relay.hpp"
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

/// Whom an action can be about in a setup, by name.
class Subjects {
 public:
  explicit Subjects(const model::Setup& setup) {
    for (const model::Participant& participant : setup.participants) clients_.push_back(participant.name);
    servers_ = setup.servers;
    for (std::size_t i = 0; i < model::relay_count(setup); ++i) relays_.push_back(name_of(setup, model::relay_at(i)));
  }

  const std::vector<std::string>& names(model::ActionSubject kind) const {
    switch (kind) {
      case model::ActionSubject::client:
        return clients_;
      case model::ActionSubject::server:
        return servers_;
      case model::ActionSubject::relay:
        return relays_;
    }
    throw std::logic_error("unknown subject");
  }

  std::optional<std::size_t> find(model::ActionSubject kind, const std::string& name) const {
    const auto place = std::ranges::find(names(kind), name);
    if (place == names(kind).end()) return std::nullopt;
    return static_cast<std::size_t>(place - names(kind).begin());
  }

 private:
  std::vector<std::string> clients_;
  std::vector<std::string> servers_;
  std::vector<std::string> relays_;
};

std::string_view word_for(model::ActionSubject kind) {
  switch (kind) {
    case model::ActionSubject::client:
      return "participant";
    case model::ActionSubject::server:
      return "server";
    case model::ActionSubject::relay:
      return "pair of servers";
  }
  throw std::logic_error("unknown subject");
}

Diagnostic unknown_subject(const PathFile& path, const NamedAction& action, const Subjects& subjects) {
  const model::ActionSubject kind = model::info_of(action.kind).subject;
  const std::vector<std::string>& known = subjects.names(kind);
  const std::vector<std::string_view> names(known.begin(), known.end());
  const Origin& origin = action.origin;
  const std::string word(word_for(kind));
  const std::string plural = kind == model::ActionSubject::relay ? "pairs of servers" : word + "s";
  return {.file = path.file,
          .line = origin.line,
          .column = origin.subject_column,
          .end_column = origin.subject_column + code_points(action.subject).size(),
          .code = "unknown-" + std::string(kind == model::ActionSubject::relay ? "servers" : word),
          .message = fmt::format("unknown {} `{}`", word, printable(action.subject)),
          .source_line = printable(origin.source_line),
          .label = fmt::format("not in {}", printable(path.scenario_file)),
          .help = help_with_words(action.subject, plural, names)};
}

}  // namespace

bool NamedAction::operator==(const NamedAction& other) const {
  return kind == other.kind && subject == other.subject && direction == other.direction && position == other.position;
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
    text += model::to_text({.kind = action.kind, .direction = action.direction, .position = action.position},
                           action.subject) +
            "\n";
  }
  return text;
}

NamedAction named(const model::Action& action, const model::Setup& setup) {
  return {.kind = action.kind,
          .subject = model::subject_of(action, setup),
          .direction = action.direction,
          .position = action.position,
          .origin = {}};
}

ResolvedActions resolve_actions(const PathFile& path, const model::Setup& setup) {
  const Subjects subjects(setup);
  std::vector<model::Action> actions;
  std::vector<Diagnostic> diagnostics;
  for (const NamedAction& action : path.actions) {
    const model::ActionSubject kind = model::info_of(action.kind).subject;
    const auto place = subjects.find(kind, action.subject);
    if (!place) {
      diagnostics.push_back(unknown_subject(path, action, subjects));
      if (diagnostics.size() == kDiagnosticsMax) break;
      continue;
    }
    model::Action resolved{.kind = action.kind, .direction = action.direction, .position = action.position};
    if (kind == model::ActionSubject::client) {
      resolved.client = model::client_at(*place);
    } else {
      resolved.site = static_cast<std::uint16_t>(*place);
    }
    actions.push_back(resolved);
  }
  if (diagnostics.empty()) return {std::move(actions), {}};
  return {std::nullopt, std::move(diagnostics)};
}

}  // namespace doublecheck::scenarios
