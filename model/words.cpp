#include "model/words.hpp"

#include "model/assert.hpp"

#include <fmt/format.h>

#include <cctype>
#include <vector>

namespace doublecheck::model {
namespace {

std::string user(const Setup& setup, ClientId client) { return display_name(setup, client); }

/// " from Bob_laptop's mailbox", where the user has several devices and each has a mailbox.
std::string of_mailbox(const Setup& setup, ClientId client, std::string_view preposition) {
  return has_siblings(setup, client) ? fmt::format(" {} {}'s mailbox", preposition, user(setup, client)) : "";
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

const std::string& home_name(const Setup& setup, ClientId client) {
  return setup.servers.at(index_of(setup.participant(client).home));
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

bool has_siblings(const Setup& setup, ClientId client) { return devices_of(setup, user_of(setup, client)).size() > 1; }

std::string device_name(const Setup& setup, ClientId client) {
  const bool is_further_device = user_of(setup, client) != client;
  return display_name(setup, client) + (is_further_device ? "" : "'s phone");
}

std::string server_name(const Setup& setup, ServerId server) {
  return setup.servers.size() == 1 ? "the server" : "the server " + setup.servers.at(index_of(server));
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

std::string spoken(const Setup& setup, const Item& item, ClientId client) {
  std::string message = name_of(setup, item.message);
  switch (item.kind) {
    case ItemKind::body:
      return message;
    case ItemKind::server_ack:
      return "the server's ack of " + message;
    case ItemKind::delivery_ack:
      return fmt::format("{}'s ack of {}", user(setup, client), message);
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
      return Telling{Subject::server, fmt::format("{} {}{}", fact.durably ? "stores" : "keeps in memory", message,
                                                  of_mailbox(setup, fact.client, "in"))};
    case FactKind::body_restored:
      return Telling{Subject::server,
                     fmt::format("has {} back{} after its delivery", message, of_mailbox(setup, fact.client, "in")),
                     true};
    case FactKind::body_dropped:
      return Telling{Subject::server, "drops " + message + of_mailbox(setup, fact.client, "from")};
    case FactKind::body_archived:
      return Telling{Subject::server, "archives " + message + of_mailbox(setup, fact.client, "from")};
    case FactKind::body_lost_in_crash:
      return Telling{Subject::server, "has lost " + message + of_mailbox(setup, fact.client, "from"), true};
    case FactKind::outbox_lost_in_crash:
      return Telling{Subject::phone, "has lost " + message, true};
    case FactKind::resend_recognised:
      return Telling{Subject::server, "already knows " + message + of_mailbox(setup, fact.client, "in")};
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
      return Telling{Subject::server,
                     fmt::format("has {}{} on its disk", message, of_mailbox(setup, fact.client, "in"))};
    case FactKind::body_refused:
      return Telling{Subject::server, "refuses " + message + of_mailbox(setup, fact.client, "for"), true};
    case FactKind::body_missed:
      return Telling{
          Subject::server,
          fmt::format("acknowledges {} and does not keep it{}", message, of_mailbox(setup, fact.client, "in")), true};
    case FactKind::body_expired:
      return Telling{Subject::server,
                     fmt::format("need not deliver {}{} any more", message, of_mailbox(setup, fact.client, "from")),
                     true};
    case FactKind::body_evicted:
      return Telling{
          Subject::server,
          fmt::format("throws away {}{}, for the mailbox is full", message, of_mailbox(setup, fact.client, "from")),
          true};
    case FactKind::body_purged:
      return Telling{Subject::server,
                     fmt::format("throws away {}{}, for the number is another's now", message,
                                 of_mailbox(setup, fact.client, "from")),
                     true};
    case FactKind::body_back_from_disk:
      return Telling{Subject::server,
                     fmt::format("finds {}{} on its disk again", message, of_mailbox(setup, fact.client, "of")), true};
    case FactKind::receipt_given_up:
      return Telling{Subject::server, fmt::format("gives up the receipt of {}", message), true};
    case FactKind::failure_queued:
      return Telling{Subject::server,
                     fmt::format("owes {} the word that {} failed", user(setup, fact.client), message)};
    case FactKind::failure_forgotten:
      return Telling{Subject::server, fmt::format("owes the word that {} failed no more", message)};
    case FactKind::tombstone_forgotten:
      return Telling{Subject::server,
                     fmt::format("forgets that it ever had {}{}", message, of_mailbox(setup, fact.client, "in"))};
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
      return Telling{Subject::server, fmt::format("keeps {} for {}", message, home_name(setup, fact.item.message.to))};
    case FactKind::relay_released:
      return Telling{Subject::server,
                     fmt::format("drops {}, which {} has", message, home_name(setup, fact.item.message.to))};
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

}  // namespace doublecheck::model
