/// The requirements: what the published description of the messenger demands, each with its number, its statement and
/// the function that holds its rule.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace doublecheck::model {

/// They are numbered from 1.
inline constexpr unsigned kRequirementCount = 24;

/// Some of the requirements, by their numbers.
class RequirementSet {
 public:
  constexpr RequirementSet(std::initializer_list<unsigned> numbers) {
    for (const unsigned number : numbers) insert(number);
  }

  constexpr RequirementSet() = default;

  constexpr void insert(unsigned number) { bits_ |= std::uint32_t{1} << number; }
  constexpr bool contains(unsigned number) const { return ((bits_ >> number) & 1U) != 0; }
  bool operator==(const RequirementSet&) const = default;

 private:
  std::uint32_t bits_ = 0;
};
static_assert(kRequirementCount < 32);

/// In ascending order.
std::vector<unsigned> numbers_in(RequirementSet requirements);

/// "R9, R10".
std::string to_text(RequirementSet requirements);

struct RequirementInfo {
  unsigned number = 0;
  std::string_view name;       // "R13"
  std::string_view statement;  // one or two sentences, without the last full stop
  std::string_view file;       // where its rule stands, as seen from the root of the repository
  std::string_view function;   // the one that carries the tag `/// R13`
};

/// Every requirement, in the order of the numbers.
std::span<const RequirementInfo> requirement_catalogue();

/// REQUIRES: number is 1 to kRequirementCount.
const RequirementInfo& requirement(unsigned number);

/// The requirement of that name, or nullptr.
const RequirementInfo* find_requirement(std::string_view name);

}  // namespace doublecheck::model
