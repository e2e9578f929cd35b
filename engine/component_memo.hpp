/// Everything that was ever computed of a component model: local states as numbers, the moves of each, and what each
/// event does to each. The model's rules run once for each distinct question; all else is looking up.
#pragma once

#include <atomic>
#include <limits>
#include <map>
#include <memory>
#include <memory_resource>
#include <mutex>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "checker/assert.hpp"
#include "checker/components.hpp"
#include "checker/fairness_classes.hpp"
#include "engine/claims.hpp"
#include "engine/encodings.hpp"
#include "engine/reactions.hpp"
#include "engine/snapshot.hpp"
#include "engine/space.hpp"
#include "engine/stable_vector.hpp"

namespace doublecheck::engine {

inline constexpr std::uint8_t kNoCounter = 0xFF;
inline constexpr std::size_t kMovesInMask = 32;

/// A local state got a number that its field cannot hold: lay out the keys again and start over. What was computed of
/// the model stays known.
class NumberTooWide : public std::runtime_error {
 public:
  NumberTooWide() : std::runtime_error("a local state does not fit into its field") {}
};

/// One enabled action of a component in a local state.
struct Move {
  LocalChange change = 0;  ///< before any errand is carried out
  Errands errands;
  ActionKind kind;
  std::uint8_t counter = kNoCounter;
};

/// A local state as the search sees it.
struct alignas(32) Row {
  std::atomic<bool> is_ready{false};
  bool may_end = true;
  std::uint16_t move_count = 0;
  std::uint32_t costly = 0;                 ///< bit i: move i has errands or spends from a counter; of the first 32
  std::atomic<const Move*> moves{nullptr};  ///< atomic, for it is fetched ahead before the row is ready
  const std::uint64_t* words = nullptr;     ///< Claims::words() of them
  Reactions reactions;

  /// Starts to bring closer what the row points to. Moves as a rule begin in one line and end in the next one.
  void prefetch_steps() const {
    const auto* const begin = reinterpret_cast<const std::byte*>(moves.load(std::memory_order_relaxed));
    __builtin_prefetch(begin);
    __builtin_prefetch(begin + 64);
    reactions.prefetch();
  }
};

template <checker::ComponentModel M>
class ComponentMemo {
 public:
  using Local = typename M::Local;
  using Action = typename M::Action;

  /// Both are kept by reference.
  ComponentMemo(const M& model, const Claims& claims)
      : model_(model), claims_(claims), components_(model.component_count()) {
    CHECKER_ASSERT(components_.size() <= Errands::kComponentsMax);
    std::vector<Action> shared;
    model.shared_actions(shared);
    for (const Action& action : shared) {
      std::vector<checker::Errand<Event>> errands;
      for (const std::size_t part : model.parts(action)) errands.push_back({part, Event(action)});
      shared_moves_.push_back(move_of(action, 0, errands_of(errands)));
    }
  }

  std::size_t component_count() const { return components_.size(); }
  const M& model() const { return model_; }
  const Claims& claims() const { return claims_; }

  /// Local states of the component get no greater numbers from now on: one that would is too wide for its key.
  /// REQUIRES: no other thread uses the memo.
  void limit_numbers(std::size_t component, std::uint64_t greatest) { components_[component].number_max = greatest; }

  /// May be called by any number of threads at a time, as all that follows. The row may not be ready.
  const Row& row(std::size_t component, LocalId local) const { return components_[component].rows[local]; }

  /// The row, ready.
  const Row& ready_row(std::size_t component, LocalId local) {
    const Row& row = components_[component].rows[local];
    make_ready(row, component, local);
    return row;
  }

  void make_ready(const Row& row, std::size_t component, LocalId local) {
    if (!row.is_ready.load(std::memory_order_acquire)) fill(component, local);
  }

  /// The reaction that the row of the local state did not have, when it was looked at. REQUIRES: errand.is_one().
  const Reaction* reaction(Errands errand, LocalId id) {
    const std::unique_lock lock = locked();
    const std::size_t component = errand.component();
    Reactions& reactions = components_[component].rows[id].reactions;
    if (const Reaction* known = reactions.find(errand.event())) return known;
    Local after = local(component, id);
    const Event& event = components_[component].events[errand.event()];
    asked_for_.clear();
    if (const Action* action = std::get_if<Action>(&event)) {
      model_.act(component, after, *action, asked_for_);
    } else {
      model_.react(component, after, std::get<ModelEvent>(event), asked_for_);
    }
    const Reaction reaction{change_of(id, intern_locked(component, after)), errands_of_model(asked_for_)};
    note_bytes(reactions.remember(errand.event(), reaction, kept_));
    return reactions.find(errand.event());
  }

  /// Those of no owner.
  const std::vector<Move>& shared_moves() const { return shared_moves_; }

  /// REQUIRES: `errands` is a list.
  const std::vector<Errands>& list(Errands errands) const { return lists_[errands.number()]; }

  LocalId intern(std::size_t component, const Local& local) {
    const std::unique_lock lock = locked();
    return intern_locked(component, local);
  }

  /// Of the local state, whatever its number.
  std::uint64_t steady_hash(std::size_t component, LocalId id) const {
    return components_[component].encodings.hash(id);
  }

  Local local(std::size_t component, LocalId id) const {
    return model_.decode_local(component, components_[component].encodings[id]);
  }

  /// Takes local states over from a snapshot. Throws BadSnapshot if they are none of this model. REQUIRES: none of the
  /// component is known yet.
  void restore(std::size_t component, const std::vector<std::string>& encodings) {
    CHECKER_ASSERT(local_count(component) == 0);
    for (std::size_t i = 0; i < encodings.size(); ++i) {
      const LocalId id = intern(component, decoded(component, encodings[i]));
      if (id != i || encoding(component, id) != encodings[i]) throw BadSnapshot("a local state is none of this model");
    }
  }

  /// Any number of threads may ask, while others add.
  std::uint64_t bytes() const { return bytes_.load(std::memory_order_relaxed); }

  /// What follows is for one thread that is alone.
  std::size_t local_count(std::size_t component) const { return components_[component].encodings.size(); }
  std::string_view encoding(std::size_t component, LocalId id) const { return components_[component].encodings[id]; }
  const checker::FairnessClasses& fairness_classes() const { return classes_; }

 private:
  using ModelEvent = typename M::Event;
  /// An action's part, or what another component asks for.
  using Event = std::variant<Action, ModelEvent>;

  struct Component {
    Encodings encodings;
    StableVector<Row> rows;
    std::map<Event, std::uint32_t> event_numbers;
    StableVector<Event> events;
    std::uint64_t number_max = std::numeric_limits<LocalId>::max();
  };

  /// Held for a microsecond or two, and wanted again and again where much is new: waiting in the system would take
  /// longer than what is waited for.
  std::unique_lock<std::mutex> locked() {
    constexpr int kTries = 2000;
    std::unique_lock lock(mutex_, std::try_to_lock);
    for (int tries = 0; !lock.owns_lock() && tries < kTries; ++tries) {
      if (lock.try_lock()) return lock;
    }
    if (!lock.owns_lock()) lock.lock();
    return lock;
  }

  /// REQUIRES: the lock is held.
  void note_bytes(std::uint64_t more) { bytes_.fetch_add(more, std::memory_order_relaxed); }

  /// A model asserts that bytes are an encoding of its own.
  Local decoded(std::size_t component, const std::string& encoding) const {
    try {
      return model_.decode_local(component, encoding);
    } catch (const std::logic_error& error) {
      throw BadSnapshot(error.what());
    }
  }

  LocalId intern_locked(std::size_t component, const Local& local) {
    Component& place = components_[component];
    encoding_.clear();
    model_.encode_local(component, local, encoding_);
    const auto [number, is_new] = place.encodings.add(encoding_, hash_of_bytes(encoding_, component));
    if (is_new) {
      note_bytes(encoding_.size() + kBytesOfLocal);
      place.rows.extend();
    }
    if (number > place.number_max) throw NumberTooWide();
    return number;
  }

  Errands code_of(const checker::Errand<Event>& errand) {
    Component& place = components_[errand.component];
    const auto number = static_cast<std::uint32_t>(place.events.size());
    const auto [found, is_new] = place.event_numbers.try_emplace(errand.event, number);
    if (is_new) place.events.push_back(errand.event);
    CHECKER_ASSERT(found->second < Errands::kEventsMax);
    return Errands::one(static_cast<std::uint32_t>(errand.component), found->second);
  }

  Errands errands_of(const std::vector<checker::Errand<Event>>& errands) {
    if (errands.empty()) return {};
    if (errands.size() == 1) return code_of(errands.front());
    std::vector<Errands> list;
    for (const auto& errand : errands) list.push_back(code_of(errand));
    CHECKER_ASSERT(lists_.size() < Errands::kEventsMax);
    lists_.push_back(std::move(list));
    return Errands::list(static_cast<std::uint32_t>(lists_.size() - 1));
  }

  Errands errands_of_model(const std::vector<checker::Errand<ModelEvent>>& given) {
    if (given.empty()) return {};
    std::vector<checker::Errand<Event>> errands;
    errands.reserve(given.size());
    for (const auto& errand : given) errands.push_back({errand.component, Event(errand.event)});
    return errands_of(errands);
  }

  ActionKind kind_of(const Action& action) {
    ActionKind kind;
    if constexpr (checker::LabelledModel<M>) {
      const std::uint32_t label = model_.label(action);
      CHECKER_ASSERT(label < kLabelsMax);
      kind.label = static_cast<std::uint8_t>(label);
    }
    if constexpr (checker::FairModel<M>) kind.fairness_class = classes_.index_of(model_.fairness(action));
    return kind;
  }

  /// REQUIRES: both are below 2³¹, as the fields of keys are narrower.
  static LocalChange change_of(LocalId from, LocalId to) {
    return static_cast<LocalChange>(static_cast<std::int64_t>(to) - static_cast<std::int64_t>(from));
  }

  Move move_of(const Action& action, LocalChange change, Errands errands) {
    const std::optional<std::size_t> counter = model_.cost(action);
    CHECKER_ASSERT(!counter || *counter < kNoCounter);
    return {.change = change,
            .errands = errands,
            .kind = kind_of(action),
            .counter = counter ? static_cast<std::uint8_t>(*counter) : kNoCounter};
  }

  void fill(std::size_t component, LocalId id) {
    const std::unique_lock lock = locked();
    Row& row = components_[component].rows[id];
    if (row.is_ready.load(std::memory_order_relaxed)) return;
    const Local before = local(component, id);
    std::vector<Action> actions;
    model_.local_actions(component, before, actions);
    contribute(component, before, row);
    row.costly = 0;  // this may have been begun before
    Move* const moves = keep<Move>(actions.size());
    for (std::size_t i = 0; i < actions.size(); ++i) {
      Local after = before;
      asked_for_.clear();
      model_.act(component, after, actions[i], asked_for_);
      const LocalId target = intern_locked(component, after);
      moves[i] = move_of(actions[i], change_of(id, target), errands_of_model(asked_for_));
      const bool is_costly = !moves[i].errands.is_none() || moves[i].counter != kNoCounter;
      if (i < kMovesInMask && is_costly) row.costly |= 1U << i;
    }
    CHECKER_ASSERT(actions.size() <= std::numeric_limits<std::uint16_t>::max());
    row.move_count = static_cast<std::uint16_t>(actions.size());
    row.moves.store(moves, std::memory_order_relaxed);
    row.is_ready.store(true, std::memory_order_release);
  }

  void contribute(std::size_t component, const Local& local, Row& row) {
    row.may_end = false;
    if constexpr (checker::EndingComponents<M>) row.may_end = model_.local_may_end(component, local);
    std::uint64_t* const words = keep<std::uint64_t>(claims_.words());
    const auto holds_here = [&](std::size_t predicate) { return holds(component, local, predicate); };
    claims_.contribute(component, holds_here, words);
    row.words = words;
  }

  /// Room for so many until the end, behind what was kept before.
  template <class T>
  T* keep(std::size_t count) {
    static_assert(std::is_trivially_destructible_v<T>);
    note_bytes(count * sizeof(T));
    T* const kept = static_cast<T*>(kept_.allocate(count * sizeof(T), alignof(T)));
    std::uninitialized_value_construct_n(kept, count);
    return kept;
  }

  bool holds(std::size_t component, const Local& local, std::size_t predicate) const {
    if constexpr (checker::PredicateModel<M>) {
      CHECKER_ASSERT(model_.component_of(predicate) == component);
      return model_.holds(predicate, local);
    } else {
      checker::assertion_failed("a model without predicates has no formulas", __FILE__, __LINE__);
    }
  }

  // What is kept of it beside the encoding itself, about.
  static constexpr std::uint64_t kBytesOfLocal = sizeof(Row) + 48;

  const M& model_;
  const Claims& claims_;
  std::mutex mutex_;  // for all that adds
  std::vector<Component> components_;
  StableVector<std::vector<Errands>> lists_;
  checker::FairnessClasses classes_;
  std::vector<Move> shared_moves_;
  std::pmr::monotonic_buffer_resource kept_;
  std::atomic<std::uint64_t> bytes_{0};

  // Of the question that is being asked.
  std::string encoding_;
  std::vector<checker::Errand<ModelEvent>> asked_for_;
};

}  // namespace doublecheck::engine
