/// The project's documents as tests read them.
#pragma once

#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>

namespace doublecheck::tests {

inline std::string protocol_document() {
  std::ifstream file(DOUBLECHECK_SOURCE_DIRECTORY "/docs/protocol.md");
  if (!file) throw std::runtime_error("docs/protocol.md cannot be read");
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

}  // namespace doublecheck::tests
