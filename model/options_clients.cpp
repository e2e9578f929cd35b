// What the apps at both ends do: the sender's and the recipient's.

#include "model/option_tables.hpp"

#include <array>

namespace doublecheck::model {
namespace {

constexpr auto kClientResend = std::to_array<OptionValue>({
    {"until_ack", "The app sends a message again until the server has acknowledged it."},
    {"limited", "The app sends a message again at most so many times, then gives up and tells its user.",
     count_argument(3)},
    {"deadline", "The app gives up when so much time has passed without an ack, and tells its user.",
     time_argument(kOptionDay)},
    {"never", "The app sends each message once."},
});
constexpr OptionTexts kClientResendTexts{
    "does the sender give up?",
    "The messenger described here never gives up. Signal's app does after a day and marks the message as failed "
    "(IndividualSendJob in its source).",
    "A sender who gives up leaves the message undelivered, even though the next connection would have carried it. "
    "Where "
    "only the ack was lost, the user is told of a failure that was none.",
};

constexpr auto kClientPersistence = std::to_array<OptionValue>({
    {"durable", "The outbox is written to storage before the first transmission and survives the death of the app."},
    {"memory", "The outbox lives in memory; whatever is unacknowledged dies with the app."},
});
constexpr OptionTexts kClientPersistenceTexts{
    "does the outbox survive the app's death?",
    "The messenger described here stores first and transmits then (R2). Outboxes or retry timers in memory were bugs "
    "of "
    "XMPP clients: yaxim #179, XMPPFramework #1080.",
    "From an outbox in memory a message vanishes with the app, while its user still sees the clock and believes that "
    "it "
    "will be sent.",
};

constexpr auto kMessageId = std::to_array<OptionValue>({
    {"same", "A message keeps its id, however often it is sent."},
    {"fresh", "A message that is sent again gets a new id."},
});
constexpr OptionTexts kMessageIdTexts{
    "can the receiver recognise a resend?",
    "In WhatsApp the client chooses the id; in Signal sender and timestamp are the id. Clients that used a new id for "
    "a "
    "resend showed messages twice: element-web #10273, element-ios #512.",
    "Under a new id neither the server nor the recipient knows the message again, and no dedupe memory helps: the user "
    "sees it twice.",
};

constexpr auto kRecipientAck = std::to_array<OptionValue>({
    {"after_persist", "The recipient's app acknowledges a message when it is in durable storage."},
    {"before_persist", "The app acknowledges on arrival and writes the message later."},
    {"after_display", "The app acknowledges a message when its user has seen it."},
});
constexpr OptionTexts kRecipientAckTexts{
    "what does a recipient crash lose?",
    "Signal for Android commits to its database and acknowledges then (source). whatsmeow acknowledges early unless "
    "told "
    "otherwise (SynchronousAck, source). Early acks were bugs of ChatSecure-iOS (#361) and Smack (pull request #230).",
    "Between an early ack and the write, a crash loses a message of which the server has let go and for which the "
    "sender "
    "sees two checks. An ack on display keeps bodies on the server until the user looks.",
};

constexpr auto kRecipientDedupe = std::to_array<OptionValue>({
    {"unbounded", "The recipient recognises every message that it has stored."},
    {"window", "The recipient remembers only so many ids, the latest ones.", count_argument(1)},
    {"none", "The recipient stores and shows whatever arrives."},
});
constexpr OptionTexts kRecipientDedupeTexts{
    "does the user see it twice?",
    "Signal for Android finds a duplicate by the identity of the message, however old (isDuplicate, source). Bounded "
    "memories proved too short: 30 minutes in synapse #1481, a week in zulip-mobile #3584. None at all: zulip #31219.",
    "Whatever is sent again after its id was forgotten is shown twice. No bounded memory is enough where delay is "
    "unbounded.",
};

constexpr auto kRecipientAcksDuplicate = std::to_array<OptionValue>({
    {"yes", "A message that arrives again is acknowledged again."},
    {"no", "A message that arrives again is discarded in silence."},
});
constexpr OptionTexts kRecipientAcksDuplicateTexts{
    "does a lost ack block the queue for ever?",
    "It must be acknowledged. whatsapp-rust did not, until its pull request #647.",
    "After one lost ack the server sends the message on every connection for ever and never drops the body.",
};

constexpr auto kUnprocessable = std::to_array<OptionValue>({
    {"acknowledged", "A message that cannot be read is stored as such, reported to the user and acknowledged."},
    {"ignored", "A message that cannot be read is never acknowledged."},
});
constexpr OptionTexts kUnprocessableTexts{
    "does one unreadable message block the queue?",
    "Signal's app counts attempts and after five of them writes to its log (source). hermes-agent #100481 is about a "
    "message at the head of a queue that was never acknowledged.",
    "The server sends the unreadable message for ever, and what is queued behind it may never arrive.",
};

constexpr auto kSenderOptions = std::to_array<OptionInfo>({
    option<&Options::client_resend>("client_resend", kClientResend, kClientResendTexts),
    option<&Options::client_persistence>("client_persistence", kClientPersistence, kClientPersistenceTexts),
    option<&Options::message_id_on_resend>("message_id_on_resend", kMessageId, kMessageIdTexts),
});

constexpr auto kRecipientOptions = std::to_array<OptionInfo>({
    option<&Options::recipient_ack>("recipient_ack", kRecipientAck, kRecipientAckTexts),
    option<&Options::recipient_dedupe>("recipient_dedupe", kRecipientDedupe, kRecipientDedupeTexts),
    option<&Options::recipient_acks_duplicate>("recipient_acks_duplicate", kRecipientAcksDuplicate,
                                               kRecipientAcksDuplicateTexts),
    option<&Options::unprocessable>("unprocessable", kUnprocessable, kUnprocessableTexts),
});

}  // namespace

std::span<const OptionInfo> sender_options() { return kSenderOptions; }
std::span<const OptionInfo> recipient_options() { return kRecipientOptions; }

}  // namespace doublecheck::model
