#include "model/mailbox.hpp"

#include "model/assert.hpp"

#include <algorithm>
#include <optional>
#include <tuple>

namespace doublecheck::model {
namespace {

bool same_message(const Message& one, const Message& other) { return original(one) == original(other); }

Records records_of(const Mailbox& mailbox) {
  return {mailbox.bodies, mailbox.archive, mailbox.receipts, mailbox.failures, mailbox.tombstones};
}

/// A change of the mailbox during its life, where the disk may not have it at once.
class Change {
 public:
  Change(Mailbox& mailbox, const Options& options)
      : mailbox_(mailbox),
        writes_back_(options.server_durability == ServerDurability::write_back),
        writes_no_drops_(options.deviation == Deviation::drop_not_persisted) {
    if (writes_back_ || writes_no_drops_) before_ = records_of(mailbox);
  }
  Change(const Change&) = delete;
  Change& operator=(const Change&) = delete;

  ~Change() {
    if (!before_) return;
    const Records after = records_of(mailbox_);
    if (after == *before_) return;
    if (writes_no_drops_) {
      write_all_but_drops(after);
    } else if (mailbox_.on_disk.empty()) {
      mailbox_.on_disk.push_back(*before_);
    }
    if (mailbox_.on_disk.front() == after) mailbox_.on_disk.clear();
  }

 private:
  void write_all_but_drops(const Records& after) {
    Records disk = after;
    disk.bodies = mailbox_.on_disk.empty() ? before_->bodies : mailbox_.on_disk.front().bodies;
    for (const Message& message : after.bodies) {
      if (!contains(disk.bodies, message)) disk.bodies.push_back(message);
    }
    mailbox_.on_disk.clear();
    mailbox_.on_disk.push_back(disk);
  }

  Mailbox& mailbox_;
  bool writes_back_;
  bool writes_no_drops_;
  std::optional<Records> before_;
};

void drop(Mailbox& mailbox, const Message& message) {
  erase(mailbox.bodies, message);
  erase(mailbox.undated, message);
}

/// An expired body at the head of the queue, in a server that waits for it to go.
bool is_blocked(const Mailbox& mailbox) {
  return !mailbox.bodies.empty() && contains(mailbox.expired, mailbox.bodies.front());
}

void send_down(Mailbox& mailbox, const MailboxRules& rules, const Message& message, Effects& effects) {
  if (is_blocked(mailbox) || !may_resend(mailbox, rules, message)) return;
  effects.transmit_down(ItemKind::body, message);
  if (rules.options.server_drop != ServerDrop::on_send) return;
  drop(mailbox, message);
  effects.note(FactKind::body_dropped, message);
}

void send_push(Mailbox& mailbox, const Options& options, Effects& effects) {
  if (mailbox.token == Token::none) return;
  effects.push = true;
  if (options.server_drop != ServerDrop::on_push) return;
  const Sequence<Message> bodies = mailbox.bodies;  // a copy: dropping takes them out
  for (const Message& message : bodies) {
    drop(mailbox, message);
    effects.note(FactKind::body_dropped, message);
  }
}

/// R16, R17: down the existing connection if there is one; otherwise the server asks the push service to make the
/// recipient connect.
void reach_recipient(Mailbox& mailbox, const MailboxRules& rules, const Message& message, Effects& effects) {
  if (mailbox.session.exists) send_down(mailbox, rules, message, effects);  // goes down when the session continues
  if (is_online(mailbox)) {
    if (!mailbox.session.exists) send_down(mailbox, rules, message, effects);
    return;
  }
  switch (rules.options.push_repeat) {
    case PushRepeat::periodic:
    case PushRepeat::per_message:
      send_push(mailbox, rules.options, effects);
      return;
    case PushRepeat::on_first:
      if (mailbox.bodies.size() == 1) send_push(mailbox, rules.options, effects);
      return;
  }
}

/// R10: a body that was dropped comes back only where the server does not remember that it was.
bool knows(const Mailbox& mailbox, const Options& options, const Message& message) {
  switch (options.server_dedupe) {
    case ServerDedupe::tombstone:
      return contains(mailbox.bodies, message) || contains(mailbox.tombstones, message) ||
             contains(mailbox.expired, message);
    case ServerDedupe::while_queued:
      return contains(mailbox.bodies, message);
    case ServerDedupe::none:
      // Two queued copies show all that three would.
      return count(mailbox.bodies, message) >= 2;
  }
  throw AssertionFailure("unknown server_dedupe");
}

/// Makes room where the mailbox is bounded; false if there is none.
bool make_room(Mailbox& mailbox, const Options& options, Effects& effects) {
  if (options.mailbox_bound == MailboxBound::unbounded) return true;
  if (mailbox.bodies.size() < options.mailbox_bound.argument) return true;
  if (options.mailbox_bound == MailboxBound::bounce) return false;
  const Message oldest = mailbox.bodies.front();
  drop(mailbox, oldest);
  effects.note(FactKind::body_evicted, oldest);
  return true;
}

void refuse(const Message& message, PostKind kind, Effects& effects) {
  effects.note(FactKind::body_refused, message);
  effects.post(message.from, kind, message);
}

void take_custody(Mailbox& mailbox, const MailboxRules& rules, const Message& message, Effects& effects) {
  const bool hibernates = rules.options.session == SessionKind::resume && !is_online(mailbox);
  if (hibernates && rules.options.deviation == Deviation::queues_interleave) {
    mailbox.bodies.insert(mailbox.bodies.begin(), message);
  } else {
    mailbox.bodies.push_back(message);
  }
  Fact custody{.kind = FactKind::custody_taken, .item = {.kind = ItemKind::body, .message = message}};
  // A server that does not write drops writes all else at once.
  const bool writes_at_once = rules.options.deviation == Deviation::drop_not_persisted &&
                              rules.options.server_durability == ServerDurability::write_back;
  custody.durably = writes_at_once || rules.options.server_durability == ServerDurability::synchronous;
  effects.facts.push_back(custody);
}

/// Where messages go one by one, the next of the pair.
void send_next(Mailbox& mailbox, const MailboxRules& rules, const Message& done, Effects& effects) {
  if (!sends_one_by_one(rules.setup) || !is_online(mailbox)) return;
  const auto next = std::ranges::find_if(mailbox.bodies, [&](const Message& other) { return other.from == done.from; });
  if (next == mailbox.bodies.end() || *next == done) return;  // where nothing is ever dropped
  send_down(mailbox, rules, Message(*next), effects);
}

/// R9, R24: the body leaves the queue, or with retention for ever moves to the archive.
void release(Mailbox& mailbox, const Options& options, const Message& message, Effects& effects) {
  if (options.server_drop == ServerDrop::never || !contains(mailbox.bodies, message)) return;
  drop(mailbox, message);
  if (options.retention == Retention::forever) {
    insert_sorted(mailbox.archive, message);
    effects.note(FactKind::body_archived, message);
  } else {
    effects.note(FactKind::body_dropped, message);
  }
}

void bounce(Mailbox& mailbox, const Message& message, PostKind kind, Effects& effects) {
  drop(mailbox, message);
  refuse(message, kind, effects);
}

}  // namespace

bool holds_body(const Mailbox& mailbox, const Message& message) {
  const auto same = [&](const Message& other) { return same_message(other, message); };
  return std::ranges::any_of(mailbox.bodies, same) || std::ranges::any_of(mailbox.archive, same);
}

bool holds_body_durably(const Mailbox& mailbox, const Options& options, const Message& message) {
  if (options.server_durability == ServerDurability::memory) return false;
  const auto same = [&](const Message& other) { return same_message(other, message); };
  const bool on_disk = mailbox.on_disk.empty() || std::ranges::any_of(mailbox.on_disk.front().bodies, same);
  return on_disk && std::ranges::any_of(mailbox.bodies, same);
}

bool is_flushed(const Mailbox& mailbox) { return mailbox.on_disk.empty(); }

bool is_online(const Mailbox& mailbox) { return mailbox.sessions > 0; }

bool may_resend(const Mailbox& mailbox, const MailboxRules& rules, const Message& message) {
  if (!sends_one_by_one(rules.setup)) return true;
  const auto first = std::ranges::find_if(mailbox.bodies, [&](const Message& m) { return m.from == message.from; });
  return first != mailbox.bodies.end() && *first == message;
}

/// R15: the acknowledgement goes out because the server has taken custody, or knows that it once did.
void on_store_body(Mailbox& mailbox, const MailboxRules& rules, const Arrival& arrival, Effects& effects) {
  const Change change(mailbox, rules.options);
  const Message& message = arrival.message;
  const bool accepts = !arrival.relayed && rules.self == message.to;
  if (!arrival.registered) {
    const bool is_further_device = rules.self != message.to;
    // The sender has been told of custody already, and its phone will not send the message again.
    if (arrival.relayed || is_further_device) effects.note(FactKind::body_purged, message);
    if (is_further_device) return;
    return refuse(message, PostKind::unknown_number, effects);
  }
  if (knows(mailbox, rules.options, message)) {
    if (accepts) effects.post(message.from, PostKind::accepted, message);
    // A sender without the first check does not ask for the second.
    const bool rederives = rules.options.receipt == ReceiptStorage::rederived && contains(mailbox.tombstones, message);
    if (rederives) effects.post(message.from, PostKind::delivered, message);
    effects.note(FactKind::resend_recognised, message);
    return;
  }
  if (!make_room(mailbox, rules.options, effects)) return refuse(message, PostKind::refused, effects);
  if (accepts) effects.post(message.from, PostKind::accepted, message);
  if (arrival.in_handover && rules.options.deviation == Deviation::handover_loses) {
    effects.note(FactKind::body_missed, message);
    return;
  }
  take_custody(mailbox, rules, message, effects);
  reach_recipient(mailbox, rules, message, effects);
}

/// R22: the recipient's acknowledgement relieves the server of the body, and is routed back to the sender.
void on_delivery_ack(Mailbox& mailbox, const MailboxRules& rules, const Message& message, Effects& effects) {
  const Change change(mailbox, rules.options);
  release(mailbox, rules.options, message, effects);
  effects.note(FactKind::release_processed, message);
  send_next(mailbox, rules, message, effects);
  if (rules.options.deviation == Deviation::any_device_releases_all) {
    for (const ClientId device : devices_of(rules.setup, message.to)) {
      if (device != rules.self) effects.post(device, PostKind::released_elsewhere, message);
    }
  }
  if (rules.options.server_dedupe == ServerDedupe::tombstone) {
    if (contains(mailbox.tombstones, message)) return;
    insert_sorted(mailbox.tombstones, message);
  }
  effects.post(message.from, PostKind::delivered, message);
}

void on_released_elsewhere(Mailbox& mailbox, const MailboxRules& rules, const Message& message, Effects& effects) {
  const Change change(mailbox, rules.options);
  release(mailbox, rules.options, message, effects);
}

/// The receipt is a second stored message, with the roles swapped.
void on_delivered(Mailbox& mailbox, const MailboxRules& rules, const Message& message, Effects& effects) {
  const Change change(mailbox, rules.options);
  const bool reaches = is_online(mailbox) || mailbox.session.exists;
  switch (rules.options.receipt) {
    case ReceiptStorage::stored:
      if (contains(mailbox.receipts, message)) return;
      mailbox.receipts.push_back(message);
      effects.note(FactKind::receipt_queued, message);
      break;
    case ReceiptStorage::fire_and_forget:
    case ReceiptStorage::rederived:
      if (reaches) break;
      effects.note(FactKind::receipt_not_kept, message);
      return;
  }
  if (reaches) effects.transmit_down(ItemKind::receipt, message);
}

/// A server that has taken a message in and gives it up owes its sender the word as it would owe the receipt.
void on_failed(Mailbox& mailbox, const MailboxRules& rules, const Message& message, Effects& effects) {
  if (contains(mailbox.failures, message)) return;
  const Change change(mailbox, rules.options);
  mailbox.failures.push_back(message);
  effects.note(FactKind::failure_queued, message);
  if (is_online(mailbox) || mailbox.session.exists) effects.transmit_down(ItemKind::failure, message);
}

void on_receipt_query(const Mailbox& mailbox, const Message& message, Effects& effects) {
  for (const Message& known : mailbox.tombstones) {
    if (!same_message(known, message)) continue;
    effects.post(message.from, PostKind::delivered, known);
    return;
  }
}

/// R12: the server is a router: with the receipt gone it holds nothing of the message but, perhaps, its id.
void on_receipt_ack(Mailbox& mailbox, const MailboxRules& rules, const Message& message, Effects& effects) {
  const Change change(mailbox, rules.options);
  if (erase(mailbox.receipts, message)) effects.note(FactKind::receipt_forgotten, message);
  if (rules.options.deviation != Deviation::receipt_for_receipt) return;
  effects.post(rules.self == message.from ? message.to : message.from, PostKind::delivered, message);
}

void on_failure_ack(Mailbox& mailbox, const MailboxRules& rules, const Message& message, Effects& effects) {
  const Change change(mailbox, rules.options);
  if (erase(mailbox.failures, message)) effects.note(FactKind::failure_forgotten, message);
}

/// R7: connecting starts the server's drain too: bodies for this user, then what is owed to it.
void on_user_connected(Mailbox& mailbox, const MailboxRules& rules, Effects& effects) {
  const Change change(mailbox, rules.options);
  Sequence<Message> bodies = mailbox.bodies;  // a copy: `send_down` may drop
  if (rules.options.order == Order::none) std::ranges::reverse(bodies);
  for (const Message& message : bodies) send_down(mailbox, rules, message, effects);
  for (const Message& message : mailbox.receipts) effects.transmit_down(ItemKind::receipt, message);
  for (const Message& message : mailbox.failures) effects.transmit_down(ItemKind::failure, message);
}

/// The count is as good as the recipient's acknowledgements, which may have been lost with its app since.
void on_confirmed(Mailbox& mailbox, const MailboxRules& rules, const Sequence<Item>& items, Effects& effects) {
  // The recipient counts what it has stored. Where the ack waits for the user's eyes, that says too little.
  if (rules.options.recipient_ack == RecipientAck::after_display) return;
  for (const Item& item : items) {
    const bool unacknowledged = item.kind == ItemKind::body && contains(mailbox.bodies, item.message);
    if (unacknowledged) on_delivery_ack(mailbox, rules, item.message, effects);
  }
}

/// A server that has no timer to push by has to do it now, for what was on the connection.
void on_connection_ended(Mailbox& mailbox, const MailboxRules& rules, Effects& effects) {
  if (rules.options.push_repeat == PushRepeat::per_message) on_found_offline(mailbox, rules, effects);
}

/// Who looked connected got no push for what has come since.
void on_found_offline(Mailbox& mailbox, const MailboxRules& rules, Effects& effects) {
  if (rules.options.push_repeat == PushRepeat::on_first || is_online(mailbox) || mailbox.bodies.empty()) return;
  const Change change(mailbox, rules.options);
  send_push(mailbox, rules.options, effects);
}

void on_session_ended(Mailbox& mailbox, const MailboxRules& rules, Effects& effects) {
  const Change change(mailbox, rules.options);
  effects.facts.push_back({.kind = FactKind::session_timed_out});
  const Sequence<Item> window = mailbox.session.window;
  mailbox.session = {};
  for (const Item& item : window) {
    if (item.kind != ItemKind::body || !contains(mailbox.bodies, item.message)) continue;
    switch (rules.options.unacknowledged_at_session_end) {
      case SessionEnd::restore:
        continue;  // it has been in the queue all the time
      case SessionEnd::bounce:
        bounce(mailbox, item.message, PostKind::refused, effects);
        continue;
      case SessionEnd::drop:
        drop(mailbox, item.message);
        effects.note(FactKind::body_dropped, item.message);
        continue;
    }
  }
  on_connection_ended(mailbox, rules, effects);
}

/// R8: nothing leaves the queue without its acknowledgement: what is unacknowledged is sent again.
void on_body_timer(Mailbox& mailbox, const MailboxRules& rules, const Message& message, Effects& effects) {
  DOUBLECHECK_ASSERT(contains(mailbox.bodies, message));
  const Change change(mailbox, rules.options);
  send_down(mailbox, rules, message, effects);
}

void on_receipt_timer(Mailbox& mailbox, const Message& message, Effects& effects) {
  DOUBLECHECK_ASSERT(contains(mailbox.receipts, message));
  effects.transmit_down(ItemKind::receipt, message);
}

void on_failure_timer(Mailbox& mailbox, const Message& message, Effects& effects) {
  DOUBLECHECK_ASSERT(contains(mailbox.failures, message));
  effects.transmit_down(ItemKind::failure, message);
}

void on_receipt_deadline(Mailbox& mailbox, const MailboxRules& rules, const Message& message, Effects& effects) {
  const Change change(mailbox, rules.options);
  erase(mailbox.receipts, message);
  effects.note(FactKind::receipt_given_up, message);
}

void on_push_timer(Mailbox& mailbox, const MailboxRules& rules, Effects& effects) {
  DOUBLECHECK_ASSERT(!mailbox.bodies.empty());
  const Change change(mailbox, rules.options);
  send_push(mailbox, rules.options, effects);
}

/// The error is about the token that the push was sent to, which may have been replaced since.
void on_push_error(Mailbox& mailbox, const Options& options, Effects& effects) {
  const bool is_about_this = mailbox.token == Token::outdated;
  if (!is_about_this && options.deviation != Deviation::late_error_clears_token) return;
  mailbox.token = Token::none;
  effects.facts.push_back({.kind = FactKind::token_forgotten});
}

void on_expiry(Mailbox& mailbox, const MailboxRules& rules, const Message& message, Effects& effects) {
  const Change change(mailbox, rules.options);
  effects.note(FactKind::body_expired, message);
  if (contains(mailbox.undated, message)) return;
  if (rules.options.expiry == Expiry::reported) effects.post(message.from, PostKind::failed, message);
  const bool stays = rules.options.deviation == Deviation::expired_head_blocks;
  if (stays || rules.options.server_dedupe == ServerDedupe::tombstone) insert_sorted(mailbox.expired, message);
  if (stays) return;
  drop(mailbox, message);
  send_next(mailbox, rules, message, effects);
}

void on_tombstone_expiry(Mailbox& mailbox, const MailboxRules& rules, const Message& message, Effects& effects) {
  const Change change(mailbox, rules.options);
  erase(mailbox.tombstones, message);
  effects.note(FactKind::tombstone_forgotten, message);
}

void on_flush(Mailbox& mailbox, Effects& effects) {
  DOUBLECHECK_ASSERT(!is_flushed(mailbox));
  const Records before = mailbox.on_disk.front();
  mailbox.on_disk.clear();
  for (const Message& message : mailbox.bodies) {
    if (!contains(before.bodies, message)) effects.note(FactKind::body_flushed, message);
  }
}

void on_number_lost(Mailbox& mailbox, const MailboxRules& rules, Effects& effects) {
  const Change change(mailbox, rules.options);
  const Sequence<Message> bodies = mailbox.bodies;  // a copy: bouncing drops
  for (const Message& message : bodies) {
    effects.note(FactKind::body_purged, message);
    bounce(mailbox, message, PostKind::unknown_number, effects);
  }
  mailbox.receipts.clear();
  mailbox.failures.clear();
  mailbox.session = {};
  mailbox.token = Token::none;
}

/// What dies with the server process; the rest of `Mailbox` is on its storage.
void on_server_crash(Mailbox& mailbox, const MailboxRules& rules, Effects& effects) {
  mailbox.sessions = 0;
  mailbox.session = {};
  const Records before = records_of(mailbox);
  Records after = mailbox.on_disk.empty() ? before : mailbox.on_disk.front();
  if (rules.options.server_durability == ServerDurability::memory) after = {};
  mailbox.on_disk.clear();
  std::tie(mailbox.bodies, mailbox.archive, mailbox.receipts, mailbox.failures, mailbox.tombstones) =
      std::tie(after.bodies, after.archive, after.receipts, after.failures, after.tombstones);
  if (rules.options.server_durability == ServerDurability::memory) mailbox.expired.clear();
  for (const Message& message : before.bodies) {
    if (!contains(after.bodies, message)) effects.note(FactKind::body_lost_in_crash, message);
  }
  for (const Message& message : after.bodies) {
    if (!contains(before.bodies, message)) effects.note(FactKind::body_back_from_disk, message);
  }
  // What is back from the disk has its time before it again.
  if (rules.options.deviation != Deviation::expired_head_blocks) {
    erase_where(mailbox.expired, [&](const Message& message) { return contains(mailbox.bodies, message); });
  }
  if (rules.options.deviation == Deviation::expiry_forgotten) mailbox.undated = mailbox.bodies;
}

}  // namespace doublecheck::model
