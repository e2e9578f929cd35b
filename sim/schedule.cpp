#include "sim/schedule.hpp"

#include "model/assert.hpp"

#include <algorithm>
#include <array>

namespace doublecheck::sim {
namespace {

using model::ActionKind;
using model::Budget;

constexpr auto kSchedule = std::to_array<ScheduleInfo>({
    {Budget::leaves, ActionKind::leave_app, Lasting::moment},
    {Budget::breaks, ActionKind::break_connection, Lasting::moment},
    {Budget::losses, ActionKind::lose, Lasting::window},
    {Budget::duplicates, ActionKind::duplicate, Lasting::window},
    {Budget::lost_pushes, ActionKind::lose_push, Lasting::window},
    {Budget::suspensions, ActionKind::suspend_early, Lasting::moment},
    {Budget::system_kills, ActionKind::kill_by_system, Lasting::moment},
    {Budget::user_kills, ActionKind::kill_by_user, Lasting::moment},
    {Budget::client_crashes, ActionKind::crash_client, Lasting::moment},
    {Budget::server_crashes, ActionKind::crash_server, Lasting::downtime, false},
});

}  // namespace

std::span<const ScheduleInfo> schedule_catalogue() { return kSchedule; }

const ScheduleInfo& schedule_info_of(Budget fault) {
  const auto* const found = std::ranges::find(kSchedule, fault, &ScheduleInfo::fault);
  DOUBLECHECK_ASSERT(found != kSchedule.end());
  return *found;
}

Timetable::Timetable(const std::vector<ScheduledFault>& schedule, std::size_t clients)
    : schedule_(schedule), clients_(clients), tallies_(schedule.size()) {}

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
  const ScheduleInfo& info = schedule_info_of(fault.fault);
  const bool many = info.of_client && !fault.client && info.lasting != Lasting::window;
  return many ? clients_ : 1;
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
