/// A component model as a space: states are keys, and following an action is a chain of look-ups.
#pragma once

#include <algorithm>
#include <array>
#include <span>
#include <stdexcept>
#include <utility>
#include <vector>

#include "checker/assert.hpp"
#include "checker/components.hpp"
#include "engine/component_memo.hpp"
#include "engine/footprint.hpp"
#include "engine/layout.hpp"

namespace doublecheck::engine {

/// A local state got a number that its field cannot hold: lay out the keys again and start over. What was computed of
/// the model stays known.
class NumberTooWide : public std::runtime_error {
 public:
  NumberTooWide() : std::runtime_error("a local state does not fit into its field") {}
};

template <checker::ComponentModel M, unsigned Words>
class ComponentSpace {
 public:
  using Model = M;
  using State = typename M::State;
  using StateKey = Key<Words>;
  static constexpr unsigned kWords = Words;
  using Scratch = std::vector<Errands>;

  /// The memo is kept by reference.
  ComponentSpace(ComponentMemo<M>& memo, Layout layout) : memo_(memo), layout_(std::move(layout)) {}

  StateKey key_of(const State& state) const {
    StateKey key = blank_key<Words>();
    for (std::size_t i = 0; i < layout_.components.size(); ++i) {
      store(key, i, memo_.intern(i, memo_.model().local(state, i)));
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

  template <class Emit>
  Sighting expand(const StateKey& key, Discovery discovery, Scratch& queue, Emit&& emit) const {
    Sighting sighting = look(key);
    const auto count = static_cast<std::uint32_t>(layout_.components.size());
    for (std::uint32_t component = 0; component < count; ++component) {
      sighting.enabled += expand_component(key, component, discovery, queue, emit);
    }
    for (const Move& move : memo_.shared_moves()) {
      StateKey next = key;
      if (!spend(next, move.counter)) continue;
      ++sighting.enabled;
      Footprint footprint{0, count};
      run(next, move.errands, queue, footprint.components);
      emit(next, move.kind, Discovery(footprint));
    }
    return sighting;
  }

  void judge(const StateKey& key, std::vector<bool>& verdicts) const {
    std::vector<std::uint64_t> words;
    for (std::size_t word = 0; word < memo_.claims().words(); ++word) words.push_back(joined(key, word));
    for (std::size_t i = 0; i < verdicts.size(); ++i) verdicts[i] = memo_.claims().holds(i, words);
  }

  void write(Snapshot& snapshot) const {
    snapshot.fields = layout_.numbers();
    for (std::size_t component = 0; component < layout_.components.size(); ++component) {
      std::vector<std::string>& locals = snapshot.locals.emplace_back();
      for (LocalId id = 0; id < memo_.local_count(component); ++id) locals.push_back(memo_.encoding(component, id));
    }
  }

  const M& model() const { return memo_.model(); }
  ComponentMemo<M>& memo() const { return memo_; }
  const Layout& layout() const { return layout_; }
  typename M::Local local(std::size_t component, LocalId id) const { return memo_.local(component, id); }
  const checker::FairnessClasses& fairness_classes() const { return memo_.fairness_classes(); }
  std::uint64_t bytes() const { return memo_.bytes(); }

  void prefetch(const StateKey& next, const StateKey& later) const {
    for (std::size_t component = 0; component < layout_.components.size(); ++component) {
      memo_.prefetch_moves(component, number(next, component));
      memo_.prefetch_row(component, number(later, component));
    }
  }

 private:
  Sighting look(const StateKey& key) const {
    Sighting sighting;
    for (std::size_t word = 0; word < memo_.claims().watched_words(); ++word) {
      if (memo_.claims().shows_failure(word, joined(key, word))) sighting.is_broken = true;
    }
    for (std::size_t component = 0; component < layout_.components.size(); ++component) {
      sighting.may_end = sighting.may_end && memo_.row(component, number(key, component)).may_end;
    }
    return sighting;
  }

  /// Returns how many moves are enabled.
  template <class Emit>
  std::uint32_t expand_component(const StateKey& key, std::uint32_t component, const Discovery& discovery,
                                 Scratch& queue, Emit&& emit) const {
    const Row& row = memo_.row(component, number(key, component));
    const Footprint alone{bit(component), component};
    const bool spares_local = discovery.spares(alone);
    std::uint32_t enabled = 0;
    for (const Move& move : std::span(row.moves.load(std::memory_order_relaxed), row.move_count)) {
      StateKey next = key;
      if (!spend(next, move.counter)) continue;
      ++enabled;
      Footprint footprint = alone;
      if (move.errands.is_none()) {
        if (spares_local) continue;
        store(next, component, move.target);
      } else {
        store(next, component, move.target);
        run(next, move.errands, queue, footprint.components);
        if (discovery.spares(footprint)) continue;
      }
      emit(next, move.kind, Discovery(footprint));
    }
    return enabled;
  }

  LocalId number(const StateKey& key, std::size_t component) const {
    return static_cast<LocalId>(layout_.components[component].get(key));
  }

  void store(StateKey& key, std::size_t component, LocalId local) const {
    const Field& field = layout_.components[component];
    if (local > field.value_max) throw NumberTooWide();
    field.set(key, local);
  }

  /// Returns false if the counter is at 0.
  bool spend(StateKey& key, std::uint8_t counter) const {
    if (counter == kNoCounter) return true;
    const Field& field = layout_.counters[counter];
    if (field.get(key) == 0) return false;
    key.words[Words == 1 ? 0 : field.word] -= std::uint64_t{1} << field.shift;
    return true;
  }

  /// Of components from the 32nd on, none is told from the others: they share a bit.
  static std::uint32_t bit(std::uint32_t component) { return 1U << std::min(component, 31U); }

  /// Returns what follows. REQUIRES: errand.is_one().
  Errands carry_out(StateKey& key, Errands errand, std::uint32_t& touched) const {
    const Reaction reaction = memo_.reaction(errand, number(key, errand.component()));
    store(key, errand.component(), reaction.target);
    touched |= bit(errand.component());
    return reaction.errands;
  }

  /// Adds to `touched` the components that carried out an errand.
  void run(StateKey& key, Errands errands, Scratch& queue, std::uint32_t& touched) const {
    while (errands.is_one()) errands = carry_out(key, errands, touched);  // as most do
    if (errands.is_none()) return;
    queue = memo_.list(errands);
    for (std::size_t i = 0; i < queue.size(); ++i) {
      errands = carry_out(key, queue[i], touched);
      if (errands.is_one()) queue.push_back(errands);
      if (errands.is_one() || errands.is_none()) continue;
      const std::vector<Errands>& list = memo_.list(errands);
      queue.insert(queue.end(), list.begin(), list.end());
    }
  }

  /// One word of the claims.
  std::uint64_t joined(const StateKey& key, std::size_t word) const {
    std::uint64_t bits = 0;
    for (std::size_t component = 0; component < layout_.components.size(); ++component) {
      bits |= memo_.row(component, number(key, component)).words[word];
    }
    return bits;
  }

  ComponentMemo<M>& memo_;
  Layout layout_;
};

}  // namespace doublecheck::engine
