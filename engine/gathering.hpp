/// Where the threads of a search come together while one of them works on what all of them use.
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <functional>
#include <mutex>

namespace doublecheck::engine {

class Gathering {
 public:
  explicit Gathering(std::size_t threads) : present_(threads) {}

  /// Asks all to gather. Somebody will call `work` when all have come.
  void call() { is_called_.store(true, std::memory_order_release); }

  /// To be called by each thread again and again. Where a gathering was called, waits for the others; the last to come
  /// does `work` alone, and then all go on.
  void attend(const std::function<void()>& work) {
    if (!is_called_.load(std::memory_order_acquire)) return;
    std::unique_lock lock(mutex_);
    if (!is_called_.load(std::memory_order_relaxed)) return;
    ++waiting_;
    if (waiting_ == present_) return finish(work);
    const std::size_t round = round_;
    changed_.wait(lock, [&] { return round_ != round; });
  }

  /// This thread comes no more.
  void leave(const std::function<void()>& work) {
    const std::scoped_lock lock(mutex_);
    --present_;
    if (is_called_.load(std::memory_order_relaxed) && present_ > 0 && waiting_ == present_) finish(work);
  }

 private:
  void finish(const std::function<void()>& work) {
    work();
    waiting_ = 0;
    ++round_;
    is_called_.store(false, std::memory_order_release);
    changed_.notify_all();
  }

  std::mutex mutex_;
  std::condition_variable changed_;
  std::atomic<bool> is_called_{false};
  std::size_t present_;
  std::size_t waiting_ = 0;
  std::size_t round_ = 0;
};

}  // namespace doublecheck::engine
