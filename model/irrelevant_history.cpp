#include "model/irrelevant_history.hpp"

#include <algorithm>
#include <utility>

namespace doublecheck::model {
namespace {

/// Has a sender's message been taken in behind a later one? If so, it stays so until the store is wiped.
bool is_out_of_order(const Sequence<Message>& received) {
  for (auto later = received.begin(); later != received.end(); ++later) {
    const bool shown_before = std::find(received.begin(), later, *later) != later;
    const bool is_late = std::any_of(received.begin(), later, [&](const Message& other) {
      return other.from == later->from && other.number > later->number;
    });
    if (is_late && !shown_before) return true;
  }
  return false;
}

/// Leaves as many copies of each message as are told apart.
void forget_copies(Sequence<Message>& sorted, std::size_t copies_max) {
  std::size_t copies = 0;
  auto kept = sorted.begin();
  for (auto message = sorted.begin(); message != sorted.end(); ++message) {
    copies = message != sorted.begin() && *message == *(kept - 1) ? copies + 1 : 1;
    if (copies <= copies_max) *kept++ = *message;
  }
  sorted.erase(kept, sorted.end());
}

/// Of the message store: which messages it has, whether the order was right and which of them came again.
void forget_arrivals(Sequence<Message>& received, const Setup& setup, const Interest& interest) {
  const bool is_disordered = interest.arrival_order && is_out_of_order(received);
  std::ranges::sort(received);
  // Which of a message's ids are in the store depends on how many copies there were when they came.
  if (setup.options.message_id_on_resend == MessageId::same) forget_copies(received, interest.copies ? 2 : 1);
  if (is_disordered) std::ranges::reverse(received);
}

/// How often a message was transmitted matters as long as it may be again.
void forget_attempts(Client& client, const Interest& interest) {
  for (Sent& sent : client.sent) {
    if (!contains(client.outbox, sent.message)) sent.attempts = 0;
    if (!interest.failures) sent.failed = false;
  }
}

/// Does this server, whatever happens, never forget the ids that it has told?
bool never_forgets_ids(const Options& options) {
  return options.server_dedupe == ServerDedupe::tombstone && options.server_dedupe.argument == 0 &&
         options.server_durability == ServerDurability::synchronous && options.deviation == Deviation::none;
}

/// Is the body gone from the queue for good?
bool is_settled(const Mailbox& mailbox, const Setup& setup, const Message& message) {
  const bool is_known = contains(mailbox.tombstones, message) || contains(mailbox.expired, message);
  return is_known && never_forgets_ids(setup.options) && !contains(mailbox.bodies, message);
}

/// Can no body be queued here any more?
bool is_closed(const Mailbox& mailbox, const Setup& setup, ClientId self) {
  if (!mailbox.bodies.empty() || setup.options.message_id_on_resend == MessageId::fresh) return false;
  return std::ranges::all_of(setup.workload, [&](const Message& message) {
    return message.to != user_of(setup, self) || is_settled(mailbox, setup, message);
  });
}

/// A notification is there to make its user open the app, and to answer for mail that waits.
void forget_notification(Side& side, const Setup& setup, ClientId self, const Interest& interest) {
  if (!setup.participant(self).opens_unprompted || interest.notification) return;
  if (!interest.unnoticed_mail || is_closed(side.mailbox, setup, self)) side.client.notified = false;
}

/// Counts that are only ever compared with each other. The first is what one end knows to have arrived, the others are
/// what arrived, as the other end counted it.
class Counts {
 public:
  explicit Counts(std::uint16_t& confirmed) : confirmed_(confirmed) {}

  void add(std::uint16_t& received) { received_.push_back(&received); }
  void add(Link& link, ItemKind kind) {
    for (Item& item : link.in_flight) {
      if (item.kind == kind) add(item.count);
    }
  }

  bool is_alone() const { return received_.empty(); }
  /// What will be confirmed at least, where anything ever is. REQUIRES: !is_alone().
  std::uint16_t least_received() const {
    return **std::ranges::min_element(received_, {}, [](const std::uint16_t* count) { return *count; });
  }

  /// Only the differences matter.
  void level() {
    const std::uint16_t least = is_alone() ? confirmed_ : std::min(confirmed_, least_received());
    confirmed_ = static_cast<std::uint16_t>(confirmed_ - least);
    for (std::uint16_t* count : received_) *count = static_cast<std::uint16_t>(*count - least);
  }

 private:
  std::uint16_t& confirmed_;
  Sequence<std::uint16_t*> received_;
};

/// What the server has of the client's window will leave it when the session goes on, and does nothing until then.
void forget_what_the_server_has(Side& side, bool is_same) {
  Session& client = side.client.session;
  Counts counts(client.confirmed);
  if (is_same) counts.add(side.mailbox.session.received);
  counts.add(side.down, ItemKind::resumed);
  if (counts.is_alone()) {
    client.window.clear();  // of a session that is over
  } else {
    confirm(client, counts.least_received());
  }
  counts.level();
}

/// Will it do anything that the client has received this item of the window, or that the session ends with it?
bool is_spent(const Item& item, const Mailbox& mailbox, const Setup& setup) {
  const bool restores = setup.options.unacknowledged_at_session_end == SessionEnd::restore;
  if (restores && setup.options.recipient_ack == RecipientAck::after_display) return true;
  return item.kind != ItemKind::body || is_settled(mailbox, setup, item.message);
}

/// The same for what the client has of the server's window, but that a confirmed body is an acknowledged one.
void forget_what_the_client_has(Side& side, const Setup& setup) {
  Session& mailbox = side.mailbox.session;
  Counts counts(mailbox.confirmed);
  counts.add(side.client.session.received);
  counts.add(side.up, ItemKind::resume);
  const std::uint16_t least = counts.least_received();
  const std::size_t news = least > mailbox.confirmed ? least - mailbox.confirmed : 0U;
  const auto end = mailbox.window.begin() + static_cast<std::ptrdiff_t>(std::min(news, mailbox.window.size()));
  const auto kept = std::remove_if(mailbox.window.begin(), end,
                                   [&](const Item& item) { return is_spent(item, side.mailbox, setup); });
  mailbox.confirmed = static_cast<std::uint16_t>(mailbox.confirmed + (end - kept));
  mailbox.window.erase(kept, end);
  counts.level();
}

bool carries(const Link& link, ItemKind kind) {
  return std::ranges::any_of(link.in_flight, [&](const Item& item) { return item.kind == kind; });
}

/// The server's next session has nothing to do with what the two ends count now.
void forget_ended_session(Side& side, const Setup& setup) {
  side.client.session.received = 0;
  for (Item& item : side.up.in_flight) item.count = 0;
  side.mailbox.session.received = 0;
  side.mailbox.session.confirmed = 0;
  if (carries(side.down, ItemKind::started)) return;  // then it is the client that will follow
  const bool restores = setup.options.unacknowledged_at_session_end == SessionEnd::restore;
  erase_where(side.mailbox.session.window,
              [&](const Item& item) { return restores || is_spent(item, side.mailbox, setup); });
}

/// The two generations change places at will: a session is only ever told from the one before it.
void forget_generation(Side& side) {
  Session& client = side.client.session;
  Session& mailbox = side.mailbox.session;
  Sequence<std::uint8_t*> generations;
  if (client.exists) generations.push_back(&client.generation);
  if (mailbox.exists) generations.push_back(&mailbox.generation);
  for (Item& item : side.up.in_flight) {
    if (item.kind == ItemKind::resume) generations.push_back(&item.generation);
  }
  for (Item& item : side.down.in_flight) {
    if (item.kind == ItemKind::started) generations.push_back(&item.generation);
  }
  if (generations.empty() || *generations.front() == 0) return;
  for (std::uint8_t* generation : generations) *generation = static_cast<std::uint8_t>(1 - *generation);
}

void forget_session(Side& side, const Setup& setup) {
  // There the client connects twice, and asks twice for what it then takes for one session.
  if (setup.options.session == SessionKind::fresh || setup.options.deviation == Deviation::several_sessions) return;
  const Session& client = side.client.session;
  const Session& mailbox = side.mailbox.session;
  const bool is_same = client.exists && mailbox.exists && client.generation == mailbox.generation;
  forget_what_the_server_has(side, is_same);
  if (is_same) {
    forget_what_the_client_has(side, setup);
  } else {
    forget_ended_session(side, setup);
  }
  forget_generation(side);
}

/// What nobody is interested in.
void forget_unread(History& history, const Client& client, const Setup& setup, const Interest& interest) {
  const auto keep = [&](Sequence<Message>& messages, bool is_read) {
    if (!is_read) messages.clear();
  };
  keep(history.taken, interest.taken);
  keep(history.released, interest.released);
  keep(history.restored, interest.restored || (interest.restored_as_declared && setup.re_store_declared));
  keep(history.wiped, interest.wiped);
  keep(history.excused, interest.excused);
  keep(history.expired, interest.expired);
  // What is in the store again says as much.
  erase_where(history.wiped, [&](const Message& message) {
    return std::ranges::any_of(client.received, [&](const Message& m) { return original(m) == message; });
  });
  history.breaches = static_cast<std::uint8_t>(history.breaches & interest.breaches);
}

}  // namespace

void forget_irrelevant_history(Side& side, const Setup& setup, ClientId self, const Interest& interest) {
  forget_arrivals(side.client.received, setup, interest);
  forget_attempts(side.client, interest);
  forget_notification(side, setup, self, interest);
  forget_session(side, setup);
  forget_unread(side.history, side.client, setup, interest);
}

}  // namespace doublecheck::model
