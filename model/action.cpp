#include "model/action.hpp"

#include "model/assert.hpp"

#include <array>

namespace doublecheck::model {
namespace {

constexpr auto kCatalogue = std::to_array<ActionKindInfo>({
    {ActionKind::compose, "compose", std::nullopt, false, false},
    {ActionKind::open_app, "open_app", std::nullopt, true, false},
    {ActionKind::leave_app, "leave_app", Budget::leaves, false, false},
    {ActionKind::suspend, "suspend", std::nullopt, false, false},
    {ActionKind::connect, "connect", std::nullopt, true, false},
    {ActionKind::deliver, "deliver", std::nullopt, true, true},
    {ActionKind::retransmit, "retransmit", std::nullopt, true, true},
    {ActionKind::repeat_push, "repeat_push", std::nullopt, true, false},
    {ActionKind::push_arrives, "push_arrives", std::nullopt, true, false},
    {ActionKind::break_connection, "break_connection", Budget::breaks, false, false},
    {ActionKind::lose, "lose", Budget::losses, false, true},
    {ActionKind::duplicate, "duplicate", Budget::duplicates, false, true},
    {ActionKind::lose_push, "lose_push", Budget::lost_pushes, false, false},
    {ActionKind::suspend_early, "suspend_early", Budget::suspensions, false, false},
    {ActionKind::kill_by_system, "kill_by_system", Budget::system_kills, false, false},
    {ActionKind::kill_by_user, "kill_by_user", Budget::user_kills, false, false},
    {ActionKind::crash_client, "crash_client", Budget::client_crashes, false, false},
    {ActionKind::crash_server, "crash_server", Budget::server_crashes, false, false},
});
static_assert(kCatalogue.size() == kActionKindCount);

}  // namespace

std::span<const ActionKindInfo> action_catalogue() { return kCatalogue; }

const ActionKindInfo& info_of(ActionKind kind) {
  const auto& info = kCatalogue.at(static_cast<std::size_t>(kind));
  DOUBLECHECK_ASSERT(info.kind == kind);
  return info;
}

std::optional<Budget> cost_of(const Action& action) {
  if (action.kind == ActionKind::deliver && action.position > 0) return Budget::reorders;
  return info_of(action.kind).budget;
}

std::string to_text(const Action& action, std::string_view client_name) {
  const auto& info = info_of(action.kind);
  std::string text(info.name);
  if (action.kind == ActionKind::crash_server) return text;
  text += ' ';
  text += client_name;
  if (!info.on_link) return text;
  text += action.direction == Direction::up ? " up " : " down ";
  return text + std::to_string(action.position);
}

}  // namespace doublecheck::model
