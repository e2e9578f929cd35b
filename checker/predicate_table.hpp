/// The truth of each predicate in each state, as bits.
#pragma once

#include <cstdint>
#include <string>

#include "checker/chunked_vector.hpp"
#include "checker/state_store.hpp"

namespace doublecheck::checker {

/// One row for each state, in whole bytes; no bytes at all without predicates.
class PredicateTable {
 public:
  explicit PredicateTable(std::size_t predicate_count = 0) : row_bytes_((predicate_count + 7) / 8) {}

  /// Adds the row of the next state, all false.
  void add_row() {
    for (std::size_t byte = 0; byte < row_bytes_; ++byte) bits_.push_back(0);
  }

  /// Makes a predicate true in the last row. REQUIRES: predicate < predicate_count.
  void set(std::size_t predicate) {
    std::uint8_t& byte = bits_[bits_.size() - row_bytes_ + predicate / 8];
    byte = static_cast<std::uint8_t>(byte | mask(predicate));
  }

  /// REQUIRES: the state has a row, predicate < predicate_count.
  bool test(StateId state, std::size_t predicate) const {
    return (bits_[state * row_bytes_ + predicate / 8] & mask(predicate)) != 0;
  }

  /// The truth of the predicates from `first` on: bit i stands for the i-th of them.
  /// REQUIRES: the state has a row, first + count <= predicate_count, count <= 64.
  std::uint64_t letter(StateId state, std::size_t first, std::size_t count) const {
    std::uint64_t letter = 0;
    for (std::size_t i = 0; i < count; ++i) letter |= std::uint64_t{test(state, first + i)} << i;
    return letter;
  }

  /// Appends all of a state's row: equal bytes, equal truth of all predicates. REQUIRES: the state has a row.
  void append_row(StateId state, std::string& bytes) const {
    for (std::size_t byte = 0; byte < row_bytes_; ++byte) {
      bytes.push_back(static_cast<char>(bits_[state * row_bytes_ + byte]));
    }
  }

  std::uint64_t bytes() const { return bits_.bytes(); }

 private:
  static constexpr unsigned mask(std::size_t predicate) { return 1U << (predicate % 8); }

  std::size_t row_bytes_;
  ChunkedVector<std::uint8_t> bits_;
};

}  // namespace doublecheck::checker
