#include "engine/omission_estimate.hpp"

#include <cmath>

namespace doublecheck::engine {

void OmissionEstimate::add_level(std::uint64_t found, double rate) {
  const double states = static_cast<double>(found) + 1;
  expected_ += states * rate / (1 - rate);
  log_of_none_ += states * std::log1p(-rate);
}

checker::Omissions OmissionEstimate::omissions(double filled) const {
  return {log_of_none_ == 0 ? 0 : -std::expm1(log_of_none_), expected_, filled};  // not -0
}

}  // namespace doublecheck::engine
