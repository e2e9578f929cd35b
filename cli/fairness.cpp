#include "cli/fairness.hpp"

#include "cli/action_coverage.hpp"
#include "model/words.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <span>
#include <stdexcept>
#include <string_view>
#include <vector>

namespace doublecheck::cli {
namespace {

using checker::FairnessKind;
using model::ActionKind;
using model::Budget;
using model::ClientId;

FairnessKind kind_of(scenarios::Promise promise) {
  switch (promise) {
    case scenarios::Promise::none:
      return FairnessKind::none;
    case scenarios::Promise::weak:
      return FairnessKind::weak;
    case scenarios::Promise::strong:
      return FairnessKind::strong;
  }
  throw std::logic_error("unknown promise");
}

/// The budgets of what can take the chance of such an action away. Those of links are not among them, nor that of
/// leaving the app: a link that is tried for ever gets through, and a user who opens the app again and again stays.
std::span<const Budget> adversaries_of(ActionKind kind) {
  static constexpr auto kOfNotifications = std::to_array<Budget>({Budget::client_crashes, Budget::reinstalls});
  static constexpr auto kOfApps = std::to_array<Budget>(
      {Budget::suspensions, Budget::system_kills, Budget::user_kills, Budget::client_crashes, Budget::reinstalls});
  static constexpr auto kOfItems =
      std::to_array<Budget>({Budget::suspensions, Budget::system_kills, Budget::user_kills, Budget::client_crashes,
                             Budget::reinstalls, Budget::server_crashes, Budget::clock_jumps});
  static constexpr auto kOfPushes =
      std::to_array<Budget>({Budget::lost_pushes, Budget::token_changes, Budget::reinstalls});
  static constexpr auto kOfServers = std::to_array<Budget>({Budget::server_crashes});
  if (kind == ActionKind::open_app) return kOfNotifications;
  if (kind == ActionKind::connect || kind == ActionKind::persist) return kOfApps;
  if (kind == ActionKind::deliver || kind == ActionKind::retransmit) return kOfItems;
  if (kind == ActionKind::push_arrives) return kOfPushes;
  if (kind == ActionKind::deliver_relayed) return kOfServers;
  return {};  // what takes these away does what they are for, or nothing does
}

bool is_unlimited(const model::Setup& setup, Budget budget) { return setup.budgets[budget] == model::kUnlimited; }

/// May the platform itself turn away or lose every push?
bool may_swallow_pushes(const model::Setup& setup, const model::Platform& platform) {
  if (std::ranges::count(platform.push, model::PushEffect::may_wake) > 0) return true;
  return platform.unreachable == model::UnreachableDevice::lost && is_unlimited(setup, Budget::partitions);
}

bool may_be_prevented_for_ever(const model::Setup& setup, ActionKind kind, ClientId client) {
  const bool by_fault =
      std::ranges::any_of(adversaries_of(kind), [&](Budget budget) { return is_unlimited(setup, budget); });
  return by_fault ||
         (kind == ActionKind::push_arrives && may_swallow_pushes(setup, setup.participant(client).platform));
}

/// "push_arrives", or "push_arrives at Bob and Carol" where less or more is promised of others'; empty if nobody is
/// promised so much.
std::string named(const scenarios::Scenario& scenario, const model::ActionKindInfo& info, FairnessKind kind) {
  const Promises promises = promises_of(scenario);
  std::vector<std::string> clients;
  for (std::size_t i = 0; i < scenario.setup.participants.size(); ++i) {
    const ClientId client = model::client_at(i);
    if (promise_of(promises, scenario.setup, info.kind, client) != kind) continue;
    clients.push_back(model::display_name(scenario.setup, client));
  }
  if (clients.empty()) return "";
  if (clients.size() == scenario.setup.participants.size()) return std::string(info.name);
  return fmt::format("{} at {}", info.name, model::joined(clients, " and "));
}

/// The kinds of action of which this much is promised.
std::vector<std::string> promised(const scenarios::Scenario& scenario, FairnessKind kind) {
  std::vector<std::string> names;
  for (const model::ActionKindInfo& info : model::action_catalogue()) {
    if (!why_impossible(scenario.setup, {info.kind}).empty()) continue;
    if (std::string name = named(scenario, info, kind); !name.empty()) names.push_back(std::move(name));
  }
  return names;
}

}  // namespace

Promises promises_of(const scenarios::Scenario& scenario) {
  Promises promises{};
  for (const scenarios::FairnessChoice& choice : scenario.fairness) {
    promises[static_cast<std::size_t>(choice.kind)] = kind_of(choice.promise);
  }
  return promises;
}

FairnessKind promise_of(const Promises& promises, const model::Setup& setup, ActionKind kind, ClientId client) {
  if (const auto stated = promises[static_cast<std::size_t>(kind)]) return *stated;
  if (!model::info_of(kind).fair) return FairnessKind::none;
  return may_be_prevented_for_ever(setup, kind, client) ? FairnessKind::weak : FairnessKind::strong;
}

std::string fairness_in_words(const scenarios::Scenario& scenario) {
  std::vector<std::string> sentences;
  const auto strong = promised(scenario, FairnessKind::strong);
  const auto weak = promised(scenario, FairnessKind::weak);
  if (!strong.empty()) {
    sentences.push_back(
        fmt::format("strong fairness of {}: whatever is possible again and again happens again and again",
                    fmt::join(strong, ", ")));
  }
  if (!weak.empty()) {
    sentences.push_back(fmt::format("{} fairness of {}: whatever stays possible happens",
                                    strong.empty() ? "weak" : "Weak", fmt::join(weak, ", ")));
  }
  if (sentences.empty()) return "no fairness at all: a run may end anywhere";
  sentences.emplace_back(scenario.fairness.empty() ? "Composing, leaving the app and faults need never happen"
                                                   : "Everything else need never happen");
  return fmt::format("{}", fmt::join(sentences, ". "));
}

}  // namespace doublecheck::cli
