/// Threads that are started once and wait between pieces of work: a search has a level every millisecond or so, and
/// each new thread would fill memory of its own anew.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <exception>
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

  /// Starts threads, so that `wanted` can work at once, of which the caller is one. Returns how many can: fewer where
  /// the system gives no more. REQUIRES: wanted >= 1.
  std::size_t hire(std::size_t wanted);

  /// Runs `work(i)` for each i below `count`, by as many threads at once, of which the caller is number 0. When all
  /// have ended, throws what the lowest of them has thrown. REQUIRES: 1 <= count <= what `hire` has returned at some
  /// time, and no other call is under way.
  void run(std::size_t count, const std::function<void(std::size_t)>& work);

 private:
  void wait_for_work(std::size_t number, std::uint64_t round);
  void carry_out(std::size_t number);

  std::mutex mutex_;  // for all below but failures_, of which each thread has its own
  std::condition_variable begun_;
  std::condition_variable done_;
  const std::function<void(std::size_t)>* work_ = nullptr;
  std::size_t wanted_ = 0;  // of this round
  std::size_t working_ = 0;
  std::uint64_t round_ = 0;
  bool is_over_ = false;
  std::vector<std::exception_ptr> failures_;  // of this round, by number

  std::vector<std::thread> threads_;  // the first is number 1
};

}  // namespace doublecheck::engine
