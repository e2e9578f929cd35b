#include "language/check.hpp"

#include <string>
#include <vector>

#include "tests/catch.hpp"
#include "tests/language/samples.hpp"

using namespace doublecheck::language;
using namespace doublecheck::tests;

namespace {

using Lines = std::vector<std::string>;

std::vector<Problem> problems_of(std::string_view text) {
  return std::get<std::vector<Problem>>(check(parsed(text), sample_vocabulary(), sample_universe().elements));
}

}  // namespace

TEST_CASE("an unknown name comes with those of its kind", "[language]") {
  const auto problems = problems_of("forall m: always (has_two_check(m) -> is_stored_by_recipient(m))");
  REQUIRE(problems.size() == 1);
  CHECK(to_line(problems[0]) == "1:19-35 there is no predicate `has_two_check`; expected a predicate");
  CHECK(problems[0].choice.word == "has_two_check");
  CHECK(problems[0].choice.plural == "predicates");
  CHECK(problems[0].choice.words.at(2) == "has_two_checks");
  CHECK(problems_of("is_connected(dvice(m1))")[0].choice.words == Lines{"sender", "recipient"});
  CHECK(problems_of("forall d in device(bob): is_connected(d)")[0].choice.words == Lines{"devices", "servers"});
  CHECK(problems_of("forall d: devise: is_connected(d)")[0].choice.words == Lines{"user", "device", "message"});
}

TEST_CASE("a name that nobody knows comes with the variables and elements that fit", "[language]") {
  const auto problems = problems_of("forall m, d: is_stored_by(d, n) and is_composed(m)");
  REQUIRE(problems.size() == 1);
  CHECK(to_line(problems[0]) == "1:30-31 `n` is neither a variable here nor an element; expected a message");
  CHECK(problems[0].choice.words == Lines{"m", "m1", "m2", "m3"});
  CHECK(check_problems("is_composed('m')") == Lines{"1:13-16 there is no element `m`; expected a message"});
}

TEST_CASE("a wrong sort is told with where it comes from", "[language]") {
  CHECK(check_problems("forall m, d in devices(recipient(m)): is_quiet or recipient(d) = alice") ==
        Lines{"1:61-62 `recipient` takes a message, `d` is a device (from `forall d in devices(..)`, column 11); "
              "expected a message"});
  CHECK(check_problems("is_stored_by(m1, m2)") ==
        Lines{"1:14-16 `is_stored_by` takes a device as argument 1, `m1` is a message; expected a device"});
  CHECK(check_problems("exists u:\n user: is_composed(u) and is_composed(recipient(m1))") ==
        Lines{"2:20-21 `is_composed` takes a message, `u` is a user (from `exists u: user`, line 1, column 8); "
              "expected a message",
              "2:39-52 `is_composed` takes a message, `recipient(..)` is a user; expected a message"});
}

TEST_CASE("a wrong number of arguments is told with the right form", "[language]") {
  CHECK(check_problems("forall m: is_stored_by(m)") ==
        Lines{"1:11-26 `is_stored_by` takes 2 arguments, and here is 1; expected `is_stored_by(device, message)`"});
  CHECK(check_problems("is_quiet(m1, m2)") ==
        Lines{"1:1-17 `is_quiet` takes no argument, and here are 2; expected `is_quiet`"});
  CHECK(check_problems("recipient = alice") ==
        Lines{"1:1-10 `recipient` takes 1 argument, and here is none; expected `recipient(message)`"});
}

TEST_CASE("what is no predicate claims nothing", "[language]") {
  CHECK(check_problems("forall m: is_composed(m) and m") ==
        Lines{"1:30-31 `m` is a variable and claims nothing by itself; expected a predicate"});
  CHECK(check_problems("recipient(m1)") ==
        Lines{"1:1-14 `recipient` is a function and claims nothing by itself; expected a predicate"});
  CHECK(check_problems("devices(alice)") ==
        Lines{"1:1-15 `devices` is a set and claims nothing by itself; expected a predicate"});
  CHECK(check_problems("m1") ==
        Lines{"1:1-3 `m1` is a name of an element and claims nothing by itself; expected a predicate"});
  CHECK(check_problems("is_composed(is_excused(m1))") ==
        Lines{"1:13-27 `is_excused` is a predicate and no function; expected a variable, an element or a function"});
}

TEST_CASE("a variable that hides another is a problem", "[language]") {
  CHECK(check_problems("forall m: is_composed(m) -> exists m: is_excused(m)") ==
        Lines{"1:36-37 this `m` hides the one of column 8; expected another name"});
  CHECK(check_problems("(forall m: is_composed(m)) and (forall m: is_excused(m))").empty());
}

TEST_CASE("a variable without use is a problem", "[language]") {
  CHECK(check_problems("forall m, d: is_composed(m)") ==
        Lines{"1:11-12 `d` is not used; expected a use of it, or no such variable"});
  CHECK(check_problems("forall u: user, d in devices(u): is_connected(d)").empty());
}

TEST_CASE("what lies ahead cannot be asked in the past", "[language]") {
  CHECK(check_problems("always once (is_quiet and eventually is_quiet)") ==
        Lines{"1:27-37 `eventually` looks ahead below `once`, which looks back; this is not supported; expected below "
              "an operator of the past only what has been and what is"});
  CHECK(check_problems("historically once is_quiet until is_quiet").empty());
}

TEST_CASE("an element of several sorts is the one that fits", "[language]") {
  CHECK(checked("is_connected(alice)").terms[0] ==
        TypedTerm{.kind = TypedTerm::Kind::element, .number = 0, .sort = kDevice});
  CHECK(checked("alice = sender(m1)").terms[0].sort == kUser);
  CHECK(checked("exists d: is_connected(d) and bob != d").operands[0].operands[1].terms[0].sort == kDevice);
  CHECK(check_problems("alice = bob") ==
        Lines{"1:1-6 `alice` can be a user or a device here; expected a use that tells which",
              "1:9-12 `bob` can be a user or a device here; expected a use that tells which"});
}

TEST_CASE("only two of one sort can be equal", "[language]") {
  CHECK(check_problems("forall m: is_composed(m) -> m = sender(m)") ==
        Lines{"1:29-42 only two of one sort can be equal, but `m` is a message (from `forall m`, column 8) and "
              "`sender(..)` is a user; expected two of one sort"});
}

TEST_CASE("a bare word is the variable and a quoted one the element", "[language]") {
  const TypedFormula formula = checked("forall m1: is_composed(m1) -> is_composed('m1')");
  CHECK(formula.operands[0].operands[0].terms[0].kind == TypedTerm::Kind::variable);
  CHECK(formula.operands[0].operands[1].terms[0].kind == TypedTerm::Kind::element);
}

TEST_CASE("all problems are told in the order of their places", "[language]") {
  CHECK(check_problems("forall m, x: is_stored(m) and is_connected(m3) until is_quiet(m)") ==
        Lines{
            "1:11-12 `x` is not used; expected a use of it, or no such variable",
            "1:14-26 there is no predicate `is_stored`; expected a predicate",
            "1:44-46 `is_connected` takes a device, `m3` is a message; expected a device",
            "1:54-65 `is_quiet` takes no argument, and here is 1; expected `is_quiet`",
        });
}
