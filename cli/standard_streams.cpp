#include "cli/standard_streams.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <string>
#include <system_error>

namespace doublecheck::cli {
namespace {

/// The first failure of each as its error number; 0 for none.
std::atomic<int> out_failure{0};
std::atomic<int> error_failure{0};

void remember(std::atomic<int>& failure) {
  int none = 0;
  failure.compare_exchange_strong(none, errno == 0 ? EIO : errno);
}

void write(std::FILE* stream, std::string_view text, std::atomic<int>& failure) {
  if (failure != 0) return;
  errno = 0;
  if (std::fwrite(text.data(), 1, text.size(), stream) != text.size()) remember(failure);
}

void write_unwatched(const std::string& text) {
  std::fwrite(text.data(), 1, text.size(), stderr);
  std::fflush(stderr);
}

std::string words_for(int failure) {
  return failure == EBADF ? "it is closed" : std::generic_category().message(failure);
}

}  // namespace

void prepare_standard_streams() {
  for (const int descriptor : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
    if (fcntl(descriptor, F_GETFD) != -1) continue;
    // The lowest free descriptor is taken, which is this one; using it fails as if it were closed.
    open("/dev/null", descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY);
  }
  std::signal(SIGPIPE, SIG_IGN);
  std::signal(SIGXFSZ, SIG_IGN);
}

void write_out(const escape::TerminalText& text) { write(stdout, text.bytes(), out_failure); }

void write_error(const escape::TerminalText& text) { write(stderr, text.bytes(), error_failure); }

void write_document(std::string_view document) { write(stdout, document, out_failure); }

void write_progress(const escape::TerminalText& line) { write_unwatched(line.bytes() + "\n"); }

void rewrite_progress(const escape::TerminalText& line) { write_unwatched("\r\x1b[K" + line.bytes()); }

void flush_out() {
  errno = 0;
  if (std::fflush(stdout) != 0) remember(out_failure);
}

ExitStatus close_standard_streams() {
  // What was buffered fails here, and what a network or a quota refuses when a file is closed.
  errno = 0;
  if (std::fclose(stdout) != 0) remember(out_failure);
  if (out_failure != 0 && out_failure != EPIPE) {
    print_error("error: cannot write to standard output: {}\n", words_for(out_failure));
  }
  return out_failure == 0 && error_failure == 0 ? ExitStatus::as_expected : ExitStatus::bad_input;
}

}  // namespace doublecheck::cli
