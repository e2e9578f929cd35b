/// Assertions of the temporal logic, which stay on in every build.
#pragma once

#include <stdexcept>
#include <string>

namespace doublecheck::ltl {

/// A broken assertion: a bug in doublecheck, or a caller that breaks what a function requires.
class AssertionFailure : public std::logic_error {
 public:
  using std::logic_error::logic_error;
};

[[noreturn]] inline void assertion_failed(const char* condition, const char* file, int line) {
  throw AssertionFailure(std::string(file) + ":" + std::to_string(line) + ": assertion failed: " + condition);
}

}  // namespace doublecheck::ltl

/// The one macro of this folder: it must see the text of the condition and the place where it stands.
#define LTL_ASSERT(condition) \
  ((condition) ? void() : ::doublecheck::ltl::assertion_failed(#condition, __FILE__, __LINE__))
