/// Scenarios whose counterexamples were told untruly or not in full once.
#pragma once

#include <string>

namespace doublecheck::tests {

inline std::string two_people(const std::string& messages_and_options) {
  return R"(title = "Told"
question = "What is said of it?"

[participants.alice]
platform = "android"
number = "+49 30 1001"
contacts = ["bob"]

[participants.bob]
platform = "android"
number = "+49 30 1002"
contacts = ["alice"]

[[messages]]
from = "alice"
to = "bob"
)" + messages_and_options;
}

/// The server drops what it sends, and the window of the session still has it.
inline const std::string kWindowHoldsTheCopy = two_people(R"(
[options]
session = "resume"
server_drop = "on_send"

[budgets]
breaks = 1
)");

inline const std::string kOutboxInMemory = two_people(R"(
[options]
client_persistence = "memory"

[budgets]
client_crashes = 1
)");

inline const std::string kDeadConnection = two_people(R"(
[budgets]
cuts = 1

[fairness]
time_out_connection = "none"
)");

/// The clean-up of an old connection ends the session of the new one.
inline const std::string kOldTimer = two_people(R"(count = 2

[options]
session = "resume"
deviation = "old_timer_ends_session"

[budgets]
cuts = 1
deadlines = 1
)");

/// Of two messages, the first of which fills the mailbox, the second is refused.
inline const std::string kFullMailbox = two_people(R"toml(unprocessable = true

[[messages]]
from = "alice"
to = "bob"

[options]
unprocessable = "acknowledged"
mailbox_bound = "bounce(1)"
)toml");

inline const std::string kTwoDevices = two_people(R"(
[participants.bob_laptop]
platform = "android"
device_of = "bob"
app = "terminated_by_user"

[options]
deviation = "any_device_releases_all"
)");

inline const std::string kTwoServers = R"(title = "Two servers"
question = "Does the sender learn of it?"
servers = ["east", "west"]

[participants.ann]
platform = "android"
number = "+1 1"
contacts = ["ben"]
home = "east"

[participants.ben]
platform = "android"
number = "+1 2"
home = "west"

[[messages]]
from = "ann"
to = "ben"

[options]
receipt = "fire_and_forget"

[budgets]
breaks = 1
)";

}  // namespace doublecheck::tests
