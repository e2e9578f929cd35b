#include "cli/terminal.hpp"
#include "cli/standard_streams.hpp"

#include "cli/reading_phase.hpp"

#include <fmt/format.h>

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <csignal>
#include <cstdlib>

namespace doublecheck::cli {
namespace {

std::atomic<bool> interrupt_seen{false};

void on_signal(int signal) {
  end_if_reading();
  interrupt_seen = true;
  std::signal(signal, SIG_DFL);
}

bool wants_colour(const Arguments& arguments, int descriptor) {
  switch (arguments.colour) {
    case Colour::always:
      return true;
    case Colour::never:
      return false;
    case Colour::automatic:
      break;
  }
  const char* no_color = std::getenv("NO_COLOR");
  return (no_color == nullptr || *no_color == '\0') && isatty(descriptor) == 1;
}

/// Of standard error; as many as any text has where it does not say.
std::size_t columns_of_terminal() {
  winsize size{};
  const bool is_known = ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 1;
  return is_known ? size.ws_col : std::size_t{1000};
}

}  // namespace

reports::TextStyle text_style(const Arguments& arguments) {
  reports::TextStyle style;
  style.colour = wants_colour(arguments, STDOUT_FILENO);
  style.unicode = !arguments.ascii;
  if (const char* columns = std::getenv("COLUMNS")) {
    const unsigned long width = std::strtoul(columns, nullptr, 10);
    if (width > 0) style.width = std::clamp<std::size_t>(width, 60, 200);
  }
  return style;
}

void print_diagnostics(const std::vector<scenarios::Diagnostic>& diagnostics, const Arguments& arguments) {
  const bool colour = wants_colour(arguments, STDERR_FILENO);
  for (const scenarios::Diagnostic& diagnostic : diagnostics) {
    write_error(escape::TerminalText::drawn(scenarios::to_text(diagnostic, colour), colour));
  }
}

void print_drawn(std::string_view lines, const Arguments& arguments) {
  write_out(escape::TerminalText::drawn(lines, text_style(arguments).colour));
}

bool is_on_terminal() { return isatty(STDIN_FILENO) == 1 && isatty(STDOUT_FILENO) == 1; }

void catch_interrupts() {
  std::signal(SIGINT, on_signal);
  std::signal(SIGTERM, on_signal);
  // A file that may not grow any more is told of by the call that writes to it.
  std::signal(SIGXFSZ, SIG_IGN);
}

bool is_interrupted() { return interrupt_seen; }

ProgressLine::ProgressLine(bool wanted) : wanted_(wanted), is_terminal_(isatty(STDERR_FILENO) == 1) {
  if (!is_terminal_) last_ = std::chrono::steady_clock::now();  // what is over soon needs no line
}

void ProgressLine::show(const std::string& text) {
  const auto pause = is_terminal_ ? std::chrono::milliseconds(200) : std::chrono::seconds(10);
  const std::lock_guard lock(mutex_);
  const auto now = std::chrono::steady_clock::now();
  if (!wanted_ || now - last_ < pause) return;
  last_ = now;
  if (is_terminal_) {
    shown_ = true;
    // A line that is wrapped could not be written over.
    rewrite_progress(escape::TerminalText("{}", text.substr(0, columns_of_terminal() - 1)));
  } else {
    write_progress(escape::TerminalText("{}", text));
  }
}

void ProgressLine::clear() {
  const std::lock_guard lock(mutex_);
  if (!shown_) return;
  rewrite_progress(escape::TerminalText(""));
  shown_ = false;
}

}  // namespace doublecheck::cli
