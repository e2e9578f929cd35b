/// The program run without a shell and with limits on what it may take, so that a hang is a failure.
#pragma once

#include <string>
#include <vector>

namespace doublecheck::tests {

struct Taken {
  int status = -1;     // the exit status; 128 and more: ended by that signal + 128
  std::string output;  // standard output and standard error, at most the first mebibyte
  double processor_seconds = 0;
  double seconds = 0;          // of the clock
  std::size_t peak_bytes = 0;  // resident
};

/// `arguments`: as the program gets them. It may take 20 seconds of the processor and, without sanitizers, 2 GiB of
/// addresses.
Taken run_limited(const std::vector<std::string>& arguments);

}  // namespace doublecheck::tests
