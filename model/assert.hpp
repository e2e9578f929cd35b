/// Assertions of the protocol rules, which stay on in every build.
#pragma once

#include <stdexcept>
#include <string>

namespace doublecheck::model {

/// A broken assertion: a bug in doublecheck, never a violated property and never bad input.
class AssertionFailure : public std::logic_error {
 public:
  using std::logic_error::logic_error;
};

[[noreturn]] inline void assertion_failed(const char* condition, const char* file, int line) {
  throw AssertionFailure(std::string(file) + ":" + std::to_string(line) + ": assertion failed: " + condition);
}

}  // namespace doublecheck::model

/// The one macro of the model: it must see the text of the condition and the place where it stands.
#define DOUBLECHECK_ASSERT(condition) \
  ((condition) ? void() : ::doublecheck::model::assertion_failed(#condition, __FILE__, __LINE__))
