/// Searches that are killed again and again while they are kept, and what they say in the end: for tests and for
/// bench/kills.
#pragma once

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <optional>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "engine/counter_random.hpp"

namespace doublecheck::tests {

/// Runs the program without a word. Returns its status; nothing if it ran longer than that and was killed. A signal
/// counts as 128 and its number.
inline std::optional<int> run_and_kill(std::vector<std::string> words, std::optional<std::chrono::microseconds> after) {
  words.insert(words.begin(), DOUBLECHECK_PROGRAM);
  std::vector<char*> pointers;
  for (std::string& word : words) pointers.push_back(word.data());
  pointers.push_back(nullptr);
  const auto start = std::chrono::steady_clock::now();
  const pid_t child = fork();
  if (child < 0) throw std::runtime_error("no process can be had");
  if (child == 0) {
    const int nowhere = open("/dev/null", O_RDWR);
    for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) dup2(nowhere, stream);
    execv(DOUBLECHECK_PROGRAM, pointers.data());
    _exit(127);
  }
  int raw = 0;
  if (after) {
    while (waitpid(child, &raw, WNOHANG) == 0) {
      if (std::chrono::steady_clock::now() - start >= *after) {
        kill(child, SIGKILL);
        waitpid(child, &raw, 0);
        if (WIFSIGNALED(raw) && WTERMSIG(raw) == SIGKILL) return std::nullopt;
        break;
      }
      std::this_thread::sleep_for(std::chrono::microseconds(200));
    }
  } else {
    waitpid(child, &raw, 0);
  }
  return WIFEXITED(raw) ? WEXITSTATUS(raw) : 128 + WTERMSIG(raw);
}

/// All that a check says, but for what is told of the clock, of memory and of what was typed (docs/json.md).
struct Answer {
  int status = -1;
  nlohmann::json result;

  bool operator==(const Answer&) const = default;
};

inline Answer answer_in(const std::string& file, int status) {
  Answer answer{status, {}};
  std::ifstream stream(file);
  if (!stream) return answer;
  answer.result = nlohmann::json::parse(stream);
  for (const char* field : {"seconds", "peak_memory_bytes", "command"}) answer.result.erase(field);
  return answer;
}

/// A check, in words for the program.
struct KilledCheck {
  std::vector<std::string> words;  // without the command
  std::string folder;              // for this alone

  std::vector<std::string> with(const std::vector<std::string>& more) const {
    std::vector<std::string> all = {"check", "--json", folder + "/result.json"};
    all.insert(all.end(), words.begin(), words.end());
    all.insert(all.end(), more.begin(), more.end());
    return all;
  }

  Answer undisturbed() const {
    const std::optional<int> status = run_and_kill(with({"--jobs", "1"}), std::nullopt);
    return answer_in(folder + "/result.json", status.value());
  }
};

struct Kills {
  std::uint64_t kills = 0;
  std::uint64_t resumed = 0;  // runs that found a search in the folder
  std::uint64_t ended = 0;    // searches that were killed, resumed, and came to their end
  std::uint64_t different = 0;
};

inline bool has_search(const std::string& folder) {
  if (!std::filesystem::exists(folder)) return false;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.path().filename() == "search.cbor") return true;
  }
  return false;
}

/// Kills searches at random moments and lets each go on, until it is over or has been killed `most` times, when it may
/// end; and that again, until `wanted` kills have been made. Each end is held against `truth`. Runs have one thread and
/// two by turns. `longest`: about as long as an undisturbed search that is kept takes.
inline Kills kill_and_resume(const KilledCheck& check, const Answer& truth, std::uint64_t wanted, std::uint64_t most,
                             std::chrono::microseconds longest, std::uint64_t seed) {
  const std::string kept = check.folder + "/kept";
  const engine::RandomStream random(seed, 0);
  std::uint64_t runs = 0;
  Kills count;
  while (count.kills < wanted) {
    std::filesystem::remove_all(kept);
    std::filesystem::remove(check.folder + "/result.json");
    std::optional<int> status;
    for (std::uint64_t kills = 0; !status; ++runs) {
      if (has_search(kept)) ++count.resumed;
      const auto words =
          check.with({"--jobs", runs % 2 == 0 ? "1" : "2", "--checkpoint", kept, "--checkpoint-every", "0"});
      const bool may_end = kills == most || count.kills == wanted;
      const auto after = std::chrono::microseconds(random.below(static_cast<std::uint64_t>(longest.count()), runs));
      status = run_and_kill(words, may_end ? std::nullopt : std::optional(after));
      if (status) continue;
      ++kills;
      ++count.kills;
    }
    ++count.ended;
    if (answer_in(check.folder + "/result.json", *status) != truth) ++count.different;
  }
  return count;
}

}  // namespace doublecheck::tests
