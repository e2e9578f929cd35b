#include "tests/docs/commands.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <iostream>
#include <set>
#include <sstream>
#include <string_view>

#include "tests/docs/comparing.hpp"
#include "tests/docs/running.hpp"

namespace doublecheck::tests {

namespace {

constexpr std::string_view kBench = "bench/";
constexpr int kBadInput = 2;
// Words of a command in running text in whose place something else is meant.
constexpr std::array<std::string_view, 7> kPlaceholders = {"FILE", "FOLDER", "DIR", "KEY", "NAME", "N", "M"};

const Shortened* shortened(const std::string& command) {
  const auto& all = shortened_commands();
  const auto found = std::ranges::find(all, command, &Shortened::command);
  return found == all.end() ? nullptr : &*found;
}

// The programs of bench/ are built only when asked for: a page may name those that there are.
std::string problem_of_bench(const std::string& command) {
  const std::string name = command.substr(kBench.size(), command.find(' ') - kBench.size());
  const bool exists = std::filesystem::exists(repository() / "bench" / (name + ".cpp"));
  return exists ? "" : "there is no program bench/" + name;
}

std::string text_of(const Lines& lines) {
  std::string text;
  for (const std::string& line : lines) text += "    " + line + "\n";
  return text;
}

// What is wrong with the end of a command, if anything.
std::string problem_of_status(const Ran& ran, bool has_output) {
  // 1 says that a property is violated, and a page may show a mistake in the input.
  if (ran.status == 0 || ran.status == 1 || (has_output && ran.status == kBadInput)) return "";
  return "exit status " + std::to_string(ran.status) + "\n" + text_of(ran.output) + ran.errors;
}

Lines said_by(const Ran& ran) {
  Lines lines = ran.output;
  if (ran.status != kBadInput) return lines;
  std::istringstream errors(ran.errors);
  for (std::string line; std::getline(errors, line);) lines.push_back(line);
  return lines;
}

std::string problem_of(const Shown& shown, const Workplace& workplace, bool in_full) {
  if (shown.command.starts_with(kBench)) return problem_of_bench(shown.command);
  const Shortened* shorter = shortened(shown.command);
  const bool is_whole = shorter == nullptr || (in_full && shorter->runs_with_long_tests);
  const Ran ran = workplace.run(is_whole ? shown.command : shorter->instead);
  std::string problem = problem_of_status(ran, shown.output.has_value());
  if (!problem.empty() || !is_whole || !shown.output) return problem;
  problem = difference(*shown.output, said_by(ran), shown.is_excerpt);
  return problem.empty() ? "" : "  - the page, + the program\n" + problem;
}

// Counts the command, and tells what is wrong with it, if anything.
void judge(Outcome& outcome, const std::string& where, const std::string& command, const std::string& problem) {
  ++outcome.commands;
  if (problem.empty()) return;
  ++outcome.problems;
  std::cout << where << ": " << command << "\n" << problem << "\n";
}

const PageGroup& group_of(const std::string& name) { return *std::ranges::find(page_groups(), name, &PageGroup::name); }

bool is_complete(const std::string& command) {
  std::istringstream words(command);
  std::size_t count = 0;
  for (std::string word; words >> word; ++count) {
    if (std::ranges::find(kPlaceholders, word) != kPlaceholders.end() || word.find("…") != std::string::npos)
      return false;
  }
  return count > 2;  // more than the program and what it is asked for
}

}  // namespace

Outcome run_commands(const std::string& group, bool in_full) {
  Outcome outcome;
  for (const std::string& page : group_of(group).pages) {
    const Workplace workplace(page);
    for (const Shown& shown : commands_of(page))
      judge(outcome, place(page, shown.line), shown.command, problem_of(shown, workplace, in_full));
  }
  return outcome;
}

Outcome run_commands_in_text(const std::string& group) {
  Outcome outcome;
  std::set<std::string> done;
  for (const std::string& page : group_of(group).pages) {
    const Workplace workplace(page);
    for (const Span& span : code_spans_of(page)) {
      if (!span.text.starts_with("doublecheck ") || !is_complete(span.text) || !done.insert(span.text).second) continue;
      const Shortened* shorter = shortened(span.text);
      const Ran ran = workplace.run(shorter == nullptr ? span.text : shorter->instead);
      judge(outcome, place(page, span.line), span.text, problem_of_status(ran, false));
    }
  }
  return outcome;
}

std::size_t lines_with_commands(const std::string& page) {
  std::size_t count = 0;
  bool in_block = false;
  for (const std::string& line : lines_of(repository() / page)) {
    if (line.starts_with("```")) in_block = !in_block;
    const bool is_command = line.starts_with("$ ") || line.starts_with("doublecheck ") || line.starts_with("./dev ") ||
                            line.starts_with("bench/");
    if ((in_block && is_command) || line.starts_with("<!-- output of: ")) ++count;
  }
  return count;
}

}  // namespace doublecheck::tests
