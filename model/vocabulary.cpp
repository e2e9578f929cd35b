#include "model/vocabulary.hpp"

#include "model/assert.hpp"
#include "model/predicates.hpp"

#include <algorithm>
#include <array>

namespace doublecheck::model {
namespace {

using Elements = std::span<const Element>;

// --- from elements to what they stand for ---

const Message& message_at(const Setup& setup, Element element) { return setup.workload.at(element); }

std::vector<ClientId> users_in(const Setup& setup) {
  std::vector<ClientId> users;
  for (std::size_t i = 0; i < setup.participants.size(); ++i) {
    if (!setup.participants[i].device_of) users.push_back(client_at(i));
  }
  return users;
}

Element element_of_user(const Setup& setup, ClientId user) {
  const std::vector<ClientId> users = users_in(setup);
  return static_cast<Element>(std::ranges::find(users, user) - users.begin());
}

// --- the shapes that most predicates have ---

using AboutMessage = Formula (*)(const Message&);
using AboutMessageInSetup = Formula (*)(const Setup&, const Message&);
using AboutDevice = Formula (*)(ClientId);
using AboutDeviceInSetup = Formula (*)(const Setup&, ClientId);
using AboutDelivery = Formula (*)(ClientId, const Message&);
using AboutDeliveryInSetup = Formula (*)(const Setup&, ClientId, const Message&);

template <AboutMessage kAbout>
Formula of_message(const Setup& setup, Elements elements) {
  return kAbout(message_at(setup, elements[0]));
}

template <AboutMessageInSetup kAbout>
Formula of_message(const Setup& setup, Elements elements) {
  return kAbout(setup, message_at(setup, elements[0]));
}

template <AboutDevice kAbout>
Formula of_device(const Setup&, Elements elements) {
  return kAbout(client_at(elements[0]));
}

template <AboutDelivery kAbout>
Formula of_delivery(const Setup& setup, Elements elements) {
  return kAbout(client_at(elements[0]), message_at(setup, elements[1]));
}

template <AboutDeliveryInSetup kAbout>
Formula of_delivery(const Setup& setup, Elements elements) {
  return kAbout(setup, client_at(elements[0]), message_at(setup, elements[1]));
}

template <AboutDeviceInSetup kAbout>
Formula of_device(const Setup& setup, Elements elements) {
  return kAbout(setup, client_at(elements[0]));
}

template <Breach kBreach>
Formula of_breach(const Setup&, Elements elements) {
  return has_breach(client_at(elements[0]), kBreach);
}

constexpr Interest interest_in(Breach breach) {
  return {.breaches = static_cast<std::uint8_t>(1U << static_cast<unsigned>(breach))};
}

const std::vector<Sort> kNothing = {};
const std::vector<Sort> kMessage = {Sort::message};
const std::vector<Sort> kDevice = {Sort::device};
const std::vector<Sort> kDelivery = {Sort::device, Sort::message};

const std::vector<Predicate>& all_predicates() {
  static const std::vector<Predicate> predicates = {
      {"is_composed", kMessage, "the sender has composed m", of_message<is_composed>},
      {"is_in_durable_outbox", kMessage, "the sender's app keeps m in a store that survives its death",
       of_message<is_in_durable_outbox>},
      {"is_in_flight", kMessage, "m itself is on its way, to a server or to a device", of_message<is_in_flight>},
      {"was_in_custody",
       kMessage,
       "the sender's server has durably kept m for another server at some time, or the mailboxes of all the "
       "recipient's "
       "devices have",
       of_message<was_in_custody>,
       {.taken = true, .excused = true, .expired = true}},
      {"is_held_by_server", kMessage, "some server holds m itself, in a queue or an archive",
       of_message<is_held_by_server>},
      {"is_stored_by_recipient",
       kMessage,
       "at least one device of the recipient has stored m",
       of_message<is_stored_by_recipient>,
       {.wiped = true}},
      {"is_stored_by_all_devices",
       kMessage,
       "every device of the recipient has stored m",
       of_message<is_stored_by_all_devices>,
       {.wiped = true}},
      {"has_at_least_one_check", kMessage, "the sender sees one check or two beside m",
       of_message<has_at_least_one_check>},
      {"has_two_checks", kMessage, "the sender sees two checks beside m", of_message<has_two_checks>},
      {"is_reported_failed",
       kMessage,
       "the sender has been told that m will not be delivered",
       of_message<is_reported_failed>,
       {.failures = true}},
      {"is_excused",
       kMessage,
       "nobody promises any more to deliver m to some device of the recipient",
       of_message<is_excused>,
       {.excused = true, .expired = true}},
      {"is_orphaned",
       kMessage,
       "the same, because the sender's app, or somebody's number, is not what it was",
       of_message<is_orphaned>,
       {.excused = true}},

      {"is_stored_by",
       kDelivery,
       "d has stored m, now or before it was wiped",
       of_delivery<is_stored_by>,
       {.wiped = true}},
      {"is_in_durable_mailbox", kDelivery, "a server will still deliver m to d, even if it crashes now",
       of_delivery<is_in_durable_mailbox>},
      {"is_in_store", kDelivery, "the message store of d has m now", of_delivery<is_in_store>},
      {"is_in_flight_to", kDelivery, "m itself is on its way, to a server or to d", of_delivery<is_in_flight_to>},
      {"is_queued_for", kDelivery, "m waits in the mailbox of d", of_delivery<is_queued_for>},
      {"waits_unnoticed_for",
       kDelivery,
       "m waits in the mailbox of d, which is not connected and shows no notification",
       of_delivery<waits_unnoticed>,
       {.unnoticed_mail = true}},
      {"is_held_for", kDelivery, "the mailbox of d holds m itself, in its queue or in its archive",
       of_delivery<is_held_for>},
      {"was_released",
       kDelivery,
       "the server has processed the acknowledgement of m from d",
       of_delivery<was_released>,
       {.released = true}},
      {"was_restored", kDelivery, "m was stored again for d after that", of_delivery<was_restored>, {.restored = true}},
      {"was_restored_as_declared",
       kDelivery,
       "the same, in a scenario that declares that it may happen",
       of_delivery<was_restored_as_declared>,
       {.restored_as_declared = true}},
      {"is_excused_for",
       kDelivery,
       "nobody promises any more to deliver m to d",
       of_delivery<is_excused_for>,
       {.excused = true, .expired = true}},
      {"is_given_up_for",
       kDelivery,
       "the server of d has given up delivering m to it",
       of_delivery<is_given_up_for>,
       {.excused = true, .expired = true}},
      {"is_shown_twice", kDelivery, "the user of d has seen m twice", of_delivery<is_shown_twice>, {.copies = true}},

      {"is_connected", kDevice, "the app on d believes that it has a connection", of_device<is_connected>},
      {"is_notified",
       kDevice,
       "a notification waits on the screen of d",
       of_device<is_notified>,
       {.notification = true}},
      {"is_reached",
       kDevice,
       "d is connected, or its user has been notified",
       of_device<is_reached>,
       {.notification = true}},
      {"is_in_foreground", kDevice, "the app is open on d", of_device<is_in_foreground>},
      {"is_pushed", kDevice, "a push to d is under way, or word that its token is not valid", of_device<is_pushed>},
      {"is_woken", kDevice, "a push to d is under way, and the platform lets it wake the app", of_device<is_woken>},
      {"is_barred", kDevice, "the platform does not let the app on d run in the state in which it is",
       of_device<is_barred>},
      {"is_fetching_in_background", kDevice, "a message is on its way to d, whose app runs in the background",
       of_device<is_fetching_in_background>},
      {"has_two_of_one_sender", kDevice, "two messages of one sender are in the message store of d",
       of_device<has_two_of_one_sender>},
      {"is_connected_against_platform", kDevice,
       "the app on d believes in a connection where its platform lets it not run",
       of_device<is_connected_against_platform>},
      {"is_out_of_order",
       kDevice,
       "d got messages of one sender in another order than they were composed in",
       of_device<is_out_of_order>,
       {.arrival_order = true}},
      {"has_moved_mark_wrongly", kDevice, "on d a check mark has moved back, or forward by leaps",
       of_breach<Breach::marks>, interest_in(Breach::marks)},
      {"has_resent_needlessly",
       kDevice,
       "something was sent from or to d again after its acknowledgement was processed",
       of_breach<Breach::no_resend>,
       {.released = true, .restored_as_declared = true, .breaches = interest_in(Breach::no_resend).breaches}},
      {"has_misaddressed",
       kDevice,
       "something reached d that does not concern it, or left it for a number not known to be registered",
       of_breach<Breach::address>,
       {.wiped = true, .breaches = interest_in(Breach::address).breaches}},
      {"has_run_against_platform", kDevice, "the app ran on d where its platform does not let it",
       of_breach<Breach::platform>, interest_in(Breach::platform)},
      {"has_changed_by_push", kDevice, "a push to d changed a check mark or what the server holds",
       of_breach<Breach::push_inert>, interest_in(Breach::push_inert)},
      {"has_let_user_wait", kDevice,
       "the app on d had fetched a message in the background, and yet its user had to wait", of_breach<Breach::no_wait>,
       interest_in(Breach::no_wait)},
      {"has_notified_before_fetch", kDevice,
       "a push woke the app on d, and its user was notified before anything was fetched",
       of_breach<Breach::fetch_first>, interest_in(Breach::fetch_first)},

      {"is_quiet", kNothing, "nothing is queued or in flight anywhere",
       [](const Setup& setup, Elements) { return is_quiet(setup); }},
  };
  return predicates;
}

constexpr auto kFunctions = std::to_array<Function>({
    {"sender", Sort::message, Sort::user, "the user who composes m",
     [](const Setup& setup, Element m) { return element_of_user(setup, user_of(setup, message_at(setup, m).from)); }},
    {"recipient", Sort::message, Sort::user, "the user whom m is for",
     [](const Setup& setup, Element m) { return element_of_user(setup, message_at(setup, m).to); }},
    {"owner", Sort::device, Sort::user, "the user of d",
     [](const Setup& setup, Element d) { return element_of_user(setup, user_of(setup, client_at(d))); }},
    {"home", Sort::user, Sort::server, "the server that keeps the mailboxes of u",
     [](const Setup& setup, Element u) { return index_of(setup.participant(users_in(setup).at(u)).home); }},
});

constexpr auto kSetFunctions = std::to_array<SetFunction>({
    {"devices", Sort::user, Sort::device, "all devices of u",
     [](const Setup& setup, Element u) {
       std::vector<Element> devices;
       for (const ClientId device : devices_of(setup, users_in(setup).at(u))) devices.push_back(index_of(device));
       return devices;
     }},
});

}  // namespace

std::string_view name_of(Sort sort) {
  switch (sort) {
    case Sort::message:
      return "message";
    case Sort::user:
      return "user";
    case Sort::device:
      return "device";
    case Sort::server:
      return "server";
  }
  throw AssertionFailure("unknown sort");
}

std::vector<std::string> element_names(const Setup& setup, Sort sort) {
  std::vector<std::string> names;
  switch (sort) {
    case Sort::message:
      for (const Message& message : setup.workload) names.push_back(name_of(setup, message));
      break;
    case Sort::user:
      for (const ClientId user : users_in(setup)) names.push_back(setup.participant(user).name);
      break;
    case Sort::device:
      for (const Participant& participant : setup.participants) names.push_back(participant.name);
      break;
    case Sort::server:
      names = setup.servers;
      break;
  }
  return names;
}

std::span<const Predicate> predicates() { return all_predicates(); }

Interest interest_of_all_predicates() {
  Interest interest;
  for (const Predicate& predicate : predicates()) interest |= predicate.interest;
  return interest;
}

std::span<const Function> functions() { return kFunctions; }

std::span<const SetFunction> set_functions() { return kSetFunctions; }

}  // namespace doublecheck::model
