#include "population/gilbert_elliott.hpp"

#include "model/assert.hpp"
#include "sim/distributions.hpp"

namespace doublecheck::population {

GilbertElliott::GilbertElliott(const sim::Bursts& bursts) {
  DOUBLECHECK_ASSERT(bursts.good_mean >= 1 && bursts.bad_mean >= 1);
  const auto good = static_cast<double>(bursts.good_mean);
  const auto bad = static_cast<double>(bursts.bad_mean);
  bad_share_ = bad / (good + bad);
  turns_per_microsecond_ = 1.0 / good + 1.0 / bad;
}

double GilbertElliott::probability_of_bad(bool was_bad, Time elapsed) const {
  constexpr double kForgotten = 700.0;  // e^-700 is nothing beside the smallest share
  DOUBLECHECK_ASSERT(elapsed >= 0);
  const double turns = turns_per_microsecond_ * static_cast<double>(elapsed);
  const double memory = turns > kForgotten ? 0.0 : sim::natural_exp(-turns);
  return was_bad ? bad_share_ + (1.0 - bad_share_) * memory : bad_share_ - bad_share_ * memory;
}

bool GilbertElliott::draw_first(std::uint64_t bits) const { return sim::open_unit(bits) < bad_share_; }

bool GilbertElliott::draw_next(bool was_bad, Time elapsed, std::uint64_t bits) const {
  return sim::open_unit(bits) < probability_of_bad(was_bad, elapsed);
}

}  // namespace doublecheck::population
