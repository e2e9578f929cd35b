/// What an exception that nobody else has caught means for whoever started the program.
#pragma once

#include "cli/exit_status.hpp"

#include <exception>
#include <string>

namespace doublecheck::cli {

struct Failure {
  ExitStatus status = ExitStatus::internal_error;
  std::string words;
};

/// No memory and no further threads: inconclusive. What the user could have known: bad input. Anything else is a bug.
Failure failure_of(const std::exception_ptr& exception);

}  // namespace doublecheck::cli
