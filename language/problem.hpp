/// Problems: what is wrong with a formula, where, and which words would have been right.
#pragma once

#include <string>
#include <vector>

#include "language/place.hpp"

namespace doublecheck::language {

/// A word that does not exist and those that do, from which a caller words its help ("did you mean …?").
struct Choice {
  std::string word;                // empty: there is no choice of words
  std::string plural;              // what the words are: "predicates"
  std::vector<std::string> words;  // in the order of their declaration

  bool operator==(const Choice&) const = default;
};

struct Problem {
  Span where;
  std::string message;   // what is wrong, a sentence without its full stop
  std::string expected;  // what would be right; may be empty
  Choice choice;

  bool operator==(const Problem&) const = default;
};

}  // namespace doublecheck::language
