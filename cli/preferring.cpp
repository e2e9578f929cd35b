#include "cli/preferring.hpp"

#include "checker/preferred_path.hpp"
#include "cli/checked_protocol.hpp"
#include "ltl/automaton.hpp"
#include "properties/course.hpp"

#include <algorithm>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace doublecheck::cli {
namespace {

using Monitor = checker::Monitor<model::World>;

/// Where a step happens: 0 is the server, whichever, and then come the devices.
std::uint32_t place_of(const model::Action& action) {
  using enum model::ActionKind;
  const auto device = static_cast<std::uint32_t>(1 + model::index_of(action.client));
  switch (action.kind) {
    case compose:
    case open_app:
    case leave_app:
    case sync_contacts:
    case register_number:
    case suspend:
    case connect:
    case persist:
    case push_arrives:
    case time_out_connection:
    case break_connection:
    case cut_connection:
    case partition:
    case heal:
    case lose_push:
    case throttle_push:
    case change_token:
    case suspend_early:
    case kill_by_system:
    case kill_by_user:
    case crash_client:
    case reinstall:
    case jump_client_clock:
      return device;
    case flush:
    case repeat_push:
    case push_error_arrives:
    case time_out_session:
    case deliver_relayed:
    case reconnect_servers:
    case expire:
    case forget:
    case end_session:
    case partition_servers:
    case crash_server:
    case jump_server_clock:
      return 0;
    case deliver:  // where the item arrives
      return action.direction == model::Direction::down ? device : 0;
    case retransmit:  // where it sets out
    case give_up:
    case lose:
    case duplicate:
      return action.direction == model::Direction::up ? device : 0;
  }
  throw std::logic_error("unknown kind of action");
}

/// A bit for each device, server and pair of servers; what is beyond the room for its kind shares the last bit.
std::uint64_t participants_of(const model::Action& action) {
  const auto bit = [](std::size_t first, std::size_t index, std::size_t room) {
    return std::uint64_t{1} << (first + std::min(index, room - 1));
  };
  switch (model::info_of(action.kind).subject) {
    case model::ActionSubject::client:
      return bit(0, model::index_of(action.client), 48);
    case model::ActionSubject::server:
      return bit(48, action.site, 8);
    case model::ActionSubject::relay:
      return bit(56, action.site, 8);
  }
  throw std::logic_error("unknown subject");
}

/// The shortest and most preferred path that `monitor` lets end; none if that is too much to look at.
std::optional<std::vector<model::Action>> find(const CheckedProtocol& protocol, const Monitor& monitor,
                                               std::size_t length_max) {
  const std::function<checker::StepFeatures(const model::Action&)> features = [](const model::Action& action) {
    return checker::StepFeatures{is_fault(action), place_of(action), participants_of(action)};
  };
  checker::PreferredPaths<CheckedProtocol> paths(protocol, monitor, features, kPreferringStatesMax);
  auto path = paths.find(length_max);
  if (!path) return std::nullopt;
  return std::move(path->actions);
}

/// Beside a run, the automaton of what must never happen; the end is where the cycle begins, if going round it from
/// there breaks the claim.
class CycleMonitor {
 public:
  CycleMonitor(const CheckedProtocol& protocol, const properties::Claim& claim, const FoundPath& found)
      : protocol_(protocol), claim_(claim), automaton_(ltl::automaton_for(ltl::negation(claim.formula))) {
    model::World world = protocol.initial().front();
    std::vector<ltl::Letter> cycle;
    for (std::size_t i = 0; i < found.actions.size(); ++i) {
      if (i == *found.cycle_start) begin_ = encoded(world);
      if (i >= *found.cycle_start) cycle.push_back(properties::letter_of(claim, world));
      world = protocol.next(world, found.actions[i]);
    }
    if (cycle.empty()) {
      begin_ = encoded(world);
      cycle.push_back(properties::letter_of(claim, world));
    }
    for (ltl::StateNumber state = 0; state < automaton_.states.size(); ++state) {
      ltl::Automaton from_here = automaton_;
      from_here.initial = {state};
      accepts_cycle_.push_back(ltl::accepts(from_here, {{}, cycle}));
    }
  }

  /// Good as long as this is.
  Monitor monitor() const {
    Monitor monitor;
    monitor.initial = automaton_.initial;
    monitor.next = [this](std::uint32_t state, const model::World& world, std::vector<std::uint32_t>& next) {
      const ltl::Letter letter = properties::letter_of(claim_, world);
      for (const ltl::Transition& transition : automaton_.states[state].transitions) {
        if (transition.guard.admits(letter)) next.push_back(transition.target);
      }
    };
    monitor.may_end = [this](std::uint32_t state, const model::World& world) {
      return accepts_cycle_[state] && encoded(world) == begin_;
    };
    return monitor;
  }

 private:
  std::string encoded(const model::World& world) const {
    std::string bytes;
    protocol_.encode(world, bytes);
    return bytes;
  }

  const CheckedProtocol& protocol_;
  const properties::Claim& claim_;
  ltl::Automaton automaton_;
  std::string begin_;
  std::vector<bool> accepts_cycle_;  // by state of the automaton
};

}  // namespace

FoundPath preferred(FoundPath found, const properties::Property& property, const scenarios::Scenario& scenario) {
  // What the property cannot see of the past need not be told apart, however the search was told to.
  const CheckedProtocol protocol(scenario.setup, properties::interest_of(property));
  if (!found.cycle_start) {
    const model::Formula goal = properties::goal_of(property);
    Monitor monitor;
    monitor.may_end = [&](std::uint32_t, const model::World& world) { return !model::holds(goal, world); };
    if (auto actions = find(protocol, monitor, found.actions.size())) found.actions = std::move(*actions);
    return found;
  }
  const CycleMonitor beside(protocol, *properties::claim_called(property, found.instance), found);
  auto actions = find(protocol, beside.monitor(), *found.cycle_start);
  if (!actions) return found;
  const std::size_t cycle_start = actions->size();
  const auto cycle = found.actions.begin() + static_cast<std::ptrdiff_t>(*found.cycle_start);
  actions->insert(actions->end(), cycle, found.actions.end());
  found.actions = std::move(*actions);
  found.cycle_start = cycle_start;
  return found;
}

FoundPath preferred_deadlock(FoundPath found, const scenarios::Scenario& scenario) {
  const CheckedProtocol protocol(scenario.setup, model::Interest{});
  Monitor monitor;
  monitor.may_end = [&](std::uint32_t, const model::World& world) {
    std::vector<model::Action> actions;
    protocol.actions(world, actions);
    return actions.empty() && !protocol.may_end(world);
  };
  if (auto actions = find(protocol, monitor, found.actions.size())) found.actions = std::move(*actions);
  return found;
}

bool is_fault(const model::Action& action) {
  const auto cost = model::cost_of(action);
  return cost && *cost != model::Budget::leaves && *cost != model::Budget::contact_syncs &&
         *cost != model::Budget::registrations;
}

}  // namespace doublecheck::cli
