#include "scenarios/scenario.hpp"
#include "tests/catch.hpp"
#include "tests/scenarios/samples.hpp"

#include <string>

namespace doublecheck::tests {
namespace {

std::string with(std::string_view properties) { return std::string(kMinimal) + "\n" + std::string(properties); }

scenarios::Diagnostic only_diagnostic(const std::string& text) {
  const auto result = scenarios::parse_scenario(text, "own.toml");
  REQUIRE(result.diagnostics.size() == 1);
  return result.diagnostics.front();
}

}  // namespace

TEST_CASE("a scenario states properties of its own") {
  const auto result = scenarios::parse_scenario(with(R"toml([properties.own.DELIVERED]
statement = "it arrives"
formula = "forall m: is_composed(m) leads_to is_stored_by_recipient(m)"
requirements = ["R3"]
expect = "allowed"
)toml"),
                                                "own.toml");
  REQUIRE(result.scenario.has_value());
  const scenarios::AskedProperty& asked = result.scenario->properties.back();
  const properties::Property& property = asked.property;
  CHECK(asked.is_own);
  CHECK(property.name == "DELIVERED");
  CHECK(property.statement == "it arrives");
  CHECK(property.requirements == std::vector<unsigned>{3});
  CHECK(asked.expected == scenarios::Expected::allowed);
  REQUIRE(property.claims.size() == 1);
  CHECK(property.claims.front().instance == "m1");
  CHECK_FALSE(property.names_elements);
}

TEST_CASE("a mistake in a formula is shown at its place in the file") {
  const auto diagnostic = only_diagnostic(with("[properties.own.P]\nformula = \"always is_queit\"\n"));
  CHECK(diagnostic.line == 18);
  CHECK(diagnostic.column == 19);
  CHECK(diagnostic.help == "did you mean `is_quiet`?");
}

TEST_CASE("a mistake in a formula of several lines is shown at its place in the file") {
  for (const char* quotes : {"\"\"\"", "'''"}) {
    CAPTURE(quotes);
    const auto diagnostic = only_diagnostic(
        with(std::string("[properties.own.P]\nformula = ") + quotes + "\nalways\n  is_queit" + quotes + "\n"));
    CHECK(diagnostic.line == 20);
    CHECK(diagnostic.column == 3);
  }
}

TEST_CASE("a place that a message speaks of is one of the file") {
  const auto diagnostic = only_diagnostic(with("[properties.own.P]\nformula = \"always (is_quiet\"\n"));
  CHECK(diagnostic.message == "the parenthesis in column 19 is not closed");
}

TEST_CASE("where an escape hides the place the whole formula is shown") {
  const auto diagnostic = only_diagnostic(with("[properties.own.P]\nformula = \"\\u0061lways is_queit\"\n"));
  CHECK(diagnostic.line == 18);
  CHECK(diagnostic.column == 11);
}

TEST_CASE("a free variable is told from an element") {
  const auto diagnostic = only_diagnostic(with("[properties.own.P]\nformula = \"always is_composed(m)\"\n"));
  CHECK(diagnostic.message == "`m` is neither a variable here nor an element");
}

TEST_CASE("the names of standard properties are taken and small letters are refused") {
  CHECK(only_diagnostic(with("[properties.own.CUSTODY]\nformula = \"true\"\n")).code == "duplicate-property");
  CHECK(only_diagnostic(with("[properties.own.DEADLOCK]\nformula = \"true\"\n")).code == "duplicate-property");
  CHECK(only_diagnostic(with("[properties.own.mine]\nformula = \"true\"\n")).code == "property-name");
}

TEST_CASE("a property without a formula is refused") {
  CHECK(only_diagnostic(with("[properties.own.P]\nstatement = \"nothing\"\n")).code == "missing-key");
}

TEST_CASE("a formula that asks too much is refused") {
  std::string text =
      with("[properties.own.P]\nformula = \"exists m: eventually is_composed(m) and once is_in_flight(m)\"\n");
  text.insert(text.find("to = \"bob\"\n") + 11, "count = 40\n");
  CHECK(only_diagnostic(text).code == "formula-too-large");
}

TEST_CASE("a scenario says what is fair") {
  const auto result =
      scenarios::parse_scenario(with("[fairness]\ncompose = \"weak\"\nopen_app = \"none\"\n"), "f.toml");
  REQUIRE(result.scenario.has_value());
  REQUIRE(result.scenario->fairness.size() == 2);
  CHECK(result.scenario->fairness[0].kind == model::ActionKind::compose);
  CHECK(result.scenario->fairness[0].promise == scenarios::Promise::weak);
  CHECK(result.scenario->fairness[1].promise == scenarios::Promise::none);
  CHECK(only_diagnostic(with("[fairness]\ncompos = \"weak\"\n")).help.starts_with("did you mean `compose`?"));
  CHECK(only_diagnostic(with("[fairness]\ncompose = \"often\"\n")).code == "unknown-promise");
}

}  // namespace doublecheck::tests
