// The program `doublecheck`.

#include "cli/commands.hpp"
#include "cli/failures.hpp"
#include "cli/standard_streams.hpp"
#include "cli/terminal.hpp"

#include <fmt/format.h>

#include <exception>

namespace doublecheck::cli {
namespace {

ExitStatus run(const Arguments& arguments) {
  switch (arguments.command) {
    case Command::check:
      return run_check(arguments);
    case Command::simulate:
      return run_simulate(arguments);
    case Command::gate:
      return run_gate(arguments);
    case Command::replay:
      return run_replay(arguments);
    case Command::lint:
      return run_lint(arguments);
    case Command::list:
      return run_list(arguments);
    case Command::explain:
      return run_explain(arguments);
    case Command::diagram:
      return run_diagram(arguments);
    case Command::graph:
      return run_graph(arguments);
  }
  return ExitStatus::internal_error;
}

ExitStatus run_program(int count, const char* const* words) {
  try {
    const auto parsed = parse_arguments(count, words);
    if (const auto* status = std::get_if<ExitStatus>(&parsed)) return *status;
    catch_interrupts();
    return run(std::get<Arguments>(parsed));
  } catch (...) {
    const Failure failure = failure_of(std::current_exception());
    if (failure.status != ExitStatus::internal_error) {
      print_error("error: {}\n", failure.words);
    } else {
      print_error(
          "internal error: {}\nThis is a bug in doublecheck. Please report it with the command that shows it.\n",
          failure.words);
    }
    return failure.status;
  }
}

}  // namespace
}  // namespace doublecheck::cli

int main(int count, char** words) {
  using namespace doublecheck::cli;
  prepare_standard_streams();
  const ExitStatus status = run_program(count, words);
  return static_cast<int>(worse(status, close_standard_streams()));
}
