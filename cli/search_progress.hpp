/// The progress of a search in one line: what was found, how fast, and how much of each limit is left.
#pragma once

#include "checker/counts.hpp"
#include "checker/limits.hpp"

#include <cstdint>
#include <mutex>
#include <string>

namespace doublecheck::cli {

/// States a second of late: over the last seconds, not since the start, so that it shows when a search slows down and
/// is right where a search goes on from a checkpoint.
class SearchRate {
 public:
  /// `seconds` never falls, but for a new search.
  double update(std::uint64_t states, double seconds);

 private:
  static constexpr double kSecondsMin = 2;  // that a rate is taken over, once so many have passed

  struct Sample {
    std::uint64_t states = 0;
    double seconds = 0;
  };

  Sample from_;
  Sample next_;
  bool has_begun_ = false;
};

/// For example "1,200,000 states, 5.1 million/s, depth 17, 80,000 waiting, 21 MiB of 8 GiB, 240 ms of 60 s; 99 % of the
/// time left", where the limit that is named last is the nearest.
std::string search_progress_text(const checker::Counts& counts, const checker::Limits& limits, double seconds,
                                 double states_a_second);

/// Makes the lines of one search after the other. May be called from any thread.
class SearchProgress {
 public:
  explicit SearchProgress(checker::Limits limits) : limits_(limits) {}

  std::string line(const checker::Counts& counts, double seconds);

 private:
  checker::Limits limits_;
  std::mutex mutex_;
  SearchRate rate_;
};

}  // namespace doublecheck::cli
