/// The commands of the program, one file each.
#pragma once

#include "cli/arguments.hpp"
#include "cli/exit_status.hpp"

namespace doublecheck::cli {

ExitStatus run_check(const Arguments& arguments);
ExitStatus run_simulate(const Arguments& arguments);
ExitStatus run_gate(const Arguments& arguments);
ExitStatus run_replay(const Arguments& arguments);
ExitStatus run_lint(const Arguments& arguments);
ExitStatus run_list(const Arguments& arguments);
ExitStatus run_explain(const Arguments& arguments);
ExitStatus run_diagram(const Arguments& arguments);
ExitStatus run_graph(const Arguments& arguments);

}  // namespace doublecheck::cli
