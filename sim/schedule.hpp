/// The schedule: faults that strike at known times, in the words of the budgets.
#pragma once

#include "model/action.hpp"
#include "model/setup.hpp"
#include "sim/environment.hpp"
#include "sim/metrics.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace doublecheck::sim {

/// How long a scheduled fault lasts.
enum class Lasting : std::uint8_t {
  moment,    // it happens, or is not possible at its time
  downtime,  // like it, and has a duration of its own, which may be left to the environment
  spell,     // like it, and lasts for as long as it says
  window,    // it strikes whatever is under way between its beginning and its end
};

struct ScheduleInfo {
  model::Budget fault{};
  model::ActionKind action{};  // of a window: what becomes of everything under way
  Lasting lasting{};
  std::optional<model::ActionKind> of_servers{};  // where the entry names a server, or two
};

/// Is it about clients, unless an entry names a server?
bool is_of_clients(const ScheduleInfo& info);

/// Every fault that can be scheduled, in the order of the budgets.
std::span<const ScheduleInfo> schedule_catalogue();

/// REQUIRES: the catalogue has the fault.
const ScheduleInfo& schedule_info_of(model::Budget fault);

/// What the entry makes happen at its time: an action for each that it concerns. Of a window, none.
std::vector<model::Action> actions_of(const ScheduledFault& fault, const model::Setup& setup);

/// The schedule in one run, with a tally of what came of each entry.
class Timetable {
 public:
  /// Keeps both by reference.
  Timetable(const std::vector<ScheduledFault>& schedule, const model::Setup& setup);

  /// The time of a fault that is no window has come; for an entry about many, for one of them.
  void on_moment(std::size_t entry, bool possible);

  /// Whether a window of this kind strikes what is under way at this client from `from` to `to`, both included.
  bool strikes(model::Budget fault, model::ClientId client, Time from, Time to);

  /// By entry of the schedule, for a run that ended at this time.
  std::vector<ScheduleTally> finish(Time ended_at) const;

 private:
  std::uint64_t occasions_of(const ScheduledFault& fault) const;

  const std::vector<ScheduledFault>& schedule_;
  const model::Setup& setup_;
  std::vector<ScheduleTally> tallies_;  // by entry
};

}  // namespace doublecheck::sim
