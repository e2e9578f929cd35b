#include "cli/diagram_setups.hpp"

#include "model/assert.hpp"
#include "scenarios/platform_file.hpp"

#include <algorithm>
#include <initializer_list>
#include <string_view>

namespace doublecheck::cli {
namespace {

using model::Budget;
using model::Setup;

const model::Platform& platform(std::string_view name) {
  for (const scenarios::PlatformSet& set : scenarios::shipped_platforms()) {
    const auto found = std::ranges::find(set.platforms, name, &model::Platform::name);
    if (found != set.platforms.end()) return *found;
  }
  throw model::AssertionFailure("a diagram needs a platform that is not shipped");
}

model::Participant user(std::string_view name, std::string_view number, std::string_view platform_name) {
  model::Participant participant;
  participant.name = name;
  participant.number = number;
  participant.platform = platform(platform_name);
  participant.contacts = {"1", "2"};
  return participant;
}

/// One user writes one message to another, and both have the app open at the start.
Setup one_message(std::string_view platform_name) {
  Setup setup;
  setup.participants = {user("alice", "1", platform_name), user("bob", "2", platform_name)};
  setup.workload = {{.from = model::client_at(0), .to = model::client_at(1)}};
  return setup;
}

Setup with(Setup setup, std::initializer_list<Budget> once) {
  for (const Budget budget : once) setup.budgets[budget] = 1;
  return setup;
}

Setup with_options(const model::Options& options, std::initializer_list<Budget> once) {
  Setup setup = with(one_message("android"), once);
  setup.options = options;
  return setup;
}

/// Every fault by itself, and after a user has left the app, on both kinds of platform.
void add_single_faults(std::vector<Setup>& setups) {
  for (const std::string_view platform_name : {"android", "iphone"}) {
    for (const model::BudgetInfo& info : model::budget_catalogue()) {
      setups.push_back(with(one_message(platform_name), {Budget::leaves, info.budget}));
    }
  }
  for (const Budget fault : {Budget::user_kills, Budget::system_kills, Budget::lost_pushes, Budget::token_changes,
                             Budget::reinstalls, Budget::client_crashes}) {
    setups.push_back(with(one_message("android"), {Budget::leaves, Budget::suspensions, fault}));
  }
}

/// What can befall a connection that is dead already, and a number while somebody is away.
void add_pairs(std::vector<Setup>& setups) {
  for (const Budget fault : {Budget::breaks, Budget::user_kills, Budget::client_crashes, Budget::reinstalls,
                             Budget::server_crashes, Budget::clock_jumps}) {
    setups.push_back(with(one_message("android"), {Budget::cuts, fault}));
  }
  Setup devices = with(one_message("android"), {Budget::breaks});
  devices.participants.push_back(user("tablet", "2", "android"));
  devices.participants.back().device_of = model::client_at(1);
  setups.push_back(devices);
}

/// Sessions that are resumed, and connections that take the place of dead ones.
void add_sessions(std::vector<Setup>& setups) {
  model::Options options;
  options.session = model::SessionKind::resume;
  for (const Budget fault : {Budget::breaks, Budget::cuts, Budget::partitions, Budget::server_crashes,
                             Budget::clock_jumps, Budget::client_crashes}) {
    setups.push_back(with_options(options, {Budget::breaks, fault}));
  }
  options.unacknowledged_at_session_end = model::SessionEnd::bounce;
  setups.push_back(with_options(options, {Budget::breaks}));
  model::Options both;
  both.second_connection = model::SecondConnection::both;
  Setup dead = with_options(both, {Budget::breaks});
  dead.budgets[Budget::cuts] = 2;
  setups.push_back(dead);
}

/// Senders that give up, and servers that keep less, or more, than a queue until the acknowledgement.
void add_custody(std::vector<Setup>& setups) {
  model::Options options;
  options.client_resend = model::ClientResend::deadline;
  setups.push_back(with_options(options, {Budget::deadlines, Budget::breaks}));
  options = {};
  options.message_ttl = model::MessageTtl::ttl;
  setups.push_back(with_options(options, {Budget::expiries, Budget::breaks}));
  options = {};
  options.retention = model::Retention::forever;
  setups.push_back(with_options(options, {Budget::breaks}));
  options = {};
  options.server_dedupe = model::ServerDedupe::while_queued;
  setups.push_back(with_options(options, {Budget::breaks}));
  options = {};
  options.receipt_before_server_ack = model::EarlyReceipt::waits;
  setups.push_back(with_options(options, {Budget::breaks}));
  options = {};
  options.mailbox_bound = {model::MailboxBound::bounce, 1};
  Setup full = with_options(options, {Budget::breaks});
  full.workload.push_back({.from = model::client_at(0), .to = model::client_at(1), .number = 1});
  setups.push_back(full);
}

/// A number that changes hands, and the users of two servers.
void add_numbers_and_servers(std::vector<Setup>& setups) {
  Setup hands = with(one_message("android"), {Budget::registrations, Budget::breaks});
  hands.participants.push_back(user("carl", "2", "android"));
  hands.participants.back().registered = false;
  hands.participants.back().connected = false;
  setups.push_back(hands);
  for (const Budget fault : {Budget::partitions, Budget::server_crashes}) {
    Setup two = with(one_message("android"), {fault});
    two.servers = {"east", "west"};
    two.participants[1].home = model::server_at(1);
    setups.push_back(two);
  }
}

}  // namespace

std::vector<Setup> diagram_setups() {
  std::vector<Setup> setups;
  add_single_faults(setups);
  add_pairs(setups);
  add_sessions(setups);
  add_custody(setups);
  add_numbers_and_servers(setups);
  return setups;
}

}  // namespace doublecheck::cli
