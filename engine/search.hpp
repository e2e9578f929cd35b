/// Breadth-first search over a space of keys, level by level, by any number of threads.
///
/// A level is finished or it does not count: whatever ends a search early, the counts are those of whole levels, and so
/// the same for any number of threads. Properties are looked at when a state is expanded; where the search ends early
/// that still happens for every state of the last level.
///
/// The set of visited states may be an approximate one. Each level consists of true keys all the same, found from those
/// of the level before: a path to any of them is real, and a shortest one through what was not left out.
#pragma once

#include <algorithm>
#include <atomic>
#include <exception>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "checker/assert.hpp"
#include "checker/exploration.hpp"
#include "engine/clustered_set.hpp"
#include "engine/crew.hpp"
#include "engine/gathering.hpp"
#include "engine/levels.hpp"
#include "engine/omission_estimate.hpp"
#include "engine/snapshot.hpp"
#include "engine/space.hpp"
#include "engine/visited_set.hpp"

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

/// States of one level that break an invariant, or that are deadlocks.
template <unsigned Words>
struct Findings {
  std::uint64_t level = 0;
  std::vector<Key<Words>> keys;
};

/// The exact set of visited states that suits a space.
template <Space S>
using VisitedBy = std::conditional_t<ClusteringSpace<S>, ClusteredSet, VisitedSet<S::kWords>>;

/// A set of visited states, see VisitedSet.
template <class V, unsigned Words>
concept VisitedKeys = requires(V visited, const V known, const Key<Words>& key, std::span<const Key<Words>> keys,
                               std::uint64_t hash, const std::uint64_t* hashes, std::uint8_t* fresh) {
  { visited.insert(keys, hashes, fresh) } -> std::same_as<std::size_t>;
  { visited.insert_alone(keys, hashes, fresh) } -> std::same_as<std::size_t>;
  { visited.grow() } -> std::same_as<bool>;
  { known.prefetch(hash) } -> std::same_as<void>;
  { known.contains(key, hash) } -> std::same_as<bool>;
  { known.is_crowded() } -> std::same_as<bool>;
  { known.bytes_to_grow() } -> std::same_as<std::uint64_t>;
  { known.size() } -> std::same_as<std::uint64_t>;
  { known.bytes() } -> std::same_as<std::uint64_t>;
};

/// One that may take a new state for a known one, see ApproximateSet.
template <class V, unsigned Words>
concept ApproximateKeys = VisitedKeys<V, Words> && requires(V visited, std::span<const std::uint64_t> hashes) {
  { visited.has_room_to_finish() } -> std::same_as<bool>;
  { visited.hand_over(hashes) } -> std::same_as<void>;
  { visited.hand_over_alone(hashes) } -> std::same_as<void>;
  { visited.finish_level() } -> std::same_as<void>;
  { visited.omission_rate() } -> std::same_as<double>;
  { visited.filled() } -> std::same_as<double>;
};

/// What a search leaves behind.
template <Space S>
struct Found {
  static constexpr unsigned kWords = S::kWords;

  checker::StopReason stop = checker::StopReason::complete;
  checker::Counts counts;
  std::vector<Level<kWords>> levels;  ///< those that are complete
  std::uint64_t expanded_levels = 0;  ///< of them, those whose states have all been expanded: all or all but the last
  std::vector<std::optional<Findings<kWords>>> broken;  ///< of each watched claim: where it is broken first
  std::optional<Findings<kWords>> deadlocked;           ///< the first level with a deadlock
  std::uint64_t deadlocks = 0;                          ///< on all levels expanded
  std::optional<checker::Omissions> omissions;          ///< of an approximate search
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
    while (!must_stop() && found_.levels.back().size() > 0) {
      search_level();
      if (options_.checkpoints && (must_stop() || options_.checkpoints->is_due())) save();
    }
    if (!must_stop()) found_.levels.pop_back();  // the empty one
    counts().frontier = must_stop() ? found_.levels.back().size() : 0;
    counts().visited_bytes = visited_.bytes();
    if constexpr (kIsApproximate) {
      if (!must_stop()) found_.stop = checker::StopReason::approximate;
      found_.omissions = estimate_.omissions(visited_.filled());
    }
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
    std::vector<StoredBlock<kWords>> full_blocks;
    std::uint64_t transitions = 0;
    std::vector<bool> verdicts;
    std::map<std::size_t, std::vector<StateKey>> broken;
    std::vector<StateKey> deadlocked;
    std::exception_ptr failure;
    std::uint64_t flushes = 0;
    bool is_first = false;
  };

  const Spill* spill() const { return options_.spill ? &*options_.spill : nullptr; }
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
    Block<kWords> block;
    for (const StateKey& key : initial) {
      const std::uint64_t hash = this->hash(key);
      std::uint8_t fresh = 0;
      make_room();
      if (visited_.insert_alone(std::span(&key, 1), &hash, &fresh) == 1) block.keys.push_back(key);
    }
    counts().initial_states = initial.size();
    found_.levels.emplace_back().add(StoredBlock<kWords>(std::move(block)));
    counts().states = visited_.size();
    counts().frontier_widest = counts().states;
    note_memory();
    finish_level();
  }

  void save() const {
    options_.checkpoints->save(snapshot(), [this](std::size_t level, const TakeBytes& take) {
      found_.levels.at(level).for_each_piece(
          spill(), [&](const std::vector<StateKey>& keys) { take(std::as_bytes(std::span(keys))); });
    });
  }

  Snapshot snapshot() const {
    Snapshot snapshot;
    snapshot.words = kWords;
    space_.write(snapshot);
    snapshot.counts = found_.counts;
    snapshot.claims = found_.broken.size();
    snapshot.deadlocks = found_.deadlocks;
    const auto add = [&](std::uint64_t claim, const Findings<kWords>& findings) {
      const std::span<const std::byte> bytes = std::as_bytes(std::span(findings.keys));
      snapshot.findings.push_back({claim, findings.level, {bytes.begin(), bytes.end()}});
    };
    for (std::size_t claim = 0; claim < found_.broken.size(); ++claim) {
      if (found_.broken[claim]) add(claim, *found_.broken[claim]);
    }
    if (found_.deadlocked) add(snapshot.claims, *found_.deadlocked);
    for (const Level<kWords>& level : found_.levels) snapshot.level_sizes.push_back(level.size());
    return snapshot;
  }

  void resume(const Resumption& resumption) {
    const Snapshot& snapshot = resumption.snapshot;
    CHECKER_ASSERT(snapshot.words == kWords && snapshot.claims == found_.broken.size());
    found_.counts = snapshot.counts;
    found_.deadlocks = snapshot.deadlocks;
    found_.expanded_levels = snapshot.level_sizes.size() - 1;
    for (const Snapshot::Finding& finding : snapshot.findings) {
      auto& findings = finding.claim == snapshot.claims ? found_.deadlocked : found_.broken.at(finding.claim);
      findings = Findings<kWords>{finding.level, keys_in(finding.keys)};
      if (finding.claim < snapshot.claims) --claims_left_;
    }
    for (std::size_t level = 0; level < snapshot.level_sizes.size() && !must_stop(); ++level) {
      found_.levels.emplace_back();
      resumption.read_level(level, [this](std::span<const std::byte> bytes) { add_again(keys_in(bytes)); });
      CHECKER_ASSERT(must_stop() || found_.levels.back().size() == snapshot.level_sizes[level]);
    }
    waiting_bytes_ = bytes_waiting();
    note_memory();
  }

  static std::vector<StateKey> keys_in(std::span<const std::byte> bytes) {
    CHECKER_ASSERT(bytes.size() % sizeof(StateKey) == 0);
    std::vector<StateKey> keys(bytes.size() / sizeof(StateKey));
    std::ranges::copy(bytes, std::as_writable_bytes(std::span(keys)).begin());
    return keys;
  }

  /// Keys of the last level, which are not in the set yet.
  void add_again(std::vector<StateKey>&& keys) {
    for (std::size_t begin = 0; begin < keys.size(); begin += kBatch) {
      const auto batch = std::span<const StateKey>(keys).subspan(begin, std::min(kBatch, keys.size() - begin));
      std::array<std::uint64_t, kBatch> hashes;
      std::array<std::uint8_t, kBatch + 1> fresh;
      std::ranges::transform(batch, hashes.begin(), [this](const StateKey& key) { return hash(key); });
      make_room();
      CHECKER_ASSERT(visited_.insert_alone(batch, hashes.data(), fresh.data()) == batch.size());
    }
    found_.levels.back().add(StoredBlock<kWords>({std::move(keys), {}}));
    found_.stop = reason_.load();
  }

  void search_level() {
    const Level<kWords>& level = found_.levels.back();
    const std::uint64_t depth = found_.levels.size() - 1;
    may_add_ = !limits().depth_max || depth < *limits().depth_max;
    if (!may_add_) is_cut_ = false;
    reason_.store(checker::StopReason::complete);
    // As only initial states can be, and those that a search with a higher limit left behind.
    if (limits().states_max && visited_.size() > *limits().states_max) stop(checker::StopReason::states);
    const std::size_t jobs = level.size() < options_.states_worth_threads ? 1 : options_.jobs;
    workers_ = std::vector<Worker>(jobs);
    workers_.front().is_first = true;
    Pieces<kWords> pieces(level, spill());
    Gathering gathering(jobs);
    is_alone_ = jobs == 1;
    crew_.run(jobs, [&](std::size_t i) { work(workers_[i], pieces, gathering); });
    for (const Worker& worker : workers_) {
      if (worker.failure) std::rethrow_exception(worker.failure);
    }
    collect(depth);
  }

  void work(Worker& worker, Pieces<kWords>& pieces, Gathering& gathering) {
    const auto grow = [this] { make_room(); };
    try {
      Block<kWords> piece;
      while (pieces.next(piece)) {
        const std::size_t size = piece.keys.size();
        for (std::size_t i = 0; i < std::min(kLocatedAhead, size); ++i) locate(worker, piece, i);
        for (std::size_t i = 0; i < size; ++i) {
          if (i + kLocatedAhead < size) locate(worker, piece, i + kLocatedAhead);
          visit(worker, piece, i, gathering);
        }
      }
      flush(worker, gathering);
    } catch (...) {
      worker.failure = std::current_exception();
      stop(checker::StopReason::interrupted);
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
    StoredBlock<kWords> block(std::move(worker.added));
    waiting_bytes_ += block.bytes();
    if (spill() != nullptr && exceeds_memory(bytes_in_use())) {
      waiting_bytes_ -= block.bytes();
      block.spill(*spill());
    }
    worker.full_blocks.push_back(std::move(block));
    worker.added = {};
    worker.added.keys.reserve(Level<kWords>::kBlockSize + kBatch);
    worker.added.discoveries.reserve(Level<kWords>::kBlockSize + kBatch);
  }

  /// While the other threads wait.
  void make_room() {
    while (visited_.is_crowded()) {
      const std::uint64_t grown = bytes_in_use() + visited_.bytes_to_grow();
      if (exceeds_memory(grown) && !spill_levels(grown)) return stop(checker::StopReason::memory);
      if (!visited_.grow()) return stop(checker::StopReason::memory);
    }
  }

  /// Returns whether that spares enough.
  bool spill_levels(std::uint64_t bytes_wanted) {
    if (spill() == nullptr) return false;
    for (Level<kWords>& level : found_.levels) level.spill(*spill());
    for (Worker& worker : workers_) {
      for (StoredBlock<kWords>& block : worker.full_blocks) block.spill(*spill());
    }
    const std::uint64_t before = waiting_bytes_;
    waiting_bytes_ = bytes_waiting();
    return !exceeds_memory(bytes_wanted - (before - waiting_bytes_));
  }

  std::uint64_t bytes_waiting() const {
    std::uint64_t bytes = 0;
    for (const Level<kWords>& level : found_.levels) bytes += level.bytes();
    for (const Worker& worker : workers_) {
      for (const StoredBlock<kWords>& block : worker.full_blocks) bytes += block.bytes();
    }
    return bytes;
  }

  bool exceeds_memory(std::uint64_t bytes) const {
    return limits().memory_bytes_max && bytes > *limits().memory_bytes_max;
  }

  std::uint64_t bytes_in_use() const { return visited_.bytes() + waiting_bytes_ + space_.bytes(); }

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
    now.peak_memory_bytes = std::max(now.peak_memory_bytes, visited_.bytes() + waiting_bytes_);
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
    Level<kWords> next;
    for (Worker& worker : workers_) {
      for (auto& block : worker.full_blocks) next.add(std::move(block));
      next.add(StoredBlock<kWords>(std::move(worker.added)));
      counts().transitions += worker.transitions;
    }
    counts().expanded += found_.levels.back().size();
    ++found_.expanded_levels;
    counts().states += next.size();
    if (next.size() > 0) counts().depth = depth + 1;
    counts().frontier_widest = std::max(counts().frontier_widest, next.size());
    found_.levels.back().forget_discoveries();
    found_.levels.push_back(std::move(next));
    workers_.clear();
    waiting_bytes_ = bytes_waiting();
    note_memory();
    if (!may_add_ && is_cut_) {
      found_.stop = checker::StopReason::depth;
      found_.levels.pop_back();
    }
    obey_stop_rule();
    finish_level();
  }

  /// Where states of earlier levels are kept in another way than those of the last one.
  void finish_level() {
    if constexpr (kIsApproximate) {
      const Level<kWords>& level = found_.levels.back();
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
    const std::size_t jobs = level.size() < options_.states_worth_threads ? 1 : options_.jobs;
    std::vector<std::exception_ptr> failures(jobs);
    Pieces<kWords> pieces(level, spill());
    crew_.run(jobs, [&](std::size_t i) {
      try {
        Block<kWords> piece;
        std::vector<std::uint64_t> hashes;
        while (pieces.next(piece)) {
          hashes.clear();
          for (const StateKey& key : piece.keys) hashes.push_back(hash(key));
          jobs == 1 ? visited_.hand_over_alone(hashes) : visited_.hand_over(hashes);
        }
      } catch (...) {
        failures[i] = std::current_exception();
      }
    });
    for (const std::exception_ptr& failure : failures) {
      if (failure) std::rethrow_exception(failure);
    }
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
    if (!exceeds_memory(bytes_in_use()) || spill_levels(bytes_in_use())) return;
    if (!must_stop() && found_.levels.back().size() > 0) found_.stop = checker::StopReason::memory;
  }

  const S& space_;
  const SearchOptions& options_;
  Found<S> found_;
  Visited visited_;
  std::size_t claims_left_;
  OmissionEstimate estimate_;

  std::atomic<std::uint64_t> waiting_bytes_{0};  // of all levels, in memory

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
