#include "sim/random.hpp"

namespace doublecheck::sim {
namespace {

constexpr std::uint32_t low_half(std::uint64_t value) { return static_cast<std::uint32_t>(value); }
constexpr std::uint32_t high_half(std::uint64_t value) { return static_cast<std::uint32_t>(value >> 32U); }

PhiloxCounter philox_round(const PhiloxCounter& counter, const PhiloxKey& key) {
  const std::uint64_t first = std::uint64_t{0xD2511F53} * counter[0];
  const std::uint64_t second = std::uint64_t{0xCD9E8D57} * counter[2];
  return {high_half(second) ^ counter[1] ^ key[0], low_half(second), high_half(first) ^ counter[3] ^ key[1],
          low_half(first)};
}

}  // namespace

PhiloxCounter philox(PhiloxCounter counter, PhiloxKey key) {
  constexpr int kRounds = 10;
  for (int round = 0; round < kRounds; ++round) {
    counter = philox_round(counter, key);
    key[0] += 0x9E3779B9;
    key[1] += 0xBB67AE85;
  }
  return counter;
}

std::uint64_t random_bits(const Draw& draw) {
  const std::uint32_t purpose = (high_half(draw.number) << 8U) | static_cast<std::uint32_t>(draw.purpose);
  const PhiloxCounter bits = philox({low_half(draw.number), purpose, static_cast<std::uint32_t>(draw.entity), draw.run},
                                    {low_half(draw.seed), high_half(draw.seed)});
  return (std::uint64_t{bits[1]} << 32U) | bits[0];
}

Dice::Dice(std::uint64_t seed, std::uint32_t run, std::size_t entities) : seed_(seed), run_(run), drawn_(entities) {}

std::uint64_t Dice::roll(Entity entity, Purpose purpose) {
  std::uint64_t& number = drawn_.at(static_cast<std::size_t>(entity)).at(static_cast<std::size_t>(purpose));
  return random_bits({seed_, run_, entity, purpose, number++});
}

}  // namespace doublecheck::sim
