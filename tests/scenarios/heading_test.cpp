#include <string>
#include <vector>

#include "tests/catch.hpp"
#include "tests/scenarios/samples.hpp"

using namespace doublecheck::scenarios;
using namespace doublecheck::tests;

namespace {

/// The heading of the minimal scenario with this line at its end.
std::string with_line(const std::string& line) {
  std::string text(kMinimal);
  return text.replace(text.find("\n\n"), 1, "\n" + line + "\n");
}

}  // namespace

TEST_CASE("the requirements that a scenario answers for are read in ascending order") {
  CHECK(scenario_of(with_line("requirements = [\"R20\", \"R7\", \"R24\"]")).requirements ==
        std::vector<unsigned>{7, 20, 24});
  CHECK(scenario_of(with_line("requirements = []")).requirements.empty());
  CHECK(scenario_of(kMinimal).requirements.empty());
}

TEST_CASE("a requirement that does not exist is an error with the nearest one") {
  CHECK("\n" + errors_of(with_line("requirements = [\"R7\", \"R27\"]")) == R"(
error: unknown requirement `R27` for `requirements`  [unknown-requirement]
  --> t.toml:3:23
   3 | requirements = ["R7", "R27"]
     |                       ^^^^^ no such requirement
help: did you mean `R2`?
)");
  CHECK(errors_of(with_line("requirements = [\"r7\"]")).find("did you mean `R7`?") != std::string::npos);
}

TEST_CASE("a requirement that is named twice is an error at the second place") {
  CHECK("\n" + errors_of(with_line("requirements = [\"R7\", \"R7\"]")) == R"(
error: `requirements` names R7 twice  [duplicate-requirement]
  --> t.toml:3:23
   3 | requirements = ["R7", "R7"]
     |                       ^^^^ a second time
)");
}

TEST_CASE("requirements are a list of texts") {
  CHECK(errors_of(with_line("requirements = \"R7\"")).find("a list of requirements such as") != std::string::npos);
  CHECK(errors_of(with_line("requirements = [7]")).find("a list of requirements such as") != std::string::npos);
}

TEST_CASE("requirements below a table belong to the top of the file") {
  CHECK(errors_of(std::string(kMinimal) + "requirements = [\"R7\"]\n").find("`requirements`") != std::string::npos);
}
