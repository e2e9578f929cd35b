/// History variables (Abadi & Lamport 1991): what properties need to remember of the past. No rule reads them.
#pragma once

#include "model/action.hpp"
#include "model/client.hpp"
#include "model/fact.hpp"
#include "model/setup.hpp"

namespace doublecheck::model {

/// Properties of single steps. A step that breaks one leaves its bit behind, so that each becomes a property of states.
enum class Breach : std::uint8_t {
  marks,      // a check mark moved in a way that it must not
  no_resend,  // transmitted after its acknowledgement was processed
  address,    // an item reached a client that it does not concern, or named what its sender does not have, or a message
              // left for a number that is not known to be registered
  push_inert,   // a push changed a check mark or what the server holds
  platform,     // an app ran where its platform forbids it
  no_wait,      // the app had fetched a message in the background, and its user had to wait for it
  fetch_first,  // a push woke the app, and its user was notified before anything was fetched
};

/// Messages stand here under the id with which they were composed.
struct History {
  Sequence<Message> taken;     // once in the durable custody of this user's server: for this user, or from it to a user
                               // of another server; sorted
  Sequence<Message> released;  // for this user: the server has processed the acknowledgement; sorted
  Sequence<Message> restored;  // of those, the ones stored again since; sorted
  Sequence<Message> wiped;     // for this user: once stored by a device that has been wiped since; sorted
  Sequence<Message> excused;  // from or for this user: its sender or this user is gone, and nobody promises any more to
                              // deliver it; sorted
  Sequence<Message> expired;  // for this user: its time to live was over, and likewise; sorted
  std::uint8_t breaches = 0;  // a bit for each Breach

  bool operator==(const History&) const = default;
};

bool has(const History& history, Breach breach);

/// Takes note of one fact at the side of `self`, whose client is as the event left it. `cause` is the action of the
/// step. A re-store is itself worth telling: it is added to `facts`.
void observe(History& history, const Client& client, const Setup& setup, ClientId self, ActionKind cause,
             const Fact& fact, Facts& facts);

}  // namespace doublecheck::model
