/// What each local state does on each event, as far as it is known: computed once, looked up ever after.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory_resource>

namespace doublecheck::engine {

/// A local state of one component, as the number in which it was met.
using LocalId = std::uint32_t;

/// What follows from an action or an event, in 32 bits: nothing; one errand, as a component and an event; or several,
/// as the number of a list.
class Errands {
 public:
  static constexpr std::uint32_t kComponentsMax = 254;
  static constexpr std::uint32_t kEventsMax = 1U << 24U;

  /// Nothing.
  constexpr Errands() = default;
  /// REQUIRES: component < kComponentsMax, event < kEventsMax.
  static constexpr Errands one(std::uint32_t component, std::uint32_t event) {
    return Errands(component << 24U | event);
  }
  /// REQUIRES: number < kEventsMax.
  static constexpr Errands list(std::uint32_t number) { return Errands(kList << 24U | number); }

  bool is_none() const { return bits_ == kNone; }
  bool is_one() const { return component() < kComponentsMax; }

  /// Of one errand.
  std::uint32_t component() const { return bits_ >> 24U; }
  std::uint32_t event() const { return bits_ & (kEventsMax - 1); }
  /// Of a list.
  std::uint32_t number() const { return event(); }

  std::uint32_t bits() const { return bits_; }

 private:
  static constexpr std::uint32_t kList = 254;
  static constexpr std::uint32_t kNone = 0xFFFF'FFFF;

  constexpr explicit Errands(std::uint32_t bits) : bits_(bits) {}

  std::uint32_t bits_ = kNone;
};

/// How far it is from one local state's number to another's: what adding to a key takes, whatever the key.
using LocalChange = std::int32_t;

/// The effect of an event on a local state.
struct Reaction {
  LocalChange change = 0;
  Errands errands;
};

/// Of one local state: a hash table from event to reaction that fills whole cache lines, as a rule a single one. It is
/// read without locks. Memory is never given back one by one: tables that readers may still look at stay until the end.
class Reactions {
 public:
  /// nullptr if it is not known yet. Any number of threads may ask while one remembers.
  const Reaction* find(std::uint32_t event) const {
    const Table& table = *table_.load(std::memory_order_acquire);
    std::uint32_t i = table.home(event);
    for (std::uint32_t left = table.capacity; left > 0; --left) {
      const Slot& slot = table.slots()[i];
      const std::uint32_t there = slot.event.load(std::memory_order_acquire);
      if (there == event) return &slot.reaction;
      if (there == kNoEvent) return nullptr;
      if (++i == table.capacity) i = 0;
    }
    return nullptr;
  }

  /// Starts to bring the table closer.
  void prefetch() const { __builtin_prefetch(table_.load(std::memory_order_relaxed)); }

  /// Returns how many bytes it took from `memory`, which gives them back at the end. REQUIRES: event <
  /// Errands::kEventsMax, no other thread is remembering, and it is not known yet.
  std::size_t remember(std::uint32_t event, const Reaction& reaction, std::pmr::memory_resource& memory);

 private:
  static constexpr std::uint32_t kNoEvent = 0xFFFF'FFFF;

  struct Slot {
    std::atomic<std::uint32_t> event{kNoEvent};
    Reaction reaction;
  };
  /// The slots follow in memory.
  struct Table {
    std::uint32_t capacity = 0;

    const Slot* slots() const { return reinterpret_cast<const Slot*>(this + 1); }
    Slot* slots() { return reinterpret_cast<Slot*>(this + 1); }
    std::uint32_t home(std::uint32_t event) const {
      return static_cast<std::uint32_t>(std::uint64_t{event * 0x9E37'79B1U} * capacity >> 32U);
    }
    /// Into the first free slot from its home on. Returns false if there is none.
    bool put(std::uint32_t event, const Reaction& reaction);
  };

  static Table empty_;

  std::atomic<Table*> table_{&empty_};
};

}  // namespace doublecheck::engine
