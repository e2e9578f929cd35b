#include "engine/crew.hpp"

#include <system_error>

#include "checker/assert.hpp"

namespace doublecheck::engine {

Crew::~Crew() {
  {
    const std::scoped_lock lock(mutex_);
    is_over_ = true;
  }
  begun_.notify_all();
  for (std::thread& thread : threads_) thread.join();
}

std::size_t Crew::hire(std::size_t wanted) {
  CHECKER_ASSERT(wanted >= 1);
  threads_.reserve(wanted - 1);  // or one that was started could not be kept
  while (threads_.size() + 1 < wanted) {
    try {
      threads_.emplace_back([this, number = threads_.size() + 1, round = round_] { wait_for_work(number, round); });
    } catch (const std::system_error&) {
      return threads_.size() + 1;
    }
  }
  return wanted;
}

void Crew::run(std::size_t count, const std::function<void(std::size_t)>& work) {
  if (count == 1) return work(0);
  CHECKER_ASSERT(1 <= count && count <= threads_.size() + 1);
  failures_.assign(count, nullptr);
  {
    const std::scoped_lock lock(mutex_);
    work_ = &work;
    wanted_ = count;
    working_ = count - 1;
    ++round_;
  }
  begun_.notify_all();
  carry_out(0);
  {
    std::unique_lock lock(mutex_);
    done_.wait(lock, [this] { return working_ == 0; });
  }
  for (const std::exception_ptr& failure : failures_) {
    if (failure) std::rethrow_exception(failure);
  }
}

void Crew::carry_out(std::size_t number) {
  try {
    (*work_)(number);
  } catch (...) {
    failures_[number] = std::current_exception();
  }
}

void Crew::wait_for_work(std::size_t number, std::uint64_t round) {
  std::unique_lock lock(mutex_);
  while (true) {
    begun_.wait(lock, [&] { return is_over_ || round_ != round; });
    if (is_over_) return;
    round = round_;
    if (number >= wanted_) continue;
    lock.unlock();
    carry_out(number);
    lock.lock();
    if (--working_ == 0) done_.notify_one();
  }
}

}  // namespace doublecheck::engine
