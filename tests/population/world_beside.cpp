#include "tests/population/world_beside.hpp"

#include "model/assert.hpp"

#include <algorithm>

namespace doublecheck::population::tests {

void WorldBeside::begin() {
  begun_ = true;
  setup_.options = crowd_.options;
  setup_.budgets = model::unlimited_budgets();
  const Surroundings surroundings(crowd_, 0);
  for (std::uint32_t client = 0; client < crowd_.clients; ++client) {
    model::Participant participant;
    participant.name = participant.number = std::to_string(client);
    participant.platform = crowd_.platforms[surroundings.traits(client).platform].platform;
    for (std::uint32_t other = 0; other < crowd_.clients; ++other) {
      if (other != client) participant.contacts.push_back(std::to_string(other));
    }
    const model::Side side = driver_->side(client);
    participant.app = side.client.app;
    participant.connected = side.client.connected;
    setup_.participants.push_back(participant);
  }
  world_ = model::initial_world(setup_);
}

void WorldBeside::on_act(Time, std::uint32_t client, const Stimulus& stimulus, const Record* composed) {
  if (!begun_) begin();
  if (stimulus.action == model::ActionKind::crash_server) {  // of one side after the other
    if (!in_crash_) compare();
    in_crash_ = true;
    return;
  }
  compare();
  const model::Action action{stimulus.action, stimulus.direction, stimulus.position, model::client_at(client), 0};
  if (composed != nullptr) {
    setup_.workload.push_back(
        {model::client_at(composed->sender), model::client_at(composed->recipient), composed->number});
  }
  DOUBLECHECK_ASSERT(model::is_enabled(world_, setup_, action));
  model::Facts facts;
  model::apply(world_, setup_, action, facts);
  touched_.push_back(client);
  ++steps_;
  ++kinds_[stimulus.action];
}

void WorldBeside::on_react(Time, std::uint32_t client, model::PostKind, const Record&, std::uint8_t) {
  touched_.push_back(client);
}

void WorldBeside::on_crash_of_server(Time, std::uint32_t server) {
  in_crash_ = false;
  const model::Action action{.kind = model::ActionKind::crash_server, .site = static_cast<std::uint16_t>(server)};
  model::Facts facts;
  model::apply(world_, setup_, action, facts);
  ++steps_;
  ++kinds_[action.kind];
  for (std::uint32_t client = 0; client < crowd_.clients; ++client) touched_.push_back(client);
}

bool WorldBeside::is_same(std::uint32_t client) {
  const model::ClientId self = model::client_at(client);
  const Canonical expected = canonical(world_.side(self), setup_, self);
  std::vector<model::Message> messages;
  for (const Record* record : driver_->slots(client)) {
    messages.push_back({model::client_at(record->sender), model::client_at(record->recipient), record->number});
  }
  // Messages of which a side knows the same are interchangeable.
  return expected.side == driver_->side(client) && std::ranges::is_permutation(expected.slots, messages);
}

void WorldBeside::compare() {
  for (const std::uint32_t client : touched_) {
    if (!is_same(client)) ++differences_;
  }
  touched_.clear();
}

}  // namespace doublecheck::population::tests
