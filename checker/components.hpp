/// What a model may tell the checker of its inside: that a state is a tuple of components which act one at a time and
/// reach each other by errands only. Such a model is explored by looking up what was computed once.
#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "checker/model.hpp"

namespace doublecheck::checker {

/// Something that a component has to do because of another. It is carried out in the same step, after all the errands
/// that were given before it, and never answered.
template <class Event>
struct Errand {
  std::size_t component = 0;
  Event event{};
};

/// A model whose state is a tuple of components and of counters that only fall.
///
/// The law: what a component does depends on its own local state alone, and it sees nothing of the others. An action is
/// enabled where its owner lists it and the counter that it spends is not 0. Carried out, it changes each of its parts
/// in their order; then the errands are carried out in the order in which they were given, those that they give in turn
/// included. `actions` lists the actions of component 0, those of component 1, …, and then the shared ones.
/// Held to the plain interface of the same model by tests/engine/agreement_test.cpp.
template <class M>
concept ComponentModel =
    Model<M> &&
    requires(const M model, const typename M::State& state, typename M::Local& local, const typename M::Local& known,
             const typename M::Action& action, const typename M::Event& event, std::size_t component,
             std::vector<typename M::Local> locals, const std::vector<std::uint8_t>& counters,
             std::vector<typename M::Action>& actions, std::vector<Errand<typename M::Event>>& errands,
             std::string& bytes, std::string_view encoding) {
      requires std::regular<typename M::Event> && std::totally_ordered<typename M::Event>;
      requires std::totally_ordered<typename M::Action>;
      { model.component_count() } -> std::same_as<std::size_t>;
      { model.local(state, component) } -> std::same_as<typename M::Local>;
      { model.counters(state) } -> std::same_as<std::vector<std::uint8_t>>;
      { model.assemble(std::move(locals), counters) } -> std::same_as<typename M::State>;
      /// Equal bytes ⇔ equal local states of this component.
      { model.encode_local(component, known, bytes) } -> std::same_as<void>;
      { model.decode_local(component, encoding) } -> std::same_as<typename M::Local>;
      /// Those that the component enables, whatever the counters, but for counters that are 0 in every initial state.
      { model.local_actions(component, known, actions) } -> std::same_as<void>;
      /// Those that no component owns: enabled whenever their counter is not 0. The same in every state.
      { model.shared_actions(actions) } -> std::same_as<void>;
      /// The counter that the action takes one from, if any.
      { model.cost(action) } -> std::same_as<std::optional<std::size_t>>;
      /// The components that the action changes; only its owner if it has one.
      { model.parts(action) } -> std::same_as<std::vector<std::size_t>>;
      { model.act(component, local, action, errands) } -> std::same_as<void>;
      { model.react(component, local, event, errands) } -> std::same_as<void>;
    };

/// Optional: a component model for which it is right that nothing more happens where each component says so.
template <class M>
concept EndingComponents =
    ComponentModel<M> && requires(const M model, std::size_t component, const typename M::Local& known) {
      { model.local_may_end(component, known) } -> std::same_as<bool>;
    };

/// Optional: a model that names questions about single components by number, for the formulas of properties.
template <class M>
concept PredicateModel =
    ComponentModel<M> && requires(const M model, std::size_t predicate, const typename M::Local& known) {
      { model.predicate_count() } -> std::same_as<std::size_t>;
      { model.component_of(predicate) } -> std::same_as<std::size_t>;
      { model.holds(predicate, known) } -> std::same_as<bool>;
    };

/// One field of a local state.
struct EncodedField {
  std::string name;
  std::string bytes;  ///< equal bytes ⇔ equal values

  bool operator==(const EncodedField&) const = default;
};

/// Optional: a component model that tells the fields of a local state. Together they are all of it.
template <class M>
concept FieldedComponents =
    ComponentModel<M> && requires(const M model, std::size_t component, const typename M::Local& known) {
      /// The same names in the same order for every local state of the component.
      { model.local_fields(component, known) } -> std::same_as<std::vector<EncodedField>>;
    };

/// Optional: a model that divides its states into parts, each with a number, and says which of them an action looks at
/// or changes, wherever it is enabled. Actions without a common part commute, and neither disables the other.
template <class M>
concept FootprintModel = Model<M> && requires(const M model, const typename M::Action& action) {
  /// Bit i stands for part i.
  { model.footprint(action) } -> std::same_as<std::uint32_t>;
  /// Any number that orders the actions, preferably so that few have the same.
  { model.owner(action) } -> std::same_as<std::uint32_t>;
};

/// Optional: a model whose states fit in 63 bits and are explored as that number.
template <class M>
concept PackedModel = Model<M> && requires(const M model, const typename M::State& state, std::uint64_t number) {
  /// Below 2⁶³. Equal numbers ⇔ equal states.
  { model.pack(state) } -> std::same_as<std::uint64_t>;
  { model.unpack(number) } -> std::same_as<typename M::State>;
};

}  // namespace doublecheck::checker
