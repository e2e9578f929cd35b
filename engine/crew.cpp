#include "engine/crew.hpp"

namespace doublecheck::engine {

Crew::~Crew() {
  {
    const std::scoped_lock lock(mutex_);
    is_over_ = true;
  }
  begun_.notify_all();
  for (std::thread& thread : threads_) thread.join();
}

void Crew::run(std::size_t count, const std::function<void(std::size_t)>& work) {
  if (count == 1) return work(0);
  while (threads_.size() + 1 < count) {
    threads_.emplace_back([this, number = threads_.size() + 1, round = round_] { wait_for_work(number, round); });
  }
  {
    const std::scoped_lock lock(mutex_);
    work_ = &work;
    wanted_ = count;
    working_ = count - 1;
    ++round_;
  }
  begun_.notify_all();
  work(0);
  std::unique_lock lock(mutex_);
  done_.wait(lock, [this] { return working_ == 0; });
}

void Crew::wait_for_work(std::size_t number, std::uint64_t round) {
  std::unique_lock lock(mutex_);
  while (true) {
    begun_.wait(lock, [&] { return is_over_ || round_ != round; });
    if (is_over_) return;
    round = round_;
    if (number >= wanted_) continue;
    const auto& work = *work_;
    lock.unlock();
    work(number);
    lock.lock();
    if (--working_ == 0) done_.notify_one();
  }
}

}  // namespace doublecheck::engine
