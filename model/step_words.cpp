#include "model/step_words.hpp"

#include "model/assert.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

namespace doublecheck::model {
namespace {

ServerId home_of(const Setup& setup, ClientId client) { return setup.participant(client).home; }

std::string home_name(const Setup& setup, ClientId client) { return server_name(setup, home_of(setup, client)); }

bool is_about_server(const Action& action) { return info_of(action.kind).subject == ActionSubject::server; }

std::string said(const Setup& setup, const Deed& deed) {
  switch (deed.telling.subject) {
    case Subject::server:
      return fmt::format("{} {}", server_name(setup, deed.server), deed.telling.text);
    case Subject::phone:
      return fmt::format("{} {}", device_name(setup, deed.client), deed.telling.text);
    case Subject::user:
      return fmt::format("{} {}", display_name(setup, deed.client), deed.telling.text);
  }
  throw AssertionFailure("unknown subject");
}

/// The item as its sender would say it: "its ack of m1".
std::string own(const Setup& setup, const Fact& fact) {
  const bool is_ack = fact.item.kind == ItemKind::server_ack || fact.item.kind == ItemKind::delivery_ack;
  return is_ack ? "its ack of " + name_of(setup, fact.item.message) : spoken(setup, fact.item, fact.client);
}

std::string transmission(const Setup& setup, const Fact& fact) {
  return fact.direction == Direction::up ? fmt::format("{} sends {}", device_name(setup, fact.client), own(setup, fact))
                                         : fmt::format("{} sends {} {}", home_name(setup, fact.client),
                                                       display_name(setup, fact.client), own(setup, fact));
}

std::string loss(const StepTaken& step, const Fact& fact) {
  const Setup& setup = step.setup;
  const bool up = fact.direction == Direction::up;
  switch (loss_of(step, fact)) {
    case Loss::by_itself:
    case Loss::with_connection:
      return fmt::format("{} is lost on its way to {}", spoken(setup, fact.item, fact.client),
                         up ? home_name(setup, fact.client) : display_name(setup, fact.client));
    case Loss::dead_connection:
      return transmission(setup, fact) + " into a dead connection";
    case Loss::no_connection:
      return up ? fmt::format("{} has no connection to send {}", device_name(setup, fact.client), own(setup, fact))
                : fmt::format("{} has no connection to send {} {}", home_name(setup, fact.client),
                              display_name(setup, fact.client), own(setup, fact));
  }
  throw AssertionFailure("unknown loss");
}

/// One consequence of a step as a clause; empty for facts that say nothing new behind the main clause.
std::string clause_of(const StepTaken& step, const Fact& fact) {
  const Setup& setup = step.setup;
  if (const auto deed = deed_of(step, fact)) return said(setup, *deed);
  if (fact.kind == FactKind::transmitted) return transmission(setup, fact);
  if (fact.kind == FactKind::lost) return loss(step, fact);
  if (fact.kind == FactKind::duplicated) {
    return fmt::format("there are now two copies of {}", spoken(setup, fact.item, fact.client));
  }
  if (fact.kind == FactKind::push_sent) return fmt::format("a push for {} is sent", device_name(setup, fact.client));
  return "";
}

std::string clause_of(const Setup& setup, const Relayed& relayed) {
  const std::string to = server_name(setup, destination_of(relayed));
  if (relayed.passage == Passage::lost) return fmt::format("{} is lost on its way to {}", spoken(setup, relayed), to);
  const std::string from = server_name(setup, origin_of(relayed));
  RelayItem told = relayed.item;
  told.acknowledgement = false;
  const std::string post = spoken(setup, Relayed{relayed.relay, relayed.direction, told, relayed.passage});
  return fmt::format("{} sends {} {}{}", from, to, relayed.item.acknowledgement ? "its ack of " : "", post);
}

std::string both_servers(const Setup& setup, std::size_t site) {
  const auto [low, high] = ends_of(relay_at(site));
  return fmt::format("{} and {}", setup.servers.at(index_of(low)), setup.servers.at(index_of(high)));
}

std::string arrival(const StepTaken& step) {
  const Setup& setup = step.setup;
  const Action& action = step.action;
  if (action.kind == ActionKind::deliver) {
    const std::string item = step.facts.empty() ? "an item" : spoken(setup, step.facts.front().item, action.client);
    return fmt::format(
        "{} reaches {}", item,
        action.direction == Direction::up ? home_name(setup, action.client) : device_name(setup, action.client));
  }
  const auto [low, high] = ends_of(relay_at(action.site));
  const std::vector<Relayed> relayed = relayed_in(action, step.before, step.after);
  const bool is_known = !relayed.empty() && relayed.front().passage == Passage::arrives;
  return fmt::format("{} reaches {}", is_known ? spoken(setup, relayed.front()) : "an item",
                     server_name(setup, action.direction == Direction::up ? high : low));
}

/// What happened, for actions that are about an item, a push or servers rather than somebody's doing.
std::string passive_clause(const StepTaken& step) {
  const Setup& setup = step.setup;
  const Action& action = step.action;
  const auto phone = [&] { return device_name(setup, action.client); };
  const auto server = [&] { return server_name(setup, server_at(action.site)); };
  if (action.kind == ActionKind::deliver || action.kind == ActionKind::deliver_relayed) return arrival(step);
  if (action.kind == ActionKind::lose) return "the network loses a packet";
  if (action.kind == ActionKind::duplicate) return "the network duplicates a packet";
  if (action.kind == ActionKind::push_arrives) return fmt::format("the push reaches {}", phone());
  if (action.kind == ActionKind::push_error_arrives) {
    return fmt::format("{} hears that a push token of {} is not valid", home_name(setup, action.client), phone());
  }
  if (action.kind == ActionKind::lose_push) return fmt::format("the push for {} is lost", phone());
  if (action.kind == ActionKind::cut_connection) {
    return fmt::format("the connection of {} goes dead unnoticed", phone());
  }
  if (action.kind == ActionKind::partition_servers) {
    return fmt::format("{} lose each other", both_servers(setup, action.site));
  }
  if (action.kind == ActionKind::reconnect_servers) {
    return fmt::format("{} reach each other again", both_servers(setup, action.site));
  }
  if (action.kind == ActionKind::crash_server) return server() + " crashes and restarts";
  if (action.kind == ActionKind::jump_server_clock) {
    return fmt::format("the clock of {} jumps past every deadline", server());
  }
  throw AssertionFailure("somebody does this");
}

/// Names of messages keep their spelling.
bool begins_with_message(const Setup& setup, const std::string& text) {
  return std::ranges::any_of(setup.workload, [&](const Message& message) {
    const std::string name = name_of(setup, message);
    return text.starts_with(name + " ") || text.starts_with(name + "' ");
  });
}

bool expects_no_session(const StepTaken& step) {
  return step.setup.options.session == SessionKind::resume &&
         !step.before.side(step.action.client).mailbox.session.exists;
}

/// Did the item that arrived at the server change nothing but the counter of its session, so that no fact tells what
/// came of it? History is no part of it.
bool changes_nothing(const StepTaken& step) {
  const auto tells = [&](const Fact& fact) { return telling_of(step.setup, fact).has_value(); };
  if (std::any_of(step.facts.begin(), step.facts.end(), tells)) return false;
  const std::size_t self = index_of(step.action.client);
  World expected = step.before;
  expected.budgets = step.after.budgets;
  for (std::size_t i = 0; i < expected.sides.size(); ++i) expected.sides[i].history = step.after.sides[i].history;
  expected.sides[self].up = step.after.sides[self].up;
  expected.sides[self].mailbox.session.received = step.after.sides[self].mailbox.session.received;
  return expected == step.after;
}

/// A receipt that comes too early for a client that ignores those.
bool is_ignored_receipt(const StepTaken& step) {
  const Fact& arrived = step.facts.front();
  return step.setup.options.receipt_before_server_ack == EarlyReceipt::ignored &&
         arrived.item.kind == ItemKind::receipt &&
         mark_of(step.before.side(step.action.client).client, arrived.item.message) == Mark::clock &&
         mark_of(step.after.side(step.action.client).client, arrived.item.message) == Mark::clock;
}

}  // namespace

std::optional<Deed> deed_of(const StepTaken& step) {
  const auto telling = telling_of(step.setup, step.action, step.facts);
  if (!telling) return std::nullopt;
  return Deed{*telling, step.action.client, home_of(step.setup, step.action.client)};
}

std::optional<Deed> deed_of(const StepTaken& step, const Fact& fact) {
  const Setup& setup = step.setup;
  const auto telling = telling_of(setup, fact);
  if (!telling) return std::nullopt;
  Deed deed{*telling, fact.client, home_of(setup, fact.client)};
  if (fact.kind == FactKind::relay_released) deed.server = home_of(setup, fact.item.message.from);
  if (!is_about_server(step.action) || deed.server == server_at(step.action.site)) return deed;
  const std::string other = setup.servers.at(index_of(deed.server));
  deed.server = server_at(step.action.site);
  if (fact.kind == FactKind::body_lost_in_crash) {
    deed.telling.text = fmt::format("has lost {}, which it kept for {}", name_of(setup, fact.item.message), other);
  }
  return deed;
}

std::optional<Deed> ignoring(const StepTaken& step) {
  const Action& action = step.action;
  if (action.kind != ActionKind::deliver || step.facts.empty()) return std::nullopt;
  const std::string item = spoken(step.setup, step.facts.front().item, action.client);
  const ServerId home = home_of(step.setup, action.client);
  if (action.direction == Direction::up) {
    if (!changes_nothing(step)) return std::nullopt;
    if (!expects_no_session(step)) return Deed{{Subject::server, "ignores " + item}, action.client, home};
    return Deed{{Subject::server, fmt::format("ignores {}: no session", item), true}, action.client, home};
  }
  if (!is_ignored_receipt(step)) return std::nullopt;
  return Deed{{Subject::phone, fmt::format("ignores {}: no check yet", item), true}, action.client, home};
}

std::vector<Deed> deeds_beside(const StepTaken& step) {
  const Setup& setup = step.setup;
  const Action& action = step.action;
  const ServerId home = home_of(setup, action.client);
  const auto at_server = [&](ServerId server, std::string text, bool bad) {
    return Deed{{Subject::server, std::move(text), bad}, action.client, server};
  };
  if (action.kind == ActionKind::cut_connection) {
    return {{{Subject::phone, "loses its connection unnoticed", true}, action.client, home}};
  }
  if (action.kind == ActionKind::duplicate && !step.facts.empty()) {
    const Subject sender = action.direction == Direction::up ? Subject::phone : Subject::server;
    const std::string item = spoken(setup, step.facts.front().item, action.client);
    return {{{sender, fmt::format("has {} doubled by the network", item)}, action.client, home}};
  }
  if (action.kind == ActionKind::push_error_arrives) {
    const std::string phone = device_name(setup, action.client);
    return {at_server(home, fmt::format("hears that a push token of {} is not valid", phone), false)};
  }
  if (action.kind == ActionKind::crash_server) {
    return {at_server(server_at(action.site), "crashes and restarts", true)};
  }
  if (action.kind == ActionKind::jump_server_clock) {
    return {at_server(server_at(action.site), "has its clock jump past every deadline", true)};
  }
  if (info_of(action.kind).subject != ActionSubject::relay || action.kind == ActionKind::deliver_relayed) return {};
  const auto [low, high] = ends_of(relay_at(action.site));
  const std::string& low_name = setup.servers.at(index_of(low));
  const std::string& high_name = setup.servers.at(index_of(high));
  if (action.kind == ActionKind::partition_servers) {
    return {at_server(low, "loses " + high_name, true), at_server(high, "loses " + low_name, true)};
  }
  return {at_server(low, fmt::format("reaches {} again", high_name), false),
          at_server(high, fmt::format("reaches {} again", low_name), false)};
}

Loss loss_of(const StepTaken& step, const Fact& fact) {
  if (step.action.kind == ActionKind::lose) return Loss::by_itself;
  const bool up = fact.direction == Direction::up;
  const Side& before = step.before.side(fact.client);
  const Side& after = step.after.side(fact.client);
  const auto same = [&](const Item& item) { return item.kind == fact.item.kind && item.message == fact.item.message; };
  const auto sent_before = [&](const Fact& other) {
    return other.kind == FactKind::transmitted && other.client == fact.client && other.direction == fact.direction &&
           same(other.item);
  };
  const bool was_under_way = std::ranges::any_of((up ? before.up : before.down).in_flight, same) ||
                             std::any_of(step.facts.begin(), step.facts.end(), sent_before);
  if (was_under_way) return Loss::with_connection;
  const bool believes = up ? after.client.connected : is_online(after.mailbox);
  return believes ? Loss::dead_connection : Loss::no_connection;
}

std::string sentence_of(const StepTaken& step) {
  const auto deed = deed_of(step);
  std::string text = deed ? said(step.setup, *deed) : passive_clause(step);
  if (!begins_with_message(step.setup, text)) {
    text.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(text.front())));
  }
  std::vector<std::string> clauses;
  for (const Fact& fact : step.facts) {
    if (auto clause = clause_of(step, fact); !clause.empty()) clauses.push_back(std::move(clause));
  }
  for (const Relayed& relayed : relayed_in(step.action, step.before, step.after)) {
    if (relayed.passage != Passage::arrives) clauses.push_back(clause_of(step.setup, relayed));
  }
  if (const auto ignored = ignoring(step)) clauses.push_back(said(step.setup, *ignored));
  if (clauses.empty()) return text + ".";
  return fmt::format("{}: {}.", text, joined(clauses));
}

std::string sentence_of(const Setup& setup, const Action& action, const World& before) {
  World after = before;
  Facts facts;
  apply(after, setup, action, facts);
  return sentence_of(StepTaken{setup, action, facts, before, after});
}

}  // namespace doublecheck::model
