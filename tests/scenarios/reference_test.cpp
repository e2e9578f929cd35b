#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <span>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "model/action.hpp"
#include "scenarios/option_values.hpp"
#include "scenarios/platform_file.hpp"
#include "scenarios/reading.hpp"
#include "scenarios/standard_properties.hpp"
#include "scenarios/typical_crowd.hpp"
#include "tests/catch.hpp"
#include "tests/scenarios/platform_samples.hpp"
#include "tests/scenarios/samples.hpp"

// docs/scenarios.md against the program.

using namespace doublecheck;
using namespace doublecheck::scenarios;
using namespace doublecheck::tests;

namespace {

std::string reference() {
  std::ifstream file(DOUBLECHECK_SOURCE_DIRECTORY "/docs/scenarios.md");
  REQUIRE(file);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

std::string code(std::string_view text) { return "`" + std::string(text) + "`"; }

/// "`a`, `b(n)`": the values of an option as a row of a table has them.
std::string row(std::span<const model::OptionValue> values) {
  std::string text;
  for (const auto& value : values) text += (text.empty() ? "" : ", ") + code(form_of(value));
  return text;
}

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

/// The examples in TOML whose first key this is.
std::vector<std::string> examples_in(const std::string& text, const std::string& first_key) {
  std::vector<std::string> examples;
  const std::string opening = "```toml\n" + first_key + " =";
  for (std::size_t start = text.find(opening); start != std::string::npos; start = text.find(opening, start + 1)) {
    const std::size_t first = start + std::string("```toml\n").size();
    examples.push_back(text.substr(first, text.find("```", first) - first));
  }
  return examples;
}

}  // namespace

TEST_CASE("the reference has every option with its values in their order") {
  const std::string text = reference();
  for (const auto& option : model::option_catalogue()) {
    CAPTURE(option.key);
    CHECK(has(text, "| " + code(option.key) + " | " + row(option.values) + " |"));
  }
}

TEST_CASE("the reference has every argument of a value with its range and what it is if left out") {
  const std::string text = reference();
  for (const auto& option : model::option_catalogue()) {
    for (const auto& value : option.values) {
      if (value.argument.kind == model::ArgumentKind::none) continue;
      const std::string alone =
          to_text(option, {static_cast<std::size_t>(&value - option.values.data()), value.argument.default_value});
      CAPTURE(option.key, alone);
      const bool for_ever = alone == value.name;
      CHECK(has(text, "| " + code(form_of(value)) + " | " + in_words(value.argument) + " | " +
                          (for_ever ? "for ever" : code(alone)) + " |"));
    }
  }
}

TEST_CASE("the reference has every budget and platform and property and action") {
  const std::string text = reference();
  for (const auto& info : model::budget_catalogue()) CHECK(has(text, "| " + code(info.key) + " |"));
  for (const PlatformSet& set : shipped_platforms()) {
    for (const model::Platform& platform : set.platforms) CHECK(has(text, code(platform.name)));
  }
  for (const auto& property : standard_properties()) CHECK(has(text, code(property.name)));
  for (const auto& info : model::action_catalogue()) CHECK(has(text, "`" + std::string(info.name)));
}

TEST_CASE("the reference has a row for every key of the complete samples") {
  const std::string text = reference();
  std::istringstream lines{std::string(kComplete) + std::string(kCompletePopulation)};
  for (std::string line; std::getline(lines, line);) {
    const std::size_t equals = line.find(" = ");
    if (equals == std::string::npos || line.starts_with('"')) continue;
    CAPTURE(line);
    CHECK(has(text, "| " + code(line.substr(0, equals)) + " |"));
  }
}

TEST_CASE("the reference has a row for every key of a platform file") {
  const std::string text = reference();
  std::istringstream lines{std::string(kCompletePlatforms)};
  for (std::string line; std::getline(lines, line);) {
    const std::size_t equals = line.find(" = ");
    if (equals == std::string::npos) continue;
    CAPTURE(line);
    CHECK(has(text, "| " + code(line.substr(0, equals)) + " |"));
  }
}

TEST_CASE("the reference has the typical networks and mixtures of platforms with their shares") {
  const std::string text = reference();
  const auto in_text = [](population::Share share) { return fmt::format("{:g}", share / 1e6); };
  for (const auto& network : typical_networks()) {
    CHECK(has(text, "| " + code(network.name) + " | " + code(in_text(network.share)) + " |"));
  }
  for (const PlatformMix& mix : platform_mixes()) {
    std::string members;
    for (const auto& [platform, share] : mix.shares) {
      members += (members.empty() ? "" : ", ") + code(platform) + " " + in_text(share);
    }
    CHECK(has(text, "| " + code(mix.name) + " | " + members + " |"));
  }
}

TEST_CASE("the platform file of the reference is one") {
  const auto examples = examples_in(reference(), "platform_set");
  CHECK_FALSE(examples.empty());
  for (const std::string& example : examples) {
    CHECK(rendered(parse_platform_file(example, "mine.toml", shipped_platforms()).diagnostics).empty());
  }
}

TEST_CASE("the whole scenarios of the reference are scenarios") {
  const auto examples = examples_in(reference(), "title");
  CHECK_FALSE(examples.empty());
  for (const std::string& example : examples) CHECK(errors_of(example).empty());
}
