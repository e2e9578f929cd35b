/// The sections of a scenario file: each function reads one table of the document into its part of the scenario.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "scenarios/platform_file.hpp"
#include "scenarios/scenario.hpp"
#include "scenarios/table_reader.hpp"

namespace doublecheck::scenarios {

// `root` is the document itself. What is absent keeps the default of its struct.
void read_heading(TableReader& root, Scenario& scenario);  // title, question, requirements, mutant
/// The platforms that a scenario may name.
struct KnownPlatforms {
  std::vector<model::Platform> platforms;  // the shipped ones and the scenario's own
  bool complete = true;                    // false: there is a file with errors, and so perhaps with further platforms
};

/// Reads the platform files that the scenario names. Their errors go to `of_files`, for they have places elsewhere.
KnownPlatforms read_platform_files(TableReader& root, const std::string& scenario_file,
                                   std::vector<Diagnostic>& of_files);
/// The chat servers. REQUIRES: called before the participants are read, who are at home on them.
void read_servers(TableReader& root, model::Setup& setup);
/// False: the scenario has a population and says nothing of participants and messages, which then need not be.
bool is_anybody_there(const Table& document);
void read_participants(TableReader& root, const KnownPlatforms& known, model::Setup& setup);
/// REQUIRES: the participants are read.
void read_messages(TableReader& root, model::Setup& setup);
void read_links(TableReader& root, model::Setup& setup);
/// The options, and what a mutant changes of them. Refuses options that contradict each other, with the mutation or
/// without it. REQUIRES: the heading and the links are read.
void read_options(TableReader& root, Scenario& scenario);
void read_budgets(TableReader& root, model::Budgets& budgets);
/// REQUIRES: the participants, the messages and the links are read.
/// Of the standard properties only the names: what they claim is said when the whole scenario is right.
void read_properties(TableReader& root, Scenario& scenario);
/// Appends the properties that the scenario states itself. `section`: the table `properties`.
void read_own_properties(TableReader& section, Scenario& scenario);
/// The requirements that `key` lists, by number, in ascending order.
std::vector<unsigned> read_requirements(TableReader& reader, std::string_view key);
/// REQUIRES: the heading and the properties are read.
void read_expectation(TableReader& root, Scenario& scenario);
void read_fairness(TableReader& root, std::vector<FairnessChoice>& fairness);
void read_limits(TableReader& root, Scenario& scenario);
void read_simulation(TableReader& root, Scenario& scenario);
/// The faults at known times, of the table `simulation`. REQUIRES: the participants, the servers and the horizon are
/// read.
void read_schedule(TableReader& simulation, Scenario& scenario);
void read_swarm(TableReader& root, SwarmBounds& bounds);
/// REQUIRES: the options and the limits are read. `of_files`: errors of a recorded workload, which has places of its
/// own.
void read_population(TableReader& root, const KnownPlatforms& known, Scenario& scenario,
                     std::vector<Diagnostic>& of_files);

}  // namespace doublecheck::scenarios
