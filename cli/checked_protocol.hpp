/// The protocol as the checker explores it: the model with fairness and labels in the checker's own terms.
#pragma once

#include "checker/model.hpp"
#include "model/protocol.hpp"

#include <utility>

namespace doublecheck::cli {

/// Does an action of this kind happen again and again if it is possible again and again? Where pushes may be lost without
/// limit, nobody promises that one arrives.
inline bool is_fair(const model::Setup& setup, model::ActionKind kind) {
  const bool pushes_are_unreliable = setup.budgets[model::Budget::lost_pushes] == model::kUnlimited;
  if (kind == model::ActionKind::push_arrives && pushes_are_unreliable) return false;
  return model::info_of(kind).fair;
}

class CheckedProtocol {
 public:
  using State = model::World;
  using Action = model::Action;

  explicit CheckedProtocol(model::Setup setup) : protocol_(std::move(setup)) {}

  const model::Setup& setup() const { return protocol_.setup(); }
  std::vector<State> initial() const { return protocol_.initial(); }
  void actions(const State& world, std::vector<Action>& actions) const { protocol_.actions(world, actions); }
  State next(const State& world, const Action& action) const { return protocol_.next(world, action); }
  void encode(const State& world, std::string& bytes) const { protocol_.encode(world, bytes); }
  bool may_end(const State& world) const { return protocol_.may_end(world); }
  std::uint32_t label(const Action& action) const { return static_cast<std::uint32_t>(action.kind); }

  /// A class is one kind of action at one client or site, on links in one direction; actions about single messages are
  /// told apart by position.
  checker::Fairness fairness(const Action& action) const {
    if (!is_fair(setup(), action.kind)) return {};
    const bool by_position = model::info_of(action.kind).has_position && action.kind != model::ActionKind::deliver;
    const std::uint64_t position = by_position ? action.position : 0U;
    const std::uint64_t action_class = (static_cast<std::uint64_t>(action.client) << 48U) |
                                       (static_cast<std::uint64_t>(action.site) << 32U) | (position << 16U) |
                                       (static_cast<std::uint64_t>(action.kind) << 8U) |
                                       static_cast<std::uint64_t>(action.direction);
    return {checker::FairnessKind::strong, action_class};
  }

 private:
  model::Protocol protocol_;
};

static_assert(checker::FairModel<CheckedProtocol>);
static_assert(checker::EndingModel<CheckedProtocol>);
static_assert(checker::LabelledModel<CheckedProtocol>);

}  // namespace doublecheck::cli
