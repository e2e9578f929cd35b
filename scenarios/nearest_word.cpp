#include "scenarios/nearest_word.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <vector>

namespace doublecheck::scenarios {
namespace {

std::string lower_case(std::string_view word) {
  std::string lower(word);
  for (char& letter : lower) {
    if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
  }
  return lower;
}

}  // namespace

std::size_t edit_distance(std::string_view from, std::string_view to) {
  std::vector<std::size_t> before_last(to.size() + 1);
  std::vector<std::size_t> last(to.size() + 1);
  std::vector<std::size_t> current(to.size() + 1);
  for (std::size_t j = 0; j <= to.size(); ++j) current[j] = j;
  for (std::size_t i = 1; i <= from.size(); ++i) {
    std::swap(before_last, last);
    std::swap(last, current);
    current[0] = i;
    for (std::size_t j = 1; j <= to.size(); ++j) {
      const std::size_t replaced = last[j - 1] + (from[i - 1] == to[j - 1] ? 0 : 1);
      current[j] = std::min({last[j] + 1, current[j - 1] + 1, replaced});
      const bool swapped = i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1];
      if (swapped) current[j] = std::min(current[j], before_last[j - 2] + 1);
    }
  }
  return current[to.size()];
}

std::optional<std::string_view> nearest_word(std::string_view word, std::span<const std::string_view> words) {
  constexpr std::size_t kLongestWord = 100;  // a longer one is no slip of the finger
  if (word.size() > kLongestWord) return std::nullopt;
  const std::string wanted = lower_case(word);
  std::optional<std::string_view> nearest;
  std::size_t allowed = std::max<std::size_t>(2, word.size() / 3);
  for (const std::string_view candidate : words) {
    const std::size_t distance = edit_distance(wanted, lower_case(candidate));
    if (distance >= std::max(word.size(), candidate.size()) || distance > allowed) continue;
    if (nearest && distance == allowed) continue;
    nearest = candidate;
    allowed = distance;
  }
  return nearest;
}

std::string enumeration(std::span<const std::string_view> words, std::string_view joint) {
  std::string text;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i > 0) text += i + 1 == words.size() ? fmt::format(" {} ", joint) : std::string(", ");
    text += words[i];
  }
  return text;
}

std::string help_with_words(std::string_view word, std::string_view plural, std::span<const std::string_view> words) {
  if (const auto nearest = nearest_word(word, words)) return fmt::format("did you mean `{}`?", *nearest);
  if (words.empty()) return fmt::format("there are no {}", plural);
  return fmt::format("the {} are {}", plural, enumeration(words, "and"));
}

}  // namespace doublecheck::scenarios
