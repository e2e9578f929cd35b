#include "sim/schedule.hpp"

#include "model/assert.hpp"

#include <algorithm>
#include <array>
#include <numeric>

namespace doublecheck::sim {
namespace {

using model::ActionKind;
using model::Budget;

constexpr auto kSchedule = std::to_array<ScheduleInfo>({
    {Budget::leaves, ActionKind::leave_app, Lasting::moment},
    {Budget::contact_syncs, ActionKind::sync_contacts, Lasting::moment},
    {Budget::registrations, ActionKind::register_number, Lasting::moment},
    {Budget::breaks, ActionKind::break_connection, Lasting::moment},
    {Budget::cuts, ActionKind::cut_connection, Lasting::moment},
    {Budget::partitions, ActionKind::partition, Lasting::spell, ActionKind::partition_servers},
    {Budget::losses, ActionKind::lose, Lasting::window},
    {Budget::duplicates, ActionKind::duplicate, Lasting::window},
    {Budget::lost_pushes, ActionKind::lose_push, Lasting::window},
    {Budget::token_changes, ActionKind::change_token, Lasting::moment},
    {Budget::suspensions, ActionKind::suspend_early, Lasting::moment},
    {Budget::system_kills, ActionKind::kill_by_system, Lasting::moment},
    {Budget::user_kills, ActionKind::kill_by_user, Lasting::moment},
    {Budget::client_crashes, ActionKind::crash_client, Lasting::moment},
    {Budget::reinstalls, ActionKind::reinstall, Lasting::moment},
    {Budget::server_crashes, ActionKind::crash_server, Lasting::downtime},
    {Budget::clock_jumps, ActionKind::jump_client_clock, Lasting::moment, ActionKind::jump_server_clock},
});

template <class Id>
std::vector<std::size_t> one_or_all(const std::optional<Id>& one, std::size_t all) {
  if (one) return {model::index_of(*one)};
  std::vector<std::size_t> indexes(all);
  std::iota(indexes.begin(), indexes.end(), std::size_t{0});
  return indexes;
}

}  // namespace

bool is_of_clients(const ScheduleInfo& info) {
  return model::info_of(info.action).subject == model::ActionSubject::client;
}

std::span<const ScheduleInfo> schedule_catalogue() { return kSchedule; }

const ScheduleInfo& schedule_info_of(Budget fault) {
  const auto* const found = std::ranges::find(kSchedule, fault, &ScheduleInfo::fault);
  DOUBLECHECK_ASSERT(found != kSchedule.end());
  return *found;
}

std::vector<model::Action> actions_of(const ScheduledFault& fault, const model::Setup& setup) {
  const ScheduleInfo& info = schedule_info_of(fault.fault);
  if (info.lasting == Lasting::window) return {};
  const bool names_servers = fault.server || fault.servers;
  const ActionKind kind = names_servers ? info.of_servers.value_or(info.action) : info.action;
  std::vector<model::Action> actions;
  const auto add = [&](const std::vector<std::size_t>& sites) {
    for (const std::size_t i : sites) actions.push_back({.kind = kind, .site = static_cast<std::uint16_t>(i)});
  };
  switch (model::info_of(kind).subject) {
    case model::ActionSubject::client:
      for (const std::size_t i : one_or_all(fault.client, setup.participants.size())) {
        actions.push_back({.kind = kind, .client = model::client_at(i)});
      }
      return actions;
    case model::ActionSubject::server:
      add(one_or_all(fault.server, setup.servers.size()));
      return actions;
    case model::ActionSubject::relay:
      add(one_or_all(fault.servers, model::relay_count(setup)));
      return actions;
  }
  model::assertion_failed("an action has a subject", __FILE__, __LINE__);
}

Timetable::Timetable(const std::vector<ScheduledFault>& schedule, const model::Setup& setup)
    : schedule_(schedule), setup_(setup), tallies_(schedule.size()) {}

void Timetable::on_moment(std::size_t entry, bool possible) {
  ScheduleTally& tally = tallies_.at(entry);
  ++(possible ? tally.struck : tally.impossible);
}

bool Timetable::strikes(Budget fault, model::ClientId client, Time from, Time to) {
  for (std::size_t i = 0; i < schedule_.size(); ++i) {
    const ScheduledFault& entry = schedule_[i];
    if (entry.fault != fault || (entry.client && entry.client != client)) continue;
    if (to < entry.at || from >= entry.at + entry.lasts.value_or(0)) continue;
    ++tallies_[i].struck;
    return true;
  }
  return false;
}

std::uint64_t Timetable::occasions_of(const ScheduledFault& fault) const {
  const bool window = schedule_info_of(fault.fault).lasting == Lasting::window;
  return window ? 1 : actions_of(fault, setup_).size();
}

std::vector<ScheduleTally> Timetable::finish(Time ended_at) const {
  std::vector<ScheduleTally> tallies = tallies_;
  for (std::size_t i = 0; i < tallies.size(); ++i) {
    ScheduleTally& tally = tallies[i];
    const bool window = schedule_info_of(schedule_[i].fault).lasting == Lasting::window;
    if (window && tally.struck == 0 && schedule_[i].at <= ended_at) tally.impossible = 1;
    const std::uint64_t told = tally.struck + tally.impossible;
    tally.too_late = occasions_of(schedule_[i]) - std::min(told, occasions_of(schedule_[i]));
  }
  return tallies;
}

}  // namespace doublecheck::sim
