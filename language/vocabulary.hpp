/// Vocabularies: the names that formulas may use, and the elements that these speak of.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

namespace doublecheck::language {

/// A number is the index into the list where a thing is declared.
using SortNumber = std::size_t;
using PredicateNumber = std::size_t;
using FunctionNumber = std::size_t;
using SetNumber = std::size_t;
using ElementNumber = std::size_t;  // within the elements of its sort

struct Predicate {
  std::string name;
  std::vector<SortNumber> parameters;
  std::string doc;  // one sentence: "the message is in the recipient's store"
};

struct Function {
  std::string name;
  std::vector<SortNumber> parameters;  // one or more
  SortNumber result = 0;
  std::string doc;
};

struct SetFunction {
  std::string name;
  std::vector<SortNumber> parameters;
  SortNumber element = 0;  // the sort of its elements
  std::string doc;
};

/// Plain data. REQUIRES: no name is reserved (see is_free_word), none is there twice in its list, numbers are in range.
struct Vocabulary {
  std::vector<std::string> sorts;  // in the singular: "message"
  std::vector<Predicate> predicates;
  std::vector<Function> functions;
  std::vector<SetFunction> sets;
};

/// For each sort the names of its elements. One name may be there in several sorts.
using Elements = std::vector<std::vector<std::string>>;

/// What functions and sets give is the same each time; REQUIRES: it is in range.
struct Universe {
  Elements elements;
  std::function<ElementNumber(FunctionNumber, const std::vector<ElementNumber>&)> value_of;
  std::function<std::vector<ElementNumber>(SetNumber, const std::vector<ElementNumber>&)> elements_of;
};

}  // namespace doublecheck::language
