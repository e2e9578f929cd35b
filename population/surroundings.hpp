/// The surroundings: what is known of each client without storing it, and how long things take there and then.
#pragma once

#include "population/chance.hpp"
#include "population/gilbert_elliott.hpp"
#include "population/rhythm.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

namespace doublecheck::population {

/// What a client is for good: places in the crowd's lists.
struct Traits {
  std::uint8_t platform = 0;
  std::uint8_t habit = 0;
  std::uint8_t zone = 0;
  std::uint8_t first_network = 0;
};

/// A list of shares, to be drawn from.
class Shares {
 public:
  Shares() = default;
  explicit Shares(std::vector<Share> shares);

  std::uint8_t draw(std::uint32_t bits) const;

 private:
  std::vector<std::uint64_t> up_to_;  // by place, 2^32 times the sum of shares up to and with it
};

class Surroundings {
 public:
  /// Keeps `crowd` by reference.
  Surroundings(const Crowd& crowd, std::uint32_t replication);

  const Crowd& crowd() const { return crowd_; }
  const Chance& chance() const { return chance_; }

  Traits traits(std::uint32_t client) const;
  const HabitClass& habit_of(std::uint32_t client) const { return crowd_.habits[traits(client).habit]; }
  std::uint32_t home(std::uint32_t client) const;
  std::uint8_t draw_network(std::uint32_t bits) const { return networks_.draw(bits); }

  /// The k-th contact of a client, which is another one.
  std::uint32_t contact(std::uint32_t client, std::uint32_t k) const;

  /// How lively people are at this moment where the client lives, in thousandths; and the most that they ever are.
  std::uint32_t liveliness(std::uint8_t zone, Time at) const { return rhythm_.rate(at, offset(zone)); }
  std::uint32_t liveliness_max() const { return rhythm_.rate_max(); }

  /// How long it would have taken at the daily mean to feel like writing as often as from one time to another.
  Time writing_time(std::uint8_t zone, Time from, Time to) const;

  struct NetworkTimes {
    QuickDelay latency;
    QuickDelay connect;
    std::optional<GilbertElliott> spells;
  };
  const NetworkTimes& network(std::uint8_t index) const { return network_times_[index]; }
  const QuickDelay& push_latency(std::uint8_t platform) const { return push_latencies_[platform]; }
  const QuickDelay& session(std::uint8_t habit) const { return sessions_[habit]; }
  const QuickDelay& absence(std::uint8_t habit) const { return absences_[habit]; }
  const QuickDelay& reaction(std::uint8_t habit) const { return reactions_[habit]; }
  Time mean_session(std::uint8_t habit) const { return mean_sessions_[habit]; }
  /// Of connections, where they break most often; nothing if they never do.
  std::optional<Time> shortest_break_every() const { return shortest_break_every_; }
  const QuickDelay& unit_exponential() const { return unit_exponential_; }  // in millionths

  std::uint64_t bytes() const;

 private:
  std::uint64_t mixed(std::uint32_t client, std::uint64_t salt) const;
  std::int32_t offset(std::uint8_t zone) const { return crowd_.zones[zone].offset_minutes; }
  Time rhythmic_time(std::uint8_t zone, Time from, Time to) const;

  const Crowd& crowd_;
  Chance chance_;
  Shares platforms_, habits_, zones_, networks_;
  std::vector<NetworkTimes> network_times_;
  std::vector<QuickDelay> push_latencies_, sessions_, absences_, reactions_;
  QuickDelay unit_exponential_;
  std::vector<Time> mean_sessions_;
  std::optional<Time> shortest_break_every_;
  Rhythm rhythm_;
};

}  // namespace doublecheck::population
