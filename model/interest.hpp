/// Interest: what questions about a state see of things that a side remembers and that no rule depends on any more.
#pragma once

#include <cstdint>

namespace doublecheck::model {

/// Whoever asks nothing is interested in nothing. See irrelevant_history.hpp for what is done with it.
struct Interest {
  bool arrival_order = false;   // whether messages of one sender came into the store in the wrong order
  bool copies = false;          // which messages came into the store more than once
  bool failures = false;        // which messages are reported to have failed
  bool notification = false;    // whether one is shown
  bool unnoticed_mail = false;  // whether one is shown while mail waits
  // Of History:
  bool taken = false;
  bool released = false;
  bool restored = false;
  bool restored_as_declared = false;  // where the setup declares that messages may be restored
  bool wiped = false;
  bool excused = false;
  bool expired = false;
  std::uint8_t breaches = 0;  // bit `Breach` is set for each that matters

  bool operator==(const Interest&) const = default;

  /// What either is interested in.
  Interest& operator|=(const Interest& other) {
    arrival_order |= other.arrival_order;
    copies |= other.copies;
    failures |= other.failures;
    notification |= other.notification;
    unnoticed_mail |= other.unnoticed_mail;
    taken |= other.taken;
    released |= other.released;
    restored |= other.restored;
    restored_as_declared |= other.restored_as_declared;
    wiped |= other.wiped;
    excused |= other.excused;
    expired |= other.expired;
    breaches = static_cast<std::uint8_t>(breaches | other.breaches);
    return *this;
  }
};

}  // namespace doublecheck::model
