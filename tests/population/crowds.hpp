/// Crowds for tests: small ones to which everything happens often.
#pragma once

#include "population/crowd.hpp"

namespace doublecheck::population::tests {

/// That of the library, as at the start of its run: the clients, and how long it runs, are for the test to say.
Crowd crowd_of_2016();

/// A few people on three platforms who write a lot, on networks that break, with every fault that has a rate.
Crowd busy_crowd(std::uint64_t clients);

/// The same without faults, and with networks that never break.
Crowd calm_crowd(std::uint64_t clients);

}  // namespace doublecheck::population::tests
