// What a server does with bodies: how it takes custody, and how it keeps its mailboxes.

#include "model/option_tables.hpp"

#include <array>

namespace doublecheck::model {
namespace {

constexpr auto kServerDurability = std::to_array<OptionValue>({
    {"synchronous", "The server acknowledges a message only when it would survive a crash."},
    {"write_back", "The server acknowledges at once and writes every so often; a crash loses what changed since.",
     time_argument(20 * kOptionSecond)},
    {"memory", "The server acknowledges at once and keeps bodies in memory; a crash loses them."},
});
constexpr OptionTexts kServerDurabilityTexts{
    "what does a server crash lose after an ack?",
    "WhatsApp's mailboxes were written back every 20 s (notes of Reed's talk of 2014, timothya.com). mosquitto does "
    "not "
    "tie its ack to the disk (#1855): when mosquitto 2.0.11 was killed after it, the session and the message were gone "
    "(measured).",
    "What the server has acknowledged, nobody sends again: a crash before the write loses it behind one check.",
};

constexpr auto kServerDrop = std::to_array<OptionValue>({
    {"on_ack", "The body goes when the recipient's acknowledgement is processed."},
    {"on_send", "The body goes when it is written to the recipient's connection."},
    {"on_push", "The bodies go when a push about them is sent."},
    {"never", "The body stays in the queue and is sent again on every connection."},
});
constexpr OptionTexts kServerDropTexts{
    "when does the server drop a body?",
    "Signal drops on the ack. The offline stores of Prosody and ejabberd drop on sending: with Prosody 0.12.3 "
    "and ejabberd 23.01, what was on a connection that broke was never sent again, and its sender was not told "
    "(source, and measured).",
    "A body dropped on sending is lost with the connection, one dropped on a push with the push. A body that is never "
    "dropped is sent for ever and stays on the server for anybody to find.",
};

constexpr auto kServerDedupe = std::to_array<OptionValue>({
    {"tombstone",
     "The server remembers the ids that it has dropped, for so long, and only acknowledges a resend of one.",
     time_argument(0)},
    {"while_queued", "A resend is recognised while the body is queued; after the drop it is stored again."},
    {"none", "Every copy that arrives is queued."},
});
constexpr OptionTexts kServerDedupeTexts{
    "a resend after the drop: is the body stored again?",
    "Signal's server compares only with what is queued, and by an id of its own, so that a resend is queued again "
    "(source). Prosody 0.12.3 and ejabberd 23.01 deliver both of two messages with one id (measured).",
    "A resend without a tombstone brings a delivered body back to the server and to the recipient, who has to "
    "recognise "
    "it. Tombstones are metadata that the server keeps; those that expire let a late resend through.",
};

constexpr auto kOrder = std::to_array<OptionValue>({
    {"per_pair_fifo", "One sender's messages reach a recipient in the order in which they were composed."},
    {"arrival", "The mailbox is drained in the order in which messages arrived at the server."},
    {"none", "The mailbox is drained newest first."},
});
constexpr OptionTexts kOrderTexts{
    "does a conversation keep its order?",
    "MQTT sends again in the original order (MQTT-4.6.0). Retries that passed over the failed head of the queue were "
    "bugs: element-web #5408 and #18942, MQTT.js #450.",
    "The user reads an answer before the question. Over datagrams, order costs a round trip for each message of a "
    "pair.",
};

constexpr auto kMailboxBound = std::to_array<OptionValue>({
    {"unbounded", "A mailbox holds whatever comes."},
    {"bounce", "A mailbox holds so many bodies; the next message is refused and its sender is told.",
     count_argument(100)},
    {"drop_oldest", "A mailbox holds so many bodies; for the next message the oldest body goes, in silence.",
     count_argument(100)},
});
constexpr OptionTexts kMailboxBoundTexts{
    "what happens when a mailbox is full?",
    "XEP-0160 returns an error, and so does ejabberd. Signal trims the oldest (source). Firebase discards all beyond "
    "100 and hints at it (documentation). mosquitto queues 1000 (source).",
    "What is dropped in silence had one check: nobody sends it again and nobody learns of it.",
};

constexpr auto kMessageTtl = std::to_array<OptionValue>({
    {"none", "A body waits for its recipient without limit."},
    {"ttl", "A body that was not delivered for so long is deleted.", time_argument(30 * kOptionDay)},
});
constexpr OptionTexts kMessageTtlTexts{
    "how long does the server wait for a recipient?",
    "WhatsApp deletes after 30 days (tyntec), Signal's queue after 46 (source), Firebase's pushes after 28 at most "
    "(documentation).",
    "Who is away for longer never gets the message.",
};

constexpr auto kExpiry = std::to_array<OptionValue>({
    {"silent", "The body goes, and its sender still sees one check."},
    {"reported", "The server keeps the word that the message failed for its sender until the sender's app has it."},
});
constexpr OptionTexts kExpiryTexts{
    "is the sender told that a message expired?",
    "The messenger described here tells nobody: one check stays. Wire's users asked to be told (wire #159). A mail "
    "server must send word of what it has accepted and cannot deliver (RFC 5321, 6.1).",
    "Who is not told waits for ever for the second check. Word of a failure can be wrong: the recipient may have the "
    "message, and its acknowledgement was lost.",
};

constexpr auto kPushRepeat = std::to_array<OptionValue>({
    {"periodic",
     "A push for every message stored for an offline recipient, one when a session is timed out with messages queued, "
     "and again every so often while one is queued.",
     time_argument(300 * kOptionSecond)},
    {"per_message",
     "A push for every message stored for an offline recipient, one when a session is timed out with messages queued, "
     "and, for want of a timer, one when a connection ends with messages queued."},
    {"on_first", "A push only when the queue of an offline recipient becomes non-empty."},
});
constexpr OptionTexts kPushRepeatTexts{
    "is one lost push fatal?",
    "Signal pushes for each message whose recipient is not connected, and once more a minute after a connection closed "
    "with mail pending (source).",
    "Push services lose and coalesce. If the only push is lost, the mail waits until the user opens the app for "
    "another "
    "reason.",
};

constexpr auto kRetention = std::to_array<OptionValue>({
    {"until_ack", "A body that was acknowledged is gone."},
    {"forever", "A body that was acknowledged is archived on the server."},
});
constexpr OptionTexts kRetentionTexts{
    "what does the server keep after delivery?",
    "The messenger described here keeps nothing, and draws the contrast itself: a provider that stores everything for "
    "ever (R24).",
    "An archive only grows: the simulator counts the bytes and for how long they are held, so that a report can put "
    "both "
    "side by side.",
};

constexpr auto kCustodyOptions = std::to_array<OptionInfo>({
    option<&Options::server_durability>("server_durability", kServerDurability, kServerDurabilityTexts),
    option<&Options::server_drop>("server_drop", kServerDrop, kServerDropTexts),
    option<&Options::server_dedupe>("server_dedupe", kServerDedupe, kServerDedupeTexts),
});

constexpr auto kMailboxOptions = std::to_array<OptionInfo>({
    option<&Options::order>("order", kOrder, kOrderTexts),
    option<&Options::mailbox_bound>("mailbox_bound", kMailboxBound, kMailboxBoundTexts),
    option<&Options::message_ttl>("message_ttl", kMessageTtl, kMessageTtlTexts),
    option<&Options::expiry>("expiry", kExpiry, kExpiryTexts),
    option<&Options::push_repeat>("push_repeat", kPushRepeat, kPushRepeatTexts),
    option<&Options::retention>("retention", kRetention, kRetentionTexts),
});

}  // namespace

std::span<const OptionInfo> custody_options() { return kCustodyOptions; }
std::span<const OptionInfo> mailbox_options() { return kMailboxOptions; }

}  // namespace doublecheck::model
