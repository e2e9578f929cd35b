#include "tests/model/invariants.hpp"

#include <algorithm>

namespace doublecheck::model::fixtures {
namespace {

/// The invariants of one side, collected.
struct Inspection {
  const Side& side;
  const Setup& setup;
  ClientId self;
  std::vector<std::string>& broken;

  void expect(bool holds, const char* what) const {
    if (!holds) broken.push_back(setup.participant(self).name + ": " + what);
  }
  bool deviates(Deviation deviation) const { return setup.options.deviation == deviation; }
};

bool is_subset(const Sequence<Message>& some, const Sequence<Message>& all) {
  return std::ranges::all_of(some, [&](const Message& message) { return contains(all, message); });
}

bool is_set(const Sequence<Message>& messages) {
  return std::ranges::is_sorted(messages) && std::ranges::adjacent_find(messages) == messages.end();
}

std::size_t items_of_session(const Link& link) {
  return static_cast<std::size_t>(
      std::ranges::count_if(link.in_flight, [](const Item& item) { return !is_control(item.kind); }));
}

void inspect_connection(const Inspection& inspection) {
  const Side& side = inspection.side;
  const Client& client = side.client;
  const Options& options = inspection.setup.options;
  const int living = side.mailbox.sessions - side.dead_sessions;
  const bool several =
      options.second_connection == SecondConnection::both || inspection.deviates(Deviation::several_sessions);
  inspection.expect(is_alive(side) || (side.up.in_flight.empty() && side.down.in_flight.empty()),
                    "nothing is in flight where no connection lives");
  inspection.expect(!side.severed || client.connected, "only a connection can be severed");
  inspection.expect(living >= 0, "no more sessions are dead than there are");
  inspection.expect(side.mailbox.sessions <= (several ? 2 : 1), "there are no more sessions than the options allow");
  inspection.expect(!side.partitioned || !is_alive(side), "no connection lives in a partition");
  inspection.expect(!client.connected || client.registered, "who is connected has a number");
  inspection.expect(!client.connected || may_run(inspection.setup.participant(inspection.self).platform, client.app),
                    "who is connected runs");
  if (inspection.deviates(Deviation::old_timer_ends_session)) return;
  inspection.expect(is_alive(side) || living == 0, "the server has no living session with a dead connection");
  inspection.expect(!is_alive(side) || client.session.resuming || living > 0,
                    "the server knows of every connection that lives");
}

void inspect_client(const Inspection& inspection) {
  const Client& client = inspection.side.client;
  const Options& options = inspection.setup.options;
  for (const Message& message : client.outbox) {
    inspection.expect(mark_of(client, message) == Mark::clock, "what is in the outbox has the clock");
    inspection.expect(!has_failed(client, message), "what is in the outbox has not failed");
  }
  for (const Message& message : client.early_receipts) {
    inspection.expect(mark_of(client, message) == Mark::clock, "only what has the clock has an early receipt");
  }
  for (const Message& message : client.received) {
    inspection.expect(count(client.received, message) <= 2, "two copies stand for any number");
  }
  inspection.expect(client.unsaved.empty() || options.recipient_ack == RecipientAck::before_persist,
                    "what is acknowledged is stored");
  inspection.expect(client.unshown.empty() || options.recipient_ack == RecipientAck::after_display,
                    "the ack waits only for the display");
  inspection.expect(is_subset(client.unshown, client.received), "what waits to be seen is stored");
  inspection.expect(client.app != AppState::foreground || client.unshown.empty(), "what is open shows everything");
  inspection.expect(client.app != AppState::foreground || !client.notified, "no notification for an app that is open");
  inspection.expect(client.recent.size() <= options.recipient_dedupe.argument, "the memory for ids is bounded");
  inspection.expect(std::ranges::is_sorted(client.matched), "contacts are sorted");
  inspection.expect(client.registered || client.outbox.empty() || client.composed == 0,
                    "without a number nothing waits");
}

void inspect_mailbox(const Inspection& inspection) {
  const Mailbox& mailbox = inspection.side.mailbox;
  const Options& options = inspection.setup.options;
  inspection.expect(is_set(mailbox.archive) && is_set(mailbox.tombstones), "archive and tombstones are sets");
  inspection.expect(mailbox.archive.empty() || options.retention == Retention::forever, "only the archive archives");
  inspection.expect(mailbox.tombstones.empty() || options.server_dedupe == ServerDedupe::tombstone,
                    "ids are remembered only where the option says so");
  const auto is_queued = [&](const Message& message) { return contains(mailbox.bodies, message); };
  inspection.expect(is_set(mailbox.expired), "the ids of expired bodies are a set");
  inspection.expect(
      inspection.deviates(Deviation::expired_head_blocks) || std::ranges::none_of(mailbox.expired, is_queued),
      "what is expired is not queued");
  inspection.expect(is_subset(mailbox.undated, mailbox.bodies), "what is undated is queued");
  inspection.expect(mailbox.on_disk.size() <= 1, "there is one disk");
  inspection.expect(mailbox.on_disk.empty() || options.server_durability == ServerDurability::write_back ||
                        inspection.deviates(Deviation::drop_not_persisted),
                    "the disk is up to date");
  inspection.expect(options.mailbox_bound == MailboxBound::unbounded || !mailbox.on_disk.empty() ||
                        mailbox.bodies.size() <= options.mailbox_bound.argument ||
                        options.server_dedupe == ServerDedupe::none,
                    "the mailbox is bounded");
  for (const Message& message : mailbox.bodies) {
    inspection.expect(user_of(inspection.setup, inspection.self) == message.to, "bodies are for their recipient");
  }
  for (const Message& message : mailbox.receipts) {
    inspection.expect(inspection.self == message.from || inspection.deviates(Deviation::receipt_for_receipt),
                      "receipts are for the sender");
  }
  for (const Message& message : mailbox.failures) {
    inspection.expect(inspection.self == message.from, "word of a failure is for the sender");
  }
}

/// Items sent in the session: those that are known to have been received, and those in the window.
std::size_t sent_in(const Session& session) { return session.confirmed + session.window.size(); }

void inspect_session(const Inspection& inspection) {
  const Side& side = inspection.side;
  const Session& ours = side.client.session;
  const Session& servers = side.mailbox.session;
  if (inspection.setup.options.session == SessionKind::fresh) {
    inspection.expect(ours == Session{} && servers == Session{}, "fresh sessions are not remembered");
    return;
  }
  inspection.expect(!ours.resuming || side.client.connected, "only on a connection is an answer awaited");
  inspection.expect(!servers.resuming, "the server asks for nothing");
  if (inspection.setup.options.deviation != Deviation::none) return;  // many lie in these counts
  inspection.expect(!ours.resumed && !servers.resumed, "nothing remembers a resumption without need");
  if (!ours.exists || !servers.exists || ours.generation != servers.generation) return;
  inspection.expect(ours.received <= sent_in(servers), "the client has received no more than was sent");
  inspection.expect(servers.received <= sent_in(ours), "the server has received no more than was sent");
  inspection.expect(ours.received >= servers.confirmed, "the server knows of nothing that the client has not received");
  inspection.expect(servers.received >= ours.confirmed, "the client knows of nothing that the server has not received");
  if (!is_alive(side) || ours.resuming) return;
  inspection.expect(ours.received + items_of_session(side.down) == sent_in(servers),
                    "all that was sent down has been received or is in flight");
  inspection.expect(servers.received + items_of_session(side.up) == sent_in(ours),
                    "all that was sent up has been received or is in flight");
}

void inspect_relays(const World& world, std::vector<std::string>& broken) {
  for (const Relay& relay : world.relays) {
    const bool empty = relay.up.empty() && relay.down.empty();
    if (!relay.connected && !empty) broken.emplace_back("a relay: nothing is in flight where no connection lives");
    for (const auto& [link, queue] :
         {std::pair{&relay.up, &relay.queue_up}, std::pair{&relay.down, &relay.queue_down}}) {
      const bool kept = std::ranges::all_of(
          *link, [&](const RelayItem& item) { return item.acknowledgement || contains(*queue, item.post); });
      if (!kept) broken.emplace_back("a relay: what is in flight is kept until it is acknowledged");
    }
  }
}

}  // namespace

std::vector<std::string> broken_invariants(const World& world, const Setup& setup) {
  std::vector<std::string> broken;
  for (std::size_t i = 0; i < world.sides.size(); ++i) {
    const Inspection inspection{world.sides[i], setup, client_at(i), broken};
    inspect_connection(inspection);
    inspect_client(inspection);
    inspect_mailbox(inspection);
    inspect_session(inspection);
  }
  inspect_relays(world, broken);
  return broken;
}

}  // namespace doublecheck::model::fixtures
