#include "scenarios/shipped_library.hpp"

#include <algorithm>
#include <stdexcept>
#include <string>

#include "scenarios/reading.hpp"
#include "scenarios/shipped_texts.hpp"

namespace doublecheck::scenarios {
namespace {

Scenario read(const ShippedText& shipped) {
  ReadResult read = parse_scenario(shipped.text, std::string(shipped.file));
  if (!read.scenario) throw std::logic_error(to_text(read.diagnostics.front(), false));
  return std::move(*read.scenario);
}

}  // namespace

std::vector<Scenario> shipped_library() {
  std::vector<Scenario> library;
  for (const ShippedText& shipped : shipped_scenarios()) library.push_back(read(shipped));
  return library;
}

Scenario shipped_scenario(std::string_view name) {
  const std::string end = "/" + std::string(name) + ".toml";
  const auto shipped = std::ranges::find_if(
      shipped_scenarios(), [&](const ShippedText& candidate) { return candidate.file.ends_with(end); });
  if (shipped == shipped_scenarios().end()) throw std::logic_error("no scenario of the library: " + std::string(name));
  return read(*shipped);
}

}  // namespace doublecheck::scenarios
