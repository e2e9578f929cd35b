/// The sections of a scenario file: each function reads one table of the document into its part of the scenario.
#pragma once

#include "scenarios/scenario.hpp"
#include "scenarios/table_reader.hpp"

namespace doublecheck::scenarios {

// `root` is the document itself. What is absent keeps the default of its struct.
void read_heading(TableReader& root, Scenario& scenario);  // title, question, mutant
void read_participants(TableReader& root, model::Setup& setup);
/// REQUIRES: the participants are read.
void read_messages(TableReader& root, model::Setup& setup);
void read_links(TableReader& root, model::Setup& setup);
void read_options(TableReader& root, model::Options& options);
void read_budgets(TableReader& root, model::Budgets& budgets);
void read_properties(TableReader& root, Scenario& scenario);
/// REQUIRES: the heading and the properties are read.
void read_expectation(TableReader& root, Scenario& scenario);
void read_limits(TableReader& root, Limits& limits);
void read_simulation(TableReader& root, Scenario& scenario);
/// The faults at known times, of the table `simulation`. REQUIRES: the participants and the horizon are read.
void read_schedule(TableReader& simulation, Scenario& scenario);

}  // namespace doublecheck::scenarios
