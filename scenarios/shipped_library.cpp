#include "scenarios/shipped_library.hpp"

#include <stdexcept>
#include <string>

#include "scenarios/reading.hpp"
#include "scenarios/shipped_texts.hpp"

namespace doublecheck::scenarios {

std::vector<Scenario> shipped_library() {
  std::vector<Scenario> library;
  for (const ShippedText& shipped : shipped_scenarios()) {
    ReadResult read = parse_scenario(shipped.text, std::string(shipped.file));
    if (!read.scenario) throw std::logic_error(to_text(read.diagnostics.front(), false));
    library.push_back(std::move(*read.scenario));
  }
  return library;
}

}  // namespace doublecheck::scenarios
