#include "engine/encodings.hpp"

#include <algorithm>

namespace doublecheck::engine {
namespace {

std::uint32_t upper(std::uint64_t hash) { return static_cast<std::uint32_t>(hash >> 32U); }

}  // namespace

Encodings::Place Encodings::add(std::string_view encoding, std::uint64_t hash) {
  if (2 * known_.size() >= slots_.size()) grow();
  std::size_t i = hash & (slots_.size() - 1);
  for (; slots_[i].number != kFree; i = (i + 1) & (slots_.size() - 1)) {
    if (slots_[i].hash == upper(hash) && known_[slots_[i].number].bytes == encoding) return {slots_[i].number, false};
  }
  const auto number = static_cast<std::uint32_t>(known_.size());
  auto* const kept = static_cast<char*>(bytes_.allocate(encoding.size(), 1));
  std::ranges::copy(encoding, kept);
  known_.push_back({{kept, encoding.size()}, hash});
  slots_[i] = {upper(hash), number};
  return {number, true};
}

void Encodings::grow() {
  slots_.assign(2 * slots_.size(), Slot());
  for (std::uint32_t number = 0; number < known_.size(); ++number) {
    std::size_t i = known_[number].hash & (slots_.size() - 1);
    while (slots_[i].number != kFree) i = (i + 1) & (slots_.size() - 1);
    slots_[i] = {upper(known_[number].hash), number};
  }
}

}  // namespace doublecheck::engine
