#include "model/options.hpp"

#include <algorithm>
#include <array>

namespace doublecheck::model {
namespace {

/// A pair of choices that contradict each other, or of which one leaves the other without any effect.
struct Pair {
  Contradiction told;
  bool (*is_chosen)(const Options&);
};

constexpr bool is_bug_of_resumption(Deviation deviation) {
  constexpr std::array kOnlyInResumption = {Deviation::resume_count_too_high, Deviation::resume_count_frozen,
                                            Deviation::resume_count_skips, Deviation::resumption_duplicates,
                                            Deviation::waits_for_old_ack};
  return std::ranges::find(kOnlyInResumption, deviation) != kOnlyInResumption.end();
}

// Odd pairs that do change what happens are not here: the checker says what they do. A receipt that is neither stored
// nor acknowledged, for example, is the protocol of XEP-0184.
constexpr auto kPairs = std::to_array<Pair>({
    {{"message_id_on_resend", "client_resend", "an app that sends everything once never uses a second id"},
     [](const Options& o) {
       return o.message_id_on_resend == MessageId::fresh && o.client_resend == ClientResend::never;
     }},
    {{"recipient_acks_duplicate", "recipient_dedupe", "without dedupe nothing is recognised as a duplicate"},
     [](const Options& o) {
       return o.recipient_acks_duplicate == RecipientAcksDuplicate::no && o.recipient_dedupe == RecipientDedupe::none;
     }},
    {{"receipt", "server_dedupe", "receipts are derived again from tombstones, and the server keeps none"},
     [](const Options& o) {
       return o.receipt == ReceiptStorage::rederived && o.server_dedupe != ServerDedupe::tombstone;
     }},
    {{"unacknowledged_at_session_end", "session",
      "only sessions that can be resumed have a window to decide about; otherwise a message stays in its mailbox"},
     [](const Options& o) {
       return o.unacknowledged_at_session_end != SessionEnd::restore && o.session == SessionKind::fresh;
     }},
    {{"retention", "server_drop", "a body that is never dropped is never archived"},
     [](const Options& o) { return o.retention == Retention::forever && o.server_drop == ServerDrop::never; }},
    {{"expiry", "message_ttl", "no message expires, and there is nothing to tell"},
     [](const Options& o) { return o.expiry == Expiry::reported && o.message_ttl == MessageTtl::none; }},
    {{"deviation", "session", "the bug is in resumption, and no session is resumed"},
     [](const Options& o) { return is_bug_of_resumption(o.deviation) && o.session == SessionKind::fresh; }},
    {{"deviation", "message_ttl", "the bug is in expiry, and no message expires"},
     [](const Options& o) {
       return (o.deviation == Deviation::expired_head_blocks || o.deviation == Deviation::expiry_forgotten) &&
              o.message_ttl == MessageTtl::none;
     }},
});

}  // namespace

std::vector<Contradiction> contradictions(const Options& options, Discipline discipline) {
  std::vector<Contradiction> found;
  if (options.session == SessionKind::resume && discipline == Discipline::datagram) {
    found.push_back({"session", "links.discipline",
                     "resumption counts what arrives in order, and datagrams are lost, copied and overtaken"});
  }
  for (const Pair& pair : kPairs) {
    if (pair.is_chosen(options)) found.push_back(pair.told);
  }
  return found;
}

}  // namespace doublecheck::model
