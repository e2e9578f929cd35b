/// Results as one static page for people who decide: no script, nothing loaded from elsewhere.
#pragma once

#include <string>

#include "reports/results.hpp"

namespace doublecheck::reports {

/// The whole page. It reads in light and dark, on paper and aloud; all text of the results is escaped. Equal results
/// have equal bytes.
std::string to_html(const Report& report);

}  // namespace doublecheck::reports
