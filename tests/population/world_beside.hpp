/// The checker's world, stepped beside a small population: each action must be enabled in it, and lead to the same.
#pragma once

#include "model/world.hpp"
#include "population/driver.hpp"

#include <cstdint>
#include <map>
#include <vector>

namespace doublecheck::population::tests {

class WorldBeside : public Observer {
 public:
  explicit WorldBeside(const Crowd& crowd) : crowd_(crowd) {}
  void watch(Driver& driver) { driver_ = &driver; }

  void on_act(Time at, std::uint32_t client, const Stimulus& stimulus, const Record* composed) override;
  void on_react(Time, std::uint32_t client, model::PostKind, const Record&, std::uint8_t) override;
  void on_done(std::uint32_t) override {}
  void on_crash_of_server(Time at, std::uint32_t server) override;

  /// Compares what the last step touched. To be called once the run is over, too.
  void compare();

  std::uint64_t steps() const { return steps_; }
  std::uint64_t differences() const { return differences_; }
  const std::map<model::ActionKind, std::uint64_t>& kinds() const { return kinds_; }

 private:
  void begin();
  bool is_same(std::uint32_t client);

  const Crowd& crowd_;
  Driver* driver_ = nullptr;
  model::Setup setup_;
  model::World world_;
  std::vector<std::uint32_t> touched_;
  std::uint64_t steps_ = 0;
  std::uint64_t differences_ = 0;
  std::map<model::ActionKind, std::uint64_t> kinds_;
  bool begun_ = false;
  bool in_crash_ = false;
};

}  // namespace doublecheck::population::tests
