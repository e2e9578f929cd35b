/// Formulas: boolean questions about a world, made of atoms that look at one component each. A driver that keeps its
/// worlds in pieces can so decide each atom where its component is.
#pragma once

#include "model/components.hpp"
#include "model/world.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <variant>
#include <vector>

namespace doublecheck::model {

using SideTest = std::function<bool(const Side&)>;
using RelayTest = std::function<bool(const Relay&)>;

/// A question about one component alone.
struct Atom {
  ComponentId component{};
  std::variant<SideTest, RelayTest> test;  // that of a side where is_side(component), else that of a relay
};

/// Made by the functions below, which leave out what cannot matter: an operand of a connective is neither a constant
/// nor the same connective again.
struct Formula {
  enum class Kind : std::uint8_t {
    constant,
    atom,
    negation,  // of the only operand
    conjunction,
    disjunction,
  };

  Kind kind = Kind::constant;
  bool value = false;             // of a constant
  std::optional<Atom> atom = {};  // of an atom
  std::vector<Formula> operands = {};
};

Formula constant(bool value);
Formula at_side(ClientId client, SideTest test);
Formula at_relay(const Setup& setup, RelayId relay, RelayTest test);

Formula all_of(std::vector<Formula> operands);  // true of none
Formula any_of(std::vector<Formula> operands);  // false of none
Formula operator!(Formula operand);
Formula operator&&(Formula left, Formula right);
Formula operator||(Formula left, Formula right);

/// REQUIRES: the formula was made for a setup with the participants and servers of this world.
bool holds(const Formula& formula, const World& world);

}  // namespace doublecheck::model
