/// Exit statuses: what a script learns without reading a word.
#pragma once

namespace doublecheck::cli {

enum class ExitStatus : int {
  as_expected = 0,
  violated = 1,      // a property failed that should hold, or one held that was expected to fail
  bad_input = 2,     // a mistake in the command line or a file, or an output that could not be written
  inconclusive = 3,  // a limit was hit before everything was explored
  nothing_ran = 4,
  internal_error = 70,
};

/// The worse of two, and so that of all that an invocation did, scenarios and outputs: the first that applies of
/// internal error, violated, bad input, inconclusive, nothing ran. A violation that was found stays one, whatever else
/// went wrong.
ExitStatus worse(ExitStatus a, ExitStatus b);

}  // namespace doublecheck::cli
