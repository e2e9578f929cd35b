// Known wrong turns: bugs that are nobody's design, each under the number of its mutant.

#include "model/option_tables.hpp"

#include <array>

namespace doublecheck::model {
namespace {

constexpr auto kDeviation = std::to_array<OptionValue>({
    {"none", "The rules as documented."},
    {"two_checks_on_server_ack", "Mutant 5: the sender's app shows two checks as soon as the server has the message."},
    {"two_checks_on_push", "Mutant 6: the sender sees two checks as soon as the push reaches the recipient's device."},
    {"receipt_given_up", "Mutant 8: the server sends a receipt again for a limited time only and then forgets it."},
    {"ack_names_next_message", "Mutant 17: an ack names the message behind the one that it is for."},
    {"resume_count_too_high",
     "Mutant 18: the count at a resumption is one too high, so that the other end forgets what never arrived."},
    {"resume_count_frozen", "Mutant 19: the count of received items stands still once a session was resumed."},
    {"resume_count_skips", "Mutant 20: the count of received items leaves out those that cannot be processed."},
    {"handover_loses",
     "Mutant 21: what arrives between the start of a new session and the end of the old one is lost."},
    {"resumption_duplicates", "Mutant 23: a resumption puts the unacknowledged window into the queue twice."},
    {"old_timer_ends_session", "Mutant 24: the timer of an old session ends the session that has taken its place."},
    {"newer_session_closed", "Mutant 25: of two sessions of a client the newer one is closed."},
    {"waits_for_old_ack",
     "Mutant 26: after a resumption the server still waits for an ack that it asked for on the dead connection."},
    {"queues_interleave",
     "Mutant 28: what comes back from an ended session goes behind what was queued later, so that the order is lost."},
    {"retry_skips_head", "Mutant 29: a retry passes over the head of the queue, which had failed."},
    {"drop_not_persisted",
     "Mutant 31: the drop is not written to storage: a restart of the server brings the body back."},
    {"expired_head_blocks", "Mutant 32: an expired message at the head of the queue holds up those behind it."},
    {"expiry_forgotten", "Mutant 33: a restart of the server forgets when bodies expire."},
    {"late_ack_overwrites",
     "Mutant 34: an ack of the server that comes after the receipt sets two checks back to one."},
    {"late_error_clears_token", "Mutant 38: a late error about an old push token deletes the new token."},
    {"any_device_releases_all", "Mutant 39: the ack of one device drops the message for all devices of the user."},
    {"several_sessions", "Mutant 40: a client keeps several sessions and gets each message on each of them."},
    {"push_wakes_killed_app", "Mutant 41: a push wakes an app that its user has terminated."},
    {"receipt_for_receipt", "Mutant 42: a receipt is answered with a receipt."},
    {"notifies_before_fetch", "Mutant 44: an app that a push wakes notifies its user before it has fetched anything."},
});
static_assert(kDeviation.size() == static_cast<std::size_t>(Deviation::notifies_before_fetch) + 1);

constexpr auto kDeviationOptions = std::to_array<OptionInfo>({
    option<&Options::deviation>(
        "deviation", kDeviation,
        {"does the gate notice this bug?", "Most are bugs that real servers or clients had.",
         "Each breaks a property: the scenarios of the mutants say which, and fail if it goes unnoticed."}),
});

}  // namespace

std::span<const OptionInfo> deviation_options() { return kDeviationOptions; }

}  // namespace doublecheck::model
