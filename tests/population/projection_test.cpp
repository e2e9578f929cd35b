#include "model/components.hpp"
#include "population/driver.hpp"
#include "tests/catch.hpp"
#include "tests/population/crowds.hpp"

#include <algorithm>
#include <map>

namespace doublecheck::population {
namespace {

using model::ClientId;
using sim::kMinute;
using sim::kSecond;

/// The sides of a few clients of a large crowd, stepped by the rules of the model alone, under the names that clients
/// and messages really have.
class Projection : public Observer {
 public:
  Projection(const Crowd& crowd, std::uint32_t one_in) : one_in_(one_in) {
    setup_.options = crowd.options;
    setup_.budgets = model::unlimited_budgets();
    setup_.participants.resize(crowd.clients);
    const Surroundings surroundings(crowd, 0);
    for (std::uint32_t client = 0; client < crowd.clients; ++client) {
      model::Participant& participant = setup_.participants[client];
      participant.platform = crowd.platforms[surroundings.traits(client).platform].platform;
      participant.connected = false;
    }
  }

  void watch(Driver& driver) { driver_ = &driver; }

  void on_act(Time, std::uint32_t client, const Stimulus& stimulus, const Record* composed) override {
    if (client % one_in_ != 0) return;
    model::Side& side = side_of(client);
    setup_.workload.clear();
    if (composed != nullptr) {
      setup_.workload = {name_of(*composed)};
      insert_sorted(side.client.matched, model::client_at(composed->recipient));
    }
    const model::Action action{stimulus.action, stimulus.direction, stimulus.position, model::client_at(client), 0};
    std::vector<model::Action> enabled;
    model::enabled_actions(side, setup_, setup_.budgets, action.client, enabled);
    if (std::ranges::find(enabled, action) == enabled.end()) ++forbidden_;
    model::Facts facts;
    model::Errands errands;
    model::act(side, setup_, action.client, action, facts, errands);
    ++steps_;
  }

  void on_react(Time, std::uint32_t client, model::PostKind post, const Record& record, std::uint8_t id) override {
    if (client % one_in_ != 0) return;
    model::Message message = name_of(record);
    message.id = id;
    const ClientId self = model::client_at(client);
    model::Facts facts;
    model::Errands errands;
    model::react(side_of(client), setup_, self, {model::ActionKind::deliver, {}, {self, post, message}}, facts,
                 errands);
    ++steps_;
  }

  void on_done(std::uint32_t client) override {
    if (client % one_in_ != 0) return;
    const Canonical expected = canonical(sides_.at(client), setup_, model::client_at(client));
    std::vector<model::Message> messages;
    for (const Record* record : driver_->slots(client)) messages.push_back(name_of(*record));
    if (expected.side != driver_->side(client) || expected.slots != messages) ++differences_;
  }

  void on_crash_of_server(Time, std::uint32_t) override {}

  std::uint64_t steps() const { return steps_; }
  std::uint64_t differences() const { return differences_; }
  std::uint64_t forbidden() const { return forbidden_; }
  std::size_t clients() const { return sides_.size(); }

 private:
  static model::Message name_of(const Record& record) {
    return {model::client_at(record.sender), model::client_at(record.recipient), record.number};
  }

  model::Side& side_of(std::uint32_t client) {
    const auto known = sides_.find(client);
    if (known != sides_.end()) return known->second;
    return sides_[client] = driver_->side(client);  // nothing has happened to it yet
  }

  std::uint32_t one_in_;
  Driver* driver_ = nullptr;
  model::Setup setup_;
  std::map<std::uint32_t, model::Side> sides_;
  std::uint64_t steps_ = 0;
  std::uint64_t differences_ = 0;
  std::uint64_t forbidden_ = 0;
};

}  // namespace

TEST_CASE("a sample of the clients of a large crowd does what the rules of the model do to each by itself") {
  Crowd crowd = tests::busy_crowd(10'000);
  crowd.duration = 3 * kSecond;
  crowd.fault_rates.server_crash_every.reset();
  Projection projection(crowd, 100);
  Craft craft;
  craft.observer = &projection;
  const RunSettings settings;
  Driver driver(crowd, settings, craft);
  projection.watch(driver);
  driver.run();
  CHECK(projection.clients() > 10);
  CHECK(projection.steps() > 100);
  CHECK(projection.forbidden() == 0);
  CHECK(projection.differences() == 0);
}

}  // namespace doublecheck::population
