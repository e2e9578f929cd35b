/// What the checker asks of a system it explores: a few pure functions over states and actions.
#pragma once

#include <concepts>
#include <cstdint>
#include <string>
#include <vector>

namespace doublecheck::checker {

/// A finite transition system. Every function is pure: the same arguments give the same answer for ever, because the
/// engine stores no states, only their encodings, and finds paths again by running them a second time.
template <class M>
concept Model = requires(const M model, const typename M::State state, const typename M::Action action,
                         std::vector<typename M::Action>& actions, std::string& bytes) {
  requires std::copyable<typename M::State>;
  requires std::regular<typename M::Action>;
  /// At least one state. Repetitions are allowed.
  { model.initial() } -> std::same_as<std::vector<typename M::State>>;
  /// Appends the actions enabled in `state`, in a fixed order.
  { model.actions(state, actions) } -> std::same_as<void>;
  /// REQUIRES: `action` is enabled in `state`.
  { model.next(state, action) } -> std::same_as<typename M::State>;
  /// Appends the encoding of `state`: equal bytes ⇔ equal states.
  { model.encode(state, bytes) } -> std::same_as<void>;
};

/// How strongly a run must honour a class of actions. A run that breaks the promise is no counterexample to liveness.
enum class FairnessKind : std::uint8_t {
  none,    ///< may be ignored for ever
  weak,    ///< enabled without a break from some point on ⇒ taken again and again
  strong,  ///< enabled again and again ⇒ taken again and again
};

/// The class an action belongs to. The promise is made to the class: taking any action of it counts.
struct Fairness {
  FairnessKind kind = FairnessKind::none;
  std::uint64_t action_class = 0;  ///< any number; without meaning if kind is `none`. One class has one kind.

  bool operator==(const Fairness&) const = default;
};

/// Optional: a model that makes fairness promises. Without it every action is of kind `none`.
template <class M>
concept FairModel = Model<M> && requires(const M model, const typename M::Action action) {
  { model.fairness(action) } -> std::same_as<Fairness>;
};

/// Optional: a model that says in which states it is right that nothing more happens. Without it every state without
/// an enabled action is a deadlock.
template <class M>
concept EndingModel = Model<M> && requires(const M model, const typename M::State state) {
  { model.may_end(state) } -> std::same_as<bool>;
};

/// Optional: a model that sorts its actions into kinds, numbered from 0 without large gaps, for the coverage counts.
template <class M>
concept LabelledModel = Model<M> && requires(const M model, const typename M::Action action) {
  { model.label(action) } -> std::same_as<std::uint32_t>;
};

}  // namespace doublecheck::checker
