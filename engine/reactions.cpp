#include "engine/reactions.hpp"

namespace doublecheck::engine {
namespace {

constexpr std::size_t kFirstSlots = 1024;

}  // namespace

Reactions::Reactions() {
  tables_.push_back(std::make_unique<Table>(kFirstSlots));
  current_ = tables_.back().get();
}

void Reactions::put(Table& table, std::uint64_t key, const Reaction& reaction) {
  std::size_t i = hash_of(key);
  while (table.slots[i & table.mask].key.load(std::memory_order_relaxed) != 0) ++i;
  Slot& slot = table.slots[i & table.mask];
  slot.reaction = reaction;
  slot.key.store(key, std::memory_order_release);
}

void Reactions::remember(Errands errand, LocalId local, const Reaction& reaction) {
  if (size_ * 5 >= tables_.back()->slots.size() * 3) {
    auto larger = std::make_unique<Table>(tables_.back()->slots.size() * 2);
    for (const Slot& slot : tables_.back()->slots) {
      const std::uint64_t key = slot.key.load(std::memory_order_relaxed);
      if (key != 0) put(*larger, key, slot.reaction);
    }
    tables_.push_back(std::move(larger));
    current_.store(tables_.back().get(), std::memory_order_release);
  }
  put(*tables_.back(), key_of(errand, local), reaction);
  ++size_;
}

std::uint64_t Reactions::bytes() const {
  std::uint64_t bytes = 0;
  for (const auto& table : tables_) bytes += table->slots.size() * sizeof(Slot);
  return bytes;
}

}  // namespace doublecheck::engine
