#include "language/inference.hpp"

#include <string>
#include <vector>

#include "tests/catch.hpp"
#include "tests/language/samples.hpp"

using namespace doublecheck::language;
using namespace doublecheck::tests;

namespace {

using Lines = std::vector<std::string>;

std::size_t sort_of_first_variable(std::string_view text) { return checked(text).variables.front().sort; }

}  // namespace

TEST_CASE("a variable has the sort of the arguments where it stands", "[language]") {
  CHECK(sort_of_first_variable("forall x: is_composed(x)") == kMessage);
  CHECK(sort_of_first_variable("forall x: exists d in devices(x): is_connected(d)") == kUser);
  CHECK(sort_of_first_variable("forall x, d in devices(sender(x)): is_connected(d)") == kMessage);
}

TEST_CASE("a variable without uses of its own has the sort of what it is equal to", "[language]") {
  CHECK(sort_of_first_variable("forall x: x = sender(m1)") == kUser);
  CHECK(sort_of_first_variable("forall x: m1 != x") == kMessage);
  CHECK(sort_of_first_variable("exists x, y, z: x = y and y = z and is_connected(z)") == kDevice);
  CHECK(sort_of_first_variable("exists x, y: user: x = y") == kUser);
}

TEST_CASE("uses of different sorts are told with both places", "[language]") {
  CHECK(check_problems("forall x: is_composed(x) -> is_connected(x)") ==
        Lines{"1:42-43 `x` is used as a device here and as a message in column 23; expected one sort for each "
              "variable"});
}

TEST_CASE("a sort that no use tells is asked for", "[language]") {
  CHECK(check_problems("exists x, y: x = y") == Lines{
                                                    "1:8-9 the sort of `x` cannot be told from its uses; expected `x: "
                                                    "` and a sort",
                                                    "1:11-12 the sort of `y` cannot be told from its uses; expected "
                                                    "`y: ` and a sort",
                                                });
}
