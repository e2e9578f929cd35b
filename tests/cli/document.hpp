/// The project's documents as tests read them.
#pragma once

#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>

namespace doublecheck::tests {

/// `name` is that of a file in docs/.
inline std::string document(const std::string& name) {
  std::ifstream file(DOUBLECHECK_SOURCE_DIRECTORY "/docs/" + name);
  if (!file) throw std::runtime_error("docs/" + name + " cannot be read");
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

inline std::string protocol_document() { return document("protocol.md"); }

}  // namespace doublecheck::tests
