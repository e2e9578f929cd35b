/// A network that is good and bad by turns, sampled when somebody asks: a Markov chain of two states in continuous
/// time, as of Gilbert, "Capacity of a burst-noise channel", Bell System Technical Journal 39 (1960), and Elliott,
/// "Estimates of error rates for codes on burst-noise channels", ibid. 42 (1963).
#pragma once

#include "population/crowd.hpp"

#include <cstdint>

namespace doublecheck::population {

/// Has the distribution of sim::BurstyNetwork at the moments of the questions, but keeps of a client one bit and the
/// time of the last question.
class GilbertElliott {
 public:
  /// REQUIRES: the means of `bursts` are at least 1.
  explicit GilbertElliott(const sim::Bursts& bursts);

  /// The share of time that is bad: bad / (good + bad).
  double stationary_share() const { return bad_share_; }

  /// The probability of a bad spell after `elapsed` ≥ 0: with s the stationary share and r = 1/good + 1/bad,
  /// s + (1 - s) e^(-r elapsed) if it is bad before, s - s e^(-r elapsed) if it is good.
  double probability_of_bad(bool was_bad, Time elapsed) const;

  /// Is it bad at a time of which nothing is known?
  bool draw_first(std::uint64_t bits) const;

  /// Is it bad after `elapsed` ≥ 0?
  bool draw_next(bool was_bad, Time elapsed, std::uint64_t bits) const;

 private:
  double bad_share_;
  double turns_per_microsecond_;  // r
};

}  // namespace doublecheck::population
