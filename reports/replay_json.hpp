/// Replays as JSON, in the format that docs/json.md describes.
#pragma once

#include <string>
#include <vector>

#include "reports/replay.hpp"

namespace doublecheck::reports {

/// One document with the replays in an array `replays`, ended by a line feed. Keys come in a fixed order.
std::string to_json(const std::vector<Replay>& replays, const std::string& tool_version, const std::string& command);

}  // namespace doublecheck::reports
