#include "population/crew.hpp"

#include <utility>

namespace doublecheck::population {
namespace {

/// Waits until the value is no longer this one: at first without giving the processor away, for work comes soon.
template <class T>
void await_change(const std::atomic<T>& value, T from) {
  constexpr int kSpins = 4000;
  for (int i = 0; i < kSpins; ++i) {
    if (value.load(std::memory_order_acquire) != from) return;
#if defined(__x86_64__)
    __builtin_ia32_pause();
#endif
  }
  while (value.load(std::memory_order_acquire) == from) value.wait(from);
}

}  // namespace

Crew::Crew(unsigned size) : size_(size), thrown_(size) {
  for (unsigned number = 1; number < size; ++number) threads_.emplace_back([this, number] { serve(number); });
}

Crew::~Crew() {
  over_ = true;
  ++round_;
  round_.notify_all();
  for (std::thread& thread : threads_) thread.join();
}

void Crew::all(const std::function<void(unsigned)>& work) {
  work_ = &work;
  busy_.store(size_ - 1, std::memory_order_relaxed);
  round_.fetch_add(1, std::memory_order_release);
  if (size_ > 1) round_.notify_all();
  try {
    work(0);
  } catch (...) {
    thrown_[0] = std::current_exception();
  }
  for (unsigned left = busy_.load(std::memory_order_acquire); left != 0; left = busy_.load(std::memory_order_acquire)) {
    await_change(busy_, left);
  }
  for (std::exception_ptr& thrown : thrown_) {
    if (thrown) std::rethrow_exception(std::exchange(thrown, nullptr));
  }
}

void Crew::serve(unsigned number) {
  for (std::uint32_t round = 0;; ++round) {
    await_change(round_, round);
    if (over_) return;
    try {
      (*work_)(number);
    } catch (...) {
      thrown_[number] = std::current_exception();
    }
    if (busy_.fetch_sub(1, std::memory_order_acq_rel) == 1) busy_.notify_all();
  }
}

}  // namespace doublecheck::population
