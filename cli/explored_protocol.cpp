#include "cli/explored_protocol.hpp"

#include "checker/assert.hpp"
#include "model/codec.hpp"

#include <utility>

namespace doublecheck::cli {
namespace {

engine::WholeGraph explored(const CheckedProtocol& protocol, checker::ExplorationOptions options) {
  engine::SearchOptions search;
  search.exploration = std::move(options);
  return engine::explore_whole_graph(protocol, search);
}

}  // namespace

ExploredProtocol::ExploredProtocol(model::Setup setup, checker::ExplorationOptions options)
    : protocol_(std::move(setup)), graph_(explored(protocol_, std::move(options))) {}

void ExploredProtocol::for_each_state(
    const std::function<void(checker::StateId, const model::World&, std::span<const model::Action>)>& visit) const {
  CHECKER_ASSERT(is_complete());
  std::vector<model::Action> actions;
  for (checker::StateId state = 0; state < graph_.states.size(); ++state) {
    const model::World world = model::decode_world(graph_.states.encoding(state));
    actions.clear();
    protocol_.actions(world, actions);
    visit(state, world, actions);
  }
}

}  // namespace doublecheck::cli
