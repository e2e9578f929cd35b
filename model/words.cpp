#include "model/words.hpp"

#include "model/assert.hpp"

#include <fmt/format.h>

#include <cctype>
#include <vector>

namespace doublecheck::model {
namespace {

std::string user(const Setup& setup, ClientId client) { return display_name(setup, client); }
std::string phone(const Setup& setup, ClientId client) { return display_name(setup, client) + "'s phone"; }

std::string joined(const std::vector<std::string>& parts, std::string_view last_separator = ", ") {
  std::string text;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (i > 0) text += i + 1 == parts.size() ? last_separator : std::string_view(", ");
    text += parts[i];
  }
  return text;
}

std::string checks(Mark mark) {
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

/// What happened, for actions that are about an item or a push rather than somebody's doing.
std::string passive_clause(const Setup& setup, const Action& action, const Facts& facts) {
  const std::string recipient = phone(setup, action.client);
  switch (action.kind) {
    case ActionKind::deliver: {
      const std::string item = facts.empty() ? "an item" : spoken(setup, facts.front().item);
      return fmt::format("{} reaches {}", item, action.direction == Direction::up ? "the server" : recipient);
    }
    case ActionKind::lose:
      return "the network loses a packet";
    case ActionKind::duplicate:
      return "the network duplicates a packet";
    case ActionKind::push_arrives:
      return fmt::format("the push reaches {}", recipient);
    case ActionKind::lose_push:
      return fmt::format("the push for {} is lost", recipient);
    case ActionKind::compose:
    case ActionKind::open_app:
    case ActionKind::leave_app:
    case ActionKind::suspend:
    case ActionKind::connect:
    case ActionKind::retransmit:
    case ActionKind::repeat_push:
    case ActionKind::break_connection:
    case ActionKind::suspend_early:
    case ActionKind::kill_by_system:
    case ActionKind::kill_by_user:
    case ActionKind::crash_client:
    case ActionKind::crash_server:
      break;
  }
  throw AssertionFailure("somebody does this");
}

std::string main_clause(const Setup& setup, const Action& action, const Facts& facts) {
  const auto telling = telling_of(setup, action, facts);
  return telling ? fmt::format("{} {}", subject_of(setup, telling->subject, action.client), telling->text)
                 : passive_clause(setup, action, facts);
}

std::string custody_sentence(const Setup& setup, const World& world, const Message& m) {
  const std::string name = name_of(setup, m);
  const Client& sender = world.side(m.from).client;
  const Mailbox& mailbox = world.side(m.to).mailbox;
  const std::string at_sender = contains(sender.outbox, m)
                                    ? fmt::format("{} has it in memory only", phone(setup, m.from))
                                : sender.outbox.empty() && mark_of(sender, m) == Mark::clock
                                    ? fmt::format("{} has lost it", phone(setup, m.from))
                                    : fmt::format("{} sees {} and the phone will not send it again",
                                                  user(setup, m.from), checks(mark_of(sender, m)));
  const std::string at_server = contains(mailbox.bodies, m) ? "the server has it in memory only"
                                : was_in_custody(world, m)  ? "the server has dropped it"
                                                            : "the server does not have it";
  const std::string in_flight =
      is_in_flight(world, m) ? " The only copy is on a connection that may break at any time." : "";
  return fmt::format("Nobody keeps {} safe: {}, {}, and {} has not stored it.{}", name, at_sender, at_server,
                     phone(setup, m.to), in_flight);
}

std::string remains(const Setup& setup, const World& world) {
  std::vector<std::string> parts;
  for (std::size_t i = 0; i < world.sides.size(); ++i) {
    const Side& side = world.sides[i];
    const ClientId client = client_at(i);
    for (const Message& m : side.client.outbox) {
      parts.push_back(fmt::format("{} in {}'s outbox", name_of(setup, m), user(setup, client)));
    }
    for (const Message& m : side.mailbox.bodies) {
      parts.push_back(fmt::format("{} in {}'s mailbox", name_of(setup, m), user(setup, client)));
    }
    for (const Message& m : side.mailbox.receipts) {
      parts.push_back(fmt::format("the receipt of {} for {}", name_of(setup, m), user(setup, client)));
    }
    if (!side.up.in_flight.empty() || !side.down.in_flight.empty()) {
      parts.push_back(fmt::format("traffic on {}'s connection", user(setup, client)));
    }
    if (side.push_in_flight) parts.push_back(fmt::format("a push for {}", user(setup, client)));
  }
  return joined(parts, " and ");
}

}  // namespace

std::string display_name(const Setup& setup, ClientId client) {
  std::string name = setup.participant(client).name;
  if (!name.empty()) name.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(name.front())));
  return name;
}

std::string label_of(const Setup& setup, const Item& item) {
  std::string message = name_of(setup, item.message);
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
  }
  throw AssertionFailure("unknown item kind");
}

std::optional<Telling> telling_of(const Setup& setup, const Action& action, const Facts& facts) {
  switch (action.kind) {
    case ActionKind::compose:
      return Telling{Subject::user, "writes " + (facts.empty() ? "" : name_of(setup, facts.front().item.message))};
    case ActionKind::open_app:
      return Telling{Subject::user, "opens the app"};
    case ActionKind::leave_app:
      return Telling{Subject::user, "leaves the app"};
    case ActionKind::suspend:
      return Telling{Subject::phone, "suspends the app after the grace period"};
    case ActionKind::connect:
      return Telling{Subject::phone, "connects"};
    case ActionKind::retransmit:
      return Telling{action.direction == Direction::up ? Subject::phone : Subject::server,
                     "sends again after a time-out"};
    case ActionKind::repeat_push:
      return Telling{Subject::server, "tries again to reach " + user(setup, action.client)};
    case ActionKind::break_connection:
      return Telling{Subject::phone, "loses its connection", true};
    case ActionKind::suspend_early:
      return Telling{Subject::phone, "suspends the app at once", true};
    case ActionKind::kill_by_system:
      return Telling{Subject::phone, "kills the app", true};
    case ActionKind::kill_by_user:
      return Telling{Subject::user, "kills the app", true};
    case ActionKind::crash_client:
      return Telling{Subject::phone, "crashes and restarts", true};
    case ActionKind::crash_server:
      return Telling{Subject::server, "crashes and restarts", true};
    case ActionKind::deliver:
    case ActionKind::lose:
    case ActionKind::duplicate:
    case ActionKind::push_arrives:
    case ActionKind::lose_push:
      return std::nullopt;
  }
  throw AssertionFailure("unknown action kind");
}

std::optional<Telling> telling_of(const Setup& setup, const Fact& fact) {
  const std::string message = name_of(setup, fact.item.message);
  switch (fact.kind) {
    case FactKind::mark_changed:
      return Telling{Subject::user, fmt::format("sees {} for {}", checks(fact.mark_after), message)};
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
    case FactKind::transmitted:
    case FactKind::lost:
    case FactKind::duplicated:
    case FactKind::push_sent:
    case FactKind::arrived:
    case FactKind::release_processed:
    case FactKind::push_lost:
    case FactKind::connected:
    case FactKind::disconnected:
    case FactKind::app_changed:
    case FactKind::client_crashed:
    case FactKind::server_crashed:
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

std::string sentence_of(const Setup& setup, const World& world, const Violation& violation) {
  const std::string message = violation.message ? name_of(setup, *violation.message) : "";
  const std::string sender = violation.message ? user(setup, violation.message->from) : "";
  const std::string recipient = violation.message ? user(setup, violation.message->to) : "";
  const std::string client = violation.client ? user(setup, *violation.client) : "";
  switch (violation.property) {
    case PropertyId::custody:
      return custody_sentence(setup, world, violation.message.value());
    case PropertyId::retention:
      return fmt::format("The server holds the body of {} although it has processed {}'s acknowledgement.", message,
                         recipient);
    case PropertyId::truth1:
      return fmt::format("{} sees a check for {}, but the server never stored it durably.", sender, message);
    case PropertyId::truth2:
      return fmt::format("{} sees two checks for {}; {}'s phone never stored it.", sender, message, recipient);
    case PropertyId::marks:
      return fmt::format("A check mark on {}'s phone moved back or skipped a stage.", client);
    case PropertyId::no_duplicate:
      return fmt::format("{} sees {} twice.", recipient, message);
    case PropertyId::order:
      return fmt::format("{} sees {} behind a message that {} composed later.", recipient, message, sender);
    case PropertyId::no_resend:
      return fmt::format("On {}'s connection a message was sent again after its acknowledgement had been processed.",
                         client);
    case PropertyId::platform:
      return fmt::format("{}'s app takes part in the protocol in a state in which the platform forbids it.", client);
    case PropertyId::address:
      return fmt::format("Something reached or left {}'s phone that does not concern it.", client);
    case PropertyId::push_inert:
      return fmt::format("A push for {} changed a check mark or what the server holds.", client);
    case PropertyId::delivery:
    case PropertyId::release:
    case PropertyId::mark2:
    case PropertyId::quiet:
      break;
  }
  throw AssertionFailure("a violation in a state is of a safety property");
}

std::string sentence_of(const Setup& setup, const World& world, PropertyId liveness, const Message* message) {
  if (liveness == PropertyId::quiet) {
    const std::string left = remains(setup, world);
    return left.empty() ? "The system never comes to rest."
                        : fmt::format("The system never comes to rest: there always remains {}.", left);
  }
  DOUBLECHECK_ASSERT(message != nullptr);
  const std::string name = name_of(setup, *message);
  const std::string sender = user(setup, message->from);
  const std::string recipient = user(setup, message->to);
  if (liveness == PropertyId::delivery)
    return fmt::format("{} wrote {}, but {}'s phone never stores it.", sender, name, recipient);
  if (liveness == PropertyId::release) {
    return fmt::format("{}'s phone has stored {}, but the server holds its body for ever.", recipient, name);
  }
  return fmt::format("{}'s phone has stored {}, but {} never sees two checks for it: it stays at {}.", recipient, name,
                     sender, checks(mark_of(world.side(message->from).client, *message)));
}

}  // namespace doublecheck::model
