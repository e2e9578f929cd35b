/// The crew: threads that do the same piece of work at the same time, thousands of times a second.
#pragma once

#include <atomic>
#include <cstdint>
#include <exception>
#include <functional>
#include <thread>
#include <vector>

namespace doublecheck::population {

class Crew {
 public:
  /// The calling thread is one of them. REQUIRES: size ≥ 1.
  explicit Crew(unsigned size);
  ~Crew();
  Crew(const Crew&) = delete;
  Crew& operator=(const Crew&) = delete;

  unsigned size() const { return size_; }

  /// Calls work(0) to work(size - 1), each on a thread of its own, and returns when all have. What one throws is thrown.
  void all(const std::function<void(unsigned)>& work);

 private:
  void serve(unsigned number);

  unsigned size_;
  const std::function<void(unsigned)>* work_ = nullptr;
  std::atomic<std::uint32_t> round_{0};
  std::atomic<unsigned> busy_{0};
  std::atomic<bool> over_{false};
  std::vector<std::exception_ptr> thrown_;
  std::vector<std::thread> threads_;
};

}  // namespace doublecheck::population
