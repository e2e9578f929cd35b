/// The protocol as the checker explores it: the model with fairness and labels in the checker's own terms.
#pragma once

#include "checker/model.hpp"
#include "model/protocol.hpp"

#include <utility>

namespace doublecheck::cli {

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

  /// A class is one kind of action at one client or between two servers, on links in one direction; timers are told
  /// apart by what they resend.
  checker::Fairness fairness(const Action& action) const {
    if (!model::info_of(action.kind).fair) return {};
    const std::uint64_t timer = action.kind == model::ActionKind::retransmit ? action.position : 0U;
    const bool is_of_client = model::info_of(action.kind).subject == model::ActionSubject::client;
    const std::uint64_t place = is_of_client ? static_cast<std::uint64_t>(action.client) : action.site;
    const std::uint64_t action_class = (place << 32U) | (timer << 16U) |
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
