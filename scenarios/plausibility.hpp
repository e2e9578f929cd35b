/// What a file must have in order to be quoted: whoever writes a scenario may name any file of the machine in it, and
/// whoever reads the diagnostics may not be the one who may read that file.
#pragma once

#include <string_view>
#include <vector>

#include "scenarios/diagnostic.hpp"

namespace doublecheck::scenarios {

/// Does a line begin as only a scenario's or a platform file's would? Says nothing of the rest.
bool looks_like_scenario(std::string_view text);
bool looks_like_platform_file(std::string_view text);

/// The diagnostics of a text that does not look like what it should be, `kind`, without anything of its content: the
/// first of them that has a place in it, with that place. `sign`: what it would look like.
std::vector<Diagnostic> without_content(std::vector<Diagnostic> diagnostics, std::string_view kind,
                                        std::string_view sign);

inline constexpr std::string_view kSignOfScenario = "a scenario has a `question`, and participants or a population";
inline constexpr std::string_view kSignOfPlatformFile = "a platform file begins with `platform_set`";

}  // namespace doublecheck::scenarios
