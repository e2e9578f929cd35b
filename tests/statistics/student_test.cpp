#include "statistics/student.hpp"

#include <cmath>

#include "tests/catch.hpp"

using namespace doublecheck::statistics;

TEST_CASE("quantiles of Student's t are those of the printed tables") {
  struct Known {
    double confidence;
    std::uint64_t degrees;
    double quantile;
  };
  const Known table[] = {{0.95, 1, 12.7062},     {0.95, 2, 4.30265}, {0.95, 3, 3.18245},   {0.95, 4, 2.77645},
                         {0.95, 5, 2.57058},     {0.95, 9, 2.26216}, {0.95, 10, 2.22814},  {0.95, 30, 2.04227},
                         {0.95, 120, 1.97993},   {0.99, 1, 63.6567}, {0.99, 4, 4.60409},   {0.99, 29, 2.75639},
                         {0.90, 7, 1.89458},     {0.5, 1, 1.0},      {0.999, 10, 4.58689}, {0.998, 1, 318.309},
                         {0.95, 99'999, 1.95999}};
  for (const Known& known : table) {
    CAPTURE(known.confidence, known.degrees);
    CHECK(std::abs(student_quantile(known.confidence, known.degrees) - known.quantile) < known.quantile * 4e-6);
  }
}

TEST_CASE("a quantile of Student's t is the inverse of the probability, and shrinks with the degrees of freedom") {
  for (const double confidence : {0.1, 0.5, 0.9, 0.95, 0.999}) {
    double before = HUGE_VAL;
    for (std::uint64_t degrees = 1; degrees <= 200; ++degrees) {
      const double t = student_quantile(confidence, degrees);
      CHECK(std::abs(student_probability_within(t, degrees) - confidence) < 1e-12);
      CHECK(t < before);
      before = t;
    }
  }
  CHECK(student_probability_within(0, 7) == 0);
  CHECK(student_quantile(0.95, 1'000'000) == student_quantile(0.95, 100'000));
}
