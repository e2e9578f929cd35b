#include "cli/action_coverage.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

namespace doublecheck::cli {
namespace {

using model::ActionKind;
using model::Budget;

std::string budget_reason(const model::Setup& setup, std::initializer_list<Budget> budgets) {
  std::vector<std::string> spent;
  for (const Budget budget : budgets) {
    if (setup.budgets[budget] > 0) return "";
    const auto info = std::ranges::find(model::budget_catalogue(), budget, &model::BudgetInfo::budget);
    spent.push_back(fmt::format("budgets.{}", info->key));
  }
  return fmt::format("{} {} 0", fmt::join(spent, " and "), spent.size() == 1 ? "is" : "are");
}

std::string unless(bool is_possible, const char* reason) { return is_possible ? "" : reason; }

bool may_wake_anybody(const model::Setup& setup) {
  return std::ranges::any_of(setup.participants, [](const model::Participant& participant) {
    return std::ranges::count(participant.platform.push, model::PushEffect::may_wake) > 0;
  });
}

/// What the rules ask beside the action's own budget.
std::string rule_reason(const model::Setup& setup, const ActionLabel& label) {
  const model::Options& options = setup.options;
  const bool is_up = label.direction == model::Direction::up;
  switch (label.kind) {
    case ActionKind::compose:
      return unless(!setup.workload.empty(), "the scenario has no messages");
    case ActionKind::suspend:
      return unless(
          !std::ranges::all_of(setup.participants, [](const auto& one) { return one.platform.runs_in_background; }),
          "every platform runs apps in the background");
    case ActionKind::deliver:
      return unless(!label.overtaking || setup.discipline == model::Discipline::datagram,
                    "links are connections, on which nothing overtakes");
    case ActionKind::retransmit:
      return unless(setup.discipline == model::Discipline::datagram, "links are connections, which need no timers");
    case ActionKind::lose:
    case ActionKind::duplicate:
      return unless(setup.discipline == model::Discipline::datagram, "links are connections, which are reliable");
    case ActionKind::persist:
      return unless(options.recipient_ack == model::RecipientAck::before_persist,
                    "options.recipient_ack is not before_persist");
    case ActionKind::flush:
      return unless(options.server_durability == model::ServerDurability::write_back,
                    "options.server_durability is not write_back");
    case ActionKind::repeat_push:
      return unless(options.push_repeat == model::PushRepeat::periodic, "options.push_repeat is not periodic");
    case ActionKind::push_error_arrives:
      return budget_reason(setup, {Budget::token_changes, Budget::reinstalls});
    case ActionKind::time_out_connection:
      return budget_reason(setup, {Budget::cuts, Budget::partitions});
    case ActionKind::time_out_session:
      if (options.stale_session == model::StaleSession::none) return "options.stale_session is none";
      return budget_reason(setup, {Budget::cuts, Budget::partitions});
    case ActionKind::heal:
      return budget_reason(setup, {Budget::partitions});
    case ActionKind::deliver_relayed:
    case ActionKind::partition_servers:
      return unless(setup.servers.size() > 1, "there is one server");
    case ActionKind::reconnect_servers:
      if (setup.servers.size() == 1) return "there is one server";
      return budget_reason(setup, {Budget::partitions});
    case ActionKind::give_up:
      if (is_up) {
        return unless(options.client_resend == model::ClientResend::deadline, "options.client_resend is not deadline");
      }
      return unless(options.deviation == model::Deviation::receipt_given_up,
                    "options.deviation is not receipt_given_up");
    case ActionKind::expire:
      return unless(options.message_ttl == model::MessageTtl::ttl, "options.message_ttl is not ttl");
    case ActionKind::forget:
      return unless(options.server_dedupe.argument != 0,
                    "options.server_dedupe has no time after which ids are forgotten");
    case ActionKind::end_session:
      return unless(options.session == model::SessionKind::resume, "options.session is not resume");
    case ActionKind::throttle_push:
      return unless(may_wake_anybody(setup), "no platform decides by itself whether a push wakes the app");
    case ActionKind::jump_client_clock:
      if (options.client_resend == model::ClientResend::deadline) return "";
      return budget_reason(setup, {Budget::cuts, Budget::partitions});
    case ActionKind::open_app:
    case ActionKind::leave_app:
    case ActionKind::sync_contacts:
    case ActionKind::register_number:
    case ActionKind::connect:
    case ActionKind::push_arrives:
    case ActionKind::break_connection:
    case ActionKind::cut_connection:
    case ActionKind::partition:
    case ActionKind::lose_push:
    case ActionKind::change_token:
    case ActionKind::suspend_early:
    case ActionKind::kill_by_system:
    case ActionKind::kill_by_user:
    case ActionKind::crash_client:
    case ActionKind::reinstall:
    case ActionKind::crash_server:
    case ActionKind::jump_server_clock:
      return "";
  }
  throw std::logic_error("unknown action");
}

/// What it takes that the action becomes possible.
std::string_view what_it_takes(const ActionLabel& label) {
  switch (label.kind) {
    case ActionKind::compose:
      return "it takes an open app whose user still has something to write, to somebody whom the app knows";
    case ActionKind::open_app:
      return "it takes an app that is not open: let it start otherwise, or give budgets.leaves";
    case ActionKind::leave_app:
    case ActionKind::register_number:
      return "it takes an open app, and for a number that it is not this user's yet";
    case ActionKind::sync_contacts:
      return "it takes a connected app with contacts that are not matched yet (contacts_matched)";
    case ActionKind::suspend:
      return "it takes an app in the background with nothing on its way: give budgets.leaves";
    case ActionKind::suspend_early:
      return "it takes an app in the background: give budgets.leaves";
    case ActionKind::connect:
      return "it takes an app that runs and is not connected: give budgets.breaks, or let it start so";
    case ActionKind::deliver:
      return label.overtaking
                 ? "it takes two different items on one link, of which the first may be overtaken (overtaken_max)"
                 : "it takes something on its way in this direction: messages, and a connected app";
    case ActionKind::retransmit:
      return "it takes an item that is neither acknowledged nor on its way: give budgets.losses";
    case ActionKind::lose:
    case ActionKind::duplicate:
      return "it takes something on its way in this direction: messages, and a connected app";
    case ActionKind::persist:
      return "it takes a message that has just arrived";
    case ActionKind::flush:
      return "it takes a mailbox that has changed since it was last written";
    case ActionKind::repeat_push:
      return "it takes a message that waits for a device that is offline, after its push has arrived or been lost";
    case ActionKind::push_arrives:
    case ActionKind::lose_push:
      return "it takes a message for a device that is offline";
    case ActionKind::throttle_push:
      return "it takes a push on its way to an app in a state in which its platform may refuse to wake it";
    case ActionKind::push_error_arrives:
      return "it takes a push to a token that is not valid any more";
    case ActionKind::change_token:
      return "it takes an app that runs and has told the server its token";
    case ActionKind::time_out_connection:
      return "it takes a client that does not know that its connection is dead";
    case ActionKind::time_out_session:
      return "it takes a session that the server wrongly believes to be alive, with something to be acknowledged";
    case ActionKind::deliver_relayed:
      return "it takes something on its way between two servers in this direction: users of both, who write";
    case ActionKind::partition_servers:
    case ActionKind::reconnect_servers:
      return "it takes two servers that have lost, or can lose, each other: give budgets.partitions";
    case ActionKind::give_up:
      return "it takes something that is not yet acknowledged";
    case ActionKind::expire:
      return "it takes a message that waits on the server";
    case ActionKind::forget:
      return "it takes an id that the server remembers of a message that is delivered";
    case ActionKind::end_session:
      return "it takes a session that is interrupted: give budgets.breaks";
    case ActionKind::break_connection:
    case ActionKind::cut_connection:
      return "it takes a connection";
    case ActionKind::partition:
      return "it takes a device that has the network";
    case ActionKind::heal:
      return "it takes a device without the network: give budgets.partitions";
    case ActionKind::kill_by_system:
      return "it takes an app in memory that is not open: give budgets.leaves";
    case ActionKind::kill_by_user:
    case ActionKind::crash_client:
    case ActionKind::reinstall:
      return "it takes an app in memory";
    case ActionKind::jump_client_clock:
      return "it takes a deadline, or a connection that is dead unnoticed";
    case ActionKind::crash_server:
    case ActionKind::jump_server_clock:
      return "it takes nothing but its budget";
  }
  throw std::logic_error("unknown action");
}

std::string hint_for(const ActionLabel& label, bool is_complete) {
  const std::string hint(what_it_takes(label));
  return is_complete ? hint : "not met as far as was explored; " + hint;
}

}  // namespace

std::string why_impossible(const model::Setup& setup, const ActionLabel& label) {
  std::string reason = rule_reason(setup, label);
  if (!reason.empty()) return reason;
  const auto budget = model::cost_of(example_of(label));
  return budget ? budget_reason(setup, {*budget}) : "";
}

std::vector<reports::ActionCoverage> action_coverage(const model::Setup& setup,
                                                     std::span<const checker::LabelCounts> counts, bool is_complete) {
  std::vector<reports::ActionCoverage> coverage;
  const auto labels = action_labels();
  for (std::size_t i = 0; i < labels.size(); ++i) {
    const checker::LabelCounts count = i < counts.size() ? counts[i] : checker::LabelCounts();
    reports::ActionCoverage action;
    action.action = name_of(labels[i]);
    action.meaning = model::info_of(labels[i].kind).meaning;
    action.enabled = count.enabled;
    action.fired = count.fired;
    action.states_found = count.states_found;
    if (count.enabled == 0 && count.fired == 0) {
      action.why_never = why_impossible(setup, labels[i]);
      action.occurrence = action.why_never.empty() ? reports::Occurrence::never : reports::Occurrence::impossible;
      if (action.why_never.empty()) action.why_never = hint_for(labels[i], is_complete);
    }
    coverage.push_back(std::move(action));
  }
  // A kind with its directions and varieties side by side.
  std::vector<std::size_t> order(labels.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::ranges::stable_sort(order, {}, [&](std::size_t i) { return labels[i].kind; });
  std::vector<reports::ActionCoverage> sorted;
  for (const std::size_t i : order) sorted.push_back(std::move(coverage[i]));
  return sorted;
}

}  // namespace doublecheck::cli
