#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "ltl/automaton.hpp"
#include "tests/catch.hpp"
#include "tests/ltl/random_formulas.hpp"
#include "tests/ltl/spin_syntax.hpp"

using namespace doublecheck::ltl;
using namespace doublecheck::tests;

namespace {

// What `spin -f` of SPIN 6.5.2 prints for usual formulas.
const std::vector<std::pair<std::string_view, std::string_view>> kClaims = {
    {"[](a -> <> b)", R"(never  {    /* [](a -> <> b) */
T0_init:
	do
	:: ((! ((a)) || (b))) -> goto accept_S20
	:: (1) -> goto T0_S27
	od;
accept_S20:
	do
	:: ((! ((a)) || (b))) -> goto T0_init
	:: (1) -> goto T0_S27
	od;
accept_S27:
	do
	:: ((b)) -> goto T0_init
	:: (1) -> goto T0_S27
	od;
T0_S27:
	do
	:: ((b)) -> goto accept_S20
	:: (1) -> goto T0_S27
	:: ((b)) -> goto accept_S27
	od;
})"},
    {"!([](a -> <> b))", R"(never  {    /* !([](a -> <> b)) */
T0_init:
	do
	:: (! ((b)) && (a)) -> goto accept_S4
	:: (1) -> goto T0_init
	od;
accept_S4:
	do
	:: (! ((b))) -> goto accept_S4
	od;
})"},
    {"[]<> a", R"(never  {    /* []<> a */
T0_init:
	do
	:: ((a)) -> goto accept_S9
	:: (1) -> goto T0_init
	od;
accept_S9:
	do
	:: (1) -> goto T0_init
	od;
})"},
    {"<>[] a", R"(never  {    /* <>[] a */
T0_init:
	do
	:: ((a)) -> goto accept_S4
	:: (1) -> goto T0_init
	od;
accept_S4:
	do
	:: ((a)) -> goto accept_S4
	od;
})"},
    {"a U b", R"(never  {    /* a U b */
T0_init:
	do
	:: atomic { ((b)) -> assert(!((b))) }
	:: ((a)) -> goto T0_init
	od;
accept_all:
	skip
})"},
    {"!(a U b)", R"(never  {    /* !(a U b) */
accept_init:
T0_init:
	do
	:: (! ((b))) -> goto T0_init
	:: atomic { (! ((a)) && ! ((b))) -> assert(!(! ((a)) && ! ((b)))) }
	od;
accept_all:
	skip
})"},
    {"a U (b U c)", R"(never  {    /* a U (b U c) */
T0_init:
	do
	:: atomic { ((c)) -> assert(!((c))) }
	:: ((b)) -> goto T0_S4
	:: ((a)) -> goto T0_init
	od;
T0_S4:
	do
	:: atomic { ((c)) -> assert(!((c))) }
	:: ((b)) -> goto T0_S4
	od;
accept_all:
	skip
})"},
    {"a V b", R"(never  {    /* a V b */
accept_init:
T0_init:
	do
	:: ((b)) -> goto T0_init
	:: atomic { ((a) && (b)) -> assert(!((a) && (b))) }
	od;
accept_all:
	skip
})"},
    {"[] a", R"(never  {    /* [] a */
accept_init:
T0_init:
	do
	:: ((a)) -> goto T0_init
	od;
})"},
    {"<> a", R"(never  {    /* <> a */
T0_init:
	do
	:: atomic { ((a)) -> assert(!((a))) }
	:: (1) -> goto T0_init
	od;
accept_all:
	skip
})"},
    {"[]<> a -> []<> b", R"(never  {    /* []<> a -> []<> b */
T0_init:
	do
	:: ((b)) -> goto accept_S10
	:: (1) -> goto T0_S10
	:: (! ((a))) -> goto accept_S26
	:: (1) -> goto T0_S23
	od;
accept_S10:
	do
	:: (1) -> goto T0_S10
	od;
accept_S26:
	do
	:: (! ((a))) -> goto accept_S26
	od;
T0_S10:
	do
	:: ((b)) -> goto accept_S10
	:: (1) -> goto T0_S10
	od;
T0_S23:
	do
	:: (! ((a))) -> goto accept_S26
	:: (1) -> goto T0_S23
	od;
})"},
    {"!([]<> a -> []<> b)", R"(never  {    /* !([]<> a -> []<> b) */
T0_init:
	do
	:: (! ((b)) && (a)) -> goto accept_S69
	:: (! ((b))) -> goto T0_S69
	:: (1) -> goto T0_init
	od;
accept_S69:
	do
	:: (! ((b))) -> goto T0_S69
	od;
T0_S69:
	do
	:: (! ((b)) && (a)) -> goto accept_S69
	:: (! ((b))) -> goto T0_S69
	od;
})"},
    {"!([]<> a && []<> b)", R"(never  {    /* !([]<> a && []<> b) */
T0_init:
	do
	:: (! ((b))) -> goto accept_S5
	:: (! ((a))) -> goto accept_S10
	:: (1) -> goto T0_init
	od;
accept_S5:
	do
	:: (! ((b))) -> goto accept_S5
	od;
accept_S10:
	do
	:: (! ((a))) -> goto accept_S10
	od;
})"},
    {"[](a -> (b U c))", R"(never  {    /* [](a -> (b U c)) */
T0_init:
	do
	:: ((! ((a)) || (c))) -> goto accept_S20
	:: ((b)) -> goto T0_S27
	od;
accept_S20:
	do
	:: ((! ((a)) || (c))) -> goto T0_init
	:: ((b)) -> goto T0_S27
	od;
accept_S27:
	do
	:: ((c)) -> goto T0_init
	:: ((b)) -> goto T0_S27
	od;
T0_S27:
	do
	:: ((c)) -> goto accept_S20
	:: ((b)) -> goto T0_S27
	:: ((b) && (c)) -> goto accept_S27
	od;
})"},
    {"[](b -> [] ! a)", R"(never  {    /* [](b -> [] ! a) */
accept_init:
T0_init:
	do
	:: (! ((a))) -> goto accept_S12
	:: (! ((b))) -> goto T0_init
	od;
accept_S12:
T0_S12:
	do
	:: (! ((a))) -> goto accept_S12
	od;
})"},
    {"<> c -> (! a U c)", R"(never  {    /* <> c -> (! a U c) */
T0_init:
	do
	:: (! ((c))) -> goto accept_S2
	:: atomic { ((c)) -> assert(!((c))) }
	:: (! ((a))) -> goto T0_S5
	od;
accept_S2:
	do
	:: (! ((c))) -> goto accept_S2
	od;
T0_S5:
	do
	:: atomic { ((c)) -> assert(!((c))) }
	:: (! ((a))) -> goto T0_S5
	od;
accept_all:
	skip
})"},
    {"[]((b && ! c && <> c) -> (! a U c))", R"(never  {    /* []((b && ! c && <> c) -> (! a U c)) */
T0_init:
	do
	:: ((! ((b)) || (c))) -> goto accept_S141
	:: (! ((c))) -> goto accept_S47
	:: (! ((a))) -> goto T0_S165
	od;
accept_S47:
	do
	:: (! ((c))) -> goto T0_S47
	:: (! ((a)) && ! ((c))) -> goto T0_S95
	od;
accept_S165:
	do
	:: (! ((a)) && ! ((c))) -> goto T0_S95
	:: ((c)) -> goto T0_init
	:: (! ((a))) -> goto T0_S165
	od;
accept_S141:
	do
	:: ((! ((b)) || (c))) -> goto T0_init
	:: (! ((c))) -> goto T0_S47
	:: (! ((a))) -> goto T0_S165
	od;
T0_S47:
	do
	:: (! ((c))) -> goto accept_S47
	:: (! ((a)) && ! ((c))) -> goto T0_S95
	od;
T0_S95:
	do
	:: (! ((a)) && ! ((c))) -> goto T0_S95
	od;
T0_S165:
	do
	:: (! ((a)) && ! ((c))) -> goto T0_S95
	:: ((c)) -> goto accept_S141
	:: (! ((a))) -> goto T0_S165
	:: (! ((a)) && (c)) -> goto accept_S165
	od;
})"},
    {"[]! b || <>(b && <> a)", R"(never  {    /* []! b || <>(b && <> a) */
T0_init:
	do
	:: (! ((b))) -> goto accept_S2
	:: atomic { ((a) && (b)) -> assert(!((a) && (b))) }
	:: ((b)) -> goto T0_S8
	:: (1) -> goto T0_S5
	od;
accept_S2:
	do
	:: (! ((b))) -> goto accept_S2
	od;
T0_S8:
	do
	:: atomic { ((a)) -> assert(!((a))) }
	:: (1) -> goto T0_S8
	od;
T0_S5:
	do
	:: atomic { ((a) && (b)) -> assert(!((a) && (b))) }
	:: ((b)) -> goto T0_S8
	:: (1) -> goto T0_S5
	od;
accept_all:
	skip
})"},
    {"<> a && <> ! a", R"(never  {    /* <> a && <> ! a */
T0_init:
	do
	:: (! ((a))) -> goto T0_S4
	:: ((a)) -> goto T0_S9
	:: (1) -> goto T0_init
	od;
T0_S4:
	do
	:: atomic { ((a)) -> assert(!((a))) }
	:: (1) -> goto T0_S4
	od;
T0_S9:
	do
	:: atomic { (! ((a))) -> assert(!(! ((a)))) }
	:: (1) -> goto T0_S9
	od;
accept_all:
	skip
})"},
    {"(a U b) U c", R"(never  {    /* (a U b) U c */
T0_init:
	do
	:: atomic { ((c)) -> assert(!((c))) }
	:: ((b)) -> goto T0_init
	:: ((a)) -> goto T0_S9
	od;
T0_S9:
	do
	:: ((b)) -> goto T0_init
	:: ((a)) -> goto T0_S9
	:: atomic { ((b) && (c)) -> assert(!((b) && (c))) }
	:: ((a) && (c)) -> goto T0_S16
	od;
T0_S16:
	do
	:: atomic { ((b)) -> assert(!((b))) }
	:: ((a)) -> goto T0_S16
	od;
accept_all:
	skip
})"},
};

constexpr std::size_t kPropositions = 3;

}  // namespace

TEST_CASE("an automaton accepts the words that SPIN's never claim of the same formula accepts", "[ltl]") {
  Dice dice(41);
  std::size_t accepted = 0;
  std::size_t refused = 0;
  for (const auto& [text, claim] : kClaims) {
    CAPTURE(text);
    const Automaton ours = automaton_for(formula_from(text));
    const Automaton theirs = never_claim_from(claim, kPropositions).automaton;
    std::size_t disagreements = 0;
    for (int index = 0; index < 200; ++index) {
      const Lasso lasso = random_lasso(dice, 5, kPropositions);
      const bool is_accepted = accepts(ours, lasso);
      ++(is_accepted ? accepted : refused);
      if (is_accepted != accepts(theirs, lasso)) ++disagreements;
    }
    CHECK(disagreements == 0);
  }
  CHECK(accepted > 1'000);
  CHECK(refused > 1'000);
}

TEST_CASE("no automaton has more states than SPIN's never claim, and all together have fewer transitions", "[ltl]") {
  std::size_t our_transitions = 0;
  std::size_t their_transitions = 0;
  for (const auto& [text, claim] : kClaims) {
    CAPTURE(text);
    const Automaton ours = automaton_for(formula_from(text));
    const NeverClaim theirs = never_claim_from(claim, kPropositions);
    CHECK(ours.states.size() <= theirs.automaton.states.size());
    our_transitions += transition_count(ours);
    their_transitions += theirs.options;
  }
  CHECK(our_transitions < their_transitions);
}

TEST_CASE("a formula that was written is read as it was", "[ltl]") {
  Dice dice(42);
  for (int index = 0; index < 500; ++index) {
    const Formula formula = random_formula(dice, 10, 3, {});
    CAPTURE(in_letters(formula));
    CHECK(in_letters(formula_from(in_letters(formula))) == in_letters(formula));
  }
}

TEST_CASE("what is no formula is not read", "[ltl]") {
  CHECK_THROWS_AS(formula_from("a &&"), SyntaxError);
  CHECK_THROWS_AS(formula_from("(a"), SyntaxError);
  CHECK_THROWS_AS(formula_from("a b"), SyntaxError);
}
