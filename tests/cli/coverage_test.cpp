#include "cli/coverage.hpp"

#include "cli/requirement_tests.hpp"
#include "scenarios/shipped_library.hpp"
#include "tests/agreement/library.hpp"
#include "tests/architecture/source_tree.hpp"

#include "tests/catch.hpp"

#include <algorithm>
#include <map>
#include <regex>
#include <string>
#include <vector>

using namespace doublecheck;
using namespace doublecheck::cli;

namespace {

/// How often each requirement is a tag in the sources of the tests.
std::map<std::string, std::size_t> tags_in_sources() {
  static const std::regex tag(R"(\[(R[0-9]+)\])");
  std::map<std::string, std::size_t> counts;
  for (const tests::SourceFile& file : tests::source_files("tests")) {
    if (!file.path.ends_with("_test.cpp")) continue;
    bool in_heading = false;  // of a test case, which may take several lines
    for (const std::string& line : file.lines) {
      in_heading = in_heading || line.starts_with("TEST_CASE(");
      if (!in_heading) continue;
      for (std::sregex_iterator it(line.begin(), line.end(), tag), end; it != end; ++it) ++counts[(*it)[1]];
      in_heading = !line.ends_with("{");
    }
  }
  return counts;
}

}  // namespace

TEST_CASE("the program knows every test that carries the tag of a requirement") {
  const auto in_sources = tags_in_sources();
  for (const model::RequirementInfo& info : model::requirement_catalogue()) {
    CAPTURE(info.name);
    const auto known = std::ranges::count_if(
        requirement_tests(), [&](const RequirementTest& test) { return test.requirements.contains(info.number); });
    CHECK(static_cast<std::size_t>(known) == in_sources.at(std::string(info.name)));
  }
}

TEST_CASE("a test stands in the table with its name and all its tags") {
  const auto test =
      std::ranges::find(requirement_tests(), "a push has the effect that the platform gives for the state of the app",
                        &RequirementTest::name);
  REQUIRE(test != requirement_tests().end());
  CHECK(test->file == "tests/model/platform_test.cpp");
  CHECK(test->requirements == model::RequirementSet{18, 19});
}

TEST_CASE("every requirement is covered by a test and all but two by a property") {
  std::size_t without_property = 0;
  for (const model::RequirementInfo& info : model::requirement_catalogue()) {
    CAPTURE(info.name);
    const Coverage coverage = coverage_of(info.number, {});
    CHECK_FALSE(coverage.tests.empty());
    if (coverage.properties.empty()) ++without_property;
  }
  CHECK(without_property == 2);
}

TEST_CASE("the library in the program is the one in its folder") {
  const auto shipped = scenarios::shipped_library();
  const auto read = library();
  REQUIRE(shipped.size() == read.size());
  for (std::size_t i = 0; i < read.size(); ++i) {
    CHECK(shipped[i].name == read[i].name);
    CHECK(shipped[i].title == read[i].title);
    CHECK(shipped[i].requirements == read[i].requirements);
  }
}

TEST_CASE("every scenario of the library says which requirements it answers for") {
  for (const scenarios::Scenario& scenario : scenarios::shipped_library()) {
    CAPTURE(scenario.name);
    CHECK_FALSE(scenario.requirements.empty());
  }
}

TEST_CASE("the coverage of a requirement names the scenarios that answer for it and no others") {
  const auto library = scenarios::shipped_library();
  const Coverage coverage = coverage_of(23, library);
  CHECK_FALSE(coverage.scenarios.empty());
  for (const scenarios::Scenario& scenario : library) {
    const bool answers = std::ranges::count(scenario.requirements, 23U) > 0;
    CHECK((std::ranges::count(coverage.scenarios, &scenario) > 0) == answers);
  }
}

TEST_CASE("a report knows every requirement with its properties and tests") {
  const auto requirements = reported_requirements();
  REQUIRE(requirements.size() == model::kRequirementCount);
  CHECK(requirements[12].number == 13);
  CHECK(requirements[12].properties == std::vector<std::string>{"NO_RESEND", "QUIET", "DEADLOCK"});
  CHECK_FALSE(requirements[12].tests.empty());
}
