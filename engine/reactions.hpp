/// What each local state does on each event, as far as it is known: computed once, looked up ever after.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

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

/// The effect of an event on a local state.
struct Reaction {
  LocalId target = 0;
  Errands errands;
};

/// A hash table from (component, local state, event), read without locks. Lines that readers may still look at stay
/// until the end.
class Reactions {
 public:
  Reactions();

  /// nullptr if it is not known yet. `errand` is one, here and below. Any number of threads may ask while one
  /// remembers.
  const Reaction* find(Errands errand, LocalId local) const {
    const std::uint64_t key = key_of(errand, local);
    const Table& table = *current_.load(std::memory_order_acquire);
    for (std::size_t i = hash_of(key);; ++i) {
      const Slot& slot = table.slots[i & table.mask];
      const std::uint64_t there = slot.key.load(std::memory_order_acquire);
      if (there == key) return &slot.reaction;
      if (there == 0) return nullptr;
    }
  }

  /// REQUIRES: no other thread is remembering, and it is not known yet.
  void remember(Errands errand, LocalId local, const Reaction& reaction);

  std::size_t size() const { return size_; }
  std::uint64_t bytes() const;

 private:
  struct Slot {
    std::atomic<std::uint64_t> key{0};
    Reaction reaction;
  };
  struct Table {
    explicit Table(std::size_t size) : slots(size), mask(size - 1) {}
    std::vector<Slot> slots;
    std::size_t mask;
  };

  static std::uint64_t key_of(Errands errand, LocalId local) {
    return (std::uint64_t{errand.bits()} << 32U | local) + 1;
  }
  static std::size_t hash_of(std::uint64_t key) {
    key *= 0x9E37'79B9'7F4A'7C15ULL;
    return key ^ (key >> 32U);
  }
  static void put(Table& table, std::uint64_t key, const Reaction& reaction);

  std::vector<std::unique_ptr<Table>> tables_;  // the last is the current one
  std::atomic<Table*> current_;
  std::size_t size_ = 0;
};

}  // namespace doublecheck::engine
