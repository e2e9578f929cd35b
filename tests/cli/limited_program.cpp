#include "tests/cli/limited_program.hpp"

#include <poll.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <csignal>
#include <cstddef>
#include <stdexcept>

namespace doublecheck::tests {
namespace {

constexpr rlim_t kProcessorSecondsMax = 20;
/// Who waits for something takes no time of the processor.
constexpr int kSilentMillisecondsMax = 60'000;
constexpr std::size_t kOutputBytesMax = std::size_t{1} << 20U;

#if defined(__SANITIZE_ADDRESS__)
constexpr bool kIsSanitized = true;
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
constexpr bool kIsSanitized = true;
#else
constexpr bool kIsSanitized = false;
#endif
#else
constexpr bool kIsSanitized = false;
#endif

/// Never returns.
[[noreturn]] void become(const std::vector<std::string>& arguments, int output) {
  const rlimit processor{kProcessorSecondsMax, kProcessorSecondsMax + 1};
  setrlimit(RLIMIT_CPU, &processor);
  const rlimit none{0, 0};
  setrlimit(RLIMIT_CORE, &none);
  const rlimit addresses{rlim_t{1} << 31U, rlim_t{1} << 31U};
  if (!kIsSanitized) setrlimit(RLIMIT_AS, &addresses);
  std::vector<char*> words = {const_cast<char*>(DOUBLECHECK_PROGRAM)};
  for (const std::string& argument : arguments) words.push_back(const_cast<char*>(argument.c_str()));
  words.push_back(nullptr);
  dup2(output, STDOUT_FILENO);
  dup2(output, STDERR_FILENO);
  close(output);
  execv(DOUBLECHECK_PROGRAM, words.data());
  _exit(127);
}

double seconds_of(const timeval& time) {
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
}

}  // namespace

Taken run_limited(const std::vector<std::string>& arguments) {
  std::array<int, 2> ends{};
  if (pipe(ends.data()) != 0) throw std::runtime_error("no pipe");
  const auto start = std::chrono::steady_clock::now();
  const pid_t child = fork();
  if (child < 0) throw std::runtime_error("no process");
  if (child == 0) {
    close(ends[0]);
    become(arguments, ends[1]);
  }
  close(ends[1]);
  Taken taken;
  std::array<char, 65536> buffer{};
  for (ssize_t size = 1; size > 0;) {
    pollfd said{ends[0], POLLIN, 0};
    if (poll(&said, 1, kSilentMillisecondsMax) == 0) kill(child, SIGKILL);
    size = read(ends[0], buffer.data(), buffer.size());
    if (size > 0 && taken.output.size() < kOutputBytesMax) {
      taken.output.append(buffer.data(), static_cast<std::size_t>(size));
    }
  }
  close(ends[0]);
  int raw = 0;
  rusage usage{};
  wait4(child, &raw, 0, &usage);
  taken.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  taken.status = WIFEXITED(raw) ? WEXITSTATUS(raw) : 128 + WTERMSIG(raw);
  taken.processor_seconds = seconds_of(usage.ru_utime) + seconds_of(usage.ru_stime);
  taken.peak_bytes = static_cast<std::size_t>(usage.ru_maxrss) * 1024;
  return taken;
}

}  // namespace doublecheck::tests
