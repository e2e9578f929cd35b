#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/path_file.hpp"
#include "scenarios/platform_file.hpp"
#include "scenarios/reading.hpp"
#include "tests/catch.hpp"
#include "tests/scenarios/platform_samples.hpp"
#include "tests/scenarios/samples.hpp"

// Files damaged in every way that a short list of edits can: reading ends, and it ends either with a result or with
// errors.

using namespace doublecheck;
using namespace doublecheck::scenarios;
using namespace doublecheck::tests;

namespace {

constexpr std::string_view kPath = R"(# doublecheck path, version 1
scenario library/01.toml
set options.server_drop=on_send
property CUSTODY
instance m1
---
compose alice
deliver alice up 0
cycle
crash_server server
)";

/// Why the diagnostics are not as promised; empty if they are.
std::string flaw_of(const std::vector<Diagnostic>& diagnostics, bool has_result) {
  if (has_result != diagnostics.empty()) return "a result and errors, or neither";
  if (diagnostics.size() > kDiagnosticsMax + 1) return "too many errors";
  std::size_t line = 0;
  for (const Diagnostic& diagnostic : diagnostics) {
    if (diagnostic.code.empty() || diagnostic.message.empty()) return "an empty error";
    if (diagnostic.line > 0 && diagnostic.end_column <= diagnostic.column) return "an empty place";
    if (diagnostic.line > 0 && diagnostic.column == 0) return "a line without a column";
    if (diagnostic.code != "too-many-errors" && diagnostic.line < line) return "errors out of order";
    line = diagnostic.line;
    if (to_text(diagnostic, true).empty()) return "no text";
  }
  return "";
}

std::string flaw_of_scenario(std::string_view text) {
  const ReadResult result = parse_scenario(text, "t.toml");
  return flaw_of(result.diagnostics, result.scenario.has_value());
}

std::string flaw_of_path(std::string_view text) {
  const PathReadResult result = parse_path(text, "t.path");
  return flaw_of(result.diagnostics, result.path.has_value());
}

std::string flaw_of_platforms(std::string_view text) {
  const PlatformReadResult result = parse_platform_file(text, "t.toml", shipped_platforms());
  return flaw_of(result.diagnostics, result.set.has_value());
}

/// `step`: only one place in so many is damaged.
template <class Flaw>
void try_every_damage(std::string_view original, Flaw flaw, std::size_t step = 1) {
  constexpr auto kInserted =
      std::to_array<std::string_view>({"\"", "[", "]", "=", "\n", ".", "#", " ", "9", "-", "\x80"});
  std::vector<std::string> flawed;
  const auto attempt = [&](const std::string& text) {
    if (const std::string found = flaw(text); !found.empty()) flawed.push_back(found + ":\n" + text);
  };
  const std::string text(original);
  for (std::size_t i = 0; i < text.size(); i += step) {
    attempt(std::string(text).erase(i, 1));
    // One of the insertions at each place, all of them over the whole text.
    attempt(std::string(text).insert(i, kInserted[i % kInserted.size()]));
    if (i / step % 8 == 0) attempt(text.substr(0, i));
  }
  for (std::size_t start = 0; start < text.size();) {
    const std::size_t length = text.find('\n', start) + 1 - start;
    const std::string line = text.substr(start, length);
    attempt(std::string(text).erase(start, length));
    attempt(std::string(text).insert(start, line));
    attempt(std::string(text).erase(start, length).insert(0, line));
    attempt(std::string(text).erase(start, length) + line);
    start += length;
  }
  CHECK(flawed == std::vector<std::string>{});
}

}  // namespace

TEST_CASE("a damaged scenario gives a scenario or errors and never both") {
  try_every_damage(kComplete, flaw_of_scenario);
}

TEST_CASE("a damaged population gives a scenario or errors and never both") {
  try_every_damage(kCompletePopulation, flaw_of_scenario, 5);
}

TEST_CASE("a damaged path gives a path or errors and never both") { try_every_damage(kPath, flaw_of_path); }

TEST_CASE("a damaged platform file gives a set or errors and never both") {
  try_every_damage(kCompletePlatforms, flaw_of_platforms);
}

TEST_CASE("a list that is nested deeply is an error like others") {
  CHECK(flaw_of_scenario("title = " + std::string(10'000, '[')).empty());
  CHECK(flaw_of_scenario(std::string(10'000, '[')).empty());
}
