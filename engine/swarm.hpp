/// Gives each random walk a taste of its own, so that a swarm of them meets combinations that no evenly chosen walk
/// would: some kinds of actions are left out of a walk, others come more often than their number tells.
///
/// To leave out at random what a test may do: A. Groce, C. Zhang, E. Eide, Y. Chen, J. Regehr, "Swarm testing" (ISSTA
/// 2012). Many small and different searches in the place of one: G. Holzmann, R. Joshi, A. Groce, "Swarm verification
/// techniques" (IEEE Transactions on Software Engineering 37, 2011). Kinds are labels, see checker::LabelledModel;
/// where a model has none, or only one kind is enabled, the choice is an even one.
/// Tested by random_walks_test.cpp.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "engine/counter_random.hpp"

namespace doublecheck::engine {

struct SwarmOptions {
  /// How often a label is left out of a walk, 0 to 100. An action left out is taken only where all that are enabled
  /// are, so that no walk ends but where the system does.
  std::uint32_t omitted_percent = 50;
  /// A label that stays has the weight 2ⁿ, where n is evenly drawn from 0 to this, at most 16.
  std::uint32_t doublings_max = 4;
};

/// The choices of one walk.
class WalkChoices {
 public:
  /// `swarm`: none if all enabled actions are to be equally likely.
  WalkChoices(std::uint64_t seed, std::uint64_t walk, const std::optional<SwarmOptions>& swarm)
      : steps_(seed, 2 * walk), tastes_(seed, 2 * walk + 1), swarm_(swarm) {}

  /// In which initial state the walk begins.
  std::uint64_t initial(std::uint64_t count) const { return steps_.below(count, 0); }

  /// Which of the enabled actions, given by their labels, is taken at a step, the first of which has the number 0.
  std::size_t choose(std::span<const std::uint32_t> labels, std::uint64_t step) {
    if (swarm_) {
      std::uint64_t total = 0;
      for (const std::uint32_t label : labels) total += weight(label);
      if (total > 0) return at_weight(labels, steps_.below(total, step + 1));
    }
    return static_cast<std::size_t>(steps_.below(labels.size(), step + 1));
  }

  /// Of an action in this walk, if there is a swarm.
  std::uint64_t weight(std::uint32_t label) {
    while (weights_.size() <= label) weights_.push_back(drawn_weight(weights_.size()));
    return weights_[label];
  }

 private:
  std::uint64_t drawn_weight(std::uint64_t label) const {
    if (tastes_.below(100, 2 * label) < swarm_->omitted_percent) return 0;
    return std::uint64_t{1} << tastes_.below(std::min<std::uint64_t>(swarm_->doublings_max, 16) + 1, 2 * label + 1);
  }

  std::size_t at_weight(std::span<const std::uint32_t> labels, std::uint64_t drawn) {
    std::size_t position = 0;
    for (; drawn >= weight(labels[position]); ++position) drawn -= weight(labels[position]);
    return position;
  }

  RandomStream steps_;
  RandomStream tastes_;
  std::optional<SwarmOptions> swarm_;
  std::vector<std::uint64_t> weights_;  // by label, as far as asked for
};

}  // namespace doublecheck::engine
