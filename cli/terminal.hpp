/// The terminal: how to write on it, what is under way, and whether its user wants to stop.
#pragma once

#include "cli/arguments.hpp"
#include "reports/text_style.hpp"
#include "scenarios/diagnostic.hpp"

#include <chrono>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace doublecheck::cli {

/// Colour only where standard output is a terminal and NO_COLOR is not set, unless asked for; the width of COLUMNS.
reports::TextStyle text_style(const Arguments& arguments);

/// On standard output what was drawn for it in that style.
void print_drawn(std::string_view lines, const Arguments& arguments);

void print_diagnostics(const std::vector<scenarios::Diagnostic>& diagnostics, const Arguments& arguments);

/// Can a person read standard output and answer on standard input?
bool is_on_terminal();

/// From now on SIGINT and SIGTERM set a flag instead of ending the program; a second one ends it.
void catch_interrupts();
bool is_interrupted();

/// One line on standard error that is written over as work goes on. Where that is not a terminal, a plain line every
/// ten seconds, as the log of a long run needs it.
class ProgressLine {
 public:
  explicit ProgressLine(bool wanted);
  ~ProgressLine() { clear(); }
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine(ProgressLine&&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;
  ProgressLine& operator=(ProgressLine&&) = delete;

  /// At most a few times a second, what is too early is not shown; may be called from any thread.
  void show(const std::string& text);
  void clear();

 private:
  bool shown_ = false;
  bool wanted_;
  bool is_terminal_;
  std::chrono::steady_clock::time_point last_;
  std::mutex mutex_;
};

}  // namespace doublecheck::cli
