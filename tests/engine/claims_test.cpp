#include "engine/claims.hpp"

#include <random>

#include "tests/catch.hpp"

namespace doublecheck::tests {
namespace {

using checker::conjunction;
using checker::constant;
using checker::disjunction;
using checker::Formula;
using checker::negation;
using checker::predicate;
using engine::Claims;

constexpr std::size_t kComponents = 4;
constexpr std::size_t kPredicates = 20;

std::size_t component_of(std::size_t number) { return number % kComponents; }

Formula random_formula(std::mt19937& random, int depth) {
  const std::size_t choice = random() % 12;
  if (choice == 0) return constant(random() % 2 == 0);
  if (depth == 0 || choice < 3) return predicate(random() % kPredicates);
  if (choice < 5) return negation(random_formula(random, depth - 1));
  std::vector<Formula> operands;
  for (std::size_t left = random() % 4; left > 0; --left) operands.push_back(random_formula(random, depth - 1));
  return choice < 8 ? conjunction(operands) : disjunction(operands);
}

/// The words of the global state in which `truths` hold, joined from those of its components.
std::vector<std::uint64_t> joined(const Claims& claims, const std::vector<bool>& truths) {
  std::vector<std::uint64_t> words(claims.words());
  for (std::size_t component = 0; component < kComponents; ++component) {
    std::vector<std::uint64_t> of_component(claims.words(), ~std::uint64_t{0});
    const auto holds = [&](std::size_t number) {
      REQUIRE(component_of(number) == component);
      return truths[number];
    };
    claims.contribute(component, holds, of_component.data());
    for (std::size_t word = 0; word < words.size(); ++word) words[word] |= of_component[word];
  }
  return words;
}

std::vector<bool> random_truths(std::mt19937& random) {
  std::vector<bool> truths;
  for (std::size_t i = 0; i < kPredicates; ++i) truths.push_back(random() % 2 == 0);
  return truths;
}

bool shows_failure(const Claims& claims, const std::vector<std::uint64_t>& words) {
  for (std::size_t word = 0; word < claims.watched_words(); ++word) {
    if (claims.shows_failure(word, words[word])) return true;
  }
  return false;
}

struct Tally {
  std::size_t words_most = 0;
  int failing = 0;
  int fulfilled = 0;
};

/// `count` formulas, of which the first ones are watched, in 40 states.
void compare_with_evaluation(std::mt19937& random, std::size_t count, std::size_t watched, Tally& tally) {
  std::vector<Formula> formulas;
  for (std::size_t i = 0; i < count; ++i) formulas.push_back(random_formula(random, 3));
  const Claims claims(formulas, watched, component_of);
  REQUIRE(claims.are_all_small());
  tally.words_most = std::max(tally.words_most, claims.words());
  for (int round = 0; round < 40; ++round) {
    const std::vector<bool> truths = random_truths(random);
    const std::vector<std::uint64_t> words = joined(claims, truths);
    bool is_broken = false;
    for (std::size_t i = 0; i < formulas.size(); ++i) {
      const bool holds = checker::evaluate(formulas[i], [&](std::size_t number) { return truths[number]; });
      REQUIRE(claims.holds(i, words) == holds);
      is_broken = is_broken || (i < watched && !holds);
    }
    REQUIRE(shows_failure(claims, words) == is_broken);
    ++(is_broken ? tally.failing : tally.fulfilled);
  }
}

}  // namespace

TEST_CASE("the joined words tell which formulas hold, and whether a watched one fails") {
  std::mt19937 random(1);
  Tally tally;
  for (int round = 0; round < 30; ++round) {
    compare_with_evaluation(random, 3, 2, tally);
    compare_with_evaluation(random, 8, 0, tally);
    compare_with_evaluation(random, 150, 1, tally);
    compare_with_evaluation(random, 150, 150, tally);
  }
  CHECK(tally.words_most > 2);
  CHECK(tally.failing > 500);
  CHECK(tally.fulfilled > 500);
}

TEST_CASE("watched formulas are told from few words where many others follow") {
  std::vector<Formula> formulas = {disjunction({predicate(0), predicate(1)})};
  for (std::size_t i = 0; i < 200; ++i) formulas.push_back(disjunction({predicate(i % 4), predicate(4 + (i + 1) % 4)}));
  const Claims claims(formulas, 1, component_of);
  CHECK(claims.words() == 4);
  CHECK(claims.watched_words() == 1);
}

TEST_CASE("demands on single components share a bit however many they are") {
  std::vector<Formula> demands;
  for (std::size_t i = 0; i < kPredicates; ++i) demands.push_back(predicate(i));
  const Claims claims(std::vector<Formula>(64, conjunction(demands)), 64, component_of);
  CHECK(claims.words() == 1);
}

TEST_CASE("no formulas need no words") {
  const Claims claims({}, 0, component_of);
  CHECK(claims.are_all_small());
  CHECK(claims.words() == 0);
  CHECK(claims.watched_words() == 0);
}

TEST_CASE("constants are claims, too") {
  const std::vector<Formula> formulas = {constant(true), constant(false), conjunction({}), disjunction({})};
  const Claims claims(formulas, 4, component_of);
  const auto words = joined(claims, std::vector<bool>(kPredicates, true));
  CHECK(claims.holds(0, words));
  CHECK_FALSE(claims.holds(1, words));
  CHECK(claims.holds(2, words));
  CHECK_FALSE(claims.holds(3, words));
  CHECK(shows_failure(claims, words));
}

TEST_CASE("a formula of too many clauses is reported as such") {
  std::vector<Formula> pairs;
  for (std::size_t i = 0; i < 9; ++i) pairs.push_back(conjunction({predicate(2 * i), predicate(2 * i + 1)}));
  const std::vector<Formula> large = {disjunction(pairs)};
  CHECK_FALSE(Claims(large, 1, component_of).are_all_small());
  pairs.pop_back();
  const std::vector<Formula> small = {disjunction(pairs)};
  CHECK(Claims(small, 1, component_of).are_all_small());
}

}  // namespace doublecheck::tests
