/// Text files: their content, or a diagnostic that says why there is none.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/diagnostic.hpp"

namespace doublecheck::scenarios {

/// The bytes of the file. `kind` is what it should be: "scenario", "path file". Nothing, and one diagnostic added, if
/// it is missing, a directory, unreadable or larger than any such file.
std::optional<std::string> read_text_file(const std::string& file, std::string_view kind,
                                          std::vector<Diagnostic>& diagnostics);

}  // namespace doublecheck::scenarios
