/// Breadth-first search over a space of keys, level by level, by any number of threads.
///
/// A level is finished or it does not count: whatever ends a search early, the counts are those of whole levels, and so
/// the same for any number of threads. Properties are looked at when a state is expanded; where the search ends early
/// that still happens for every state of the last level.
///
/// The set of visited states may be an approximate one. Each level consists of true keys all the same, found from those
/// of the level before: a path to any of them is real, and a shortest one through what was not left out.
///
/// Where the keys of the levels lie is the matter of LevelStore; how a search is kept and taken up again, that of
/// checkpointing.hpp. Whatever hands keys from one place to another counts them, and the counts must agree.
#pragma once

#include <algorithm>
#include <array>
#include <atomic>
#include <exception>
#include <functional>
#include <map>
#include <new>
#include <optional>
#include <span>
#include <utility>
#include <variant>
#include <vector>

#include "checker/assert.hpp"
#include "checker/exploration.hpp"
#include "engine/checkpointing.hpp"
#include "engine/crew.hpp"
#include "engine/found.hpp"
#include "engine/gathering.hpp"
#include "engine/level_store.hpp"
#include "engine/omission_estimate.hpp"
#include "engine/snapshot.hpp"
#include "engine/space.hpp"
#include "engine/visited_keys.hpp"

namespace doublecheck::engine {

struct SearchOptions {
  checker::ExplorationOptions exploration;
  unsigned jobs = 1;  ///< threads
  LineCompare compare = best_line_compare();
  std::uint64_t states_worth_threads = 4096;  ///< smaller levels are searched by one thread
  std::optional<Spill> spill;                 ///< where keys may go before the search ends for want of memory
  std::optional<Checkpoints> checkpoints;
  std::optional<Resumption> resumption;  ///< goes on from there; of the same space, claims and options
  bool spares_known = true;              ///< successors that are known to be known are not looked up, see Footprint
};

template <Space S, VisitedKeys<S::kWords> Visited = VisitedBy<S>>
class Search {
 public:
  static constexpr unsigned kWords = S::kWords;
  static constexpr bool kIsApproximate = ApproximateKeys<Visited, kWords>;
  static_assert(!kIsApproximate || SteadySpace<S>, "what is left out must not depend on the number of threads");
  using StateKey = Key<kWords>;

  /// All but the last are kept by reference. `watched`: how many claims the space watches. `more`: what the set of
  /// visited states wants beside a limit on memory. An approximate search is not kept, and looks everything up: sparing
  /// relies on every state being found, and on whichever thread found it.
  template <class... More>
  Search(const S& space, std::size_t watched, const SearchOptions& options, const More&... more)
      : space_(space),
        options_(options),
        visited_(options.exploration.limits.memory_bytes_max, options.compare, more...),
        levels_(options.spill ? &*options.spill : nullptr),
        claims_left_(watched) {
    CHECKER_ASSERT(options.jobs >= 1);
    CHECKER_ASSERT(!kIsApproximate || (!options.spares_known && !options.checkpoints && !options.resumption));
    CHECKER_ASSERT(!limits().seconds_max || options.exploration.elapsed_seconds);
    found_.broken.resize(watched);
  }

  /// REQUIRES: is called once.
  Found<S> run(const std::vector<StateKey>& initial) {
    if (options_.resumption) {
      resume(*options_.resumption);
    } else {
      start(initial);
    }
    while (!must_stop() && levels_.last().size() > 0) {
      search_level();
      if (options_.checkpoints && (must_stop() || options_.checkpoints->is_due())) save();
    }
    if (!must_stop()) levels_.drop_empty_level();
    counts().frontier = must_stop() ? levels_.last().size() : 0;
    counts().visited_bytes = visited_.bytes();
    if constexpr (kIsApproximate) {
      if (!must_stop()) found_.stop = checker::StopReason::approximate;
      found_.omissions = estimate_.omissions(visited_.filled());
    }
    found_.levels = levels_.take();
    return std::move(found_);
  }

  const Visited& visited() const { return visited_; }

 private:
  static constexpr std::size_t kBatch = 128;
  static constexpr std::size_t kLocatedAhead = 5;
  static constexpr std::size_t kApproachedAhead = 2;
  static constexpr std::size_t kLookups = 8;  // a power of 2 above kLocatedAhead

  static auto no_lookup() {
    if constexpr (LookingSpace<S>) {
      return typename S::Lookup();
    } else {
      return std::monostate();
    }
  }

  /// What one thread does and finds on one level.
  struct Worker {
    typename S::Scratch scratch;
    std::array<decltype(no_lookup()), kLookups> lookups;
    std::array<StateKey, kBatch> batch;
    std::array<std::uint64_t, kBatch> hashes;
    std::array<Discovery, kBatch> discoveries;
    std::size_t batched = 0;
    Block<kWords> added;
    std::uint64_t expanded = 0;  // states
    std::uint64_t found = 0;     // new ones
    std::uint64_t transitions = 0;
    std::vector<bool> verdicts;
    std::map<std::size_t, std::vector<StateKey>> broken;
    std::vector<StateKey> deadlocked;
    std::uint64_t flushes = 0;
    bool is_first = false;
  };

  const checker::Limits& limits() const { return options_.exploration.limits; }
  checker::Counts& counts() { return found_.counts; }
  std::uint64_t hash(const StateKey& key) const {
    if constexpr (kIsApproximate) {
      return space_.steady_hash(key);
    } else {
      return Visited::hash(key);
    }
  }
  bool must_stop() const { return found_.stop != checker::StopReason::complete; }

  void start(const std::vector<StateKey>& initial) {
    if (options_.checkpoints) options_.checkpoints->start_over();
    counts().initial_states = initial.size();
    for (std::size_t begin = 0; begin < initial.size() && !must_stop(); begin += Level<kWords>::kBlockSize) {
      Block<kWords> block;
      const std::size_t end = std::min(initial.size(), begin + Level<kWords>::kBlockSize);
      for (std::size_t i = begin; i < end && has_room(); ++i) {
        const std::uint64_t hash = this->hash(initial[i]);
        std::array<std::uint8_t, 2> fresh;
        if (visited_.insert_alone(std::span(&initial[i], 1), &hash, fresh.data()) == 1)
          block.keys.push_back(initial[i]);
      }
      levels_.put(std::move(block), false);
    }
    counts().states = levels_.finish_level();
    CHECKER_ASSERT(counts().states == visited_.size());
    counts().frontier_widest = counts().states;
    stand();
    note_memory();
    finish_level();
  }

  /// For a thread that is alone. Returns false, and ends the search, where there is none.
  bool has_room() {
    if (!must_stop()) make_room();
    found_.stop = reason_.load();
    return !must_stop();
  }

  /// What is known of the levels before the last one will not change.
  void stand() { standing_ = {counts(), found_.deadlocks}; }

  void save() const {
    options_.checkpoints->save(snapshot_of(space_, found_, levels_.levels(), standing_),
                               [this](std::size_t level, const TakeBytes& take) {
                                 give_level(levels_.levels().at(level), levels_.spill(), take);
                               });
  }

  void resume(const Resumption& resumption) {
    take_up(resumption.snapshot, found_);
    for (const auto& findings : found_.broken) claims_left_ -= findings ? 1U : 0U;
    for (std::size_t level = 0; level < resumption.snapshot.level_sizes.size(); ++level) {
      take_level<kWords>(resumption, level, [this](std::vector<StateKey>&& keys) { add_again(std::move(keys)); });
      const std::uint64_t size = levels_.finish_level();
      CHECKER_ASSERT(size == resumption.snapshot.level_sizes[level]);
    }
    CHECKER_ASSERT(!found_.is_visited_whole || counts().states == visited_.size());
    stand();
    note_memory();
    obey_stop_rule();
  }

  /// Keys of the level that is taken up, which are not in the set yet. Where there is no room for all of them in the
  /// set the search is over, but what it had found can still be shown.
  void add_again(std::vector<StateKey>&& keys) {
    for (std::size_t begin = 0; begin < keys.size() && has_room(); begin += kBatch) {
      const auto batch = std::span<const StateKey>(keys).subspan(begin, std::min(kBatch, keys.size() - begin));
      std::array<std::uint64_t, kBatch> hashes;
      std::array<std::uint8_t, kBatch + 1> fresh;
      std::ranges::transform(batch, hashes.begin(), [this](const StateKey& key) { return hash(key); });
      const std::size_t added = visited_.insert_alone(batch, hashes.data(), fresh.data());
      CHECKER_ASSERT(added == batch.size());
    }
    if (must_stop()) found_.is_visited_whole = false;
    levels_.put({std::move(keys), {}}, exceeds_memory(bytes_in_use()));
  }

  void search_level() {
    const Level<kWords>& level = levels_.last();
    const std::uint64_t depth = levels_.levels().size() - 1;
    may_add_ = !limits().depth_max || depth < *limits().depth_max;
    if (!may_add_) is_cut_ = false;
    reason_.store(checker::StopReason::complete);
    // As only initial states can be, and those that a search with a higher limit left behind.
    if (limits().states_max && visited_.size() > *limits().states_max) stop(checker::StopReason::states);
    const std::size_t jobs = jobs_for(level);
    workers_ = std::vector<Worker>(jobs);
    workers_.front().is_first = true;
    Pieces<kWords> pieces(level, levels_.spill());
    Gathering gathering(jobs);
    is_alone_ = jobs == 1;
    crew_.run(jobs, [&](std::size_t i) { work(workers_[i], pieces, gathering); });
    collect(depth);
  }

  std::size_t jobs_for(const Level<kWords>& level) {
    return level.size() < options_.states_worth_threads ? 1 : crew_.hire(options_.jobs);
  }

  void work(Worker& worker, Pieces<kWords>& pieces, Gathering& gathering) {
    const auto grow = [this] { make_room(); };
    try {
      Block<kWords> piece;
      while (pieces.next(piece)) {
        const std::size_t size = piece.keys.size();
        worker.expanded += size;
        for (std::size_t i = 0; i < std::min(kLocatedAhead, size); ++i) locate(worker, piece, i);
        for (std::size_t i = 0; i < size; ++i) {
          if (i + kLocatedAhead < size) locate(worker, piece, i + kLocatedAhead);
          visit(worker, piece, i, gathering);
        }
      }
      flush(worker, gathering);
    } catch (const SpillError&) {
      stop(checker::StopReason::storage);
    } catch (...) {
      stop(checker::StopReason::interrupted);
      gathering.leave(grow);
      throw;
    }
    gathering.leave(grow);
  }

  /// What the space knows of a state comes closer while those before it are expanded.
  void locate(Worker& worker, const Block<kWords>& piece, std::size_t number) const {
    if constexpr (LookingSpace<S>) space_.locate(piece.keys[number], worker.lookups[number % kLookups]);
  }

  void visit(Worker& worker, const Block<kWords>& piece, std::size_t number, Gathering& gathering) {
    const bool is_over = reason_.load(std::memory_order_relaxed) != checker::StopReason::complete;
    const auto emit = [&](const StateKey& next, ActionKind, const Discovery& found) {
      if (is_over) return;
      const std::uint64_t hash = this->hash(next);
      visited_.prefetch(hash);
      const std::size_t place = worker.batched;  // the compiler cannot know that the lines below leave it as it is
      worker.batch[place] = next;
      worker.hashes[place] = hash;
      worker.discoveries[place] = found;
      worker.batched = place + 1;
      if (place + 1 == kBatch) flush(worker, gathering);
    };
    const StateKey key = piece.keys[number];
    const Discovery discovery = piece.discoveries[number];
    Sighting sighting;
    if constexpr (LookingSpace<S>) {
      if (number + kApproachedAhead < piece.keys.size()) {
        space_.approach(worker.lookups[(number + kApproachedAhead) % kLookups]);
      }
      sighting = space_.expand(key, worker.lookups[number % kLookups], discovery, worker.scratch, emit);
    } else {
      sighting = space_.expand(key, discovery, worker.scratch, emit);
    }
    worker.transitions += sighting.enabled;
    if (sighting.is_broken) note_broken(worker, key);
    if (sighting.enabled == 0 && !sighting.may_end && options_.exploration.finds_deadlocks) {
      worker.deadlocked.push_back(key);
    }
  }

  void flush(Worker& worker, Gathering& gathering) {
    const auto keys = std::span<const StateKey>(worker.batch).first(worker.batched);
    worker.batched = 0;
    poll(worker);
    if (!may_add_) return look_up(keys, worker);
    if (visited_.is_crowded()) gathering.call();
    gathering.attend([this] { make_room(); });
    std::array<std::uint8_t, kBatch + 1> fresh;
    const std::size_t count = is_alone_ ? visited_.insert_alone(keys, worker.hashes.data(), fresh.data())
                                        : visited_.insert(keys, worker.hashes.data(), fresh.data());
    worker.found += count;
    take(worker, std::span(fresh).first(count));
    if (worker.added.keys.size() >= Level<kWords>::kBlockSize) put_away(worker);
    if (limits().states_max && visited_.size() > *limits().states_max) stop(checker::StopReason::states);
  }

  /// Takes what was new in the batch into the next level.
  void take(Worker& worker, std::span<const std::uint8_t> fresh) const {
    Block<kWords>& added = worker.added;
    const std::size_t before = added.keys.size();
    added.keys.resize(before + fresh.size());
    for (std::size_t i = 0; i < fresh.size(); ++i) added.keys[before + i] = worker.batch[fresh[i]];
    if (!options_.spares_known) return;
    added.discoveries.resize(before + fresh.size());
    for (std::size_t i = 0; i < fresh.size(); ++i) added.discoveries[before + i] = worker.discoveries[fresh[i]];
  }

  /// Beyond the greatest depth: is there anything that is not known?
  void look_up(std::span<const StateKey> keys, const Worker& worker) {
    for (std::size_t i = 0; i < keys.size(); ++i) {
      if (!visited_.contains(keys[i], worker.hashes[i])) is_cut_ = true;
    }
  }

  void put_away(Worker& worker) {
    const bool goes_elsewhere = exceeds_memory(bytes_in_use() + worker.added.bytes());
    levels_.put(std::move(worker.added), goes_elsewhere);
    worker.added = {};
    worker.added.keys.reserve(Level<kWords>::kBlockSize + kBatch);
    worker.added.discoveries.reserve(Level<kWords>::kBlockSize + kBatch);
  }

  /// While the other threads wait, who would wait for ever for one that throws.
  void make_room() {
    try {
      while (visited_.is_crowded()) {
        const std::uint64_t grown = bytes_in_use() + visited_.bytes_to_grow();
        if (exceeds_memory(grown) && !spill_levels(grown)) return stop(checker::StopReason::memory);
        if (!visited_.grow()) return stop(checker::StopReason::memory);
      }
    } catch (const SpillError&) {
      stop(checker::StopReason::storage);
    } catch (const std::bad_alloc&) {
      stop(checker::StopReason::memory);
    }
  }

  /// Returns whether that spares enough.
  bool spill_levels(std::uint64_t bytes_wanted) {
    const std::uint64_t before = levels_.bytes();
    return levels_.spill_all() && !exceeds_memory(bytes_wanted - (before - levels_.bytes()));
  }

  bool exceeds_memory(std::uint64_t bytes) const {
    return limits().memory_bytes_max && bytes > *limits().memory_bytes_max;
  }

  std::uint64_t bytes_in_use() const { return visited_.bytes() + levels_.bytes() + space_.bytes(); }

  void stop(checker::StopReason reason) {
    checker::StopReason none = checker::StopReason::complete;
    reason_.compare_exchange_strong(none, reason);
  }

  void poll(Worker& worker) {
    if (!worker.is_first) return;
    const checker::ExplorationOptions& wishes = options_.exploration;
    if (worker.flushes++ % 64 != 0) return;
    if (wishes.is_interrupted && wishes.is_interrupted()) stop(checker::StopReason::interrupted);
    if (limits().seconds_max && wishes.elapsed_seconds() > *limits().seconds_max) stop(checker::StopReason::time);
    const std::uint64_t reached = visited_.size() / wishes.progress_states;
    if (!wishes.on_progress || reached == reported_) return;
    reported_ = reached;
    checker::Counts now = found_.counts;
    now.states = visited_.size();
    now.frontier = now.states - found_.counts.states;
    now.peak_memory_bytes = std::max(now.peak_memory_bytes, bytes_in_use());
    wishes.on_progress(now);
  }

  void note_broken(Worker& worker, const StateKey& key) {
    worker.verdicts.resize(found_.broken.size());
    space_.judge(key, 0, worker.verdicts);
    for (std::size_t claim = 0; claim < found_.broken.size(); ++claim) {
      if (!worker.verdicts[claim] && !found_.broken[claim]) worker.broken[claim].push_back(key);
    }
  }

  void collect(std::uint64_t depth) {
    found_.stop = reason_.load();
    collect_findings(depth);
    if (must_stop()) return;
    levels_.forget_discoveries();
    add_level(depth);
    workers_.clear();
    note_memory();
    if (!may_add_ && is_cut_) {
      found_.stop = checker::StopReason::depth;
      levels_.drop_empty_level();
    } else {
      stand();
    }
    obey_stop_rule();
    finish_level();
  }

  /// What the threads have found becomes a level, and the one before it counts as expanded.
  void add_level(std::uint64_t depth) {
    std::uint64_t expanded = 0;
    std::uint64_t fresh = 0;
    for (Worker& worker : workers_) {
      expanded += worker.expanded;
      fresh += worker.found;
      counts().transitions += worker.transitions;
      levels_.put(std::move(worker.added), false);
    }
    CHECKER_ASSERT(expanded == levels_.last().size());
    const std::uint64_t size = levels_.finish_level();
    CHECKER_ASSERT(size == fresh && counts().states + size == visited_.size());
    counts().expanded += expanded;
    ++found_.expanded_levels;
    counts().states += size;
    if (size > 0) counts().depth = depth + 1;
    counts().frontier_widest = std::max(counts().frontier_widest, size);
  }

  /// Where states of earlier levels are kept in another way than those of the last one.
  void finish_level() {
    if constexpr (kIsApproximate) {
      const Level<kWords>& level = levels_.last();
      if (may_add_) estimate_.add_level(level.size(), visited_.omission_rate());
      if (must_stop()) return;
      if (!visited_.has_room_to_finish()) {
        found_.stop = checker::StopReason::memory;
        return;
      }
      hand_over(level);
      visited_.finish_level();
    }
  }

  void hand_over(const Level<kWords>& level) {
    const std::size_t jobs = jobs_for(level);
    Pieces<kWords> pieces(level, levels_.spill());
    std::atomic<std::uint64_t> handed{0};
    crew_.run(jobs, [&](std::size_t) {
      Block<kWords> piece;
      std::vector<std::uint64_t> hashes;
      while (pieces.next(piece)) {
        hashes.clear();
        for (const StateKey& key : piece.keys) hashes.push_back(hash(key));
        jobs == 1 ? visited_.hand_over_alone(hashes) : visited_.hand_over(hashes);
        handed += hashes.size();
      }
    });
    CHECKER_ASSERT(handed == level.size());
  }

  void collect_findings(std::uint64_t depth) {
    for (std::size_t claim = 0; claim < found_.broken.size(); ++claim) {
      Findings<kWords> findings{depth, {}};
      for (Worker& worker : workers_) std::ranges::move(worker.broken[claim], std::back_inserter(findings.keys));
      if (findings.keys.empty()) continue;
      found_.broken[claim] = std::move(findings);
      --claims_left_;
    }
    Findings<kWords> deadlocked{depth, {}};
    for (Worker& worker : workers_) std::ranges::move(worker.deadlocked, std::back_inserter(deadlocked.keys));
    if (deadlocked.keys.empty()) return;
    found_.deadlocks += deadlocked.keys.size();
    if (!found_.deadlocked) found_.deadlocked = std::move(deadlocked);
  }

  void obey_stop_rule() {
    if (must_stop()) return;
    const bool is_any_broken = claims_left_ < found_.broken.size();
    switch (options_.exploration.stop_rule) {
      case checker::StopRule::never:
        break;
      case checker::StopRule::first_violation:
        if (is_any_broken || found_.deadlocked) found_.stop = checker::StopReason::violation;
        break;
      case checker::StopRule::all_invariants_violated:
        if (is_any_broken && claims_left_ == 0) found_.stop = checker::StopReason::violation;
        break;
    }
  }

  void note_memory() {
    counts().peak_memory_bytes = std::max(counts().peak_memory_bytes, bytes_in_use());
    try {
      if (!exceeds_memory(bytes_in_use()) || spill_levels(bytes_in_use())) return;
      if (!must_stop() && levels_.last().size() > 0) found_.stop = checker::StopReason::memory;
    } catch (const SpillError&) {
      if (!must_stop()) found_.stop = checker::StopReason::storage;
    }
  }

  const S& space_;
  const SearchOptions& options_;
  Found<S> found_;
  Visited visited_;
  LevelStore<kWords> levels_;
  Standing standing_;
  std::size_t claims_left_;
  OmissionEstimate estimate_;

  Crew crew_;
  // Of the level that is being searched.
  std::vector<Worker> workers_;
  bool may_add_ = true;
  bool is_alone_ = true;
  std::atomic<bool> is_cut_{false};
  std::atomic<checker::StopReason> reason_{checker::StopReason::complete};
  std::uint64_t reported_ = 0;
};

}  // namespace doublecheck::engine
