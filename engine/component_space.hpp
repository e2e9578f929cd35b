/// A component model as a space: states are keys, and following an action is a chain of look-ups.
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <span>
#include <utility>
#include <vector>

#include "checker/assert.hpp"
#include "checker/components.hpp"
#include "engine/component_memo.hpp"
#include "engine/footprint.hpp"
#include "engine/layout.hpp"

namespace doublecheck::engine {

template <checker::ComponentModel M, unsigned Words>
class ComponentSpace {
 public:
  using Model = M;
  using State = typename M::State;
  using StateKey = Key<Words>;
  static constexpr unsigned kWords = Words;
  static constexpr bool kClusters = true;  // see ClusteringSpace
  /// The row of each component.
  using Lookup = std::vector<const Row*>;
  struct Scratch {
    std::vector<Errands> queue;
    Lookup rows;
  };

  /// The memo is kept by reference.
  ComponentSpace(ComponentMemo<M>& memo, Layout layout) : memo_(memo), layout_(std::move(layout)) {
    for (std::size_t i = 0; i < layout_.components.size(); ++i) {
      memo_.limit_numbers(i, layout_.components[i].value_max);
    }
    for (std::size_t i = 0; i < layout_.counters.size(); ++i) costs_[i] = cost_of(layout_.counters[i]);
    costs_[kNoCounter].left = blank_key<Words>();  // which every key has
  }

  StateKey key_of(const State& state) const {
    StateKey key = blank_key<Words>();
    for (std::size_t i = 0; i < layout_.components.size(); ++i) {
      layout_.components[i].set(key, memo_.intern(i, memo_.model().local(state, i)));
    }
    const std::vector<std::uint8_t> counters = memo_.model().counters(state);
    for (std::size_t i = 0; i < counters.size(); ++i) layout_.counters[i].set(key, counters[i]);
    return key;
  }

  /// From the hashes of the local states, for their numbers depend on which thread met them first.
  std::uint64_t steady_hash(const StateKey& key) const {
    std::uint64_t hash = 0;
    for (std::size_t i = 0; i < layout_.components.size(); ++i) hash += memo_.steady_hash(i, number(key, i));
    for (const Field& field : layout_.counters) hash = hash * 0x9E37'79B9'7F4A'7C15ULL + field.get(key);
    return mixed(hash);
  }

  State state_of(const StateKey& key) const {
    std::vector<typename M::Local> locals;
    for (std::size_t i = 0; i < layout_.components.size(); ++i) locals.push_back(memo_.local(i, number(key, i)));
    std::vector<std::uint8_t> counters;
    for (const Field& field : layout_.counters) counters.push_back(static_cast<std::uint8_t>(field.get(key)));
    return memo_.model().assemble(std::move(locals), counters);
  }

  /// Finds the rows and starts to bring them closer.
  void locate(const StateKey& key, Lookup& rows) const {
    if (rows.empty()) rows.resize(layout_.components.size());
    for (std::size_t component = 0; component < rows.size(); ++component) {
      rows[component] = &memo_.row(component, number(key, component));
      __builtin_prefetch(rows[component]);
    }
  }

  void approach(const Lookup& rows) const {
    for (const Row* row : rows) row->prefetch_steps();
  }

  template <class Emit>
  Sighting expand(const StateKey& key, const Lookup& rows, Discovery discovery, Scratch& scratch, Emit&& emit) const {
    const auto count = static_cast<std::uint32_t>(layout_.components.size());
    for (std::uint32_t component = 0; component < count; ++component) {
      memo_.make_ready(*rows[component], component, number(key, component));
    }
    Sighting sighting = look(rows);
    for (std::uint32_t component = 0; component < count; ++component) {
      sighting.enabled += expand_component(key, rows, component, discovery, scratch.queue, emit);
    }
    for (const Move& move : memo_.shared_moves()) {
      StateKey next = key;
      if (!spend(next, move.counter)) continue;
      ++sighting.enabled;
      Footprint footprint{0, count};
      run(next, move.errands, scratch.queue, footprint.components);
      emit(next, move.kind, Discovery(footprint));
    }
    return sighting;
  }

  template <class Emit>
  Sighting expand(const StateKey& key, Discovery discovery, Scratch& scratch, Emit&& emit) const {
    locate(key, scratch.rows);
    return expand(key, scratch.rows, discovery, scratch, emit);
  }

  void judge(const StateKey& key, std::size_t first, std::vector<bool>& verdicts) const {
    std::vector<std::uint64_t> words(memo_.claims().words());
    for (std::size_t component = 0; component < layout_.components.size(); ++component) {
      const Row& row = memo_.ready_row(component, number(key, component));
      for (std::size_t word = 0; word < words.size(); ++word) words[word] |= row.words[word];
    }
    for (std::size_t i = first; i < verdicts.size(); ++i) verdicts[i] = memo_.claims().holds(i, words);
  }

  void write(Snapshot& snapshot) const {
    snapshot.fields = layout_.numbers();
    for (std::size_t component = 0; component < layout_.components.size(); ++component) {
      std::vector<std::string>& locals = snapshot.locals.emplace_back();
      for (LocalId id = 0; id < memo_.local_count(component); ++id) locals.emplace_back(memo_.encoding(component, id));
    }
  }

  const M& model() const { return memo_.model(); }
  ComponentMemo<M>& memo() const { return memo_; }
  const Layout& layout() const { return layout_; }
  typename M::Local local(std::size_t component, LocalId id) const { return memo_.local(component, id); }
  const checker::FairnessClasses& fairness_classes() const { return memo_.fairness_classes(); }
  std::uint64_t bytes() const { return memo_.bytes(); }

 private:
  Sighting look(const Lookup& rows) const {
    Sighting sighting;
    for (std::size_t word = 0; word < memo_.claims().watched_words(); ++word) {
      if (memo_.claims().shows_failure(word, joined(rows, word))) sighting.is_broken = true;
    }
    for (const Row* row : rows) sighting.may_end = sighting.may_end && row->may_end;
    return sighting;
  }

  /// Returns how many moves are enabled.
  template <class Emit>
  std::uint32_t expand_component(const StateKey& key, const Lookup& rows, std::uint32_t component,
                                 const Discovery& discovery, std::vector<Errands>& queue, Emit&& emit) const {
    const Row& row = *rows[component];
    const Move* const moves = row.moves.load(std::memory_order_relaxed);
    const std::uint32_t count = row.move_count;
    const Footprint alone{bit(component), component};
    // Of the moves that touch one of these, none is spared.
    const std::uint32_t not_spared = discovery.may_spare(component) ? discovery.components() : ~std::uint32_t{0};
    std::uint32_t enabled = 0;
    std::uint32_t i = 0;
    if ((alone.components & not_spared) == 0) {
      // All that touch nothing else are spared, and as a rule those are most: go straight to the others.
      i = std::min<std::uint32_t>(count, kMovesInMask);
      enabled = i - static_cast<std::uint32_t>(std::popcount(row.costly));
      for (std::uint32_t costly = row.costly; costly != 0; costly &= costly - 1) {
        const Move& move = moves[std::countr_zero(costly)];
        if (follow(key, rows, move, alone, not_spared, queue, emit)) ++enabled;
      }
    }
    for (; i < count; ++i) {
      if (follow(key, rows, moves[i], alone, not_spared, queue, emit)) ++enabled;
    }
    return enabled;
  }

  /// Returns whether the move is enabled.
  template <class Emit>
  [[gnu::always_inline]] bool follow(const StateKey& key, const Lookup& rows, const Move& move, Footprint footprint,
                                     std::uint32_t not_spared, std::vector<Errands>& queue, Emit&& emit) const {
    StateKey next = key;
    if (!spend(next, move.counter)) return false;
    layout_.components[footprint.owner].add(next, move.change);
    if (!move.errands.is_none()) {
      Errands errands = move.errands;
      if (errands.is_one() && errands.component() != footprint.owner) {  // whose row is at hand
        errands = carry_out(next, *rows[errands.component()], errands, footprint.components);
      }
      run(next, errands, queue, footprint.components);
    }
    if ((footprint.components & not_spared) != 0) emit(next, move.kind, Discovery(footprint));
    return true;
  }

  LocalId number(const StateKey& key, std::size_t component) const {
    return static_cast<LocalId>(layout_.components[component].get(key));
  }

  /// A counter's bits of a key, and what one less of it takes away.
  struct Cost {
    StateKey left;
    StateKey one;
  };

  static Cost cost_of(const Field& counter) {
    Cost cost;
    const std::size_t word = Words == 1 ? 0 : counter.word;
    cost.left.words[word] = counter.value_max << counter.shift;
    cost.one.words[word] = std::uint64_t{1} << counter.shift;
    return cost;
  }

  /// Returns false if the counter is at 0; the key means nothing then.
  bool spend(StateKey& key, std::uint8_t counter) const {
    const Cost& cost = costs_[counter];
    std::uint64_t left = 0;
    for (unsigned word = 0; word < Words; ++word) {
      left |= key.words[word] & cost.left.words[word];
      key.words[word] -= cost.one.words[word];
    }
    return left != 0;
  }

  /// Of components from the 32nd on, none is told from the others: they share a bit.
  static std::uint32_t bit(std::uint32_t component) { return 1U << std::min(component, 31U); }

  /// Returns what follows. REQUIRES: errand.is_one(), and the row is that of its component.
  Errands carry_out(StateKey& key, const Row& row, Errands errand, std::uint32_t& touched) const {
    const std::uint32_t component = errand.component();
    const Reaction* reaction = row.reactions.find(errand.event());
    if (reaction == nullptr) reaction = memo_.reaction(errand, number(key, component));
    layout_.components[component].add(key, reaction->change);
    touched |= bit(component);
    return reaction->errands;
  }
  Errands carry_out(StateKey& key, Errands errand, std::uint32_t& touched) const {
    const std::uint32_t component = errand.component();
    return carry_out(key, memo_.row(component, number(key, component)), errand, touched);
  }

  /// Adds to `touched` the components that carried out an errand.
  void run(StateKey& key, Errands errands, std::vector<Errands>& queue, std::uint32_t& touched) const {
    while (errands.is_one()) errands = carry_out(key, errands, touched);  // as most do
    if (!errands.is_none()) run_list(key, errands, queue, touched);
  }

  [[gnu::noinline]] void run_list(StateKey& key, Errands errands, std::vector<Errands>& queue,
                                  std::uint32_t& touched) const {
    queue = memo_.list(errands);
    for (std::size_t i = 0; i < queue.size(); ++i) {
      errands = carry_out(key, queue[i], touched);
      if (errands.is_one()) queue.push_back(errands);
      if (errands.is_one() || errands.is_none()) continue;
      const std::vector<Errands>& list = memo_.list(errands);
      queue.insert(queue.end(), list.begin(), list.end());
    }
  }

  /// One word of the claims. REQUIRES: the rows are ready.
  static std::uint64_t joined(const Lookup& rows, std::size_t word) {
    std::uint64_t bits = 0;
    for (const Row* row : rows) bits |= row->words[word];
    return bits;
  }

  ComponentMemo<M>& memo_;
  Layout layout_;
  std::array<Cost, 256> costs_{};  // of each number of a counter
};

}  // namespace doublecheck::engine
