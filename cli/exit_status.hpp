/// Exit statuses: what a script learns without reading a word.
#pragma once

namespace doublecheck::cli {

enum class ExitStatus : int {
  as_expected = 0,
  violated = 1,      // a property failed that should hold, or one held that was expected to fail
  bad_input = 2,     // usage or scenario error
  inconclusive = 3,  // a limit was hit before everything was explored
  nothing_ran = 4,
  internal_error = 70,
};

/// The worse of two: bad input, then violated, then inconclusive, then nothing ran.
ExitStatus worse(ExitStatus a, ExitStatus b);

}  // namespace doublecheck::cli
