// Small scenario files for the tests, and what people see of the result of reading them.
#pragma once

#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/diagnostic.hpp"
#include "scenarios/reading.hpp"

namespace doublecheck::tests {

/// The shortest scenario: everything else has a default.
inline constexpr std::string_view kMinimal = R"(title = "One message"
question = "Does it arrive?"

[participants.bob]
platform = "iphone"
number = "+49 30 1002"

[participants.alice]
platform = "android"
number = "+49 30 1001"
contacts = ["bob"]

[[messages]]
from = "alice"
to = "bob"
)";

/// A scenario that says everything that can be said.
inline constexpr std::string_view kComplete = R"toml(title = "Drop on send"
question = """
Does a phone that was off get everything,
once and in order?
"""
requirements = ["R20", "R7"]
mutant = 2

[participants.bob]
platform = "iphone"
number = "+49 30 1002"
contacts = ["alice", "+49 30 1009"]
app = "suspended"
connected = false
registered = true

[participants.alice]
platform = "android"
number = "+49 30 1001"
contacts = ["bob"]
app = "background"
connected = true
registered = false

[[messages]]
from = "alice"
to = "bob"
count = 3

[[messages]]
from = "bob"
to = "alice"

[links]
discipline = "datagram"
copies_max = 2

[options]
server_drop = "on_send"
recipient_acks_duplicate = "no"
push_repeat = "periodic(1min)"

[budgets]
breaks = 1
losses = "unlimited"

[properties]
check = ["DELIVERY", "CUSTODY"]
re_store = "declared"

[expect]
violated = ["CUSTODY"]
allowed = ["DELIVERY"]
reason = "A body on its way is held by nobody."

[limits]
states = 1000000
depth = 100

[simulation]
enabled = false
seed = 7
runs = 20
horizon = "36h"
body_size = 1000

[simulation.network]
latency = { min = "10ms", max = "20ms" }
loss = 0.01
duplicate = 0.000001
retransmit_after = "1.5s"
connect = "1s"
reconnect = "2s"

[simulation.network.bursts]
good = { mean = "5min" }
bad = { mean = "20s" }
loss_in_bad = 0.5
breaks_every_in_bad = "10s"

[simulation.push]
latency = { median = "2s", p99 = "30s" }
loss = 1

[simulation.users]
think = { mean = "1s" }
session = "2min"
absence = { mean = "1h" }
reaction = { min = "0s", max = "1d" }
grace = "600s"
suspended_early = 0.5

[simulation.faults]
breaks_every = "10min"
suspensions_every = "1h"
system_kills_every = "2h"
user_kills_every = "1d"
client_crashes_every = "2d"
server_crashes_every = "7d"
server_downtime = "250us"

[[simulation.schedule]]
at = "10min"
fault = "server_crashes"
lasts = "30min"

[[simulation.schedule]]
at = "36h"
fault = "breaks"
client = "bob"
)toml";

/// `text` with the first `before` replaced by `after`. Throws if there is none.
inline std::string with(std::string_view text, std::string_view before, std::string_view after) {
  std::string changed(text);
  const std::size_t place = changed.find(before);
  if (place == std::string::npos) throw std::logic_error("nothing to replace: " + std::string(before));
  return changed.replace(place, before.size(), after);
}

inline std::string rendered(const std::vector<scenarios::Diagnostic>& diagnostics) {
  std::string text;
  for (const scenarios::Diagnostic& diagnostic : diagnostics) text += scenarios::to_text(diagnostic, false);
  return text;
}

/// What people see of the errors in the text, in a file called t.toml; empty if there are none.
inline std::string errors_of(std::string_view text, std::span<const scenarios::Setting> settings = {}) {
  return rendered(scenarios::parse_scenario(text, "t.toml", settings).diagnostics);
}

/// What people see of the errors in the shortest scenario after one change, below an empty line.
inline std::string errors_after(std::string_view before, std::string_view after) {
  return "\n" + errors_of(with(kMinimal, before, after));
}

/// The same for the shortest scenario with more lines at its end.
inline std::string errors_with(std::string_view more) {
  return "\n" + errors_of(std::string(kMinimal) + std::string(more));
}

/// The codes of the errors, in order.
inline std::vector<std::string> codes_of(std::string_view text, std::span<const scenarios::Setting> settings = {}) {
  std::vector<std::string> codes;
  for (const auto& diagnostic : scenarios::parse_scenario(text, "t.toml", settings).diagnostics) {
    codes.push_back(diagnostic.code);
  }
  return codes;
}

/// The scenario of a text without errors.
inline scenarios::Scenario scenario_of(std::string_view text, std::span<const scenarios::Setting> settings = {}) {
  const auto result = scenarios::parse_scenario(text, "samples/sample.toml", settings);
  if (!result.scenario) throw std::logic_error(rendered(result.diagnostics));
  return *result.scenario;
}

}  // namespace doublecheck::tests
