#include "model/words.hpp"

#include "model/assert.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

namespace doublecheck::model {
namespace {

std::string user(const Setup& setup, ClientId client) { return display_name(setup, client); }
std::string phone(const Setup& setup, ClientId client) { return display_name(setup, client) + "'s phone"; }

std::string custody_sentence(const Setup& setup, const World& world, ClientId device, const Message& m) {
  const std::string name = name_of(setup, m);
  const Client& sender = world.side(m.from).client;
  const Mailbox& mailbox = world.side(device).mailbox;
  const std::string at_sender = contains(sender.outbox, m)
                                    ? fmt::format("{} has it in memory only", phone(setup, m.from))
                                : sender.outbox.empty() && mark_of(sender, m) == Mark::clock
                                    ? fmt::format("{} has lost it", phone(setup, m.from))
                                    : fmt::format("{} sees {} and the phone will not send it again",
                                                  user(setup, m.from), words_of(mark_of(sender, m)));
  const std::string at_server = holds_body(mailbox, m)                   ? "the server has it in memory only"
                                : holds(was_in_custody(setup, m), world) ? "the server has dropped it"
                                                                         : "the server does not have it";
  const std::string in_flight =
      holds(is_in_flight(setup, m), world) ? " The only copy is on a connection that may break at any time." : "";
  return fmt::format("Nobody keeps {} safe: {}, {}, and {} has not stored it.{}", name, at_sender, at_server,
                     phone(setup, device), in_flight);
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
    for (const Message& m : side.client.unsaved) {
      parts.push_back(fmt::format("{} in the memory of {}", name_of(setup, m), phone(setup, client)));
    }
    if (side.push_error_in_flight) parts.push_back(fmt::format("word of {}'s old push token", user(setup, client)));
    if (side.push_in_flight) parts.push_back(fmt::format("a push for {}", user(setup, client)));
  }
  const bool relays = std::ranges::any_of(world.relays, [](const Relay& relay) {
    return !(relay.queue_up.empty() && relay.queue_down.empty() && relay.up.empty() && relay.down.empty());
  });
  if (relays) parts.emplace_back("traffic between the servers");
  return joined(parts, " and ");
}

}  // namespace

std::string sentence_of(const Setup& setup, const World& world, const Violation& violation) {
  const std::string message = violation.message ? name_of(setup, *violation.message) : "";
  const std::string sender = violation.message ? user(setup, violation.message->from) : "";
  const std::string recipient = violation.message ? user(setup, violation.message->to) : "";
  const std::string client = violation.client ? user(setup, *violation.client) : "";
  switch (violation.property) {
    case PropertyId::custody:
      return custody_sentence(setup, world, violation.client.value(), violation.message.value());
    case PropertyId::retention:
      if (!holds(was_released(violation.client.value(), violation.message.value()), world)) {
        return fmt::format("The server still holds the body of {}, whose time to live is over.", message);
      }
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
    case PropertyId::no_wait:
      return fmt::format("{} opens the app, which has fetched a message before, and it is not in the store.", client);
    case PropertyId::delivery:
    case PropertyId::release:
    case PropertyId::mark2:
    case PropertyId::quiet:
    case PropertyId::notified:
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
  if (liveness == PropertyId::notified) {
    return fmt::format("{} waits on the server, and {} is neither notified nor ever connected.", name, recipient);
  }
  return fmt::format("{}'s phone has stored {}, but {} never sees two checks for it: it stays at {}.", recipient, name,
                     sender, words_of(mark_of(world.side(message->from).client, *message)));
}

}  // namespace doublecheck::model
