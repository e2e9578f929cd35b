/// Threads that are started once and wait between pieces of work: a search has a level every millisecond or so, and
/// each new thread would fill memory of its own anew.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace doublecheck::engine {

class Crew {
 public:
  Crew() = default;
  ~Crew();
  Crew(const Crew&) = delete;
  Crew& operator=(const Crew&) = delete;

  /// Runs `work(i)` for each i below `count`, by as many threads at once, of which the caller is number 0. REQUIRES:
  /// count >= 1, work throws nothing, and no other call is under way.
  void run(std::size_t count, const std::function<void(std::size_t)>& work);

 private:
  void wait_for_work(std::size_t number, std::uint64_t round);

  std::mutex mutex_;  // for all below
  std::condition_variable begun_;
  std::condition_variable done_;
  const std::function<void(std::size_t)>* work_ = nullptr;
  std::size_t wanted_ = 0;  // of this round
  std::size_t working_ = 0;
  std::uint64_t round_ = 0;
  bool is_over_ = false;

  std::vector<std::thread> threads_;  // the first is number 1
};

}  // namespace doublecheck::engine
