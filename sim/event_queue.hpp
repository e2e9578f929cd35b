/// The event queue: what is planned, in the order of time; at one time, in the order of planning.
#pragma once

#include "model/assert.hpp"
#include "sim/environment.hpp"

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <utility>
#include <vector>

namespace doublecheck::sim {

/// A ladder queue, after Tang, Goh and Thng, "Ladder queue: an O(1) priority queue structure for large-scale discrete
/// event simulation" (2005). What is far away lies unsorted (the top), what is nearer in buckets of equal width (the
/// rungs, each of which divides one bucket of that before it), and only the few entries that are next are sorted (the
/// bottom). An entry is moved a few times, always from one end of an array to another, however many there are.
template <class Event>
class EventQueue {
 public:
  struct Entry {
    Time at = 0;
    std::uint64_t number = 0;  // counts what was pushed: breaks ties
    Event event{};
  };

  bool empty() const { return size_ == 0; }
  std::size_t size() const { return size_; }

  /// `at` may lie before what was popped already. REQUIRES: it is less than the greatest Time.
  void push(Time at, Event event) {
    DOUBLECHECK_ASSERT(at < std::numeric_limits<Time>::max());
    Entry entry{at, pushed_++, std::move(event)};
    if (size_++ == 0) {
      start_with(std::move(entry));
    } else if (at >= top_start_) {
      top_.push_back(std::move(entry));
    } else if (Rung* rung = rung_for(at)) {
      rung->put(std::move(entry));
    } else {
      put_into_bottom(std::move(entry));
    }
  }

  /// When the next event is due. REQUIRES: not empty.
  Time next_time() const {
    DOUBLECHECK_ASSERT(!empty());
    return bottom_[next_].at;
  }

  /// Takes the next event out. REQUIRES: not empty.
  Entry pop() {
    DOUBLECHECK_ASSERT(!empty());
    Entry entry = std::move(bottom_[next_++]);
    --size_;
    if (next_ == bottom_.size() && size_ > 0) refill();
    return entry;
  }

 private:
  static constexpr std::size_t kSorted = 64;      // so many are sorted at once rather than divided again
  static constexpr std::size_t kBottomMax = 256;  // entries that are sorted; more are divided again
  static constexpr std::size_t kBucketsMin = 16;
  static constexpr std::size_t kBucketsMax = 1024;  // the ends of so many arrays stay in the cache
  static constexpr std::size_t kInBucket = 16;      // entries that are meant to fall into a bucket

  using Entries = std::vector<Entry>;

  /// Buckets for the times from `start` on, each 2^shift wide. Those before `next` are used up: their times belong to
  /// what is finer.
  struct Rung {
    Time start = 0;
    unsigned shift = 0;
    std::size_t next = 0;
    std::size_t size = 0;  // entries in all buckets
    std::vector<Entries> buckets;

    Time start_of(std::size_t bucket) const { return start + static_cast<Time>(std::uint64_t{bucket} << shift); }

    void put(Entry entry) {
      buckets[static_cast<std::size_t>(static_cast<std::uint64_t>(entry.at - start) >> shift)].push_back(
          std::move(entry));
      ++size;
    }
  };

  static bool is_earlier(const Entry& a, const Entry& b) { return a.at != b.at ? a.at < b.at : a.number < b.number; }

  /// The queue was empty.
  void start_with(Entry entry) {
    rungs_used_ = 0;
    top_start_ = entry.at + 1;
    bottom_.clear();
    next_ = 0;
    bottom_.push_back(std::move(entry));
  }

  /// The coarsest that has a bucket for it, or none. REQUIRES: it is before the top.
  Rung* rung_for(Time at) {
    for (std::size_t i = 0; i < rungs_used_; ++i) {
      if (at >= rungs_[i].start_of(rungs_[i].next)) return &rungs_[i];
    }
    return nullptr;
  }

  void put_into_bottom(Entry entry) {
    const auto place =
        std::upper_bound(bottom_.begin() + static_cast<std::ptrdiff_t>(next_), bottom_.end(), entry, is_earlier);
    bottom_.insert(place, std::move(entry));
    const bool is_divisible = bottom_[next_].at != bottom_.back().at;
    if (bottom_.size() - next_ <= kBottomMax || !is_divisible) return;
    Entries entries(std::make_move_iterator(bottom_.begin() + static_cast<std::ptrdiff_t>(next_)),
                    std::make_move_iterator(bottom_.end()));
    const Time end = rungs_used_ == 0 ? top_start_ : finest().start_of(finest().next);
    divide(entries, entries.front().at, end);
    refill();
  }

  Rung& finest() { return rungs_[rungs_used_ - 1]; }

  /// Sorts what is next into the bottom. REQUIRES: the bottom is used up, and the queue is not empty.
  void refill() {
    bottom_.clear();
    next_ = 0;
    while (bottom_.empty()) {
      if (rungs_used_ == 0) {
        take_top();
      } else if (finest().size == 0) {
        --rungs_used_;
      } else {
        take_bucket(finest());
      }
    }
  }

  void take_top() {
    const auto [first, last] = std::ranges::minmax(top_, {}, &Entry::at);
    const Time start = first.at;
    top_start_ = last.at + 1;
    sort_or_divide(top_, start, top_start_);
  }

  void take_bucket(Rung& rung) {
    while (rung.buckets[rung.next].empty()) ++rung.next;
    Entries& bucket = rung.buckets[rung.next++];
    rung.size -= bucket.size();
    const Time end = rung.start_of(rung.next);
    // Dividing may move the rungs, and the bucket with them.
    taken_.swap(bucket);
    const Time start = std::ranges::min(taken_, {}, &Entry::at).at;
    sort_or_divide(taken_, start, std::min(end, top_start_));
    taken_.clear();
  }

  void sort_or_divide(Entries& entries, Time start, Time end) {
    if (entries.size() <= kSorted || end - start == 1) {
      std::sort(entries.begin(), entries.end(), is_earlier);
      bottom_.swap(entries);
    } else {
      divide(entries, start, end);
    }
    entries.clear();
  }

  /// Makes a rung of the entries, for all times from `start` to before `end`. What comes before `start` is for the
  /// bottom.
  void divide(Entries& entries, Time start, Time end) {
    const std::size_t wanted = std::clamp(entries.size() / kInBucket, kBucketsMin, kBucketsMax);
    const auto width = static_cast<std::uint64_t>(end - start - 1) / wanted;  // at least, minus 1
    if (rungs_used_ == rungs_.size()) rungs_.emplace_back();
    Rung& rung = rungs_[rungs_used_++];
    rung.start = start;
    rung.shift = static_cast<unsigned>(std::bit_width(width));
    rung.next = 0;
    rung.size = 0;
    const auto buckets = static_cast<std::size_t>(static_cast<std::uint64_t>(end - start - 1) >> rung.shift) + 1;
    if (rung.buckets.size() < buckets) rung.buckets.resize(buckets);
    for (Entry& entry : entries) rung.put(std::move(entry));
  }

  Entries bottom_;  // in ascending order; those before next_ are gone
  std::size_t next_ = 0;
  std::vector<Rung> rungs_;  // from coarse to fine; those that are not in use are kept for their storage
  std::size_t rungs_used_ = 0;
  Entries top_;  // all at top_start_ or later
  Time top_start_ = 0;
  Entries taken_;  // kept for its storage
  std::size_t size_ = 0;
  std::uint64_t pushed_ = 0;
};

}  // namespace doublecheck::sim
