#include "cli/reading_phase.hpp"

#include "cli/terminal.hpp"
#include "tests/catch.hpp"

#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <functional>
#include <optional>

using namespace doublecheck::cli;

namespace {

/// The exit status of a process that does this and then ends with 0; -1 if a signal ends it.
int status_after(const std::function<void()>& deed) {
  const pid_t child = fork();
  if (child == 0) {
    close(STDERR_FILENO);
    catch_interrupts();
    deed();
    _exit(0);
  }
  int raw = 0;
  waitpid(child, &raw, 0);
  return WIFEXITED(raw) ? WEXITSTATUS(raw) : -1;
}

}  // namespace

TEST_CASE("a signal while files are read ends the program as inconclusive") {
  for (const int signal : {SIGINT, SIGTERM}) {
    CHECK(status_after([&] {
            const ReadingPhase reading;
            raise(signal);
          }) == 3);
  }
}

TEST_CASE("a signal before files are read is not forgotten") {
  CHECK(status_after([] {
          raise(SIGTERM);
          const ReadingPhase reading;
        }) == 3);
}

TEST_CASE("a signal after files were read is left to whoever asks for it") {
  CHECK(status_after([] {
          {
            const ReadingPhase reading;
          }
          raise(SIGTERM);
          if (!is_interrupted()) _exit(1);
        }) == 0);
}

TEST_CASE("the limit on time ends the reading and nothing else") {
  CHECK(status_after([] {
          const ReadingPhase reading(0.01);
          while (true) pause();
        }) == 3);
  CHECK(status_after([] {
          {
            const ReadingPhase reading(0.05);
          }
          usleep(100'000);
        }) == 0);
  CHECK(status_after([] { const ReadingPhase reading(1e300); }) == 0);
}
