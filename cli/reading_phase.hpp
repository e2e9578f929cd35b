/// The phase in which files are read and formulas are built: nothing is decided yet, so that a signal and the limit on
/// time end the program there and then, however long the reader would take.
#pragma once

#include <optional>

namespace doublecheck::cli {

/// While one lives, SIGINT and SIGTERM end the program with status 3, and so do `seconds_max` if they pass: a run that
/// is cut short is inconclusive. REQUIRES: no other lives; no thread runs; no output is open.
class ReadingPhase {
 public:
  explicit ReadingPhase(std::optional<double> seconds_max = std::nullopt);
  ~ReadingPhase();
  ReadingPhase(const ReadingPhase&) = delete;
  ReadingPhase(ReadingPhase&&) = delete;
  ReadingPhase& operator=(const ReadingPhase&) = delete;
  ReadingPhase& operator=(ReadingPhase&&) = delete;
};

/// To be called by whoever handles a signal, as the first thing. Ends the program if files are being read.
void end_if_reading() noexcept;

}  // namespace doublecheck::cli
