#include "population/crew.hpp"

#include <system_error>
#include <utility>

namespace doublecheck::population {
namespace {

/// Waits until the value is no longer this one. Work comes again within a tenth of a millisecond, and to be woken takes
/// as long: only who has waited much longer sleeps. Whoever else wants the processor gets it after a moment.
template <class T>
void await_change(const std::atomic<T>& value, T from) {
  constexpr int kSpins = 2000;
  constexpr int kYields = 5000;
  for (int i = 0; i < kSpins; ++i) {
    if (value.load(std::memory_order_acquire) != from) return;
#if defined(__x86_64__)
    __builtin_ia32_pause();
#endif
  }
  for (int i = 0; i < kYields; ++i) {
    if (value.load(std::memory_order_acquire) != from) return;
    std::this_thread::yield();
  }
  while (value.load(std::memory_order_acquire) == from) value.wait(from);
}

}  // namespace

Crew::Crew(unsigned size) : size_(size), claims_(size), thrown_(size) {
  threads_.reserve(size - 1);  // or one that was started could not be kept
  try {
    for (unsigned number = 1; number < size; ++number) threads_.emplace_back([this, number] { serve(number); });
  } catch (const std::system_error&) {
    // The system gives no more threads: those that there are do the pieces of the others, too.
  }
}

Crew::~Crew() {
  over_ = true;
  ++round_;
  round_.notify_all();
  for (std::thread& thread : threads_) thread.join();
}

void Crew::all(const std::function<void(unsigned)>& work) {
  const std::uint64_t round = round_.load(std::memory_order_relaxed) + 1;
  work_ = &work;
  undone_.store(size_, std::memory_order_relaxed);
  for (Claim& claim : claims_) claim.store(2 * round, std::memory_order_release);
  round_.store(round, std::memory_order_release);
  if (size_ > 1) round_.notify_all();
  for (unsigned piece = 0; piece < size_; ++piece) {
    if (claim(piece, round)) carry_out(piece);
  }
  for (unsigned left = undone_.load(std::memory_order_acquire); left != 0;
       left = undone_.load(std::memory_order_acquire)) {
    await_change(undone_, left);
  }
  for (std::exception_ptr& thrown : thrown_) {
    if (thrown) std::rethrow_exception(std::exchange(thrown, nullptr));
  }
}

/// Fails for a piece of another round, too.
bool Crew::claim(unsigned piece, std::uint64_t round) {
  std::uint64_t expected = 2 * round;
  return claims_[piece].compare_exchange_strong(expected, expected + 1, std::memory_order_acq_rel);
}

void Crew::carry_out(unsigned piece) {
  try {
    (*work_)(piece);
  } catch (...) {
    thrown_[piece] = std::current_exception();
  }
  if (undone_.fetch_sub(1, std::memory_order_acq_rel) == 1) undone_.notify_all();
}

void Crew::serve(unsigned number) {
  for (std::uint64_t seen = 0;;) {
    await_change(round_, seen);
    seen = round_.load(std::memory_order_acquire);
    if (over_) return;
    for (unsigned i = 0; i < size_; ++i) {
      const unsigned piece = (number + i) % size_;
      if (claim(piece, seen)) carry_out(piece);
    }
  }
}

}  // namespace doublecheck::population
