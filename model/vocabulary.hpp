/// The vocabulary: the words with which formulas speak of a world, for everybody who writes claims as text.
#pragma once

#include "model/formula.hpp"
#include "model/interest.hpp"
#include "model/setup.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace doublecheck::model {

/// What a word may speak of.
enum class Sort : std::uint8_t { message, user, device, server };

inline constexpr std::size_t kSorts = 4;

/// An element of a sort is its number in element_names.
using Element = std::size_t;

/// "message".
std::string_view name_of(Sort sort);

/// What the elements of the sort are called: the messages of the workload, the users by their first devices, all
/// devices, the servers.
std::vector<std::string> element_names(const Setup& setup, Sort sort);

/// A question about a state of the world.
struct Predicate {
  std::string_view name;
  std::vector<Sort> parameters;
  std::string_view meaning;  // one sentence, without a full stop; m, d, u and s stand for the parameters
  /// REQUIRES: one element for each parameter, each of this setup.
  Formula (*about)(const Setup& setup, std::span<const Element> elements);
  Interest interest = {};  // what it depends on of all that is in an Interest
};

/// What belongs to something else: the sender of a message.
struct Function {
  std::string_view name;
  Sort parameter{};
  Sort result{};
  std::string_view meaning;
  Element (*of)(const Setup& setup, Element element);
};

/// All that belong to something else: the devices of a user.
struct SetFunction {
  std::string_view name;
  Sort parameter{};
  Sort member{};
  std::string_view meaning;
  std::vector<Element> (*of)(const Setup& setup, Element element);
};

std::span<const Predicate> predicates();

/// What any of them depends on.
Interest interest_of_all_predicates();

std::span<const Function> functions();
std::span<const SetFunction> set_functions();

}  // namespace doublecheck::model
