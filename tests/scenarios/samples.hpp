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
servers = ["east", "west"]

[participants.bob]
platform = "iphone"
number = "+49 30 1002"
contacts = ["alice", "+49 30 1009"]
app = "suspended"
connected = false
registered = true
home = "west"
contacts_matched = false
opens_unprompted = false

[participants.bob_tablet]
platform = "android"
device_of = "bob"

[participants.alice]
platform = "android"
number = "+49 30 1001"
contacts = ["bob"]
app = "background"
connected = false
registered = false

[[messages]]
from = "alice"
to = "bob"
count = 3

[[messages]]
from = "bob"
to = "alice"
unprocessable = true

[links]
discipline = "datagram"
copies_max = 2
overtaken_max = 3

[mutation]
server_drop = "on_send"

[options]
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
dead_after = "90s"
session_kept = "10min"
server_latency = "3ms"

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
contact_sync = "1min"
registration = { mean = "2min" }

[simulation.storage]
persist_after = "20ms"

[simulation.faults]
breaks_every = "10min"
cuts_every = "20min"
partitions_every = "5h"
server_partitions_every = "6h"
partition_lasts = { min = "1min", max = "2min" }
token_changes_every = "3d"
suspensions_every = "1h"
system_kills_every = "2h"
user_kills_every = "1d"
client_crashes_every = "2d"
reinstalls_every = "4d"
server_crashes_every = "7d"
server_downtime = "250us"
clock_jumps_every = "5d"
server_clock_jumps_every = "6d"

[[simulation.schedule]]
at = "10min"
fault = "server_crashes"
lasts = "30min"

[[simulation.schedule]]
at = "36h"
fault = "breaks"
client = "bob"

[[simulation.schedule]]
at = "1h"
fault = "clock_jumps"
server = "west"

[[simulation.schedule]]
at = "2h"
fault = "partitions"
servers = "east-west"
lasts = "1min"
)toml";

/// The shortest scenario about a population.
inline constexpr std::string_view kMinimalPopulation = R"(title = "Many"
question = "How long do they wait?"

[population]
clients = 100000
)";

/// A population that says everything that can be said.
inline constexpr std::string_view kCompletePopulation = R"toml(title = "New Year's Eve"
question = "Does the server keep up?"

[options]
server_drop = "on_send"

[population]
clients = 5000
seed = 9
starts_at = "21h"
warm_up = "10min"
duration = "4h"
body_size = 500
moves_every = "2h"
rhythm = [0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2]
grace = "600s"
trace_every = 1000
traced = [7, 12]
series_step = "30s"

[[population.platforms]]
platform = "iphone"
share = 0.148

[population.platforms.push]
latency = { mean = "2s" }
loss = 0.5

[[population.platforms]]
platform = "android"
share = 0.852

[[population.networks]]
name = "train"
share = 0.25
latency = "100ms"
connect = { mean = "1s" }
radio_idle = "5s"
radio_wake = "500ms"
loss = 0.1
retransmit_after = "2s"
breaks_every = "1min"

[population.networks.bursts]
good = { mean = "3min" }
bad = { mean = "30s" }
loss_in_bad = 0.5
breaks_every_in_bad = "10s"

[[population.networks]]
name = "2g"
share = 0.75

[[population.habits]]
name = "chatty"
share = 1
absence = { mean = "1h" }
session = "1min"
reaction = { mean = "10min" }
messages_per_day = 100
to_group = 0.2

[population.groups]
copies_mean = 4
copies_max = 20

[population.contacts]
count = 30
same_zone = 0.8

[[population.zones]]
name = "london"
share = 0.4
utc_offset = "+00:00"

[[population.zones]]
name = "st_johns"
share = 0.6
utc_offset = "-03:30"

[population.servers]
count = 3
items_per_second = 2000
service = "constant"
downtime = "1min"

[population.fault_rates]
suspensions_every = "5h"
system_kills_every = "6h"
user_kills_every = "7h"
client_crashes_every = "8h"
cuts_every = "9h"
partitions_every = "10h"
partition_lasts = "11min"
token_changes_every = "12h"
server_crashes_every = "13h"

[[population.surges]]
at = "24h"
lasts = "20min"
factor = 12.5
local_time = true

[[population.faults]]
at = "1h"
kind = "push_deaf"
lasts = "30min"
platform = "iphone"

[[population.faults]]
at = "2h"
kind = "server_crash"
server = 2

[[population.faults]]
at = "2h"
kind = "network_bad"
lasts = "1min"
network = "train"

[[population.faults]]
at = "2h"
kind = "clients_crash"
share = 0.1
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
