#include "properties/ground_predicates.hpp"

#include "properties/formulas.hpp"
#include "tests/catch.hpp"
#include "tests/model/fixtures.hpp"

#include <algorithm>
#include <set>
#include <string>
#include <variant>
#include <vector>

using namespace doublecheck;
using namespace doublecheck::model::fixtures;

namespace {

std::vector<std::string> texts_in(const model::Setup& setup) {
  std::vector<std::string> texts;
  for (const auto& predicate : properties::ground_predicates(setup)) texts.push_back(predicate.text);
  return texts;
}

bool contains(const std::vector<std::string>& texts, const std::string& text) {
  return std::ranges::find(texts, text) != texts.end();
}

}  // namespace

TEST_CASE("a predicate about a device and a message is there for each pair of them") {
  const auto texts = texts_in(bob_with_tablet(2));
  for (const char* device : {"alice", "bob", "tablet"}) {
    for (const char* message : {"m1", "m2"}) {
      CHECK(contains(texts, std::string("is_stored_by(") + device + ", " + message + ")"));
    }
  }
  CHECK(contains(texts, "is_quiet"));
  CHECK_FALSE(contains(texts, "is_composed(m3)"));
  CHECK(std::set(texts.begin(), texts.end()).size() == texts.size());
}

TEST_CASE("no predicate is about the messages of a setup without messages") {
  const auto texts = texts_in(two_clients(0));
  CHECK(contains(texts, "is_connected(bob)"));
  CHECK(std::ranges::none_of(texts, [](const std::string& text) { return text.starts_with("is_composed"); }));
}

TEST_CASE("the text of a ground predicate is a formula of the language, whatever the names") {
  model::Setup setup = two_clients();
  setup.participants[1].name = "always";
  for (const std::string& text : texts_in(setup)) {
    CAPTURE(text);
    CHECK(std::holds_alternative<language::TypedFormula>(properties::read_formula(text, setup)));
  }
  CHECK(contains(texts_in(setup), "is_connected(\"always\")"));
}
