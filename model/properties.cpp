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
Formula loses_custody(const Setup& setup, ClientId device, const Message& message) {
  return is_composed(message) && !is_stored_by(device, message) && !is_in_durable_outbox(setup, message) &&
         !is_in_durable_mailbox(setup, device, message) && !is_excused_for(device, message) &&
         !is_reported_failed(message);
}

Formula is_retained(const Setup& setup, ClientId device, const Message& message) {
  const Formula comes_back_declared = constant(setup.re_store_declared) && was_restored(device, message);
  return is_held_for(device, message) &&
         ((was_released(device, message) && !comes_back_declared) || is_given_up_for(device, message));
}

/// A claim for each message, sender by sender.
template <class Goal>
std::vector<Claim> for_messages(PropertyId id, const Setup& setup, Goal goal) {
  std::vector<Claim> claims;
  for (std::size_t i = 0; i < setup.participants.size(); ++i) {
    for (const Message& message : workload_of(setup, client_at(i))) {
      claims.push_back({.property = id, .message = message, .device = {}, .goal = goal(message)});
    }
  }
  return claims;
}

/// A claim for each message and each device of its recipient.
template <class Goal>
std::vector<Claim> for_deliveries(PropertyId id, const Setup& setup, Goal goal) {
  std::vector<Claim> claims;
  for (const Message& message : setup.workload) {
    for (const ClientId device : devices_of(setup, message.to)) {
      claims.push_back({.property = id, .message = message, .device = device, .goal = goal(device, message)});
    }
  }
  return claims;
}

template <class Goal>
std::vector<Claim> for_clients(PropertyId id, const Setup& setup, Goal goal) {
  std::vector<Claim> claims;
  for (std::size_t i = 0; i < setup.participants.size(); ++i) {
    claims.push_back({.property = id, .message = {}, .device = client_at(i), .goal = goal(client_at(i))});
  }
  return claims;
}

std::vector<Claim> no_breaches(PropertyId id, const Setup& setup, Breach breach) {
  return for_clients(id, setup, [&](ClientId client) { return !has_breach(client, breach); });
}

/// A claim for each message: its premise leads to its goal.
template <class Premise, class Goal>
std::vector<Claim> for_waits(PropertyId id, const Setup& setup, Premise premise, Goal goal) {
  std::vector<Claim> claims;
  for (const Message& message : setup.workload) {
    claims.push_back(
        {.property = id, .message = message, .device = {}, .premise = premise(message), .goal = goal(message)});
  }
  return claims;
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

std::vector<Claim> claims_of(PropertyId id, const Setup& setup) {
  switch (id) {
    case PropertyId::custody:
      return for_deliveries(id, setup,
                            [&](ClientId device, const Message& m) { return !loses_custody(setup, device, m); });
    case PropertyId::retention:
      return for_deliveries(id, setup,
                            [&](ClientId device, const Message& m) { return !is_retained(setup, device, m); });
    case PropertyId::truth1:
      return for_messages(id, setup,
                          [&](const Message& m) { return !has_at_least_one_check(m) || was_in_custody(setup, m); });
    case PropertyId::truth2:
      return for_messages(id, setup,
                          [&](const Message& m) { return !has_two_checks(m) || is_stored_by_recipient(setup, m); });
    case PropertyId::marks:
      return no_breaches(id, setup, Breach::marks);
    case PropertyId::no_duplicate:
      return for_deliveries(id, setup, [](ClientId device, const Message& m) { return !is_shown_twice(device, m); });
    case PropertyId::order:
      return for_clients(id, setup, [](ClientId client) { return !is_out_of_order(client); });
    case PropertyId::no_resend:
      return no_breaches(id, setup, Breach::no_resend);
    case PropertyId::platform:
      return for_clients(id, setup, [&](ClientId client) {
        return !is_connected_against_platform(setup, client) && !has_breach(client, Breach::platform);
      });
    case PropertyId::address:
      return no_breaches(id, setup, Breach::address);
    case PropertyId::push_inert:
      return no_breaches(id, setup, Breach::push_inert);
    case PropertyId::no_wait:
      return no_breaches(id, setup, Breach::no_wait);
    case PropertyId::delivery:
      return for_waits(id, setup, is_composed, [&](const Message& m) {
        return is_stored_by_all_devices(setup, m) || (is_excused(setup, m) && !is_held_by_server(setup, m));
      });
    case PropertyId::release:
      return for_waits(
          id, setup, [&](const Message& m) { return is_stored_by_all_devices(setup, m); },
          [&](const Message& m) { return !is_held_by_server(setup, m); });
    case PropertyId::mark2:
      return for_waits(
          id, setup, [&](const Message& m) { return is_stored_by_recipient(setup, m); },
          [&](const Message& m) { return has_two_checks(m) || is_excused(setup, m); });
    case PropertyId::quiet:
      return {{.property = id, .message = {}, .device = {}, .goal = is_quiet(setup)}};
    case PropertyId::notified:
      return for_waits(
          id, setup, [&](const Message& m) { return waits_unnoticed(setup, m); },
          [&](const Message& m) { return !waits_unnoticed(setup, m); });
  }
  throw AssertionFailure("unknown property");
}

std::optional<Violation> find_violation(std::span<const Claim> claims, const World& world) {
  for (const Claim& claim : claims) {
    if (holds(claim.goal, world)) continue;
    DOUBLECHECK_ASSERT(info_of(claim.property).kind == PropertyKind::safety);
    Violation violation{claim.property, claim.message, claim.device};
    if (claim.property == PropertyId::order) violation.message = out_of_order(world.side(*claim.device).client);
    return violation;
  }
  return std::nullopt;
}

std::optional<Violation> find_violation(PropertyId id, const World& world, const Setup& setup) {
  return find_violation(claims_of(id, setup), world);
}

}  // namespace doublecheck::model
