/// The store: every client and every message of a crowd at rest, in a few bytes each.
#pragma once

#include "population/memo.hpp"
#include "population/pool.hpp"

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace doublecheck::population {

/// The name of a message's record. It depends on the order of work; Record::sender and Record::number do not.
using RecordName = std::uint32_t;
inline constexpr RecordName kNoRecord = 0xFFFFFFFF;

/// Of Phone::spoke_at: 19 hours. A silence that is longer is taken for one that is so many times 19 hours shorter.
inline constexpr unsigned kSpokeBits = 26;
inline constexpr std::uint32_t kSpokeMask = (1U << kSpokeBits) - 1;

/// One client. What it is in its protocol, `side` says; what is remembered besides is for chance and measures.
struct Phone {
  SideNumber side = 0;
  std::uint32_t slots = 0;          // of one message: its record; of more: where they stand; of none: nothing
  RecordName unseen = kNoRecord;    // stored, and not seen by the user: the last of them
  std::uint32_t last_up = 0;        // when the last item on its way up will arrive, in the low bits of microseconds
  std::uint32_t last_down = 0;      // likewise down
  std::uint32_t composed : 24 = 0;  // messages so far, in the low bits
  // Of these a new one begins whenever what was planned for the one before is void. No more than 255 of them come to an
  // end while something sent on the first is still on its way.
  std::uint32_t connection : 8 = 0;
  // Likewise of notifications that are on the screen: their user reacts to them at times that may be long after, when
  // many more have come and gone. No more than 63 of them do so while a reaction to the first is still planned.
  std::uint32_t notice : 6 = 0;
  std::uint32_t spoke_at : kSpokeBits = 0;  // when the last packet was sent, in the low bits of units of 1024 µs
  std::uint16_t left_at = 0;                // when the user left the app, in the low bits of minutes
  std::uint16_t app : 4 = 0;
  std::uint16_t waiting : 4 = 0;  // for the next push
  std::uint16_t push : 3 = 0;
  std::uint16_t bad_spell : 1 = 0;  // when the last packet was sent
  std::uint16_t network : 4 = 0;    // a place in Crowd::networks
};
static_assert(sizeof(Phone) == 32);

/// One message, as long as anybody may come back to it. What belongs to one end is written by that end alone.
struct Record {
  enum SenderBit : std::uint8_t {
    kInOutbox = 1,
    kSentUp = 2,
    kGivenUp = 4,
    kOutboxLost = 8,
    kOneCheck = 16,
    kTwoChecks = 32,
  };
  enum RecipientBit : std::uint16_t {
    kStored = 1,
    kOnServer = 2,      // the server holds the body
    kTakenDurably = 4,  // it has once had durable custody
    kExpired = 8,
    kEvicted = 16,
    kDropped = 32,      // the server dropped the body before it was stored
    kLostInCrash = 64,  // the server's memory held the only copy
    kUnseen = 128,
    kAwaited = 256,  // the user has opened the app and waits for it
    kSentDown = 512,
    kOvertaken = 1024,  // a later message of the same sender has been stored
    kRefused = 2048,
    kWiped = 4096,   // the recipient lost it, having acknowledged it
    kAtRest = 8192,  // at the recipient's side
    kUnsaved = 16384,
    kReleased = 32768,  // the server has processed its acknowledgement
  };
  enum End : std::uint8_t { kSenderEnd = 1, kRecipientEnd = 2 };

  Time composed_at = 0;
  Time custody_at = 0;  // when the server took the body last
  Time awaited_since = 0;
  std::uint32_t sender = 0;
  std::uint32_t recipient = 0;
  std::uint32_t number = 0;  // counts the sender's messages
  RecordName next_unseen = kNoRecord;
  std::atomic<std::uint16_t> recipient_bits{0};
  std::atomic<std::uint8_t> sender_bits{0};
  std::atomic<std::uint8_t> ends{kSenderEnd | kRecipientEnd};  // where it is at rest: with both, its life is over
  Rest sender_rest{};
  Rest recipient_rest{};

  bool has(SenderBit bit) const { return (sender_bits.load(std::memory_order_relaxed) & bit) != 0; }
  bool has(RecipientBit bit) const { return (recipient_bits.load(std::memory_order_relaxed) & bit) != 0; }
  void set(SenderBit bit, bool on = true) { change(sender_bits, static_cast<std::uint8_t>(bit), on); }
  void set(RecipientBit bit, bool on = true) { change(recipient_bits, static_cast<std::uint16_t>(bit), on); }

  bool is_in_use() const { return ends.load(std::memory_order_relaxed) != (kSenderEnd | kRecipientEnd); }
  std::uint64_t id() const { return (std::uint64_t{sender} << 32U) | number; }

 private:
  /// One thread writes at a time; another may read.
  template <class T>
  static void change(std::atomic<T>& bits, T bit, bool on) {
    const T before = bits.load(std::memory_order_relaxed);
    bits.store(static_cast<T>(on ? before | bit : before & ~bit), std::memory_order_relaxed);
  }
};

/// A side that is kept whole.
struct Whole {
  model::Side side;
  Outline outline;
  std::vector<RecordName> slots;
};

struct Store {
  std::vector<Phone> phones;
  Sides sides;
  Findings findings;
  Pool<Record> records;
  Pool<std::array<RecordName, 4>> small_blocks;
  Pool<std::array<RecordName, kSlotsMax>> large_blocks;
  Pool<Whole> wholes;

  const Outline& outline(const Phone& phone) const {
    return phone.side == kWhole ? wholes[phone.slots].outline : sides.outline(phone.side);
  }
  std::uint64_t bytes() const {
    return phones.capacity() * sizeof(Phone) + sides.bytes() + findings.bytes() + records.bytes() +
           small_blocks.bytes() + large_blocks.bytes() + wholes.bytes();
  }
};

}  // namespace doublecheck::population
