#include "scenarios/path_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <optional>
#include <stdexcept>
#include <tuple>
#include <utility>

#include "model/relay.hpp"
#include "scenarios/code_points.hpp"
#include "scenarios/nearest_word.hpp"
#include "scenarios/path_line.hpp"
#include "scenarios/problems.hpp"
#include "scenarios/reading.hpp"
#include "scenarios/standard_properties.hpp"
#include "scenarios/values.hpp"

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

/// `kind`: what such names are called, and those that there are.
Diagnostic unknown_name(const PathFile& path, const Origin& origin, const std::string& name, const Vocabulary& kind) {
  return {.file = path.file,
          .line = origin.line,
          .column = origin.column,
          .end_column = origin.column + code_points(name).size(),
          .code = fmt::format("unknown-{}", kind.singular == "pair of servers" ? "servers" : kind.singular),
          .message = fmt::format("unknown {} `{}`", kind.singular, printable(name)),
          .source_line = printable(origin.source_line),
          .label = fmt::format("not in {}", printable(path.scenario_file)),
          .help = help_with_words(name, kind.plural, kind.words)};
}

Diagnostic unknown_subject(const PathFile& path, const NamedAction& action, const Subjects& subjects) {
  const model::ActionSubject kind = model::info_of(action.kind).subject;
  const std::vector<std::string>& known = subjects.names(kind);
  const std::vector<std::string_view> names(known.begin(), known.end());
  const std::string word(word_for(kind));
  const std::string plural = kind == model::ActionSubject::relay ? "pairs of servers" : word + "s";
  return unknown_name(path, action.origin, action.subject, {word, plural, names});
}

}  // namespace

bool NamedAction::operator==(const NamedAction& other) const {
  return kind == other.kind && subject == other.subject && direction == other.direction && position == other.position;
}

bool PathFile::operator==(const PathFile& other) const {
  const auto compared = [](const PathFile& path) {
    return std::tie(path.file, path.scenario_file, path.settings, path.property, path.is_fixed, path.instance,
                    path.actions, path.cycle_start);
  };
  return compared(*this) == compared(other);
}

std::string write_path_text(const PathFile& path) {
  std::string text = "# doublecheck path, version 1\n";
  text += path_line("scenario", seen_from(path.file, path.scenario_file));
  for (const Setting& setting : path.settings) text += path_line("set", setting.key + "=" + setting.value);
  if (!path.property.empty()) text += path_line("property", path.property);
  if (!path.instance.empty()) text += path_line("instance", path.instance);
  if (path.is_fixed) text += "expect holds\n";
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

ResolvedProperty resolve_property(const PathFile& path, const Scenario& scenario) {
  if (const AskedProperty* asked = find_asked(scenario, path.property)) return {asked->property, {}};
  if (const StandardProperty* standard = find_standard_property(path.property)) {
    return {property_of(*standard, scenario.setup), {}};
  }
  std::vector<std::string_view> names = words_in(standard_properties(), &StandardProperty::name);
  for (const AskedProperty& asked : scenario.properties) {
    if (asked.is_own) names.emplace_back(asked.property.name);
  }
  return {std::nullopt, {unknown_name(path, path.property_origin, path.property, {"property", "properties", names})}};
}

}  // namespace doublecheck::scenarios
