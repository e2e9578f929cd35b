/// Stepping: a debugger for replayed paths, which reads one command a line.
#pragma once

#include "cli/replaying.hpp"
#include "model/setup.hpp"
#include "reports/replay_text.hpp"
#include "reports/text_style.hpp"

#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace doublecheck::cli {

/// Where commands come from and where answers go.
struct Console {
  std::function<std::optional<std::string>()> read_line;  // without its line end; nothing at the end of the input
  std::function<void(std::string_view)> write;
};

/// Begins at the start of the path and obeys commands until one of them ends it, or the input does.
/// REQUIRES: the path was replayed in this setup.
void step_through(const Replayed& replayed, const model::Setup& setup, const reports::ReplayDetails& details,
                  const reports::TextStyle& style, const Console& console);

}  // namespace doublecheck::cli
