#include "model/requirements.hpp"
#include "scenarios/standard_properties.hpp"

#include "tests/catch.hpp"

#include <vector>

using namespace doublecheck;
using namespace doublecheck::model;

TEST_CASE("the requirements are R1 to R24 in their order with a statement each") {
  unsigned number = 0;
  for (const RequirementInfo& info : requirement_catalogue()) {
    CHECK(info.number == ++number);
    CHECK(info.name == "R" + std::to_string(number));
    CHECK_FALSE(info.statement.empty());
    CHECK_FALSE(info.statement.ends_with("."));
    CHECK(&requirement(number) == &info);
    CHECK(find_requirement(info.name) == &info);
  }
  CHECK(number == 24);
  CHECK(find_requirement("R25") == nullptr);
  CHECK(find_requirement("r1") == nullptr);
}

TEST_CASE("a set of requirements holds what it was given and is written in ascending order") {
  const RequirementSet some = {9, 24, 1};
  CHECK(some.contains(24));
  CHECK_FALSE(some.contains(2));
  CHECK(numbers_in(some) == std::vector<unsigned>{1, 9, 24});
  CHECK(to_text(some) == "R1, R9, R24");
  CHECK(to_text({}).empty());
}

TEST_CASE("no requirement is without a property but the keeping of messages and the contrast") {
  std::vector<unsigned> uncovered;
  for (const RequirementInfo& info : requirement_catalogue()) {
    bool covered = false;
    for (const scenarios::StandardProperty& property : scenarios::standard_properties()) {
      covered = covered || property.requirements.contains(info.number);
    }
    if (!covered) uncovered.push_back(info.number);
  }
  CHECK(uncovered == std::vector<unsigned>{11, 24});
}
