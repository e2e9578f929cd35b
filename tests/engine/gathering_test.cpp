#include "engine/gathering.hpp"

#include <thread>
#include <vector>

#include "tests/catch.hpp"

namespace doublecheck::tests {

using engine::Gathering;

TEST_CASE("one thread that called a gathering does the work at once, and once") {
  Gathering gathering(1);
  int works = 0;
  gathering.attend([&] { ++works; });
  CHECK(works == 0);
  gathering.call();
  gathering.call();
  gathering.attend([&] { ++works; });
  gathering.attend([&] { ++works; });
  CHECK(works == 1);
}

TEST_CASE("the work is done while no other thread is at anything") {
  constexpr int kThreads = 4;
  constexpr int kSteps = 2'000;
  Gathering gathering(kThreads);
  std::atomic<int> busy{0};
  std::atomic<int> wrong{0};
  int works = 0;  // for the one who works
  const auto work = [&] {
    if (busy != 0) ++wrong;
    ++works;
  };
  std::vector<std::thread> threads;
  for (int thread = 0; thread < kThreads; ++thread) {
    threads.emplace_back([&, thread] {
      for (int step = 0; step < kSteps * (thread + 1) / kThreads; ++step) {  // some leave early
        ++busy;
        if (step % 50 == 7 * thread) gathering.call();
        --busy;
        gathering.attend(work);
      }
      gathering.leave(work);
    });
  }
  for (std::thread& thread : threads) thread.join();
  CHECK(wrong == 0);
  CHECK(works >= kSteps / 50);
  CHECK(works <= 4 * kSteps / 50);
}

TEST_CASE("who waits for a thread that leaves goes on") {
  Gathering gathering(2);
  int works = 0;
  std::atomic<bool> is_coming{false};
  gathering.call();
  std::thread other([&] {
    is_coming = true;
    gathering.attend([&] { ++works; });
    gathering.leave([&] { ++works; });
  });
  while (!is_coming) std::this_thread::yield();
  gathering.leave([&] { ++works; });  // before or after the other has come
  other.join();
  CHECK(works == 1);
}

}  // namespace doublecheck::tests
