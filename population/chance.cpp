#include "population/chance.hpp"

#include "sim/distributions.hpp"

#include <algorithm>

namespace doublecheck::population {

QuickDelay::QuickDelay(const Delay& delay) : delay_(delay) {
  if (delay.kind == sim::DelayKind::constant || delay.kind == sim::DelayKind::uniform) return;
  for (std::uint64_t step = 0; step < kSteps; ++step) {
    quantiles_.push_back(sim::draw_delay(delay, step << (64U - kStepBits)));
  }
  quantiles_.push_back(sim::draw_delay(delay, ~std::uint64_t{0}));
}

Time QuickDelay::draw(std::uint64_t bits) const {
  if (quantiles_.empty()) return sim::draw_delay(delay_, bits);
  const std::size_t step = bits >> (64U - kStepBits);
  if (step == 0 || step == kSteps - 1) return sim::draw_delay(delay_, bits);
  constexpr unsigned kWithin = 16;
  const auto within = static_cast<Time>((bits >> (64U - kStepBits - kWithin)) & ((1U << kWithin) - 1));
  const Time low = quantiles_[step];
  return low + (quantiles_[step + 1] - low) / (Time{1} << kWithin) * within +
         (quantiles_[step + 1] - low) % (Time{1} << kWithin) * within / (Time{1} << kWithin);
}

namespace {

Time gap_mean(Time mean, Time clients, unsigned fraction_bits) {
  const Time unit = Time{1} << fraction_bits;
  return std::max<Time>(mean / clients * unit + mean % clients * unit / clients, 1);
}

}  // namespace

Stream::Stream(const Chance& chance, std::uint32_t number, Time mean, std::uint64_t clients)
    : chance_(chance), number_(number), clients_(clients), fraction_bits_(clients < 1024 ? 0 : 10) {
  gap_ = QuickDelay({sim::DelayKind::exponential, gap_mean(mean, static_cast<Time>(clients), fraction_bits_), 0});
  advance();
}

void Stream::advance() {
  const Bits bits = chance_.draw(number_, Use::stream, static_cast<Time>(drawn_++));
  time_ += static_cast<std::uint64_t>(gap_.draw(bits.first));
  next_ = {static_cast<Time>(time_ >> fraction_bits_), static_cast<std::uint32_t>(sim::scaled(bits.second, clients_))};
}

}  // namespace doublecheck::population
