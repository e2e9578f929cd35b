// How receipts get back to the sender, and what a session between client and server is.

#include "model/option_tables.hpp"

#include <array>

namespace doublecheck::model {
namespace {

constexpr auto kReceipt = std::to_array<OptionValue>({
    {"stored", "The receipt is queued for the sender until the sender acknowledges it."},
    {"fire_and_forget", "The receipt is sent if the sender is connected and dropped otherwise."},
    {"rederived",
     "Nothing is stored: the sender's app asks about its one-check messages when it connects, and the server answers "
     "from "
     "its tombstones."},
});
constexpr OptionTexts kReceiptTexts{
    "does the double check survive the sender being offline?",
    "WhatsApp and Signal store the receipt like a message and send it again (yowsup's receipt_incoming.py, Signal's "
    "ReceiptSender.java). XEP-0184 calls itself not even partially reliable.",
    "A receipt that is dropped leaves one check for ever under a message that arrived. Receipts derived again need "
    "tombstones as old as the oldest absence.",
};

constexpr auto kEarlyReceipt = std::to_array<OptionValue>({
    {"implies_single", "A receipt for a message still in the outbox counts as the server's ack too."},
    {"waits", "The receipt is kept and applied when the server's ack has come."},
    {"ignored", "The receipt is acknowledged and forgotten."},
});
constexpr OptionTexts kEarlyReceiptTexts{
    "what does a receipt do that overtakes the server's ack?",
    "It happens: in Matrix the echo of a message may come before the reply to its sender (spec-proposals #1462).",
    "A receipt that is ignored does not come again: the second check never does either.",
};

constexpr auto kReceiptAcknowledged = std::to_array<OptionValue>({
    {"yes", "The sender's app acknowledges each receipt."},
    {"no", "The sender's app does not acknowledge receipts."},
});
constexpr OptionTexts kReceiptAcknowledgedTexts{
    "does the server ever forget a receipt?",
    "WhatsApp acknowledges the receipt, and there it ends (yowsup #1109, #1409). XEP-0184 forbids a receipt for a "
    "receipt.",
    "A stored receipt that nobody acknowledges is sent again on every connection and kept for ever.",
};

constexpr auto kSession = std::to_array<OptionValue>({
    {"fresh", "Each connection begins a new session and drains both queues from their beginnings."},
    {"resume",
     "A session survives its connection: both ends count what they received and keep a window of what is "
     "unacknowledged."},
});
constexpr OptionTexts kSessionTexts{
    "is what was received before a break sent again after it?",
    "WhatsApp drained afresh. XEP-0198 resumes, with a count h of each end; MQTT has a session-present flag.",
    "Counts must agree to the item: one too many loses a message, one too few shows it twice (Conversations #2661 and "
    "#879, Openfire pull request #927, ejabberd 52ded14b7).",
};

constexpr auto kSessionEnd = std::to_array<OptionValue>({
    {"restore", "What was sent in a session that ends without resumption goes back to the mailbox."},
    {"bounce", "It is given up, and its sender is told that it failed."},
    {"drop", "It is given up in silence."},
});
constexpr OptionTexts kSessionEndTexts{
    "what becomes of the window when resumption fails?",
    "Prosody puts it into its offline store if no other session is left (source). ejabberd bounces unless "
    "resend_on_timeout is set (source): its sender gets an error for a message that the recipient has (measured with "
    "23.01; #417, #1160).",
    "Who bounces reports failures that were none and delivers nothing; who drops loses the message behind one check.",
};

constexpr auto kSecondConnection = std::to_array<OptionValue>({
    {"newest_wins", "The new connection is accepted and the old session is closed."},
    {"both", "Both stay, and the server sends on both."},
    {"rejected", "The new connection is refused while the old session is believed alive."},
});
constexpr OptionTexts kSecondConnectionTexts{
    "what happens when a user connects twice?",
    "XMPP servers replace a session of the same resource. Signal closes with 4409, \"Connected elsewhere\".",
    "On two sessions a client gets each message twice (Conversations #1046). Where the new one is refused, a dead "
    "session "
    "locks its user out.",
};

constexpr auto kStaleSession = std::to_array<OptionValue>({
    {"ack_timeout", "The server closes a session that leaves something unacknowledged for so long.",
     time_argument(60 * kOptionSecond)},
    {"keepalive", "The server probes every so often and closes a session that does not answer.",
     time_argument(30 * kOptionSecond)},
    {"none", "Nothing closes a session but the end of its connection."},
});
constexpr OptionTexts kStaleSessionTexts{
    "how long does a half-open connection look online?",
    "ejabberd waits 60 s for an ack (ack_timeout, pull request #1287), WhatsApp waited about a minute (loqui #453). "
    "whatsmeow probes every 20 to 30 s (source).",
    "While a dead session looks alive, messages are written to it and no push is sent: ejabberd #2848 and #3225, "
    "Conversations #1742.",
};

constexpr auto kReceiptOptions = std::to_array<OptionInfo>({
    option<&Options::receipt>("receipt", kReceipt, kReceiptTexts),
    option<&Options::receipt_before_server_ack>("receipt_before_server_ack", kEarlyReceipt, kEarlyReceiptTexts),
    option<&Options::receipt_acknowledged>("receipt_acknowledged", kReceiptAcknowledged, kReceiptAcknowledgedTexts),
});

constexpr auto kSessionOptions = std::to_array<OptionInfo>({
    option<&Options::session>("session", kSession, kSessionTexts),
    option<&Options::unacknowledged_at_session_end>("unacknowledged_at_session_end", kSessionEnd, kSessionEndTexts),
    option<&Options::second_connection>("second_connection", kSecondConnection, kSecondConnectionTexts),
    option<&Options::stale_session>("stale_session", kStaleSession, kStaleSessionTexts),
});

}  // namespace

std::span<const OptionInfo> receipt_options() { return kReceiptOptions; }
std::span<const OptionInfo> session_options() { return kSessionOptions; }

}  // namespace doublecheck::model
