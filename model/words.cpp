#include "model/words.hpp"

#include "model/assert.hpp"
#include "model/relay.hpp"

#include <fmt/format.h>

#include <cctype>
#include <vector>

namespace doublecheck::model {
namespace {

std::string user(const Setup& setup, ClientId client) { return display_name(setup, client); }
std::string phone(const Setup& setup, ClientId client) { return display_name(setup, client) + "'s phone"; }

std::string spoken(const Setup& setup, const Item& item) {
  std::string message = name_of(setup, item.message);
  switch (item.kind) {
    case ItemKind::body:
      return message;
    case ItemKind::server_ack:
      return "the server's ack of " + message;
    case ItemKind::delivery_ack:
      return fmt::format("{}'s ack of {}", user(setup, item.message.to), message);
    case ItemKind::receipt:
      return "the receipt of " + message;
    case ItemKind::receipt_ack:
      return "the ack of the receipt of " + message;
    case ItemKind::bounce:
      return "the refusal of " + message;
    case ItemKind::unknown_number:
      return "the word that nobody has the number that " + message + " is for";
    case ItemKind::failure:
      return "the word that " + message + " failed";
    case ItemKind::failure_ack:
      return "the ack of the word that " + message + " failed";
    case ItemKind::receipt_query:
      return "the question after " + message;
    case ItemKind::contact_query:
      return fmt::format("the question whether {} is registered", user(setup, item.message.to));
    case ItemKind::contact_match:
      return fmt::format("the answer that {} is registered", user(setup, item.message.to));
    case ItemKind::start:
      return "the request for a session";
    case ItemKind::started:
      return "the word that the session has begun";
    case ItemKind::resume:
      return fmt::format("the request to resume the session after {} received", item.count);
    case ItemKind::resumed:
      return fmt::format("the word that the session continues after {} received", item.count);
  }
  throw AssertionFailure("unknown item kind");
}

std::string transmission(const Setup& setup, const Fact& fact) {
  const bool is_ack = fact.item.kind == ItemKind::server_ack || fact.item.kind == ItemKind::delivery_ack;
  const std::string item = is_ack ? "its ack of " + name_of(setup, fact.item.message) : spoken(setup, fact.item);
  return fact.direction == Direction::up ? fmt::format("{} sends {}", phone(setup, fact.client), item)
                                         : fmt::format("the server sends {} {}", user(setup, fact.client), item);
}

std::string loss(const Setup& setup, const Fact& fact) {
  return fact.direction == Direction::up
             ? fmt::format("{} is lost on its way to the server", spoken(setup, fact.item))
             : fmt::format("{} is lost on its way to {}", spoken(setup, fact.item), user(setup, fact.client));
}

std::string arrival_of_push(const Fact& fact) {
  switch (fact.push_effect) {
    case PushEffect::wake:
    case PushEffect::may_wake:
      return "wakes the app";
    case PushEffect::display:
      return "displays the push";
    case PushEffect::nothing:
      return "leaves the app as it is";
  }
  throw AssertionFailure("unknown push effect");
}

std::string subject_of(const Setup& setup, Subject subject, ClientId client) {
  switch (subject) {
    case Subject::server:
      return "the server";
    case Subject::phone:
      return phone(setup, client);
    case Subject::user:
      return user(setup, client);
  }
  throw AssertionFailure("unknown subject");
}

/// One consequence of a step as a clause; empty for facts that say nothing new behind the main clause.
std::string clause_of(const Setup& setup, const Fact& fact) {
  if (const auto telling = telling_of(setup, fact)) {
    return fmt::format("{} {}", subject_of(setup, telling->subject, fact.client), telling->text);
  }
  if (fact.kind == FactKind::transmitted) return transmission(setup, fact);
  if (fact.kind == FactKind::lost) return loss(setup, fact);
  if (fact.kind == FactKind::duplicated) return fmt::format("there are now two copies of {}", spoken(setup, fact.item));
  if (fact.kind == FactKind::push_sent) return fmt::format("a push for {} is sent", phone(setup, fact.client));
  return "";
}

/// "the server", or by name where there are several.
std::string server(const Setup& setup, std::size_t site) {
  return setup.servers.size() == 1 ? "the server" : "the server " + setup.servers.at(site);
}

std::string both_servers(const Setup& setup, std::size_t site) {
  const auto [low, high] = ends_of(relay_at(site));
  return fmt::format("{} and {}", setup.servers.at(index_of(low)), setup.servers.at(index_of(high)));
}

/// What happened, for actions that are about an item, a push or servers rather than somebody's doing.
std::string passive_clause(const Setup& setup, const Action& action, const Facts& facts) {
  const auto of_phone = [&] { return phone(setup, action.client); };
  if (action.kind == ActionKind::deliver) {
    const std::string item = facts.empty() ? "an item" : spoken(setup, facts.front().item);
    return fmt::format("{} reaches {}", item, action.direction == Direction::up ? "the server" : of_phone());
  }
  if (action.kind == ActionKind::lose) return "the network loses a packet";
  if (action.kind == ActionKind::duplicate) return "the network duplicates a packet";
  if (action.kind == ActionKind::push_arrives) return fmt::format("the push reaches {}", of_phone());
  if (action.kind == ActionKind::push_error_arrives) {
    return fmt::format("the server hears that a push token of {} is not valid", of_phone());
  }
  if (action.kind == ActionKind::lose_push) return fmt::format("the push for {} is lost", of_phone());
  if (action.kind == ActionKind::cut_connection)
    return fmt::format("the connection of {} goes dead unnoticed", of_phone());
  if (action.kind == ActionKind::deliver_relayed) {
    return fmt::format("something arrives between {}", both_servers(setup, action.site));
  }
  if (action.kind == ActionKind::partition_servers) {
    return fmt::format("{} lose each other", both_servers(setup, action.site));
  }
  if (action.kind == ActionKind::reconnect_servers) {
    return fmt::format("{} reach each other again", both_servers(setup, action.site));
  }
  if (action.kind == ActionKind::crash_server) return server(setup, action.site) + " crashes and restarts";
  if (action.kind == ActionKind::jump_server_clock) {
    return fmt::format("the clock of {} jumps past every deadline", server(setup, action.site));
  }
  throw AssertionFailure("somebody does this");
}

std::string main_clause(const Setup& setup, const Action& action, const Facts& facts) {
  const auto telling = telling_of(setup, action, facts);
  return telling ? fmt::format("{} {}", subject_of(setup, telling->subject, action.client), telling->text)
                 : passive_clause(setup, action, facts);
}

}  // namespace

std::string_view words_of(Mark mark) {
  switch (mark) {
    case Mark::none:
      return "no mark";
    case Mark::clock:
      return "the clock";
    case Mark::one:
      return "one check";
    case Mark::two:
      return "two checks";
  }
  throw AssertionFailure("unknown mark");
}

std::string joined(const std::vector<std::string>& parts, std::string_view last_separator) {
  std::string text;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (i > 0) text += i + 1 == parts.size() ? last_separator : std::string_view(", ");
    text += parts[i];
  }
  return text;
}

std::string display_name(const Setup& setup, ClientId client) {
  std::string name = setup.participant(client).name;
  if (!name.empty()) name.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(name.front())));
  return name;
}

std::string label_of(const Setup& setup, const Item& item) {
  const std::string message = name_of(setup, item.message);
  switch (item.kind) {
    case ItemKind::body:
      return message;
    case ItemKind::server_ack:
      return "ack " + message;
    case ItemKind::delivery_ack:
      return "delivered " + message;
    case ItemKind::receipt:
      return "receipt " + message;
    case ItemKind::receipt_ack:
      return "receipt-ack " + message;
    case ItemKind::bounce:
      return "refused " + message;
    case ItemKind::unknown_number:
      return "unknown number " + message;
    case ItemKind::failure:
      return "failed " + message;
    case ItemKind::failure_ack:
      return "failed-ack " + message;
    case ItemKind::receipt_query:
      return "delivered? " + message;
    case ItemKind::contact_query:
      return fmt::format("registered? {}", display_name(setup, item.message.to));
    case ItemKind::contact_match:
      return fmt::format("registered {}", display_name(setup, item.message.to));
    case ItemKind::start:
      return "start";
    case ItemKind::started:
      return "started";
    case ItemKind::resume:
      return fmt::format("resume {}", item.count);
    case ItemKind::resumed:
      return fmt::format("resumed {}", item.count);
  }
  throw AssertionFailure("unknown item kind");
}

std::optional<Telling> telling_of(const Setup& setup, const Action& action, const Facts& facts) {
  const std::string about = facts.empty() ? "" : name_of(setup, facts.front().item.message);
  switch (action.kind) {
    case ActionKind::compose:
      return Telling{Subject::user, "writes " + about};
    case ActionKind::open_app:
      return Telling{Subject::user, "opens the app"};
    case ActionKind::leave_app:
      return Telling{Subject::user, "leaves the app"};
    case ActionKind::sync_contacts:
      return Telling{Subject::phone, "asks which contacts are registered"};
    case ActionKind::register_number:
      return Telling{Subject::user, "registers the number " + setup.participant(action.client).number};
    case ActionKind::suspend:
      return Telling{Subject::phone, "suspends the app after the grace period"};
    case ActionKind::connect:
      return Telling{Subject::phone, "connects"};
    case ActionKind::retransmit:
      return Telling{action.direction == Direction::up ? Subject::phone : Subject::server,
                     "sends again after a time-out"};
    case ActionKind::persist:
      return Telling{Subject::phone, "writes to its storage"};
    case ActionKind::flush:
      return Telling{Subject::server, "writes to its disk"};
    case ActionKind::repeat_push:
      return Telling{Subject::server, "tries again to reach " + user(setup, action.client)};
    case ActionKind::time_out_connection:
      return Telling{Subject::phone, "notices that its connection is dead"};
    case ActionKind::time_out_session:
      return Telling{Subject::server, fmt::format("notices that a session of {} is dead", user(setup, action.client))};
    case ActionKind::end_session:
      return Telling{Subject::server, fmt::format("gives up the session of {}", user(setup, action.client)), true};
    case ActionKind::give_up:
      return Telling{action.direction == Direction::up ? Subject::phone : Subject::server, "gives up at a deadline",
                     true};
    case ActionKind::expire:
      return Telling{Subject::server, fmt::format("finds that the time of {} is over", about), true};
    case ActionKind::forget:
      return Telling{Subject::server, "clears its memory of old ids"};
    case ActionKind::break_connection:
      return Telling{Subject::phone, "loses its connection", true};
    case ActionKind::partition:
      return Telling{Subject::phone, "loses the network", true};
    case ActionKind::heal:
      return Telling{Subject::phone, "has the network back"};
    case ActionKind::throttle_push:
      return Telling{Subject::phone, "does not let the push wake the app", true};
    case ActionKind::change_token:
      return Telling{Subject::phone, "gets another push token"};
    case ActionKind::suspend_early:
      return Telling{Subject::phone, "suspends the app at once", true};
    case ActionKind::kill_by_system:
      return Telling{Subject::phone, "kills the app", true};
    case ActionKind::kill_by_user:
      return Telling{Subject::user, "kills the app", true};
    case ActionKind::crash_client:
      return Telling{Subject::phone, "crashes and restarts", true};
    case ActionKind::reinstall:
      return Telling{Subject::user, "installs the app anew", true};
    case ActionKind::jump_client_clock:
      return Telling{Subject::phone, "has its clock jump past every deadline", true};
    case ActionKind::deliver:
    case ActionKind::push_arrives:
    case ActionKind::push_error_arrives:
    case ActionKind::deliver_relayed:
    case ActionKind::reconnect_servers:
    case ActionKind::cut_connection:
    case ActionKind::partition_servers:
    case ActionKind::lose:
    case ActionKind::duplicate:
    case ActionKind::lose_push:
    case ActionKind::crash_server:
    case ActionKind::jump_server_clock:
      return std::nullopt;
  }
  throw AssertionFailure("unknown action kind");
}

std::optional<Telling> telling_of(const Setup& setup, const Fact& fact) {
  const std::string message = name_of(setup, fact.item.message);
  switch (fact.kind) {
    case FactKind::mark_changed:
      return Telling{Subject::user, fmt::format("sees {} for {}", words_of(fact.mark_after), message)};
    case FactKind::custody_taken:
      return Telling{Subject::server, fmt::format("{} {}", fact.durably ? "stores" : "keeps in memory", message)};
    case FactKind::body_restored:
      return Telling{Subject::server, fmt::format("has {} back after its delivery", message), true};
    case FactKind::body_dropped:
      return Telling{Subject::server, "drops " + message};
    case FactKind::body_archived:
      return Telling{Subject::server, "archives " + message};
    case FactKind::body_lost_in_crash:
      return Telling{Subject::server, "has lost " + message, true};
    case FactKind::outbox_lost_in_crash:
      return Telling{Subject::phone, "has lost " + message, true};
    case FactKind::resend_recognised:
      return Telling{Subject::server, "already knows " + message};
    case FactKind::message_stored:
      return Telling{Subject::phone, "stores " + message};
    case FactKind::duplicate_stored:
      return Telling{Subject::phone, fmt::format("stores {} a second time", message), true};
    case FactKind::duplicate_recognised:
      return Telling{Subject::phone, "already has " + message};
    case FactKind::receipt_queued:
      return Telling{Subject::server, fmt::format("owes {} the receipt of {}", user(setup, fact.client), message)};
    case FactKind::receipt_not_kept:
      return Telling{Subject::server,
                     fmt::format("drops the receipt of {}, for {} is offline", message, user(setup, fact.client)),
                     true};
    case FactKind::receipt_forgotten:
      return Telling{Subject::server, "forgets the receipt of " + message};
    case FactKind::push_arrived:
      return Telling{Subject::phone, arrival_of_push(fact)};
    case FactKind::user_notified:
      return Telling{Subject::user, "is notified"};
    case FactKind::message_failed:
      return Telling{Subject::user, fmt::format("is told that {} will not be delivered", message), true};
    case FactKind::sent_wiped:
      return Telling{Subject::phone, fmt::format("no longer knows of {}", message), true};
    case FactKind::body_flushed:
      return Telling{Subject::server, "has " + message + " on its disk"};
    case FactKind::body_refused:
      return Telling{Subject::server, "refuses " + message, true};
    case FactKind::body_missed:
      return Telling{Subject::server, fmt::format("acknowledges {} and does not keep it", message), true};
    case FactKind::body_expired:
      return Telling{Subject::server, fmt::format("need not deliver {} any more", message), true};
    case FactKind::body_evicted:
      return Telling{Subject::server, fmt::format("throws away {}, for the mailbox is full", message), true};
    case FactKind::body_purged:
      return Telling{Subject::server, fmt::format("throws away {}, for the number is another's now", message), true};
    case FactKind::body_back_from_disk:
      return Telling{Subject::server, fmt::format("finds {} on its disk again", message), true};
    case FactKind::receipt_given_up:
      return Telling{Subject::server, fmt::format("gives up the receipt of {}", message), true};
    case FactKind::failure_queued:
      return Telling{Subject::server,
                     fmt::format("owes {} the word that {} failed", user(setup, fact.client), message)};
    case FactKind::failure_forgotten:
      return Telling{Subject::server, fmt::format("owes the word that {} failed no more", message)};
    case FactKind::tombstone_forgotten:
      return Telling{Subject::server, "forgets that it ever had " + message};
    case FactKind::message_unsaved:
      return Telling{Subject::phone, fmt::format("has {} in memory only", message)};
    case FactKind::message_unprocessable:
      return Telling{Subject::phone, fmt::format("can make nothing of {}", message), true};
    case FactKind::unsaved_lost_in_crash:
      return Telling{Subject::phone, "has lost " + message, true};
    case FactKind::store_wiped:
      return Telling{Subject::phone, fmt::format("no longer has {}", message), true};
    case FactKind::push_refused:
      return Telling{Subject::server, "sends a push to an old token", true};
    case FactKind::token_registered:
      return Telling{Subject::server, fmt::format("has {}'s new push token", user(setup, fact.client))};
    case FactKind::token_forgotten:
      return Telling{Subject::server, fmt::format("forgets {}'s push token", user(setup, fact.client))};
    case FactKind::connection_refused:
      return Telling{Subject::server, "refuses the connection, for it believes in an older one", true};
    case FactKind::session_resumed:
      return Telling{Subject::server, "continues the session"};
    case FactKind::session_timed_out:
      return Telling{Subject::server, "ends the session"};
    case FactKind::number_lost:
      return Telling{Subject::user, "has lost the number to somebody else", true};
    case FactKind::contact_matched:
      return Telling{Subject::phone, fmt::format("can reach {}", user(setup, fact.item.message.to))};
    case FactKind::relay_stored:
      return Telling{Subject::server, fmt::format("keeps {} for the recipient's server", message)};
    case FactKind::relay_released:
      return Telling{Subject::server, fmt::format("has {} from the sender's server, which drops it", message)};
    case FactKind::transmitted:
    case FactKind::lost:
    case FactKind::duplicated:
    case FactKind::push_sent:
    case FactKind::arrived:
    case FactKind::release_processed:
    case FactKind::push_lost:
    case FactKind::push_throttled:
    case FactKind::token_changed:
    case FactKind::connected:
    case FactKind::disconnected:
    case FactKind::connection_cut:
    case FactKind::session_started:
    case FactKind::number_registered:
    case FactKind::app_changed:
    case FactKind::client_crashed:
    case FactKind::client_reinstalled:
    case FactKind::clock_jumped:
    case FactKind::partitioned:
    case FactKind::healed:
    case FactKind::server_crashed:
    case FactKind::servers_partitioned:
    case FactKind::servers_reconnected:
      return std::nullopt;
  }
  throw AssertionFailure("unknown fact kind");
}

std::string sentence_of(const Setup& setup, const Action& action, const Facts& facts) {
  std::string text = main_clause(setup, action, facts);
  // Names of messages keep their spelling.
  const bool begins_with_item = !facts.empty() && text.starts_with(name_of(setup, facts.front().item.message) + " ");
  if (!begins_with_item) text.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(text.front())));
  std::vector<std::string> clauses;
  for (const Fact& fact : facts) {
    if (auto clause = clause_of(setup, fact); !clause.empty()) clauses.push_back(std::move(clause));
  }
  if (clauses.empty()) return text + ".";
  return fmt::format("{}: {}.", text, joined(clauses));
}

}  // namespace doublecheck::model
