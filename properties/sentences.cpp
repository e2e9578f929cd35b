#include "properties/sentences.hpp"

#include "model/predicates.hpp"
#include "model/words.hpp"
#include "properties/failing.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

namespace doublecheck::properties {
namespace {

using model::Client;
using model::ClientId;
using model::Mailbox;
using model::Mark;
using model::Message;
using model::Setup;
using model::Side;
using model::World;

/// What a standard property speaks of: of a message, a device, or both.
struct Subject {
  std::optional<Message> message;
  std::optional<ClientId> device;
};

Subject subject_of(const Claim& claim, const Setup& setup) {
  Subject subject;
  for (const Choice& choice : claim.choices) {
    if (choice.sort == model::Sort::message) subject.message = setup.workload.at(choice.element);
    if (choice.sort == model::Sort::device) subject.device = model::client_at(choice.element);
  }
  return subject;
}

std::string user(const Setup& setup, ClientId client) { return model::display_name(setup, client); }
std::string phone(const Setup& setup, ClientId client) { return model::display_name(setup, client) + "'s phone"; }

std::string custody_sentence(const Setup& setup, const World& world, ClientId device, const Message& m) {
  const std::string name = model::name_of(setup, m);
  const Client& sender = world.side(m.from).client;
  const Mailbox& mailbox = world.side(device).mailbox;
  const std::string at_sender = model::contains(sender.outbox, m)
                                    ? fmt::format("{} has it in memory only", phone(setup, m.from))
                                : sender.outbox.empty() && model::mark_of(sender, m) == Mark::clock
                                    ? fmt::format("{} has lost it", phone(setup, m.from))
                                    : fmt::format("{} sees {} and the phone will not send it again",
                                                  user(setup, m.from), model::words_of(model::mark_of(sender, m)));
  const std::string at_server = model::holds_body(mailbox, m) ? "the server has it in memory only"
                                : model::holds(model::was_in_custody(setup, m), world) ? "the server has dropped it"
                                                                                       : "the server does not have it";
  const std::string in_flight = model::holds(model::is_in_flight(setup, m), world)
                                    ? " The only copy is on a connection that may break at any time."
                                    : "";
  return fmt::format("Nobody keeps {} safe: {}, {}, and {} has not stored it.{}", name, at_sender, at_server,
                     phone(setup, device), in_flight);
}

std::string remains(const Setup& setup, const World& world) {
  std::vector<std::string> parts;
  for (std::size_t i = 0; i < world.sides.size(); ++i) {
    const Side& side = world.sides[i];
    const ClientId client = model::client_at(i);
    for (const Message& m : side.client.outbox) {
      parts.push_back(fmt::format("{} in {}'s outbox", model::name_of(setup, m), user(setup, client)));
    }
    for (const Message& m : side.mailbox.bodies) {
      parts.push_back(fmt::format("{} in {}'s mailbox", model::name_of(setup, m), user(setup, client)));
    }
    for (const Message& m : side.mailbox.receipts) {
      parts.push_back(fmt::format("the receipt of {} for {}", model::name_of(setup, m), user(setup, client)));
    }
    for (const Message& m : side.mailbox.failures) {
      parts.push_back(fmt::format("the word that {} failed for {}", model::name_of(setup, m), user(setup, client)));
    }
    if (!side.up.in_flight.empty() || !side.down.in_flight.empty()) {
      parts.push_back(fmt::format("traffic on {}'s connection", user(setup, client)));
    }
    for (const Message& m : side.client.unsaved) {
      parts.push_back(fmt::format("{} in the memory of {}", model::name_of(setup, m), phone(setup, client)));
    }
    if (side.push_error_in_flight) parts.push_back(fmt::format("word of {}'s old push token", user(setup, client)));
    if (side.push_in_flight) parts.push_back(fmt::format("a push for {}", user(setup, client)));
  }
  const bool relays = std::ranges::any_of(world.relays, [](const model::Relay& relay) {
    return !(relay.queue_up.empty() && relay.queue_down.empty() && relay.up.empty() && relay.down.empty());
  });
  if (relays) parts.emplace_back("traffic between the servers");
  return model::joined(parts, " and ");
}

/// A sentence about a state, where the property has one of its own. REQUIRES: the claim is one of it.
using SentenceAboutState = std::string (*)(const Setup& setup, const World& world, const Subject& subject);

struct StateSentence {
  std::string_view property;
  SentenceAboutState about;
};

constexpr auto kAboutStates = std::to_array<StateSentence>({
    {"CUSTODY",
     [](const Setup& setup, const World& world, const Subject& subject) {
       return custody_sentence(setup, world, subject.device.value(), subject.message.value());
     }},
    {"RETENTION",
     [](const Setup& setup, const World& world, const Subject& subject) {
       const Message& message = subject.message.value();
       const std::string name = model::name_of(setup, message);
       if (!model::holds(model::was_released(subject.device.value(), message), world)) {
         return fmt::format("The server still holds the body of {}, whose time to live is over.", name);
       }
       return fmt::format("The server holds the body of {} although it has processed {}'s acknowledgement.", name,
                          user(setup, message.to));
     }},
    {"TRUTH1",
     [](const Setup& setup, const World&, const Subject& subject) {
       const Message& message = subject.message.value();
       return fmt::format("{} sees a check for {}, but the server never stored it durably.", user(setup, message.from),
                          model::name_of(setup, message));
     }},
    {"TRUTH2",
     [](const Setup& setup, const World&, const Subject& subject) {
       const Message& message = subject.message.value();
       return fmt::format("{} sees two checks for {}; {} never stored it.", user(setup, message.from),
                          model::name_of(setup, message), phone(setup, message.to));
     }},
    {"MARKS",
     [](const Setup& setup, const World&, const Subject& subject) {
       return fmt::format("A check mark on {} moved back or skipped a stage.", phone(setup, subject.device.value()));
     }},
    {"NO_DUPLICATE",
     [](const Setup& setup, const World&, const Subject& subject) {
       const Message& message = subject.message.value();
       return fmt::format("{} sees {} twice.", user(setup, message.to), model::name_of(setup, message));
     }},
    {"ORDER",
     [](const Setup& setup, const World& world, const Subject& subject) {
       const Message message = model::out_of_order(world.side(subject.device.value()).client).value();
       return fmt::format("{} sees {} behind a message that {} composed later.", user(setup, message.to),
                          model::name_of(setup, message), user(setup, message.from));
     }},
    {"NO_RESEND",
     [](const Setup& setup, const World&, const Subject& subject) {
       return fmt::format("On {}'s connection a message was sent again after its acknowledgement had been processed.",
                          user(setup, subject.device.value()));
     }},
    {"PLATFORM",
     [](const Setup& setup, const World&, const Subject& subject) {
       return fmt::format("{}'s app takes part in the protocol in a state in which the platform forbids it.",
                          user(setup, subject.device.value()));
     }},
    {"ADDRESS",
     [](const Setup& setup, const World&, const Subject& subject) {
       return fmt::format("Something reached or left {} that does not concern it.",
                          phone(setup, subject.device.value()));
     }},
    {"PUSH_INERT",
     [](const Setup& setup, const World&, const Subject& subject) {
       return fmt::format("A push for {} changed a check mark or what the server holds.",
                          user(setup, subject.device.value()));
     }},
    {"NO_WAIT",
     [](const Setup& setup, const World&, const Subject& subject) {
       return fmt::format("{} opens the app, which has fetched a message before, and it is not in the store.",
                          user(setup, subject.device.value()));
     }},
});

/// The same about a run that breaks a liveness property, in a world in which it stays or to which it comes back.
constexpr auto kAboutRuns = std::to_array<StateSentence>({
    {"DELIVERY",
     [](const Setup& setup, const World&, const Subject& subject) {
       const Message& message = subject.message.value();
       return fmt::format("{} wrote {}, but {} never stores it.", user(setup, message.from),
                          model::name_of(setup, message), phone(setup, message.to));
     }},
    {"RELEASE",
     [](const Setup& setup, const World&, const Subject& subject) {
       const Message& message = subject.message.value();
       return fmt::format("{} has stored {}, but the server holds its body for ever.", phone(setup, message.to),
                          model::name_of(setup, message));
     }},
    {"MARK2",
     [](const Setup& setup, const World& world, const Subject& subject) {
       const Message& message = subject.message.value();
       return fmt::format("{} has stored {}, but {} never sees two checks for it: it stays at {}.",
                          phone(setup, message.to), model::name_of(setup, message), user(setup, message.from),
                          model::words_of(model::mark_of(world.side(message.from).client, message)));
     }},
    {"TOLD",
     [](const Setup& setup, const World&, const Subject& subject) {
       const Message& message = subject.message.value();
       return fmt::format("{} wrote {}, {} never stores it, and {} is never told.", user(setup, message.from),
                          model::name_of(setup, message), phone(setup, message.to), user(setup, message.from));
     }},
    {"QUIET", [](const Setup& setup, const World& world, const Subject&) { return sentence_about_rest(setup, world); }},
    {"NOTIFIED",
     [](const Setup& setup, const World&, const Subject& subject) {
       const Message& message = subject.message.value();
       return fmt::format("{} waits on the server, and {} is neither notified nor ever connected.",
                          model::name_of(setup, message), user(setup, message.to));
     }},
});

std::string called(const Failing& failing) {
  return failing.instance.empty() ? std::string() : fmt::format("For {}: ", failing.instance);
}

/// "`p` is true, `q` is false".
std::string values_in(const Failing& failing) {
  std::vector<std::string> values;
  for (const Value& value : failing.values) {
    const std::string_view truth = value.truth == Truth::always  ? "true"
                                   : value.truth == Truth::never ? "false"
                                                                 : "true now and then";
    values.push_back(fmt::format("`{}` is {}", value.predicate, truth));
  }
  return fmt::format("{}", fmt::join(values, ", "));
}

}  // namespace

std::string sentence_about_state(const Property& property, const Claim& claim, const Setup& setup, const World& world) {
  const auto own = std::ranges::find(kAboutStates, property.name, &StateSentence::property);
  if (own != kAboutStates.end()) return own->about(setup, world, subject_of(claim, setup));
  const Failing failing = failing_in(claim, world);
  return fmt::format("{}`{}` is broken: {}.", called(failing), failing.formula, values_in(failing));
}

std::string sentence_about_run(const Property& property, const Claim& claim, const Setup& setup,
                               std::span<const World> cycle) {
  const auto own = std::ranges::find(kAboutRuns, property.name, &StateSentence::property);
  if (own != kAboutRuns.end()) return own->about(setup, cycle.front(), subject_of(claim, setup));
  const std::string_view when = cycle.size() == 1 ? "Nothing happens any more, and" : "Along the cycle";
  const Failing failing = failing_along(claim, cycle);
  return fmt::format("{}`{}` is false of this run. {} {}.", called(failing), failing.formula, when, values_in(failing));
}

bool has_sentence(const Property& property) {
  return std::ranges::find(kAboutStates, property.name, &StateSentence::property) != kAboutStates.end() ||
         std::ranges::find(kAboutRuns, property.name, &StateSentence::property) != kAboutRuns.end();
}

std::string sentence_about_rest(const Setup& setup, const World& world) {
  const std::string left = remains(setup, world);
  return left.empty() ? "The system never comes to rest."
                      : fmt::format("The system never comes to rest: there always remains {}.", left);
}

}  // namespace doublecheck::properties
