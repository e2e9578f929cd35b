#include "cli/explored_protocol.hpp"

#include "checker/assert.hpp"
#include "model/codec.hpp"

#include <utility>

namespace doublecheck::cli {
namespace {

checker::Exploration explored(const CheckedProtocol& protocol, checker::ExplorationOptions options) {
  options.keeps_graph = true;
  return checker::BreadthFirstSearch<CheckedProtocol>(protocol, {}, options).run();
}

}  // namespace

ExploredProtocol::ExploredProtocol(model::Setup setup, checker::ExplorationOptions options)
    : protocol_(std::move(setup)), exploration_(explored(protocol_, std::move(options))) {}

void ExploredProtocol::for_each_state(
    const std::function<void(checker::StateId, const model::World&, std::span<const model::Action>)>& visit) const {
  CHECKER_ASSERT(is_complete());
  std::vector<model::Action> actions;
  for (checker::StateId state = 0; state < exploration_.store.size(); ++state) {
    const model::World world = model::decode_world(exploration_.store.encoding(state));
    actions.clear();
    protocol_.actions(world, actions);
    visit(state, world, actions);
  }
}

}  // namespace doublecheck::cli
