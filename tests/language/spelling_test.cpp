#include "language/spelling.hpp"

#include <set>
#include <string_view>

#include "tests/catch.hpp"

using namespace doublecheck::language;

TEST_CASE("the longest sign is read", "[language]") {
  CHECK(spelling_at("<-> b")->connective == Connective::equivalence);
  CHECK(spelling_at("<> b")->connective == Connective::eventually);
  CHECK(spelling_at("!= b")->role == Role::comparison);
  CHECK(spelling_at("! b")->connective == Connective::negation);
  CHECK(spelling_at("&& b")->text == "&&");
  CHECK(spelling_at("< b") == nullptr);
}

TEST_CASE("a reserved word is read only where it is the whole word", "[language]") {
  CHECK(spelling_at("until_then") == nullptr);
  CHECK(spelling_at("in-box") == nullptr);
  CHECK(spelling_at("until(") != nullptr);
  CHECK_FALSE(is_free_word("forall"));
  CHECK(is_free_word("Forall"));
}

TEST_CASE("a hyphen is part of a word only between letters and digits", "[language]") {
  CHECK(word_length("bob-tablet-2 ") == 12);
  CHECK(word_length("a->b") == 1);
  CHECK(word_length("a- b") == 1);
  CHECK(word_length("a--b") == 1);
  CHECK(word_length("2a") == 0);
}

TEST_CASE("every connective is a prefix or has a level, and each is spelled", "[language]") {
  std::set<std::string_view> texts;
  for (int i = 0; i <= static_cast<int>(Connective::historically); ++i) {
    const auto connective = static_cast<Connective>(i);
    const Spelling* spelling = spelling_at(spelled(connective));
    REQUIRE(spelling != nullptr);
    CHECK(spelling->connective == connective);
    CHECK((spelling->role == Role::prefix) == is_prefix(connective));
    texts.insert(spelling->text);
  }
  CHECK(texts.size() == 14);
}
