/// The crowd of 2016: a messenger's users, phones and networks in the year of the published description.
#pragma once

#include "population/crowd.hpp"

namespace doublecheck::population {

/// A thousandth of a million users and so on are said by changing `clients`. Sources stand beside the figures.
Crowd crowd_of_2016();

}  // namespace doublecheck::population
