#include "checker/formula.hpp"

#include <cstdint>
#include <random>

#include "tests/catch.hpp"

using namespace doublecheck::checker;

namespace {

constexpr std::size_t kPredicates = 6;

/// The predicates that are true are the bits that are set.
using Valuation = std::uint32_t;

bool is_true(const Formula& formula, Valuation valuation) {
  return evaluate(formula, [&](std::size_t number) { return (valuation >> number & 1U) != 0; });
}

bool are_true(const std::vector<Clause>& clauses, Valuation valuation) {
  for (const Clause& clause : clauses) {
    bool supported = false;
    for (const Literal& literal : clause) {
      supported = supported || ((valuation >> literal.predicate & 1U) != 0) == literal.positive;
    }
    if (!supported) return false;
  }
  return true;
}

class RandomFormulas {
 public:
  explicit RandomFormulas(std::uint64_t seed) : engine_(seed) {}

  Formula formula(std::size_t depth) {
    switch (below(depth == 0 ? 5 : 9)) {
      case 0:
        return constant(below(2) == 0);
      case 1:
      case 2:
      case 3:
      case 4:
        return predicate(below(kPredicates));
      case 5:
        return negation(formula(depth - 1));
      case 6:
        return negation(conjunction(operands(depth - 1)));
      case 7:
        return conjunction(operands(depth - 1));
      case 8:
        return disjunction(operands(depth - 1));
    }
    throw std::logic_error("drawn too high");
  }

 private:
  std::size_t below(std::size_t count) { return static_cast<std::size_t>(engine_() % count); }

  std::vector<Formula> operands(std::size_t depth) {
    std::vector<Formula> operands(below(4));
    for (Formula& operand : operands) operand = formula(depth);
    return operands;
  }

  std::mt19937_64 engine_;
};

}  // namespace

TEST_CASE("a formula is evaluated as its connectives say") {
  const Formula p = predicate(0);
  const Formula q = predicate(1);
  for (Valuation valuation = 0; valuation < 4; ++valuation) {
    CAPTURE(valuation);
    const bool first = (valuation & 1U) != 0;
    const bool second = (valuation & 2U) != 0;
    CHECK(is_true(constant(true), valuation));
    CHECK_FALSE(is_true(constant(false), valuation));
    CHECK(is_true(negation(p), valuation) == !first);
    CHECK(is_true(conjunction({p, q}), valuation) == (first && second));
    CHECK(is_true(disjunction({p, q}), valuation) == (first || second));
    CHECK(is_true(conjunction({}), valuation));
    CHECK_FALSE(is_true(disjunction({}), valuation));
  }
}

TEST_CASE("the clauses of a formula are all true exactly where the formula is") {
  std::size_t true_seen = 0;
  std::size_t false_seen = 0;
  for (std::uint64_t seed = 1; seed <= 500; ++seed) {
    CAPTURE(seed);
    const Formula formula = RandomFormulas(seed).formula(4);
    const auto clauses = conjunctive_normal_form(formula, 100'000);
    REQUIRE(clauses.has_value());
    std::size_t disagreements = 0;
    for (Valuation valuation = 0; valuation < (1U << kPredicates); ++valuation) {
      const bool expected = is_true(formula, valuation);
      ++(expected ? true_seen : false_seen);
      if (are_true(*clauses, valuation) != expected) ++disagreements;
    }
    CHECK(disagreements == 0);
  }
  CHECK(true_seen > 1'000);
  CHECK(false_seen > 1'000);
}

TEST_CASE("a formula with more clauses than the limit has none, and one with as many has all") {
  // (p0 and p1) or (p2 and p3) or (p4 and p5) takes two times two times two clauses.
  const Formula pairs =
      disjunction({conjunction({predicate(0), predicate(1)}), conjunction({predicate(2), predicate(3)}),
                   conjunction({predicate(4), predicate(5)})});
  REQUIRE(conjunctive_normal_form(pairs, 8).has_value());
  CHECK(conjunctive_normal_form(pairs, 8)->size() == 8);
  CHECK_FALSE(conjunctive_normal_form(pairs, 7).has_value());

  const Formula facts = conjunction({predicate(0), predicate(1), predicate(2)});
  CHECK(conjunctive_normal_form(facts, 3).has_value());
  CHECK_FALSE(conjunctive_normal_form(facts, 2).has_value());
}
