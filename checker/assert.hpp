/// Assertions of the checker, which stay on in every build.
#pragma once

#include <stdexcept>
#include <string>

namespace doublecheck::checker {

/// A broken assertion: a bug in the checker, or a model that breaks the promises of its concept. Never a violated
/// property, which is a value, see `Verdict`.
class AssertionFailure : public std::logic_error {
 public:
  using std::logic_error::logic_error;
};

[[noreturn]] inline void assertion_failed(const char* condition, const char* file, int line) {
  throw AssertionFailure(std::string(file) + ":" + std::to_string(line) + ": assertion failed: " + condition);
}

}  // namespace doublecheck::checker

/// The one macro of the checker: it must see the text of the condition and the place where it stands.
#define CHECKER_ASSERT(condition) \
  ((condition) ? void() : ::doublecheck::checker::assertion_failed(#condition, __FILE__, __LINE__))
