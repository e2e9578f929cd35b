/// The calendar: what is to happen, in buckets of one window of time, as in Brown's calendar queue (CACM 31, 1988) but
/// with buckets that never have to be searched: a window's events are all taken at once.
#pragma once

#include "population/crowd.hpp"

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

namespace doublecheck::population {

/// What may happen to a client. Some kinds are drawn for clients to which they may not apply when their time comes.
enum class EventKind : std::uint8_t {
  arrival_up,    // the oldest item on the link
  arrival_down,  // likewise
  served,        // likewise up, after waiting for the server
  compose,
  compose_recorded,  // for `other`
  leave,
  grace_over,
  connect,
  push,
  repeat_push,
  reaction,
  persist,
  flush,
  time_out_connection,
  time_out_session,
  end_session,
  push_error,
  heal,
  give_up,
  expire,
  // drawn for all clients together
  absence_over,
  break_connection,
  move,
  suspend,
  kill_by_system,
  kill_by_user,
  crash,
  cut,
  partition,
  change_token,
};

inline constexpr std::size_t kEventKindCount = 30;

struct Event {
  /// `other` of an event that concerns its client alone, and of one that may concern the other end of any message.
  static constexpr std::uint32_t kNobody = 0xFFFFFFFF;
  static constexpr std::uint32_t kMany = 0xFFFFFFFE;

  std::uint64_t when = 0;  // the time, the kind and the epoch: the order of events
  std::uint32_t client = 0;
  std::uint32_t other = kNobody;  // whom else it concerns

  Event() = default;
  Event(Time at, EventKind kind, unsigned epoch, std::uint32_t of, std::uint32_t with = kNobody)
      : when((static_cast<std::uint64_t>(at) << 16U) | (static_cast<std::uint64_t>(kind) << 8U) | epoch),
        client(of),
        other(with) {}

  Time at() const { return static_cast<Time>(when >> 16U); }
  EventKind kind() const { return static_cast<EventKind>((when >> 8U) & 0xFFU); }
  unsigned epoch() const { return static_cast<unsigned>(when & 0xFFU); }

  /// A total order, up to events that do the same.
  auto operator<=>(const Event&) const = default;
};

class Calendar {
 public:
  explicit Calendar(Time window) : window_(window), near_(kBuckets, kNone), far_(kBuckets, kNone) {}

  /// REQUIRES: the time is not before the next window to be taken.
  void push(const Event& event) {
    const std::uint64_t window = static_cast<std::uint64_t>(event.at()) / static_cast<std::uint64_t>(window_);
    ++size_;
    if (window / kBuckets == next_ / kBuckets) {
      put(near_[window % kBuckets], event);
    } else if (window / kBuckets / kBuckets == next_ / kBuckets / kBuckets) {
      put(far_[window / kBuckets % kBuckets], event);
    } else {
      beyond_.push_back(event);
    }
  }

  /// Appends the events of the next window, in no order.
  void take_next(std::vector<Event>& events) {
    drain(near_[next_ % kBuckets], [&](const Event& event) { events.push_back(event); });
    ++next_;
    if (next_ % kBuckets == 0) turn_page();
  }

  std::size_t size() const { return size_; }
  std::uint64_t bytes() const {
    return chunks_.size() * sizeof(Chunk) + 2 * kBuckets * sizeof(std::uint32_t) + beyond_.capacity() * sizeof(Event);
  }

 private:
  static constexpr std::uint64_t kBuckets = 4096;
  static constexpr std::uint32_t kNone = 0xFFFFFFFF;

  /// Buckets are chains of blocks, so that memory follows the number of events and not the fullest bucket.
  struct Block {
    std::array<Event, 15> events;
    std::uint32_t next = kNone;
    std::uint32_t used = 0;
  };

  /// Blocks never move, and to have more of them takes no copy.
  static constexpr std::uint32_t kChunk = 1024;
  using Chunk = std::array<Block, kChunk>;

  Block& block(std::uint32_t name) { return (*chunks_[name / kChunk])[name % kChunk]; }

  std::uint32_t take_block() {
    if (free_ != kNone) return std::exchange(free_, block(free_).next);
    if (blocks_ % kChunk == 0) chunks_.push_back(std::make_unique_for_overwrite<Chunk>());
    return blocks_++;
  }

  void put(std::uint32_t& bucket, const Event& event) {
    if (bucket == kNone || block(bucket).used == block(bucket).events.size()) {
      const std::uint32_t name = take_block();
      block(name).next = bucket;
      block(name).used = 0;
      bucket = name;
    }
    Block& first = block(bucket);
    first.events[first.used++] = event;
  }

  template <class Visit>
  void drain(std::uint32_t& bucket, Visit visit) {
    while (bucket != kNone) {
      const std::uint32_t name = bucket;
      Block& drained = block(name);
      bucket = drained.next;
      size_ -= drained.used;
      for (std::uint32_t i = 0; i < drained.used; ++i) visit(drained.events[i]);
      drained.next = free_;
      free_ = name;
    }
  }

  /// What was far is near now, and what was beyond may be far.
  void turn_page() {
    drain(far_[next_ / kBuckets % kBuckets], [&](const Event& event) { push(event); });
    if (next_ / kBuckets % kBuckets != 0) return;
    size_ -= beyond_.size();
    for (const Event& event : std::exchange(beyond_, {})) push(event);
  }

  Time window_;
  std::uint64_t next_ = 0;  // the window that is taken next
  std::vector<std::uint32_t> near_;
  std::vector<std::uint32_t> far_;
  std::vector<Event> beyond_;
  std::vector<std::unique_ptr<Chunk>> chunks_;
  std::uint32_t blocks_ = 0;  // in chunks, free ones among them
  std::uint32_t free_ = kNone;
  std::size_t size_ = 0;
};

}  // namespace doublecheck::population
