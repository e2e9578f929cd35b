#include "population/surroundings.hpp"

#include "sim/distributions.hpp"

#include <algorithm>

namespace doublecheck::population {
namespace {

constexpr Time kDay = 24 * sim::kHour;

/// Sebastiano Vigna's splitmix64: one step of a generator whose state is the argument.
constexpr std::uint64_t mix(std::uint64_t value) {
  value += 0x9E3779B97F4A7C15U;
  value = (value ^ (value >> 30U)) * 0xBF58476D1CE4E5B9U;
  value = (value ^ (value >> 27U)) * 0x94D049BB133111EBU;
  return value ^ (value >> 31U);
}

template <class T>
Shares shares_of(const std::vector<T>& classes) {
  std::vector<Share> shares;
  for (const T& one : classes) shares.push_back(one.share);
  return Shares(std::move(shares));
}

/// By the midpoints of equal steps of probability.
Time mean_of(const Delay& delay) {
  constexpr std::uint64_t kSteps = 4096;
  Time sum = 0;
  for (std::uint64_t step = 0; step < kSteps; ++step) {
    sum += sim::draw_delay(delay, (2 * step + 1) << (64U - 13U)) / static_cast<Time>(kSteps);
  }
  return sum;
}

constexpr Time overlap(Time from, Time to, Time begin, Time end) {
  return std::max<Time>(0, std::min(to, end) - std::max(from, begin));
}

}  // namespace

Shares::Shares(std::vector<Share> shares) {
  std::uint64_t all = 0;
  for (const Share share : shares) all += share;
  std::uint64_t sum = 0;
  for (const Share share : shares) up_to_.push_back(((sum += share) << 32U) / std::max<std::uint64_t>(all, 1));
}

std::uint8_t Shares::draw(std::uint32_t bits) const {
  std::size_t place = 0;
  while (place + 1 < up_to_.size() && bits >= up_to_[place]) ++place;
  return static_cast<std::uint8_t>(place);
}

Surroundings::Surroundings(const Crowd& crowd, std::uint32_t replication)
    : crowd_(crowd),
      chance_(crowd.seed, replication),
      platforms_(shares_of(crowd.platforms)),
      habits_(shares_of(crowd.habits)),
      zones_(shares_of(crowd.zones)),
      networks_(shares_of(crowd.networks)),
      unit_exponential_({sim::DelayKind::exponential, 1'000'000, 0}),
      rhythm_(crowd.rhythm, crowd.starts_at) {
  for (const NetworkClass& network : crowd.networks) {
    network_times_.push_back({QuickDelay(network.latency), QuickDelay(network.connect),
                              network.bursts ? std::optional<GilbertElliott>(*network.bursts) : std::nullopt});
  }
  for (const NetworkClass& network : crowd.networks) {
    for (const auto& every : {network.break_every, network.bursts ? network.bursts->break_every : std::nullopt}) {
      if (every) shortest_break_every_ = std::min(*every, shortest_break_every_.value_or(*every));
    }
  }
  for (const PlatformShare& platform : crowd.platforms) push_latencies_.emplace_back(platform.push.latency);
  for (const HabitClass& habit : crowd.habits) {
    sessions_.emplace_back(habit.session);
    absences_.emplace_back(Delay{sim::DelayKind::exponential, habit.absence_mean, 0});
    reactions_.emplace_back(habit.reaction);
    mean_sessions_.push_back(mean_of(habit.session));
  }
}

std::uint64_t Surroundings::mixed(std::uint32_t client, std::uint64_t salt) const {
  return mix(mix(crowd_.seed + salt) ^ client);
}

Traits Surroundings::traits(std::uint32_t client) const {
  const std::uint64_t one = mixed(client, 1);
  const std::uint64_t other = mix(one);
  return {platforms_.draw(static_cast<std::uint32_t>(one)), habits_.draw(static_cast<std::uint32_t>(one >> 32U)),
          zones_.draw(static_cast<std::uint32_t>(other)), networks_.draw(static_cast<std::uint32_t>(other >> 32U))};
}

std::uint32_t Surroundings::home(std::uint32_t client) const {
  if (crowd_.servers.count <= 1) return 0;
  return static_cast<std::uint32_t>(sim::scaled(mixed(client, 2), crowd_.servers.count));
}

/// Tries some acquaintances until one is of the right zone, or is of any.
std::uint32_t Surroundings::contact(std::uint32_t client, std::uint32_t k) const {
  constexpr std::uint32_t kTries = 32;
  const std::uint64_t base = mixed(client, 3 + (std::uint64_t{k} << 8U));
  const bool same_zone = crowd_.zones.size() > 1 && sim::happens(crowd_.contacts.same_zone, base);
  const std::uint8_t zone = same_zone ? traits(client).zone : std::uint8_t{0};
  std::uint64_t bits = base;
  std::uint32_t found = 0;
  for (std::uint32_t i = 0; i < kTries; ++i) {
    bits = mix(bits);
    found = static_cast<std::uint32_t>(sim::scaled(bits, crowd_.clients - 1));
    if (found >= client) ++found;
    if (!same_zone || traits(found).zone == zone) break;
  }
  return found;
}

/// Over whole days it is the time itself.
Time Surroundings::rhythmic_time(std::uint8_t zone, Time from, Time to) const {
  if (!crowd_.rhythm) return to - from;
  const Time days = (to - from) / kDay * kDay;
  Time sum = days;
  for (from += days; from < to;) {
    const Time hour_begins = crowd_.starts_at + from + 2 * kDay + offset(zone) * sim::kMinute;
    const Time until = std::min(to, from + sim::kHour - hour_begins % sim::kHour);
    sum += (until - from) * rhythm_.rate(from, offset(zone)) / 1000;
    from = until;
  }
  return sum;
}

Time Surroundings::writing_time(std::uint8_t zone, Time from, Time to) const {
  Time sum = rhythmic_time(zone, from, to);
  for (const Surge& surge : crowd_.surges) {
    const Time begin = surge.local_time ? surge.at - crowd_.starts_at - offset(zone) * sim::kMinute : surge.at;
    const Time inside = overlap(from, to, begin, begin + surge.lasts);
    if (inside == 0) continue;
    const Time first = std::max(from, begin);
    const Time at_mean = rhythmic_time(zone, first, first + inside);
    sum += at_mean * surge.factor_thousandths / 1000 - at_mean;
  }
  return sum;
}

std::uint64_t Surroundings::bytes() const {
  std::uint64_t sum = unit_exponential_.bytes();
  for (const NetworkTimes& times : network_times_) sum += times.latency.bytes() + times.connect.bytes();
  for (const auto* delays : {&push_latencies_, &sessions_, &absences_, &reactions_}) {
    for (const QuickDelay& delay : *delays) sum += delay.bytes();
  }
  return sum;
}

}  // namespace doublecheck::population
