/// Random setups and random walks over them, drawn from a seed: what nobody thought of writing down.
#pragma once

#include "model/world.hpp"

#include <cstdint>
#include <functional>
#include <random>

namespace doublecheck::model::fixtures {

/// Numbers that are the same with every standard library.
class Draw {
 public:
  explicit Draw(std::uint64_t seed) : engine_(seed) {}

  /// From 0 to `count` - 1. REQUIRES: count > 0.
  std::size_t below(std::size_t count) { return static_cast<std::size_t>(engine_() % count); }
  bool one_in(std::size_t count) { return below(count) == 0; }

 private:
  std::mt19937_64 engine_;
};

/// Two to five devices on one to three servers, with options and budgets as they come. The options do not contradict
/// each other.
Setup random_setup(Draw& draw);

/// The same with options that promise every safety property, whatever happens.
Setup random_safe_setup(Draw& draw);

using OnStep = std::function<void(const World& before, const Action& action, const World& after, const Facts& facts)>;

/// Takes up to `steps` enabled actions, one after the other, and returns how many there were.
std::size_t walk(const Setup& setup, Draw& draw, std::size_t steps, const OnStep& on_step);

}  // namespace doublecheck::model::fixtures
