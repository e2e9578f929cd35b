#include "properties/formulas.hpp"

#include "model/vocabulary.hpp"
#include "tests/catch.hpp"
#include "tests/properties/setups.hpp"

#include <set>

namespace doublecheck::tests {
namespace {

using Problems = std::vector<language::Problem>;

Problems problems_in(std::string_view text) {
  const auto read = properties::read_formula(text, alice_and_bob());
  return std::holds_alternative<Problems>(read) ? std::get<Problems>(read) : Problems{};
}

}  // namespace

TEST_CASE("every predicate can be asked of everything that its sorts have") {
  const model::Setup setup = alice_and_bob();
  for (const model::Predicate& predicate : model::predicates()) {
    CAPTURE(predicate.name);
    std::vector<model::Element> elements;
    for (const model::Sort sort : predicate.parameters) {
      const auto names = model::element_names(setup, sort);
      REQUIRE_FALSE(names.empty());
      elements.push_back(names.size() - 1);
    }
    CHECK_NOTHROW(predicate.about(setup, elements));
    CHECK_FALSE(predicate.meaning.ends_with('.'));
  }
}

TEST_CASE("no two words of the vocabulary are the same") {
  std::set<std::string_view> words;
  for (const model::Predicate& predicate : model::predicates()) CHECK(words.insert(predicate.name).second);
  for (const model::Function& function : model::functions()) CHECK(words.insert(function.name).second);
  for (const model::SetFunction& set : model::set_functions()) CHECK(words.insert(set.name).second);
}

TEST_CASE("a formula may name who takes part") {
  CHECK(problems_in("eventually is_stored_by(bob-tablet, m2)").empty());
  CHECK(problems_in("forall m: recipient(m) = bob -> eventually is_composed(m)").empty());
  CHECK(problems_in("forall d: owner(d) = bob or owner(d) = alice").empty());
}

TEST_CASE("a misspelt predicate is told with the words that there are") {
  const Problems problems = problems_in("forall m: always (has_two_check(m) -> is_composed(m))");
  REQUIRE(problems.size() == 1);
  CHECK(problems[0].where.begin.column == 19);
  CHECK(problems[0].choice.word == "has_two_check");
  CHECK(std::ranges::find(problems[0].choice.words, "has_two_checks") != problems[0].choice.words.end());
}

TEST_CASE("a user is no device") {
  const Problems problems = problems_in("forall m: eventually is_stored_by(recipient(m), m)");
  REQUIRE(problems.size() == 1);
  CHECK(problems[0].where.begin.column == 35);
}

}  // namespace doublecheck::tests
