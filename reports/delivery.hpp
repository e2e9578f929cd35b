/// What a simulation says of messages that did not arrive: percentiles alone do not show how many there are.
#pragma once

#include <optional>
#include <string>

#include "reports/results.hpp"

namespace doublecheck::reports {

/// Of the simulation of the scenario; none where there was none.
std::optional<Delivery> delivery_of(const ScenarioResult& scenario);

/// "1,470 of 1,964 messages (74.8 %) not delivered, 12 of them for good"; empty where all were delivered.
std::string undelivered_text(const ScenarioResult& scenario);

/// Does a simulation in which nothing was seen to fail have to be looked at all the same? Of participants, where a
/// message was not delivered by the end; of a population, which always has some on their way, where one never will be.
bool is_delivery_doubtful(const ScenarioResult& scenario);

}  // namespace doublecheck::reports
