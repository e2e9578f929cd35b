#include "model/machines.hpp"

#include "model/predicates.hpp"

#include <algorithm>
#include <array>

namespace doublecheck::model {
namespace {

using Instances = std::vector<Instance>;

Instances messages_in(const Setup& setup) {
  Instances instances;
  for (const Message& message : setup.workload) instances.push_back({.message = message});
  return instances;
}

Instances messages_for_devices_in(const Setup& setup) {
  Instances instances;
  for (const Message& message : setup.workload) {
    for (const ClientId device : devices_of(setup, message.to)) {
      instances.push_back({.message = message, .device = device});
    }
  }
  return instances;
}

Instances devices_in(const Setup& setup) {
  Instances instances;
  for (std::size_t i = 0; i < setup.participants.size(); ++i) instances.push_back({.device = client_at(i)});
  return instances;
}

Instances devices_in(const Setup& setup, bool runs_in_background) {
  Instances instances = devices_in(setup);
  std::erase_if(instances, [&](const Instance& instance) {
    return setup.participant(*instance.device).platform.runs_in_background != runs_in_background;
  });
  return instances;
}

Instances running_apps_in(const Setup& setup) { return devices_in(setup, true); }
Instances suspended_apps_in(const Setup& setup) { return devices_in(setup, false); }

Instances relays_in(const Setup& setup) {
  Instances instances;
  for (std::size_t i = 0; i < relay_count(setup); ++i) instances.push_back({.relay = relay_at(i)});
  return instances;
}

constexpr std::size_t index(auto label) { return static_cast<std::size_t>(label); }

/// The labels of one machine, as an enumeration, stand in the order of its table.
enum class MarkLabel : std::uint8_t { none, clock, one, two, failed };
constexpr auto kMarkLabels = std::to_array<Label>({
    {"none", "no mark"},
    {"clock", "clock"},
    {"one", "one check"},
    {"two", "two checks"},
    {"failed", "told that it failed"},
});

MarkLabel mark_label(const World& world, const Message& message) {
  const Mark mark = mark_of(world.side(message.from).client, message);
  const bool failed = mark != Mark::two && holds(is_reported_failed(message), world);
  return failed ? MarkLabel::failed : static_cast<MarkLabel>(mark);
}
static_assert(index(MarkLabel::two) == index(Mark::two));

constexpr auto kAppLabels = std::to_array<Label>({
    {"foreground", "foreground"},
    {"background", "background"},
    {"suspended", "suspended"},
    {"terminated_by_system", "terminated by the system"},
    {"terminated_by_user", "terminated by the user"},
});
static_assert(kAppLabels.size() == kAppStateCount);

enum class BodyLabel : std::uint8_t { absent, relayed, doubled, queued, gone, archived, released, given_up };
constexpr auto kBodyLabels = std::to_array<Label>({
    {"absent", "not on a server"},
    {"relayed", "kept by the sender's server"},
    {"doubled", "on both servers"},
    {"queued", "queued for the recipient"},
    {"gone", "gone before the acknowledgement"},
    {"archived", "archived"},
    {"released", "released"},
    {"given_up", "expired, or for a number that is another's now"},
});

BodyLabel body_label(const World& world, ClientId device, const Message& message) {
  const Mailbox& mailbox = world.side(device).mailbox;
  const bool relayed =
      std::ranges::any_of(world.relays, [&](const Relay& relay) { return holds_body(relay, message); });
  const bool queued = holds(is_queued_for(device, message), world);
  if (queued) return relayed ? BodyLabel::doubled : BodyLabel::queued;
  if (holds_body(mailbox, message)) return BodyLabel::archived;
  if (holds(was_released(device, message), world)) return BodyLabel::released;
  if (relayed) return BodyLabel::relayed;
  if (holds(is_given_up_for(device, message), world)) return BodyLabel::given_up;
  return contains(world.side(device).history.taken, message) ? BodyLabel::gone : BodyLabel::absent;
}

enum class ReceiptLabel : std::uint8_t { absent, relayed, owed, waiting, shown, forgotten };
constexpr auto kReceiptLabels = std::to_array<Label>({
    {"absent", "no receipt"},
    {"relayed", "on its way to the sender's server"},
    {"owed", "owed to the sender"},
    {"waiting", "with the sender, waiting for the server's ack"},
    {"shown", "two checks, and still owed"},
    {"forgotten", "two checks, and owed no more"},
});

bool relays_receipt(const Relay& relay, const Message& message) {
  const auto is_receipt = [&](const Post& post) {
    return post.kind == PostKind::delivered && original(post.message) == original(message);
  };
  return std::ranges::any_of(relay.queue_up, is_receipt) || std::ranges::any_of(relay.queue_down, is_receipt);
}

ReceiptLabel receipt_label(const World& world, const Message& message) {
  const Side& sender = world.side(message.from);
  const bool owed = contains(sender.mailbox.receipts, message);
  if (holds(has_two_checks(message), world)) return owed ? ReceiptLabel::shown : ReceiptLabel::forgotten;
  if (contains(sender.client.early_receipts, message)) return ReceiptLabel::waiting;
  if (owed) return ReceiptLabel::owed;
  const bool relayed = std::ranges::any_of(world.relays, [&](const Relay& r) { return relays_receipt(r, message); });
  return relayed ? ReceiptLabel::relayed : ReceiptLabel::absent;
}

enum class ConnectionLabel : std::uint8_t {
  down,
  up,
  beside_dead,
  asking,
  half_open,
  only_client,
  only_server,
  hibernating
};
constexpr auto kConnectionLabels = std::to_array<Label>({
    {"down", "no connection"},
    {"up", "connected at both ends"},
    {"beside_dead", "connected, and the server keeps a dead session too"},
    {"asking", "connected, and the client waits for its session"},
    {"half_open", "dead, and both ends believe in it"},
    {"only_client", "dead, and only the client believes in it"},
    {"only_server", "dead, and only the server believes in it"},
    {"hibernating", "no connection, and the server keeps the session"},
});

ConnectionLabel connection_label(const Side& side) {
  const bool server_believes = is_online(side.mailbox);
  if (side.severed) return server_believes ? ConnectionLabel::half_open : ConnectionLabel::only_client;
  if (side.client.connected && side.client.session.resuming) return ConnectionLabel::asking;
  if (side.client.connected) return side.dead_sessions > 0 ? ConnectionLabel::beside_dead : ConnectionLabel::up;
  if (server_believes) return ConnectionLabel::only_server;
  return side.mailbox.session.exists ? ConnectionLabel::hibernating : ConnectionLabel::down;
}

enum class PushLabel : std::uint8_t { idle, under_way, outdated, refused, late_refusal, no_token };
constexpr auto kPushLabels = std::to_array<Label>({
    {"idle", "the server has the token"},
    {"under_way", "a push is under way"},
    {"outdated", "the device has another token"},
    {"refused", "word of the invalid token is under way"},
    {"late_refusal", "word of the old token is under way, and the server has the new one"},
    {"no_token", "the server has no token"},
});

PushLabel push_label(const Side& side) {
  const Token token = side.mailbox.token;
  if (side.push_error_in_flight && token != Token::none) {
    return token == Token::outdated ? PushLabel::refused : PushLabel::late_refusal;
  }
  if (side.push_in_flight) return PushLabel::under_way;
  if (token == Token::outdated) return PushLabel::outdated;
  return token == Token::none ? PushLabel::no_token : PushLabel::idle;
}

enum class RelayLabel : std::uint8_t { idle, busy, parted, parted_with_mail };
constexpr auto kRelayLabels = std::to_array<Label>({
    {"idle", "connected, nothing to hand over"},
    {"busy", "connected, something under way or kept"},
    {"parted", "out of reach, nothing kept"},
    {"parted_with_mail", "out of reach, something kept"},
});

RelayLabel relay_label(const Relay& relay) {
  const bool keeps = !relay.queue_up.empty() || !relay.queue_down.empty();
  const bool busy = keeps || !relay.up.empty() || !relay.down.empty();
  if (!relay.connected) return keeps ? RelayLabel::parted_with_mail : RelayLabel::parted;
  return busy ? RelayLabel::busy : RelayLabel::idle;
}

std::size_t mark_of_one(const World& world, const Instance& one) { return index(mark_label(world, *one.message)); }

std::size_t app_of_one(const World& world, const Instance& one) { return index(world.side(*one.device).client.app); }

std::size_t body_of_one(const World& world, const Instance& one) {
  return index(body_label(world, *one.device, *one.message));
}

std::size_t receipt_of_one(const World& world, const Instance& one) {
  return index(receipt_label(world, *one.message));
}

std::size_t connection_of_one(const World& world, const Instance& one) {
  return index(connection_label(world.side(*one.device)));
}

std::size_t push_of_one(const World& world, const Instance& one) { return index(push_label(world.side(*one.device))); }

std::size_t relay_of_one(const World& world, const Instance& one) {
  return index(relay_label(world.relays[index_of(*one.relay)]));
}

constexpr auto kCatalogue = std::to_array<Machine>({
    {"mark", "the mark that a sender sees beside one message", kMarkLabels, messages_in, mark_of_one},
    {"app", "the app of one device whose platform lets it run in the background", kAppLabels, running_apps_in,
     app_of_one},
    {"display_only_app", "the app of one device whose platform does not", kAppLabels, suspended_apps_in, app_of_one},
    {"body", "the body of one message, for one device of its recipient, on the servers", kBodyLabels,
     messages_for_devices_in, body_of_one},
    {"receipt", "the receipt of one message", kReceiptLabels, messages_in, receipt_of_one},
    {"connection", "the connection of one device and its session, as both ends know them", kConnectionLabels,
     devices_in, connection_of_one},
    {"push", "the push channel of one device, and what the server knows of its token", kPushLabels, devices_in,
     push_of_one},
    {"relay", "the connection between two servers and what each keeps for the other", kRelayLabels, relays_in,
     relay_of_one},
});

}  // namespace

std::span<const Machine> machine_catalogue() { return kCatalogue; }

std::string name_of(const Setup& setup, const Instance& instance) {
  if (instance.relay) return name_of(setup, *instance.relay);
  const std::string device = instance.device ? setup.participant(*instance.device).name : "";
  if (!instance.message) return device;
  const std::string message = name_of(setup, *instance.message);
  return device.empty() ? message : message + " for " + device;
}

const Machine* find_machine(std::string_view name) {
  const auto found = std::ranges::find_if(kCatalogue, [&](const auto& machine) { return machine.name == name; });
  return found == kCatalogue.end() ? nullptr : &*found;
}

}  // namespace doublecheck::model
