#include "scenarios/decision_tree.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>

#include "scenarios/nearest_word.hpp"

namespace doublecheck::scenarios {
namespace {

using model::AppState;
using Words = std::span<const std::string_view>;

constexpr auto kEffects = std::to_array<std::string_view>({"wake", "may_wake", "display", "nothing"});  // PushEffect
constexpr auto kUnreachable = std::to_array<std::string_view>({"kept", "lost"});  // UnreachableDevice
// An app in the background runs already: a push can only show something.
constexpr auto kRunning = std::to_array<std::string_view>({"display", "nothing"});
constexpr auto kNothing = std::to_array<std::string_view>({"nothing"});
constexpr auto kSend = std::to_array<std::string_view>({"send"});
constexpr auto kClose = std::to_array<std::string_view>({"close"});
constexpr auto kQueueOnly = std::to_array<std::string_view>({"queue_only"});

enum class Kind : std::uint8_t {
  always,       // one and the same on all platforms
  app,          // what a push does to an app in this state
  unreachable,  // what becomes of a push
};

struct Line {
  std::string_view key;
  std::string_view state;
  Words actions;  // the possible ones
  Kind kind = Kind::always;
  AppState app{};             // where kind is app
  std::string_view reason{};  // why there is no choice, if there is none
};

constexpr auto kLines = std::to_array<Line>({
    {.key = "connected",
     .state = "connected, last ack recent",
     .actions = kSend,
     .reason = "what is connected gets its mail on the connection, and needs no push"},
    {.key = "ack_overdue",
     .state = "connected, ack overdue",
     .actions = kClose,
     .reason = "the server closes the connection, and the recipient is one that is not connected"},
    {.key = "foreground",
     .state = "app in the foreground",
     .actions = kNothing,
     .kind = Kind::app,
     .app = AppState::foreground,
     .reason = "an open app connects by itself"},
    {.key = "background",
     .state = "app in the background",
     .actions = kRunning,
     .kind = Kind::app,
     .app = AppState::background},
    {.key = "suspended", .state = "app suspended", .actions = kEffects, .kind = Kind::app, .app = AppState::suspended},
    {.key = "terminated_by_system",
     .state = "app killed by the system",
     .actions = kEffects,
     .kind = Kind::app,
     .app = AppState::terminated_by_system},
    {.key = "terminated_by_user",
     .state = "app killed by its user",
     .actions = kEffects,
     .kind = Kind::app,
     .app = AppState::terminated_by_user},
    {.key = "device_unreachable",
     .state = "device off the network",
     .actions = kUnreachable,
     .kind = Kind::unreachable},
    {.key = "token_invalid",
     .state = "push token invalid",
     .actions = kQueueOnly,
     .reason = "there is nowhere to push to: the server forgets the token and keeps the mail"},
});

std::string_view action_of(const Line& line, const model::Platform& platform) {
  switch (line.kind) {
    case Kind::always:
      return line.actions.front();
    case Kind::app:
      return kEffects.at(static_cast<std::size_t>(model::push_effect(platform, line.app)));
    case Kind::unreachable:
      return kUnreachable.at(static_cast<std::size_t>(platform.unreachable));
  }
  return {};
}

/// REQUIRES: the action is one of the line's.
void set_action(const Line& line, std::string_view action, model::Platform& platform) {
  const auto index_in = [&](Words words) { return std::ranges::find(words, action) - words.begin(); };
  switch (line.kind) {
    case Kind::always:
      return;
    case Kind::app:
      platform.push.at(static_cast<std::size_t>(line.app)) = static_cast<model::PushEffect>(index_in(kEffects));
      return;
    case Kind::unreachable:
      platform.unreachable = static_cast<model::UnreachableDevice>(index_in(kUnreachable));
      return;
  }
}

std::string in_words(const Line& line) { return enumeration(line.actions, "or"); }

void report_gap(const Line& line, TableReader& reader) {
  reader.problems().add(
      {"gap", reader.place(), fmt::format("{} does not say what happens: {}", reader.name(), line.state),
       fmt::format("`{}` is missing", line.key), fmt::format("`{}` takes {}", line.key, in_words(line))});
}

/// The action that the file gives, if it is one of the line's.
std::optional<std::string_view> read_action(const Line& line, const Value& value, Problems& problems) {
  if (line.actions.size() > 1) {
    const auto index = as_word(value, line.key, {"action", "actions", line.actions}, problems);
    return index ? std::optional(line.actions[*index]) : std::nullopt;
  }
  const auto text = as_text(value, line.key, in_words(line), problems);
  if (!text) return std::nullopt;
  if (*text == line.actions.front()) return line.actions.front();
  problems.add({"unknown-action", value.place, fmt::format("`{}` takes {} only", line.key, line.actions.front()),
                "no choice", std::string(line.reason)});
  return std::nullopt;
}

}  // namespace

std::vector<Decision> decision_tree(const model::Platform& platform) {
  std::vector<Decision> decisions;
  for (const Line& line : kLines) decisions.push_back({line.key, line.state, action_of(line, platform)});
  return decisions;
}

void read_decision_tree(TableReader& reader, model::Platform& platform) {
  for (const Line& line : kLines) {
    const Value* value = reader.find(line.key, in_words(line));
    if (value == nullptr) {
      report_gap(line, reader);
    } else if (const auto action = read_action(line, *value, reader.problems())) {
      set_action(line, *action, platform);
    }
  }
  reader.refuse_other_keys();
}

}  // namespace doublecheck::scenarios
