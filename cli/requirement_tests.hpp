/// The tests of requirements: the project's own test cases that carry the tag of one, as a table in the program.
#pragma once

#include "model/requirements.hpp"

#include <span>
#include <string_view>

namespace doublecheck::cli {

struct RequirementTest {
  std::string_view file;  // as seen from the root of the repository
  std::string_view name;
  model::RequirementSet requirements = {};
};

/// Every such test case, by file and then in the order of the file.
std::span<const RequirementTest> requirement_tests();

}  // namespace doublecheck::cli
