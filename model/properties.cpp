#include "model/properties.hpp"

#include "model/assert.hpp"

#include <algorithm>
#include <array>

namespace doublecheck::model {
namespace {

constexpr auto kCatalogue = std::to_array<PropertyInfo>({
    {PropertyId::custody,
     "CUSTODY",
     PropertyKind::safety,
     "every composed message that its recipient has not stored is stored durably somewhere: in the sender's outbox, or "
     "on a "
     "server that will still deliver it",
     {2, 3, 8, 15}},
    {PropertyId::retention,
     "RETENTION",
     PropertyKind::safety,
     "after the server processed the recipient's ack for a message it holds no body of it, and none comes back unless "
     "a "
     "re-store is declared",
     {9, 10, 12}},
    {PropertyId::truth1,
     "TRUTH1",
     PropertyKind::safety,
     "one check means that the server took durable custody",
     {14, 15}},
    {PropertyId::truth2,
     "TRUTH2",
     PropertyKind::safety,
     "two checks mean that the recipient's device has stored the message",
     {22, 23}},
    {PropertyId::marks,
     "MARKS",
     PropertyKind::safety,
     "check marks move from none to clock to one to two and never back; from clock to two only where a receipt implies "
     "the "
     "first check",
     {14, 23}},
    {PropertyId::no_duplicate,
     "NO_DUPLICATE",
     PropertyKind::safety,
     "the user sees each message at most once",
     {8, 21}},
    {PropertyId::order,
     "ORDER",
     PropertyKind::safety,
     "the user sees one sender's messages in the order in which they were composed",
     {7}},
    {PropertyId::no_resend,
     "NO_RESEND",
     PropertyKind::safety,
     "nothing is transmitted again once its acknowledgement has been processed",
     {13}},
    {PropertyId::platform,
     "PLATFORM",
     PropertyKind::safety,
     "no protocol step runs in an app state in which the platform forbids it",
     {4, 5, 6}},
    {PropertyId::address,
     "ADDRESS",
     PropertyKind::safety,
     "acks and receipts reach the right user for the right message only, and nothing is sent to an unmatched or "
     "unregistered "
     "number",
     {1}},
    {PropertyId::push_inert,
     "PUSH_INERT",
     PropertyKind::safety,
     "a push changes neither custody nor check marks",
     {16, 17}},
    {PropertyId::delivery,
     "DELIVERY",
     PropertyKind::leads_to,
     "a composed message is in the end stored by its recipient",
     {3, 8, 17}},
    {PropertyId::release,
     "RELEASE",
     PropertyKind::leads_to,
     "once the recipient has stored a message, in the end no server holds a body of it",
     {9, 22}},
    {PropertyId::mark2,
     "MARK2",
     PropertyKind::leads_to,
     "once the recipient has stored a message, its sender in the end sees two checks",
     {22, 23}},
    {PropertyId::quiet,
     "QUIET",
     PropertyKind::eventually_always,
     "transmissions stop: in the end nothing is queued or in flight any more",
     {12, 13, 23}},
    {PropertyId::notified,
     "NOTIFIED",
     PropertyKind::leads_to,
     "mail queued for a recipient who is offline leads to a connection or a notification",
     {17, 18, 19}},
    {PropertyId::no_wait,
     "NO_WAIT",
     PropertyKind::safety,
     "whoever opens the app after it fetched a message in the background finds the message in its store",
     {20}},
});

/// Does somebody still have to deliver the message to this device, with nobody keeping it safe?
bool loses_custody(const World& world, const Setup& setup, ClientId device, const Message& message) {
  return is_composed(world, message) && !is_stored_by(world, device, message) &&
         !is_in_durable_outbox(world, setup, message) && !is_in_durable_mailbox(world, setup, device, message) &&
         !is_excused_for(world, device, message) && !is_reported_failed(world, message);
}

bool is_retained(const World& world, const Setup& setup, ClientId device, const Message& message) {
  const Side& side = world.side(device);
  if (!holds_body(side.mailbox, message)) return false;
  const bool declared = setup.re_store_declared && contains(side.history.restored, message);
  return (was_released(world, device, message) && !declared) || contains(side.history.excused, message);
}

/// The first message of the chat that arrived before one that its sender had composed earlier.
std::optional<Message> out_of_order(const Client& client) {
  for (std::size_t i = 0; i < client.received.size(); ++i) {
    for (std::size_t j = i + 1; j < client.received.size(); ++j) {
      const Message& earlier = client.received[i];
      const Message& later = client.received[j];
      const bool shown_before =
          std::find(client.received.begin(), client.received.begin() + static_cast<std::ptrdiff_t>(j), later) !=
          client.received.begin() + static_cast<std::ptrdiff_t>(j);
      if (earlier.from == later.from && later.number < earlier.number && !shown_before) return later;
    }
  }
  return std::nullopt;
}

template <class Fails>
std::optional<Violation> first_message(PropertyId id, const World& world, Fails fails) {
  for (const Side& side : world.sides) {
    for (const Sent& sent : side.client.sent) {
      if (fails(sent.message)) return Violation{id, sent.message, std::nullopt};
    }
  }
  return std::nullopt;
}

/// The same for a message and a device of its recipient.
template <class Fails>
std::optional<Violation> first_delivery(PropertyId id, const Setup& setup, Fails fails) {
  for (const Message& message : setup.workload) {
    for (const ClientId device : devices_of(setup, message.to)) {
      if (fails(device, message)) return Violation{id, message, device};
    }
  }
  return std::nullopt;
}

template <class Fails>
std::optional<Violation> first_client(PropertyId id, const World& world, Fails fails) {
  for (std::size_t i = 0; i < world.sides.size(); ++i) {
    if (fails(client_at(i), world.sides[i])) return Violation{id, std::nullopt, client_at(i)};
  }
  return std::nullopt;
}

std::optional<Violation> first_breach(PropertyId id, const World& world, Breach breach) {
  return first_client(id, world, [&](ClientId, const Side& side) { return has(side.history, breach); });
}

std::optional<Violation> first_disorder(const World& world) {
  for (std::size_t i = 0; i < world.sides.size(); ++i) {
    if (const auto message = out_of_order(world.sides[i].client)) {
      return Violation{PropertyId::order, message, client_at(i)};
    }
  }
  return std::nullopt;
}

}  // namespace

std::span<const PropertyInfo> property_catalogue() { return kCatalogue; }

const PropertyInfo& info_of(PropertyId id) {
  const auto& info = kCatalogue.at(static_cast<std::size_t>(id));
  DOUBLECHECK_ASSERT(info.id == id);
  return info;
}

const PropertyInfo* find_property(std::string_view name) {
  const auto found = std::ranges::find_if(kCatalogue, [&](const auto& info) { return info.name == name; });
  return found == kCatalogue.end() ? nullptr : &*found;
}

std::optional<Violation> find_violation(PropertyId id, const World& world, const Setup& setup) {
  switch (id) {
    case PropertyId::custody:
      return first_delivery(id, setup,
                            [&](ClientId device, const Message& m) { return loses_custody(world, setup, device, m); });
    case PropertyId::retention:
      return first_delivery(id, setup,
                            [&](ClientId device, const Message& m) { return is_retained(world, setup, device, m); });
    case PropertyId::truth1:
      return first_message(id, world, [&](const Message& m) {
        return has_at_least_one_check(world, m) && !was_in_custody(world, setup, m);
      });
    case PropertyId::truth2:
      return first_message(id, world, [&](const Message& m) {
        return has_two_checks(world, m) && !is_stored_by_recipient(world, setup, m);
      });
    case PropertyId::marks:
      return first_breach(id, world, Breach::marks);
    case PropertyId::no_duplicate:
      return first_delivery(id, setup,
                            [&](ClientId device, const Message& m) { return is_shown_twice(world, device, m); });
    case PropertyId::order:
      return first_disorder(world);
    case PropertyId::no_resend:
      return first_breach(id, world, Breach::no_resend);
    case PropertyId::platform:
      return first_client(id, world, [&](ClientId client, const Side& side) {
        return (side.client.connected && !may_run(setup.participant(client).platform, side.client.app)) ||
               has(side.history, Breach::platform);
      });
    case PropertyId::address:
      return first_breach(id, world, Breach::address);
    case PropertyId::push_inert:
      return first_breach(id, world, Breach::push_inert);
    case PropertyId::no_wait:
      return first_breach(id, world, Breach::no_wait);
    case PropertyId::delivery:
    case PropertyId::release:
    case PropertyId::mark2:
    case PropertyId::quiet:
    case PropertyId::notified:
      break;
  }
  throw AssertionFailure("find_violation asks for a safety property");
}

bool premise_holds(PropertyId id, const World& world, const Setup& setup, const Message& message) {
  DOUBLECHECK_ASSERT(info_of(id).kind == PropertyKind::leads_to);
  if (id == PropertyId::delivery) return is_composed(world, message);
  if (id == PropertyId::release) return is_stored_by_all_devices(world, setup, message);
  if (id == PropertyId::mark2) return is_stored_by_recipient(world, setup, message);
  return std::ranges::any_of(devices_of(setup, message.to), [&](ClientId device) {
    return is_queued_for(world, device, message) && !is_reached(world, device);
  });
}

bool goal_holds(PropertyId id, const World& world, const Setup& setup, const Message& message) {
  DOUBLECHECK_ASSERT(info_of(id).kind == PropertyKind::leads_to);
  const bool held = is_held_by_server(world, setup, message);
  if (id == PropertyId::delivery) {
    return is_stored_by_all_devices(world, setup, message) || (is_excused(world, setup, message) && !held);
  }
  if (id == PropertyId::release) return !held;
  if (id == PropertyId::mark2) return has_two_checks(world, message) || is_excused(world, setup, message);
  return std::ranges::all_of(devices_of(setup, message.to), [&](ClientId device) {
    return !is_queued_for(world, device, message) || is_reached(world, device);
  });
}

}  // namespace doublecheck::model
