// A small platform file for the tests.
#pragma once

#include <string_view>

namespace doublecheck::tests {

/// A platform file that says everything that can be said.
inline constexpr std::string_view kCompletePlatforms = R"(platform_set = "ours"

[platforms.tablet]
title = "Our tablet"
source = "Measured by us."
background = "grace"
grace = "90s"
wakes_per_hour_max = 4
maintenance_window = "10min"

[platforms.tablet.decision_tree]
connected = "send"
ack_overdue = "close"
foreground = "nothing"
background = "display"
suspended = "may_wake"
terminated_by_system = "wake"
terminated_by_user = "nothing"
device_unreachable = "lost"
token_invalid = "queue_only"
)";

}  // namespace doublecheck::tests
