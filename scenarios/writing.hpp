/// The writing of scenario files: a document as TOML text that is read as the same document.
#pragma once

#include <string>

#include "scenarios/document.hpp"

namespace doublecheck::scenarios {

/// Values of the document itself come first, then each of its tables with a header, and everything deeper inline.
/// REQUIRES: there is no date or time in it.
std::string to_toml(const Table& document);

}  // namespace doublecheck::scenarios
