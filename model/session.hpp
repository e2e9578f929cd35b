/// Sessions that can be resumed: what each end of a connection remembers of it, so that a new connection continues
/// where the old one broke off (as in XEP-0198, stream management).
#pragma once

#include "model/message.hpp"

namespace doublecheck::model {

/// One end. Counts are of items since the session began; control items are not counted.
struct Session {
  bool exists = false;
  std::uint8_t number = 0;      // both ends must mean the same session, or their counts mean nothing
  bool resuming = false;        // this end has asked to continue and waits for the answer
  bool resumed = false;         // it has been continued before; kept only where a deviation asks
  Sequence<Item> window;        // sent and not known to have been received, oldest first
  std::uint16_t confirmed = 0;  // sent and known to have been received
  std::uint16_t received = 0;

  bool operator==(const Session&) const = default;
};

/// The other end has received `count` items: they leave the window, which are returned, oldest first.
Sequence<Item> confirm(Session& session, std::uint16_t count);

/// The session of that number as it begins.
Session begun(std::uint8_t number);

}  // namespace doublecheck::model
