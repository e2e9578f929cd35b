/// The crew: threads that share pieces of work thousands of times a second.
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

  /// Calls work(0) to work(size - 1), as far as there are idle threads at the same time, and returns when all are done.
  /// Nobody waits for a thread that is busy elsewhere: who is done takes over what has not begun. What one throws is
  /// thrown.
  void all(const std::function<void(unsigned)>& work);

 private:
  /// A round's number, and whether the piece has been taken.
  using Claim = std::atomic<std::uint64_t>;

  bool claim(unsigned piece, std::uint64_t round);
  void carry_out(unsigned piece);
  void serve(unsigned number);

  unsigned size_;
  const std::function<void(unsigned)>* work_ = nullptr;
  std::atomic<std::uint64_t> round_{0};
  std::vector<Claim> claims_;
  std::atomic<unsigned> undone_{0};
  std::atomic<bool> over_{false};
  std::vector<std::exception_ptr> thrown_;
  std::vector<std::thread> threads_;
};

}  // namespace doublecheck::population
