/// The shipped platforms by name, for tests.
#pragma once

#include "scenarios/platform_file.hpp"

#include <stdexcept>
#include <string>
#include <string_view>

namespace doublecheck::model::fixtures {

inline const Platform& platform(std::string_view name) {
  for (const scenarios::PlatformSet& set : scenarios::shipped_platforms()) {
    for (const Platform& platform : set.platforms) {
      if (platform.name == name) return platform;
    }
  }
  throw std::logic_error("no such platform: " + std::string(name));
}

}  // namespace doublecheck::model::fixtures
