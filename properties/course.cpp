#include "properties/course.hpp"

namespace doublecheck::properties {

ltl::Letter letter_of(const Claim& claim, const model::World& world) {
  ltl::Letter letter = 0;
  for (std::size_t i = 0; i < claim.propositions.size(); ++i) {
    if (model::holds(claim.propositions[i].formula, world)) letter |= ltl::Letter{1} << i;
  }
  return letter;
}

Course course_of(const Claim& claim, const EndlessRun& run) {
  Course course;
  for (const model::World& world : run.worlds) course.letters.push_back(letter_of(claim, world));
  const auto cycle = course.letters.begin() + static_cast<std::ptrdiff_t>(run.loop);
  course.holds = ltl::truth_along(claim.formula,
                                  {.prefix = {course.letters.begin(), cycle}, .cycle = {cycle, course.letters.end()}});
  return course;
}

}  // namespace doublecheck::properties
