/// Clauses: the single claims that a sentence about a violation makes, each as data, so that it can be held against the
/// state that it speaks of.
#pragma once

#include "model/client.hpp"
#include "model/relay.hpp"
#include "properties/failing.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace doublecheck::properties {

/// What a clause states. `m` is its message, `d` its device, `s` its server. A copy of a message is what may still be
/// handed on: what an outbox, a mailbox, the window of a session, a message store, a disk, a link or a relay holds.
/// That the sender's chat shows it is none.
enum class Statement : std::uint8_t {
  // About one state.
  nobody_keeps_safe,           // no outbox, mailbox or relay from which `d` could get `m` survives a crash
  outbox_in_memory,            // the outbox of `m`'s sender has it, and is in memory
  lost_by_sender,              // the sender waits for the first check, and its outbox does not have `m`
  mark_and_never_again,        // the sender sees `mark` for `m`, which is not in its outbox
  archived_on_server,          // `d`'s mailbox has `m` in its archive and not in its queue
  queued_in_memory,            // the queue of `d`'s mailbox has `m`, and its disk does not
  in_window_in_memory,         // the window of the session of `d`'s mailbox has `m`; its queue, archive and disk do not
  on_disk_alone,               // `d`'s mailbox does not have `m` in its queue, and its disk does
  relayed_in_memory,           // `s` keeps `m` for another server, in memory
  dropped_by_server,           // some server once had durable custody of `m`, and none has it for `d`
  absent_on_server,            // no server has `m` for `d`
  not_stored,                  // `d` has never stored `m`
  only_copy_under_way,         // there is one copy of `m`, and it is on a link
  may_be_lost_now,             // what may happen next includes that it is lost
  held_past_its_time,          // `d`'s mailbox holds `m`, which has expired
  held_though_given_up,        // `d`'s mailbox holds `m`, which nobody promises any more to deliver to `d`
  held_though_acked,           // `d`'s mailbox holds `m`, whose acknowledgement by `d` the server has processed
  sees_check,                  // the sender of `m` sees a check or two
  never_durable,               // no server ever had durable custody of `m`
  never_durable_for,           // none ever had it for `d`, and it did not keep it for another server
  sees_two_checks,             // the sender of `m` sees two checks
  never_stored,                // `d` has never stored `m`; it is the only device of its user
  never_stored_by_any,         // no device of the recipient of `m` has ever stored it
  mark_moved_wrongly,          // a check mark on `d` once did
  sees_twice,                  // `d` has `m` twice in its store
  sees_behind_later,           // `d` has `m` behind a message that the same sender composed later
  sent_when_acked,             // a message once went over `d`'s connection when its acknowledgement had been processed
  connected_though_forbidden,  // `d`'s app is connected in a state in which its platform lets it not run
  woken_though_forbidden,      // a push once made `d`'s app run where its platform does not let it
  misaddressed,                // something once reached or left `d` that does not concern it
  changed_by_push,             // a push once changed a mark on `d`, or what is held for it
  notified_before_fetch,       // a push once woke the app on `d`, which notified before it had fetched anything
  waits_for_fetched,           // `d`'s user has the app open, and a message that it fetched is not in its store
  waited_for_fetched,          // that was so once
  // About a run, in all states that it goes round or in the only one in which it stays.
  composed,               // `m` has been composed, once
  never_stores,           // `d` has not stored `m` in any of them
  has_stored,             // `d` has stored `m` in all of them
  all_have_stored,        // every device of the recipient of `m` has
  held_for_ever,          // in each of them some server holds `m`
  never_sees_two_checks,  // in none of them the sender of `m` sees two checks
  mark_stays,             // in each of them it sees `mark`, and has not been told that `m` failed
  told_that_it_failed,    // in each of them it has been told that `m` failed
  never_told,             // in none of them
  never_rests,            // in none of them nothing is queued or in flight
  never_stays_at_rest,    // in some of them
  always_remains,         // `remnant` is there in each of them
  remains_now_and_then,   // `remnant` is there in some of them
  waits_on_server,        // in each of them `d`'s mailbox has `m` in its queue
  some_device_waits,      // in each of them some device of `m`'s recipient is not reached, whose mailbox has `m`
  neither_notified_nor_connected,  // in none of them `d` is connected, or its user notified
  // Of properties in the language.
  part_is_false,     // `text` is false in the state
  formula_is_false,  // `text` is false of the run
  nothing_happens,   // the run stays in one state
  goes_round,        // the run goes round several
  has_truth,         // the predicate `text` has `truth` in the state, or along the run
};

inline constexpr std::size_t kStatementCount = static_cast<std::size_t>(Statement::has_truth) + 1;

/// Something that is queued or in flight.
enum class Remnant : std::uint8_t {
  in_outbox,        // `m` in `d`'s
  in_mailbox,       // `m` in `d`'s
  receipt,          // of `m`, owed to `d`
  failure,          // word that `m` failed, owed to `d`
  traffic,          // on `d`'s connection
  in_memory,        // `m` on `d`, acknowledged and not stored
  word_of_token,    // of `d`'s, on its way from the push service
  push,             // for `d`
  relayed_traffic,  // on `relay`
  kept_for_other,   // by `s` for the other server of `relay`
};

struct Clause {
  Statement statement{};
  std::string_view before = {};  // what stands between it and the clause before it: ": ", ", and ", ". "
  model::Message message = {};
  model::ClientId device{};
  model::ServerId server{};
  model::Mark mark{};
  Remnant remnant{};
  model::RelayId relay{};
  std::string text = {};  // a formula or predicate
  std::string instance = {};
  Truth truth{};
};

using Clauses = std::vector<Clause>;

/// What the clause says, without what stands before it.
std::string text_of(const model::Setup& setup, const Clause& clause);

/// The sentence that they make.
std::string text_of(const model::Setup& setup, std::span<const Clause> clauses);

}  // namespace doublecheck::properties
