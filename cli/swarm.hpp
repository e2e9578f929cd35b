/// The swarm: random mutations of a scenario's environment, each run once with faults and then without, and what fails
/// shrunk to little.
#pragma once

#include "cli/arguments.hpp"
#include "cli/exit_status.hpp"
#include "scenarios/document.hpp"
#include "scenarios/scenario.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>

namespace doublecheck::cli {

/// A mutated scenario as a document, within the bounds of its swarm: each delay of the network, the push service and
/// the users is drawn anew or left as it is, and faults of the kinds that the scenario has budgets for strike at random
/// times. Then everything has time to arrive and to be marked. A pure function of its arguments. REQUIRES: `document`
/// is that of `scenario`.
scenarios::Table mutated(const scenarios::Table& document, const scenarios::Scenario& scenario, std::uint64_t seed,
                         std::uint32_t number);

/// The first property that the scenario breaks in a simulation of so many runs, or nothing: one about safety that it
/// asks for, or DELIVERY or MARK2 where it asks for them and something has not arrived or is not marked when a run
/// ends.
std::optional<std::string> find_failure(const scenarios::Scenario& scenario, std::uint32_t runs);

/// What a document consists of, as far as it can be left out.
struct Size {
  std::size_t faults = 0;
  std::size_t messages = 0;
  std::size_t participants = 0;
  std::size_t settings = 0;
};
Size size_of(const scenarios::Table& document);

/// A document from which nothing can be left out such that the property still fails, with budgets for its faults.
/// `file`: whose document it is; files that it names are looked for beside it. `tries`: counts the scenarios that were
/// tried. REQUIRES: the document is right and breaks the property.
scenarios::Table shrunk(const scenarios::Table& document, const std::string& file, const std::string& property,
                        std::uint64_t& tries);

/// `simulate --swarm`.
ExitStatus run_swarm(const Arguments& arguments);

}  // namespace doublecheck::cli
