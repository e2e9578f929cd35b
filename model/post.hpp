/// Posts: events that one side causes at another. Nothing is ever answered: this is what keeps a step of one side a
/// function of that side alone.
#pragma once

#include "model/message.hpp"

namespace doublecheck::model {

enum class PostKind : std::uint8_t {
  store_body,          // to a mailbox of the recipient: take custody
  accepted,            // to the sender's session: custody is taken, acknowledge
  refused,             // to the sender's session: the message will not be delivered
  unknown_number,      // likewise, for the number is not registered
  delivered,           // to the sender's mailbox: the recipient has stored it
  failed,              // to the sender's mailbox: the recipient will not get it
  receipt_query,       // to the recipient's mailbox: has it been delivered?
  contact_query,       // to a contact: is the number registered?
  contact_match,       // to the asker's session: it is
  number_taken,        // to whoever had the number of `message.from`: it is another's now
  released_elsewhere,  // to another device's mailbox; mutant 39 only
};

struct Post {
  ClientId to{};
  PostKind kind{};
  Message message;
  bool relayed = false;  // a body: from another server, which has told the sender already that it has custody;
                         // `accepted`: custody is taken on behalf of the recipient's server

  auto operator<=>(const Post&) const = default;
};

}  // namespace doublecheck::model
