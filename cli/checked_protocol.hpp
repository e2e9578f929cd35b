/// The protocol as the checker explores it: the model with fairness and labels in the checker's own terms.
#pragma once

#include "checker/components.hpp"
#include "checker/formula.hpp"
#include "checker/model.hpp"
#include "checker/symmetry.hpp"
#include "cli/action_labels.hpp"
#include "cli/fairness.hpp"
#include "model/components.hpp"
#include "model/formula.hpp"
#include "model/irrelevant_history.hpp"
#include "model/protocol.hpp"
#include "model/symmetry.hpp"

#include <optional>
#include <utility>
#include <variant>
#include <vector>

namespace doublecheck::cli {

class CheckedProtocol {
 public:
  using State = model::World;
  using Action = model::Action;
  using Local = std::variant<model::Side, model::Relay>;
  using Event = model::Event;

  /// `interest`: if given, what is irrelevant to it is left out of encodings, and claims must ask for no more.
  /// `promises`: what a scenario promises of kinds of action, beside the defaults.
  explicit CheckedProtocol(model::Setup setup, std::optional<model::Interest> interest = std::nullopt,
                           const Promises& promises = {})
      : protocol_(std::move(setup)),
        symmetries_(model::symmetries_of(protocol_.setup())),
        interest_(interest),
        promises_(promises) {}

  const model::Setup& setup() const { return protocol_.setup(); }
  std::vector<State> initial() const { return protocol_.initial(); }
  void actions(const State& world, std::vector<Action>& actions) const { protocol_.actions(world, actions); }
  State next(const State& world, const Action& action) const { return protocol_.next(world, action); }
  void encode(const State& world, std::string& bytes) const;
  bool may_end(const State& world) const { return protocol_.may_end(world); }
  std::uint32_t label(const Action& action) const { return label_of(action); }

  // The components: sides and relays, with the budgets as counters.
  std::size_t component_count() const { return model::component_count(setup()); }
  Local local(const State& world, std::size_t component) const;
  std::vector<std::uint8_t> counters(const State& world) const;
  State assemble(std::vector<Local> locals, const std::vector<std::uint8_t>& counters) const;
  void encode_local(std::size_t component, const Local& local, std::string& bytes) const;
  Local decode_local(std::size_t component, std::string_view bytes) const;
  std::vector<checker::EncodedField> local_fields(std::size_t component, const Local& local) const;
  void local_actions(std::size_t component, const Local& local, std::vector<Action>& actions) const;
  void shared_actions(std::vector<Action>& actions) const;
  std::optional<std::size_t> cost(const Action& action) const;
  std::vector<std::size_t> parts(const Action& action) const;
  void act(std::size_t component, Local& local, const Action& action,
           std::vector<checker::Errand<Event>>& errands) const;
  void react(std::size_t component, Local& local, const Event& event,
             std::vector<checker::Errand<Event>>& errands) const;
  bool local_may_end(std::size_t component, const Local& local) const;

  // Users who are interchangeable.
  std::size_t symmetry_count() const { return symmetries_.size(); }
  State renamed(const State& world, std::size_t permutation) const {
    return model::renamed(setup(), symmetries_[permutation], world);
  }
  std::size_t renamed_component(std::size_t component, std::size_t permutation) const;
  Local renamed_local(std::size_t component, const Local& local, std::size_t permutation) const;

  /// The formula in the checker's terms. Each of its atoms becomes a predicate of this model, which keeps it.
  checker::Formula checked(const model::Formula& formula);
  std::size_t predicate_count() const { return predicates_.size(); }
  std::size_t component_of(std::size_t predicate) const;
  /// REQUIRES: the local state is one of component_of(predicate).
  bool holds(std::size_t predicate, const Local& local) const;

  /// A class is one kind of action at one client or site, on links in one direction; actions about single messages are
  /// told apart by position.
  checker::Fairness fairness(const Action& action) const {
    const checker::FairnessKind promise = promise_of(promises_, setup(), action.kind, action.client);
    if (promise == checker::FairnessKind::none) return {};
    const bool by_position = model::info_of(action.kind).has_position && action.kind != model::ActionKind::deliver;
    const std::uint64_t position = by_position ? action.position : 0U;
    const std::uint64_t action_class = (static_cast<std::uint64_t>(action.client) << 48U) |
                                       (static_cast<std::uint64_t>(action.site) << 32U) | (position << 16U) |
                                       (static_cast<std::uint64_t>(action.kind) << 8U) |
                                       static_cast<std::uint64_t>(action.direction);
    return {promise, action_class};
  }

 private:
  model::Protocol protocol_;
  std::vector<model::Permutation> symmetries_;
  std::optional<model::Interest> interest_;  // none: states are kept with all of their history
  std::vector<model::Atom> predicates_;      // by number
  Promises promises_;
};

static_assert(checker::FairModel<CheckedProtocol>);
static_assert(checker::EndingModel<CheckedProtocol>);
static_assert(checker::LabelledModel<CheckedProtocol>);
static_assert(checker::EndingComponents<CheckedProtocol>);
static_assert(checker::PredicateModel<CheckedProtocol>);
static_assert(checker::SymmetricComponents<CheckedProtocol>);
static_assert(checker::FieldedComponents<CheckedProtocol>);

}  // namespace doublecheck::cli
