/// Output: the files that a run leaves behind.
#pragma once

#include "cli/arguments.hpp"
#include "cli/outputs.hpp"
#include "cli/running.hpp"
#include "cli/saved_paths.hpp"
#include "reports/results.hpp"

#include <functional>
#include <string>
#include <vector>

namespace doublecheck::cli {

/// Without saved paths.
reports::Report report_of(const std::vector<Finished>& finished, const Arguments& arguments);

/// Opens what the arguments ask for: JSON, CSV, HTML and a folder for path files. `inputs`: all files that are read.
/// Throws reports::OutputError.
Outputs open_outputs(const std::vector<scenarios::Scenario>& scenarios, const std::vector<std::string>& inputs,
                     const Arguments& arguments);

/// Writes them. What could not be written is told, and stands in the status of the outputs.
void write_outputs(const std::vector<Finished>& finished, const std::vector<scenarios::Scenario>& scenarios,
                   const reports::Report& report, const Arguments& arguments, Outputs& outputs);

/// The worst status of all; as_expected for none. Scenarios in which nothing was run give nothing_ran only where
/// nothing ran at all: beside others they are failed cases of a gate, and nothing to other commands. `ran_paths`:
/// whether saved paths were taken again, too.
ExitStatus worst_status(const std::vector<Finished>& finished, const Arguments& arguments, bool ran_paths);

/// How a command tells its results.
struct Texts {
  std::function<std::string(const reports::ScenarioResult&)> block;  // of one scenario
  std::function<std::string(const reports::Report&)>
      close;  // behind the blocks; empty where the only block says it all
};

/// Reads the scenarios of `files`, opens the outputs, runs the drivers, prints each block as soon as it is there and
/// then the close, and writes the outputs. `paths`: saved paths that are taken again and belong to the report. With
/// --quiet only the close, or the last line of the only block.
ExitStatus run_and_report(const std::vector<std::string>& files, const Drivers& drivers, const Arguments& arguments,
                          const Texts& texts, const std::vector<SavedPath>& paths = {});

}  // namespace doublecheck::cli
