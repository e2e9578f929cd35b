/// The event queue as a binary heap: the plain version that the fast one is held against and measured against.
#pragma once

#include "model/assert.hpp"
#include "sim/environment.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace doublecheck::tests {

/// The interface of sim::EventQueue.
template <class Event>
class HeapQueue {
 public:
  struct Entry {
    sim::Time at = 0;
    std::uint64_t number = 0;  // counts what was pushed: breaks ties
    Event event{};
  };

  bool empty() const { return heap_.empty(); }
  std::size_t size() const { return heap_.size(); }

  void push(sim::Time at, Event event) {
    heap_.push_back({at, pushed_++, std::move(event)});
    std::push_heap(heap_.begin(), heap_.end(), is_later);
  }

  /// When the next event is due. REQUIRES: not empty.
  sim::Time next_time() const {
    DOUBLECHECK_ASSERT(!empty());
    return heap_.front().at;
  }

  /// Takes the next event out. REQUIRES: not empty.
  Entry pop() {
    DOUBLECHECK_ASSERT(!empty());
    std::pop_heap(heap_.begin(), heap_.end(), is_later);
    Entry entry = std::move(heap_.back());
    heap_.pop_back();
    return entry;
  }

 private:
  static bool is_later(const Entry& a, const Entry& b) { return a.at != b.at ? a.at > b.at : a.number > b.number; }

  std::vector<Entry> heap_;
  std::uint64_t pushed_ = 0;
};

}  // namespace doublecheck::tests
