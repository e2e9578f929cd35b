#include "cli/checked_protocol.hpp"

#include <stdexcept>

namespace doublecheck::cli {
namespace {

/// Calls `visit(state, id)` with the side and its ClientId, or the relay and its RelayId.
template <class Local, class Visit>
auto visit_component(const model::Setup& setup, std::size_t component, Local& local, Visit visit) {
  const model::ComponentId id = model::component_at(component);
  if (model::is_side(setup, id)) return visit(std::get<model::Side>(local), model::client_of(id));
  return visit(std::get<model::Relay>(local), model::relay_of(setup, id));
}

void hand_over(const model::Errands& given, std::vector<checker::Errand<model::Event>>& errands) {
  for (const model::Errand& errand : given) errands.push_back({model::index_of(errand.to), errand.event});
}

}  // namespace

void CheckedProtocol::encode(const State& world, std::string& bytes) const {
  if (!interest_) return protocol_.encode(world, bytes);
  State left = world;
  for (std::size_t i = 0; i < left.sides.size(); ++i) {
    model::forget_irrelevant_history(left.sides[i], setup(), model::client_at(i), *interest_);
  }
  protocol_.encode(left, bytes);
}

CheckedProtocol::Local CheckedProtocol::local(const State& world, std::size_t component) const {
  if (component < world.sides.size()) return world.sides[component];
  return world.relays.at(component - world.sides.size());
}

std::vector<std::uint8_t> CheckedProtocol::counters(const State& world) const {
  // What never runs out is no counter.
  std::vector<std::uint8_t> counters(world.budgets.left.begin(), world.budgets.left.end());
  for (std::uint8_t& left : counters) left = left == model::kUnlimited ? std::uint8_t{0} : left;
  return counters;
}

CheckedProtocol::State CheckedProtocol::assemble(std::vector<Local> locals,
                                                 const std::vector<std::uint8_t>& counters) const {
  State world;
  for (Local& local : locals) {
    if (auto* side = std::get_if<model::Side>(&local)) {
      world.sides.push_back(std::move(*side));
    } else {
      world.relays.push_back(std::get<model::Relay>(std::move(local)));
    }
  }
  world.budgets = setup().budgets;
  for (std::size_t i = 0; i < counters.size(); ++i) {
    if (world.budgets.left.at(i) != model::kUnlimited) world.budgets.left[i] = counters[i];
  }
  return world;
}

void CheckedProtocol::encode_local(std::size_t component, const Local& local, std::string& bytes) const {
  if (const auto* side = std::get_if<model::Side>(&local); side != nullptr && interest_) {
    model::Side left = *side;
    model::forget_irrelevant_history(left, setup(), model::client_of(model::component_at(component)), *interest_);
    return model::encode(left, bytes);
  }
  visit_component(setup(), component, local, [&](const auto& state, auto) { model::encode(state, bytes); });
}

CheckedProtocol::Local CheckedProtocol::decode_local(std::size_t component, std::string_view bytes) const {
  Local local;
  if (!model::is_side(setup(), model::component_at(component))) local.emplace<model::Relay>();
  std::visit([&](auto& state) { model::decode(bytes, state); }, local);
  return local;
}

std::vector<checker::EncodedField> CheckedProtocol::local_fields(std::size_t component, const Local& local) const {
  std::vector<checker::EncodedField> fields;
  visit_component(setup(), component, local, [&](const auto& state, auto) {
    for (model::EncodedField& field : model::encode_fields(state)) {
      fields.push_back({std::move(field.name), std::move(field.bytes)});
    }
  });
  return fields;
}

void CheckedProtocol::local_actions(std::size_t component, const Local& local, std::vector<Action>& actions) const {
  visit_component(setup(), component, local, [&](const auto& state, auto id) {
    model::enabled_actions(state, setup(), setup().budgets, id, actions);
  });
}

void CheckedProtocol::shared_actions(std::vector<Action>& actions) const {
  model::enabled_actions_of_servers(setup(), setup().budgets, actions);
}

std::optional<std::size_t> CheckedProtocol::cost(const Action& action) const {
  const auto budget = model::cost_of(action);
  if (!budget || setup().budgets[*budget] == model::kUnlimited) return std::nullopt;
  return static_cast<std::size_t>(*budget);
}

std::vector<std::size_t> CheckedProtocol::parts(const Action& action) const {
  std::vector<std::size_t> parts;
  for (const model::ComponentId part : model::parts_of(setup(), action)) parts.push_back(model::index_of(part));
  return parts;
}

void CheckedProtocol::act(std::size_t component, Local& local, const Action& action,
                          std::vector<checker::Errand<Event>>& errands) const {
  model::Facts facts;
  model::Errands given;
  visit_component(setup(), component, local,
                  [&](auto& state, auto id) { model::act(state, setup(), id, action, facts, given); });
  hand_over(given, errands);
}

void CheckedProtocol::react(std::size_t component, Local& local, const Event& event,
                            std::vector<checker::Errand<Event>>& errands) const {
  model::Facts facts;
  model::Errands given;
  visit_component(setup(), component, local,
                  [&](auto& state, auto id) { model::react(state, setup(), id, event, facts, given); });
  hand_over(given, errands);
}

bool CheckedProtocol::local_may_end(std::size_t component, const Local& local) const {
  return visit_component(setup(), component, local, [](const auto& state, auto) { return model::is_quiet(state); });
}

std::size_t CheckedProtocol::renamed_component(std::size_t component, std::size_t permutation) const {
  return model::index_of(model::renamed(setup(), symmetries_[permutation], model::component_at(component)));
}

CheckedProtocol::Local CheckedProtocol::renamed_local(std::size_t component, const Local& local,
                                                      std::size_t permutation) const {
  const model::Permutation& names = symmetries_[permutation];
  if (const auto* side = std::get_if<model::Side>(&local)) return model::renamed(names, *side);
  const model::RelayId self = model::relay_of(setup(), model::component_at(component));
  return model::renamed(names, self, std::get<model::Relay>(local));
}

checker::Formula CheckedProtocol::checked(const model::Formula& formula) {
  const auto all = [&] {
    std::vector<checker::Formula> operands;
    for (const model::Formula& operand : formula.operands) operands.push_back(checked(operand));
    return operands;
  };
  switch (formula.kind) {
    case model::Formula::Kind::constant:
      return checker::constant(formula.value);
    case model::Formula::Kind::atom:
      predicates_.push_back(formula.atom.value());
      return checker::predicate(predicates_.size() - 1);
    case model::Formula::Kind::negation:
      return checker::negation(checked(formula.operands.front()));
    case model::Formula::Kind::conjunction:
      return checker::conjunction(all());
    case model::Formula::Kind::disjunction:
      return checker::disjunction(all());
  }
  throw std::logic_error("unknown kind of formula");
}

std::size_t CheckedProtocol::component_of(std::size_t predicate) const {
  return model::index_of(predicates_.at(predicate).component);
}

bool CheckedProtocol::holds(std::size_t predicate, const Local& local) const {
  const model::Atom& atom = predicates_.at(predicate);
  if (const auto* test = std::get_if<model::SideTest>(&atom.test)) return (*test)(std::get<model::Side>(local));
  return std::get<model::RelayTest>(atom.test)(std::get<model::Relay>(local));
}

}  // namespace doublecheck::cli
