#include "engine/reactions.hpp"

#include <new>

namespace doublecheck::engine {
namespace {

constexpr std::size_t kLineBytes = 64;

}  // namespace

constinit Reactions::Table Reactions::empty_;

bool Reactions::Table::put(std::uint32_t event, const Reaction& reaction) {
  std::uint32_t i = home(event);
  for (std::uint32_t left = capacity; left > 0; --left) {
    Slot& slot = slots()[i];
    if (slot.event.load(std::memory_order_relaxed) == kNoEvent) {
      slot.reaction = reaction;
      slot.event.store(event, std::memory_order_release);
      return true;
    }
    if (++i == capacity) i = 0;
  }
  return false;
}

std::size_t Reactions::remember(std::uint32_t event, const Reaction& reaction, std::pmr::memory_resource& memory) {
  Table& table = *table_.load(std::memory_order_relaxed);
  if (table.put(event, reaction)) return 0;
  const std::size_t lines = (sizeof(Table) + table.capacity * sizeof(Slot) + kLineBytes - 1) / kLineBytes;
  const std::size_t bytes = (table.capacity == 0 ? 1 : 2 * lines) * kLineBytes;
  auto* const larger = new (memory.allocate(bytes, kLineBytes)) Table;
  larger->capacity = static_cast<std::uint32_t>((bytes - sizeof(Table)) / sizeof(Slot));
  for (std::uint32_t i = 0; i < larger->capacity; ++i) new (larger->slots() + i) Slot;
  for (std::uint32_t i = 0; i < table.capacity; ++i) {
    const Slot& slot = table.slots()[i];
    larger->put(slot.event.load(std::memory_order_relaxed), slot.reaction);
  }
  larger->put(event, reaction);
  table_.store(larger, std::memory_order_release);
  return bytes;
}

}  // namespace doublecheck::engine
