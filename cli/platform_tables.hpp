/// The shipped platforms as tables for people: a column for each platform, a line for each state of the recipient.
#pragma once

#include "reports/text_style.hpp"

#include <string>

namespace doublecheck::cli {

/// A table for each set, with the sources below it. Ends with a line end.
std::string platform_tables(const reports::TextStyle& style);

}  // namespace doublecheck::cli
