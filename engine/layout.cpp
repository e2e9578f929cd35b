#include "engine/layout.hpp"

#include <algorithm>
#include <array>
#include <bit>

namespace doublecheck::engine {
namespace {

constexpr unsigned kWidestNumber = 28;
// What a component that has met nothing yet should at least have: most have a few thousand local states.
constexpr unsigned kNarrowestNumber = 10;

/// Bits that are left in each word.
template <unsigned Words>
class Room {
 public:
  bool take(unsigned width, Field& field) {
    if (width == 0) return true;  // where all bits are taken, there is no place behind them
    for (unsigned word = 0; word < Words; ++word) {
      if (64 - next_[word] < width) continue;
      field = {(std::uint64_t{1} << width) - 1, static_cast<std::uint8_t>(next_[word]),
               static_cast<std::uint8_t>(word)};
      next_[word] += width;
      return true;
    }
    return false;
  }

 private:
  std::array<unsigned, Words> next_ = first_bits();

  // The lowest bit of each word is always set.
  static constexpr std::array<unsigned, Words> first_bits() {
    std::array<unsigned, Words> bits{};
    bits.fill(1);
    return bits;
  }
};

template <unsigned Words>
std::optional<Layout> place(const std::vector<unsigned>& widths, const std::vector<std::uint8_t>& counters_max) {
  Layout layout;
  Room<Words> room;
  const auto place_counters = [&] {
    return std::ranges::all_of(counters_max, [&](std::uint8_t most) {
      return room.take(static_cast<unsigned>(std::bit_width(most)), layout.counters.emplace_back());
    });
  };
  const auto place_components = [&] {
    return std::ranges::all_of(widths,
                               [&](unsigned width) { return room.take(width, layout.components.emplace_back()); });
  };
  // In a single word counters lie lowest, for ClusteredSet; with two, what is wide goes first, so that more fits.
  const bool fits = Words == 1 ? place_counters() && place_components() : place_components() && place_counters();
  if (!fits) return std::nullopt;
  return layout;
}

}  // namespace

std::vector<std::uint64_t> Layout::numbers() const {
  std::vector<std::uint64_t> numbers;
  for (const auto* fields : {&components, &counters}) {
    for (const Field& field : *fields) numbers.insert(numbers.end(), {field.value_max, field.shift, field.word});
  }
  return numbers;
}

Layout Layout::of_numbers(const std::vector<std::uint64_t>& numbers, std::size_t components) {
  Layout layout;
  for (std::size_t i = 0; i + 2 < numbers.size(); i += 3) {
    auto& fields = i / 3 < components ? layout.components : layout.counters;
    fields.push_back(
        {numbers[i], static_cast<std::uint8_t>(numbers[i + 1]), static_cast<std::uint8_t>(numbers[i + 2])});
  }
  return layout;
}

template <unsigned Words>
std::optional<Layout> lay_out(const std::vector<std::uint64_t>& numbers,
                              const std::vector<std::uint8_t>& counters_max) {
  std::vector<unsigned> widths;
  for (const std::uint64_t met : numbers) {
    widths.push_back(std::max(kNarrowestNumber, static_cast<unsigned>(std::bit_width(met)) + 1));
  }
  std::optional<Layout> widest;
  // One bit more for each in turn, the narrowest first, as long as all fit.
  for (std::optional<Layout> next = place<Words>(widths, counters_max); next;
       next = place<Words>(widths, counters_max)) {
    widest = std::move(next);
    const auto narrowest = std::ranges::min_element(widths);
    if (narrowest == widths.end() || *narrowest >= kWidestNumber) break;
    ++*narrowest;
  }
  return widest;
}

template std::optional<Layout> lay_out<1>(const std::vector<std::uint64_t>&, const std::vector<std::uint8_t>&);
template std::optional<Layout> lay_out<2>(const std::vector<std::uint64_t>&, const std::vector<std::uint8_t>&);

}  // namespace doublecheck::engine
