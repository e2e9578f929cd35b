/// Standard output and standard error: all that the program says goes through here, so that what could not be said is
/// known at its end.
#pragma once

#include "cli/exit_status.hpp"
#include "escape/terminal_text.hpp"

#include <string_view>

namespace doublecheck::cli {

/// To be called before anything else. Closed standard streams are taken by what fails to be read or written, so that no
/// file that is opened later gets their place; a reader that went away (SIGPIPE) and a file that may not grow (SIGXFSZ)
/// are errors of writing and end nothing.
void prepare_standard_streams();

/// What fails is remembered until the end, and throws nothing. From any thread.
void write_out(const escape::TerminalText& text);
void write_error(const escape::TerminalText& text);

/// A format of ours; what is put into it is made printable.
template <class... Arguments>
void print_out(escape::TerminalText::Format<Arguments...> format, const Arguments&... arguments) {
  write_out(escape::TerminalText(format, arguments...));
}

template <class... Arguments>
void print_error(escape::TerminalText::Format<Arguments...> format, const Arguments&... arguments) {
  write_error(escape::TerminalText(format, arguments...));
}

/// A whole document of another kind than lines for a terminal: JSON, HTML, a graph.
void write_document(std::string_view document);

/// A line on standard error of what is under way. Nothing is remembered, for whether there is such a line depends on
/// the speed of the machine, and the exit status must not.
void write_progress(const escape::TerminalText& line);

/// On a terminal: takes the line on which the cursor stands away, and writes another.
void rewrite_progress(const escape::TerminalText& line);

/// What was written to standard output so far is seen from now on.
void flush_out();

/// Closes standard output; bad_input if anything that was said on either did not arrive, and as_expected otherwise. Why
/// standard output failed is told on standard error, except that its reader went away, as `head` does: who closes a
/// pipe knows it.
ExitStatus close_standard_streams();

}  // namespace doublecheck::cli
