#include "model/options.hpp"

#include "model/assert.hpp"

#include <algorithm>
#include <array>

namespace doublecheck::model {
namespace {

template <class Enum>
constexpr Enum enum_of(Enum Options::*);

template <auto Member>
constexpr OptionInfo option(std::string_view key, std::string_view question, std::span<const OptionValue> values) {
  using Enum = decltype(enum_of(Member));
  return {key, question, values, [](const Options& options) { return static_cast<std::size_t>(options.*Member); },
          [](Options& options, std::size_t index) { options.*Member = static_cast<Enum>(index); }};
}

// The order of the values is the order of the enumerators.
constexpr auto kClientPersistence = std::to_array<OptionValue>({
    {"durable", "The outbox is written to storage before the first transmission and survives the death of the app."},
    {"memory", "The outbox lives in memory; whatever is unacknowledged dies with the app."},
});
constexpr auto kServerDurability = std::to_array<OptionValue>({
    {"synchronous", "The server acknowledges a message only when it would survive a crash."},
    {"memory", "The server acknowledges at once and keeps bodies in memory; a crash loses them."},
});
constexpr auto kServerDrop = std::to_array<OptionValue>({
    {"on_ack", "The body goes when the recipient's acknowledgement is processed."},
    {"on_send", "The body goes when it is written to the recipient's connection."},
    {"on_push", "The bodies go when a push about them is sent."},
    {"never", "The body stays in the queue and is sent again on every connection."},
});
constexpr auto kServerDedupe = std::to_array<OptionValue>({
    {"tombstone", "The server remembers the ids that it has dropped and only acknowledges a resend of one."},
    {"while_queued", "A resend is recognised while the body is queued; after the drop it is stored again."},
    {"none", "Every copy that arrives is queued."},
});
constexpr auto kRecipientDedupe = std::to_array<OptionValue>({
    {"unbounded", "The recipient recognises every message that it has stored."},
    {"none", "The recipient stores and shows whatever arrives."},
});
constexpr auto kYesNo = std::to_array<OptionValue>({
    {"yes", "It is acknowledged every time."},
    {"no", "It is not acknowledged."},
});
constexpr auto kReceipt = std::to_array<OptionValue>({
    {"stored", "The receipt is queued for the sender until the sender acknowledges it."},
    {"fire_and_forget", "The receipt is sent if the sender is connected and dropped otherwise."},
});
constexpr auto kEarlyReceipt = std::to_array<OptionValue>({
    {"implies_single", "A receipt for a message still in the outbox counts as the server's ack too."},
    {"waits", "The receipt is kept and applied when the server's ack has come."},
    {"ignored", "The receipt is acknowledged and forgotten."},
});
constexpr auto kPushRepeat = std::to_array<OptionValue>({
    {"periodic", "A push for every message stored for an offline recipient, and again while anything is queued."},
    {"per_message", "A push for every message stored for an offline recipient."},
    {"on_first", "A push only when the queue of an offline recipient becomes non-empty."},
});
constexpr auto kRetention = std::to_array<OptionValue>({
    {"until_ack", "A body that was acknowledged is gone."},
    {"forever", "A body that was acknowledged is archived on the server."},
});
constexpr auto kDeviation = std::to_array<OptionValue>({
    {"none", "The rules as documented."},
    {"two_checks_on_server_ack", "The sender's app shows two checks as soon as the server has the message."},
});

constexpr auto kCatalogue = std::to_array<OptionInfo>({
    option<&Options::client_persistence>("client_persistence", "does the outbox survive the app's death?",
                                         kClientPersistence),
    option<&Options::server_durability>("server_durability", "what does a server crash lose after an ack?",
                                        kServerDurability),
    option<&Options::server_drop>("server_drop", "when does the server drop a body?", kServerDrop),
    option<&Options::server_dedupe>("server_dedupe", "a resend after the drop: is the body stored again?",
                                    kServerDedupe),
    option<&Options::recipient_dedupe>("recipient_dedupe", "does the user see it twice?", kRecipientDedupe),
    option<&Options::recipient_acks_duplicate>("recipient_acks_duplicate", "does a lost ack block the queue for ever?",
                                               kYesNo),
    option<&Options::receipt>("receipt", "does the double check survive the sender being offline?", kReceipt),
    option<&Options::receipt_before_server_ack>(
        "receipt_before_server_ack", "what does a receipt do that overtakes the server's ack?", kEarlyReceipt),
    option<&Options::receipt_acknowledged>("receipt_acknowledged", "does the server ever forget a receipt?", kYesNo),
    option<&Options::push_repeat>("push_repeat", "is one lost push fatal?", kPushRepeat),
    option<&Options::retention>("retention", "what does the server keep after delivery?", kRetention),
    option<&Options::deviation>("deviation", "does the gate notice this bug?", kDeviation),
});

}  // namespace

std::span<const OptionInfo> option_catalogue() { return kCatalogue; }

const OptionInfo* find_option(std::string_view key) {
  const auto found = std::ranges::find_if(kCatalogue, [&](const auto& info) { return info.key == key; });
  return found == kCatalogue.end() ? nullptr : &*found;
}

std::vector<std::string> changed_options(const Options& options) {
  std::vector<std::string> changed;
  for (const auto& info : kCatalogue) {
    const auto value = info.get(options);
    DOUBLECHECK_ASSERT(value < info.values.size());
    if (value != 0) changed.push_back(std::string(info.key) + " = " + std::string(info.values[value].name));
  }
  return changed;
}

}  // namespace doublecheck::model
