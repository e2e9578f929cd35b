/// The protocol as a finite system: initial states, enabled actions, next state, encoding. A model checker asks for no
/// more.
#pragma once

#include "model/codec.hpp"
#include "model/predicates.hpp"
#include "model/world.hpp"

#include <utility>

namespace doublecheck::model {

class Protocol {
 public:
  using State = World;
  using Action = model::Action;

  explicit Protocol(Setup setup) : setup_(std::move(setup)), quiet_(is_quiet(setup_)) {}

  const Setup& setup() const { return setup_; }

  std::vector<World> initial() const { return {initial_world(setup_)}; }

  void actions(const World& world, std::vector<Action>& actions) const { enabled_actions(world, setup_, actions); }

  World next(const World& world, const Action& action) const {
    World after = world;
    Facts facts;
    apply(after, setup_, action, facts);
    return after;
  }

  void encode(const World& world, std::string& bytes) const { model::encode(world, bytes); }

  /// It is right that nothing more happens when nothing is queued or under way.
  bool may_end(const World& world) const { return holds(quiet_, world); }

 private:
  Setup setup_;
  Formula quiet_;
};

}  // namespace doublecheck::model
