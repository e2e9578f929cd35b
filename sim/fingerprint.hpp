/// The fingerprint of a simulation: a number that two runs share only if they did the same things at the same times.
#pragma once

#include "model/action.hpp"
#include "sim/environment.hpp"

#include <cstdint>

namespace doublecheck::sim {

/// FNV-1a, 64 bits (Fowler, Noll & Vo 1991), over bytes in a fixed order: the same on every machine.
class Fingerprint {
 public:
  void add(std::uint64_t value, unsigned bytes = 8) {
    for (unsigned i = 0; i < bytes; ++i) {
      value_ = (value_ ^ ((value >> (8U * i)) & 0xFFU)) * 1'099'511'628'211U;
    }
  }

  void add(Time at, const model::Action& action) {
    add(static_cast<std::uint64_t>(at));
    add(static_cast<std::uint64_t>(action.kind), 1);
    add(static_cast<std::uint64_t>(action.direction), 1);
    add(action.position, 2);
    add(static_cast<std::uint64_t>(action.client), 4);
    if (action.site > 0) add(action.site, 2);  // most scenarios have one server, whose results are older than sites
  }

  std::uint64_t value() const { return value_; }

 private:
  std::uint64_t value_ = 14'695'981'039'346'656'037U;
};

}  // namespace doublecheck::sim
