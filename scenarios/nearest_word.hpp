/// The nearest word: what somebody probably meant who wrote a word that does not exist.
#pragma once

#include <algorithm>
#include <cstddef>
#include <functional>
#include <iterator>
#include <optional>
#include <ranges>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace doublecheck::scenarios {

/// How many insertions, deletions, replacements and swaps of neighbours lead from one word to the other, no letter
/// being touched twice (the restricted distance of Damerau 1964, "optimal string alignment"). Works on bytes.
std::size_t edit_distance(std::string_view from, std::string_view to);

/// The first of the words at the smallest distance from `word`, upper and lower case being equal. A word is near if at
/// most two edits, or a third of its letters, lie between, and something of it is left.
std::optional<std::string_view> nearest_word(std::string_view word, std::span<const std::string_view> words);

/// One word for each element: what `word_of`, a member or a function, gives of it. The words live as long as the
/// elements.
template <std::ranges::input_range Elements, class WordOf>
std::vector<std::string_view> words_in(const Elements& elements, WordOf word_of) {
  std::vector<std::string_view> words;
  std::ranges::transform(elements, std::back_inserter(words),
                         [&](const auto& element) { return std::string_view(std::invoke(word_of, element)); });
  return words;
}

/// A sentence of help: "did you mean `iphone`?", or else "the platforms are android, iphone and symbian". `plural` is
/// what the words are called.
std::string help_with_words(std::string_view word, std::string_view plural, std::span<const std::string_view> words);

/// "a", "a and b", "a, b and c"; the last joint is the word `joint`.
std::string enumeration(std::span<const std::string_view> words, std::string_view joint);

}  // namespace doublecheck::scenarios
