/// The scenario: one question to the protocol, with everything that both drivers need to answer it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "model/properties.hpp"
#include "model/setup.hpp"
#include "properties/claims.hpp"
#include "sim/environment.hpp"

namespace doublecheck::scenarios {

inline constexpr int kMutantMax = 99;

/// What a team knows beforehand. Each list is in catalogue order, without repetitions; no property is in both.
struct Expectation {
  std::vector<model::PropertyId> violated;  // must fail
  std::vector<model::PropertyId> allowed;   // may fail
  std::string reason;                       // not empty if anything is in `violated`
};

/// Where an exploration stops, if it has not ended by itself. Absent: the driver decides.
struct Limits {
  std::optional<std::uint64_t> states;  // ≥ 1
  std::optional<std::uint64_t> depth;   // ≥ 1
};

/// A property that the scenario states itself.
struct OwnProperty {
  enum class Expected : std::uint8_t { holds, violated, allowed };

  std::string name;                    // "NO_EARLY_CHECK"
  std::string statement;               // what it says in words; may be empty
  std::string formula;                 // as written
  std::vector<unsigned> requirements;  // that it covers, by number; ascending
  Expected expected = Expected::holds;
  std::vector<properties::Claim> claims;  // what the formula says of this setup
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

struct Scenario {
  std::string file;  // as given
  std::string name;  // the file's stem
  std::string title;
  std::string question;
  std::vector<unsigned> requirements;  // that it answers for, by number; ascending
  std::optional<int> mutant;           // 1 to kMutantMax; REQUIRES: `expect.violated` and `mutation` are not empty
  model::Setup setup;                  // at least one participant and one message; mutated, if it is a mutant
  model::Options unmutated;            // the options without the mutation: those of `setup`, if there is none
  std::vector<std::string> mutation;   // what differs in the options of `setup`, as `key = value`; of a mutant
  std::vector<model::PropertyId> properties;  // to be checked; in catalogue order, not empty
  std::vector<OwnProperty> own_properties;    // to be checked as well; in order of appearance
  std::vector<FairnessChoice> fairness;       // in catalogue order, each kind once
  Expectation expect;
  Limits limits;
  bool explored = true;   // by the checker
  bool simulated = true;  // by the simulator
  sim::Environment environment;
};

}  // namespace doublecheck::scenarios
