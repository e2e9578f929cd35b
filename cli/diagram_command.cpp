#include "cli/commands.hpp"
#include "cli/diagrams.hpp"
#include "cli/standard_streams.hpp"
#include "cli/terminal.hpp"
#include "reports/output_file.hpp"
#include "scenarios/nearest_word.hpp"
#include "scenarios/text_file.hpp"

#include <fmt/format.h>

#include <stdexcept>

namespace doublecheck::cli {
namespace {

/// One word that is no machine, as an error; false if there is none.
bool complains(const std::vector<std::string>& words) {
  for (const std::string& word : words) {
    if (model::find_machine(word) != nullptr) continue;
    const auto names = scenarios::words_in(model::machine_catalogue(), &model::Machine::name);
    print_error("error: there is no diagram `{}`\nhelp: {}\n", word,
                scenarios::help_with_words(word, "diagrams", names));
    return true;
  }
  return false;
}

ExitStatus draw_into(const std::string& file, const Arguments& arguments) {
  std::vector<scenarios::Diagnostic> diagnostics;
  const auto text = scenarios::read_text_file(file, "document", diagnostics);
  print_diagnostics(diagnostics, arguments);
  if (!text) return ExitStatus::bad_input;
  reports::OutputFile document(file);
  std::string drawn;
  try {
    drawn = with_diagrams(*text, all_diagrams());
  } catch (const std::runtime_error& error) {
    print_error("error: {}: {}\n", file, error.what());
    return ExitStatus::bad_input;
  }
  document.write(drawn);
  return ExitStatus::as_expected;
}

}  // namespace

ExitStatus run_diagram(const Arguments& arguments) {
  if (complains(arguments.words)) return ExitStatus::bad_input;
  if (!arguments.into.empty()) return draw_into(arguments.into, arguments);
  if (arguments.words.empty()) {
    for (const model::Machine& machine : model::machine_catalogue())
      print_out("{:<17} {}\n", machine.name, machine.about);
    return ExitStatus::as_expected;
  }
  const auto diagrams = all_diagrams();
  for (const std::string& word : arguments.words) {
    const auto number = static_cast<std::size_t>(model::find_machine(word) - model::machine_catalogue().data());
    print_drawn(diagrams[number], arguments);
  }
  return ExitStatus::as_expected;
}

}  // namespace doublecheck::cli
