/// Words for what happens in a population: lines of traces and listings.
#pragma once

#include "population/store.hpp"

#include <string>

namespace doublecheck::population {

std::string words_of(const Stimulus& stimulus);

/// What happened to the message at the side of the client.
std::string words_of(const Deed& deed, std::uint32_t client, const Record& record);

}  // namespace doublecheck::population
