/// Text made safe for a page, and the few elements that all parts of it use.
#pragma once

#include <fmt/format.h>

#include <cstddef>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>

#include "reports/results.hpp"

namespace doublecheck::reports {

/// What writes markup line by line.
class MarkupWriter {
 protected:
  /// A line. Arguments that are text must be escaped already.
  template <class... Arguments>
  void add(fmt::format_string<Arguments...> format, Arguments&&... arguments) {
    fmt::format_to(std::back_inserter(text_), format, std::forward<Arguments>(arguments)...);
    text_ += '\n';
  }

  std::string text_;
};

/// For text between tags and inside quoted attributes. Control characters and what is not UTF-8 become U+FFFD.
std::string escaped(std::string_view text);

/// The part of the page about the scenario of that index, as an id: "s1-01-happy-path". Holds only a-z, 0-9 and '-'.
std::string scenario_anchor(const Report& report, std::size_t index);

/// An id made of lower-case letters, digits and '-'.
std::string as_id(std::string_view text);

/// Icon and word.
std::string verdict_badge(Verdict verdict, std::string_view word);

/// Icon and words that tell whether a scenario went as expected.
std::string expectation_badge(bool as_expected, std::string_view words);

/// One entry of a list of facts. `value` is markup.
std::string fact(std::string_view name, std::string_view value, bool wide = false);

}  // namespace doublecheck::reports
