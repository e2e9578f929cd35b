#include "scenarios/nearest_word.hpp"

#include <array>
#include <string>
#include <string_view>

#include "tests/catch.hpp"

using namespace doublecheck::scenarios;

TEST_CASE("the distance of two words counts insertions and deletions and replacements and swaps") {
  CHECK(edit_distance("", "") == 0);
  CHECK(edit_distance("loss", "loss") == 0);
  CHECK(edit_distance("los", "loss") == 1);
  CHECK(edit_distance("losss", "loss") == 1);
  CHECK(edit_distance("lost", "loss") == 1);
  CHECK(edit_distance("form", "from") == 1);
  CHECK(edit_distance("", "abc") == 3);
  CHECK(edit_distance("kitten", "sitting") == 3);
  CHECK(edit_distance("ca", "abc") == 3);  // 2 if a swapped letter could be touched again
}

TEST_CASE("the distance of two words is the same both ways") {
  constexpr auto kWords = std::to_array<std::string_view>({"", "a", "ab", "ba", "abc", "server_drop", "sever_dorp"});
  for (const auto a : kWords) {
    for (const auto b : kWords) CHECK(edit_distance(a, b) == edit_distance(b, a));
  }
}

TEST_CASE("the nearest word is the first of the nearest") {
  constexpr auto kWords = std::to_array<std::string_view>({"bat", "cat", "hat", "server_durability"});
  CHECK(nearest_word("rat", kWords) == "bat");
  CHECK(nearest_word("hatt", kWords) == "hat");
  CHECK(nearest_word("server_drbility", kWords) == "server_durability");
  CHECK(nearest_word("SERVER_DURABILITY", kWords) == "server_durability");
}

TEST_CASE("a word that shares nothing with another is not near to it") {
  constexpr auto kWords = std::to_array<std::string_view>({"to", "us", "from"});
  CHECK_FALSE(nearest_word("xy", kWords));
  CHECK_FALSE(nearest_word("", kWords));
  CHECK_FALSE(nearest_word("count", kWords));
  CHECK_FALSE(nearest_word(std::string(1000, 'x'), kWords));
  CHECK_FALSE(nearest_word("to", {}));
}

TEST_CASE("help names the nearest word or else all words") {
  constexpr auto kWords = std::to_array<std::string_view>({"android", "iphone", "symbian"});
  CHECK(help_with_words("iphne", "platforms", kWords) == "did you mean `iphone`?");
  CHECK(help_with_words("toaster", "platforms", kWords) == "the platforms are android, iphone and symbian");
  CHECK(help_with_words("bob", "participants", {}) == "there are no participants");
}

TEST_CASE("an enumeration has commas and one joint") {
  constexpr auto kWords = std::to_array<std::string_view>({"a", "b", "c"});
  CHECK(enumeration({}, "or").empty());
  CHECK(enumeration(std::span(kWords).first(1), "or") == "a");
  CHECK(enumeration(std::span(kWords).first(2), "or") == "a or b");
  CHECK(enumeration(kWords, "or") == "a, b or c");
}
