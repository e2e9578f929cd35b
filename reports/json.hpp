/// Results as JSON, in the format that docs/json.md describes.
#pragma once

#include <string>

#include "reports/results.hpp"

namespace doublecheck::reports {

/// One document, ended by a line feed. A report on one scenario is that scenario's object with the fields of the
/// document before it; any other has them in an array `scenarios`. Keys come in a fixed order: equal results have equal
/// bytes. Text that is not UTF-8 is repaired with U+FFFD.
std::string to_json(const Report& report);

}  // namespace doublecheck::reports
