/// Text files: their content, or a diagnostic that says why there is none.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/diagnostic.hpp"

namespace doublecheck::scenarios {

/// No text that people write is larger.
inline constexpr std::size_t kTextBytesMax = std::size_t{4} << 20U;

/// The bytes of the file. `kind` is what it should be: "scenario", "path file". Nothing, and one diagnostic added, if
/// it is missing, a directory, a device, a pipe or a socket, unreadable or larger than `bytes_max`. Never waits for
/// somebody to write, and reads nothing of what is too large.
std::optional<std::string> read_text_file(const std::string& file, std::string_view kind,
                                          std::vector<Diagnostic>& diagnostics, std::size_t bytes_max = kTextBytesMax);

/// A file that another one names, as seen from where that one is seen.
std::string beside(const std::string& naming_file, const std::string& file);

}  // namespace doublecheck::scenarios
