/// The scenario: one question to the protocol, with everything that both drivers need to answer it.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/setup.hpp"
#include "population/crowd.hpp"
#include "properties/property.hpp"
#include "scenarios/swarm_bounds.hpp"
#include "sim/environment.hpp"

namespace doublecheck::scenarios {

inline constexpr int kMutantMax = 99;

/// What a team knows beforehand of a property.
enum class Expected : std::uint8_t {
  holds,
  violated,  // it must fail
  allowed,   // it may fail
};

/// A property that is to be checked.
struct AskedProperty {
  properties::Property property;  // with what it claims of the scenario's setup
  bool is_own = false;            // does the scenario state it? Else it is a standard one
  Expected expected = Expected::holds;
};

/// Where an exploration stops, if it has not ended by itself. Absent: the driver decides.
struct Limits {
  std::optional<std::uint64_t> states;  // ≥ 1
  std::optional<std::uint64_t> depth;   // ≥ 1
};

/// How strongly a kind of action is promised to happen, for each client or site and direction by itself.
enum class Promise : std::uint8_t {
  none,    // it need never happen
  weak,    // what stays possible from some point on happens again and again
  strong,  // what is possible again and again happens again and again
};

/// What the scenario promises of a kind of action, instead of what is always promised of it.
struct FairnessChoice {
  model::ActionKind kind{};
  Promise promise = Promise::none;
};

/// The population with some values changed, which is compared with it on the same random numbers.
struct Variant {
  std::string name;
  std::vector<std::string> changes;  // as `key = value`
  population::Crowd population;
  bool finds_warm_up = false;             // as in Scenario
  std::vector<AskedProperty> properties;  // likewise; what they claim is not said
};

struct Scenario {
  std::string file;  // as given
  std::string name;  // the file's stem
  std::string title;
  std::string question;
  std::vector<unsigned> requirements;  // that it answers for, by number; ascending
  std::optional<int> mutant;           // 1 to kMutantMax; REQUIRES: some property must fail, `mutation` is not empty
  model::Setup setup;  // at least one participant and one message, unless it has a population; mutated, if a mutant
  model::Options unmutated;           // the options without the mutation: those of `setup`, if there is none
  std::vector<std::string> mutation;  // what differs in the options of `setup`, as `key = value`; of a mutant
  /// Not empty: the standard ones in the order of their file, then the scenario's own in order of appearance.
  std::vector<AskedProperty> properties;
  std::vector<FairnessChoice> fairness;  // in catalogue order, each kind once
  std::string reason;                    // why properties fail; not empty if a standard one must
  Limits limits;
  bool explored = true;   // by the checker
  bool simulated = true;  // by the simulator
  sim::Environment environment;
  SwarmBounds swarm;
  /// A population that is simulated in place of the participants. Without these there is nothing to explore.
  std::optional<population::Crowd> population;
  bool finds_warm_up = false;     // `warm_up = "auto"`: a pilot run finds the population's, which is 0 until then
  std::vector<Variant> variants;  // of the population; in order of appearance
};

/// The property of this name that is to be checked, or nullptr.
const AskedProperty* find_asked(std::span<const AskedProperty> properties, std::string_view name);
const AskedProperty* find_asked(const Scenario& scenario, std::string_view name);

/// What the properties that are to be checked depend on.
model::Interest interest_of(const Scenario& scenario);

/// What a mutant is compared with: the same scenario without its mutation, as far as it concerns what must catch it.
Scenario without_mutation(Scenario mutant);

}  // namespace doublecheck::scenarios
