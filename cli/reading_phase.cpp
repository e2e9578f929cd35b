#include "cli/reading_phase.hpp"

#include "cli/exit_status.hpp"
#include "cli/terminal.hpp"

#include <sys/time.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <csignal>
#include <cstdio>
#include <string_view>

namespace doublecheck::cli {
namespace {

std::atomic<bool> is_reading{false};
static_assert(std::atomic<bool>::is_always_lock_free, "signal handlers look at it");

/// Only what a signal handler may do.
[[noreturn]] void end(std::string_view reason) noexcept {
  const ssize_t written = write(STDERR_FILENO, reason.data(), reason.size());
  static_cast<void>(written);  // there is nobody left to tell
  _exit(static_cast<int>(ExitStatus::inconclusive));
}

void on_time_out(int /*signal*/) {
  if (is_reading) end("error: the limit on time was hit while files were read; nothing was decided\n");
}

/// 0: never.
void ring_after(double seconds) {
  constexpr double kMicrosecondsPerSecond = 1e6;
  constexpr double kLongest = 1e8;  // three years, which every timer can hold
  const double whole = std::floor(std::min(seconds, kLongest));
  itimerval timer{};
  timer.it_value.tv_sec = static_cast<time_t>(whole);
  timer.it_value.tv_usec = static_cast<suseconds_t>((std::min(seconds, kLongest) - whole) * kMicrosecondsPerSecond);
  if (seconds > 0 && timer.it_value.tv_sec == 0 && timer.it_value.tv_usec == 0) timer.it_value.tv_usec = 1;
  setitimer(ITIMER_REAL, &timer, nullptr);
}

}  // namespace

ReadingPhase::ReadingPhase(std::optional<double> seconds_max) {
  std::fflush(stdout);  // what was told before stays told
  is_reading = true;
  if (is_interrupted()) end_if_reading();  // it came just before
  if (!seconds_max) return;
  std::signal(SIGALRM, on_time_out);
  ring_after(*seconds_max);
}

ReadingPhase::~ReadingPhase() {
  ring_after(0);
  is_reading = false;
}

void end_if_reading() noexcept {
  if (is_reading) end("error: interrupted while files were read; nothing was decided\n");
}

}  // namespace doublecheck::cli
