/// A census: what the states of an explored space are made of, and which of their parts make them so many.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace doublecheck::checker {

/// How often a part multiplies the space: how many states become one when it is left out of them, on average. That is
/// `states` divided by `rest`; it is 1 where all else tells already what the part is.
struct Multiplication {
  std::uint64_t states = 0;  ///< those looked at: all, or of a sample
  std::uint64_t rest = 0;    ///< how many different ones are left of them without the part

  bool operator==(const Multiplication&) const = default;
};

/// One field of a component's local state, see FieldedComponents.
struct FieldCensus {
  struct Value {
    std::string bytes;  ///< its encoding
    std::uint64_t states = 0;

    bool operator==(const Value&) const = default;
  };

  std::string name;
  std::uint64_t values = 0;  ///< different ones that occur
  Multiplication multiplication;
  std::vector<Value> states_by_value;  ///< in the order of the bytes; of fields that have at most kValuesListed values

  static constexpr std::size_t kValuesListed = 16;

  bool operator==(const FieldCensus&) const = default;
};

struct ComponentCensus {
  std::uint64_t locals = 0;  ///< different local states that occur
  Multiplication multiplication;
  std::vector<FieldCensus> fields;

  bool operator==(const ComponentCensus&) const = default;
};

struct CounterCensus {
  std::vector<std::uint64_t> states_by_left;  ///< states in which so much is left of it; empty: always the same
  Multiplication multiplication;

  bool operator==(const CounterCensus&) const = default;
};

/// Of the states found, whether that is all there are or not.
struct Census {
  /// Whether the multiplications are those of a sample. Each of its members has all its siblings with it, so that the
  /// quotients are those of the whole, but for chance. All other numbers are always exact.
  bool is_sampled = false;
  std::vector<ComponentCensus> components;
  std::vector<CounterCensus> counters;

  bool operator==(const Census&) const = default;
};

}  // namespace doublecheck::checker
