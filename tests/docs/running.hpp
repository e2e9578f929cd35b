/// A folder in which the commands of a page are run, as a reader would run them in a clone.
#pragma once

#include <filesystem>
#include <string>

#include "tests/docs/pages.hpp"

namespace doublecheck::tests {

struct Ran {
  int status = -1;
  Lines output;        // standard output
  std::string errors;  // standard error
};

class Workplace {
 public:
  /// With the scenarios and the pages of the repository (these as copies, for a command may write into one), and the
  /// programs `doublecheck` and `dot` in the search path. The latter only looks whether it is given a graph.
  Workplace();
  /// The same, with the files that the page itself shows.
  explicit Workplace(const std::string& page);
  ~Workplace();
  Workplace(const Workplace&) = delete;
  Workplace& operator=(const Workplace&) = delete;

  /// Through the shell; a pipe fails if one of its commands does.
  [[nodiscard]] Ran run(const std::string& command) const;

  void write(const std::string& name, const Lines& lines) const;
  [[nodiscard]] bool has(const std::string& path) const;

 private:
  std::filesystem::path folder_;
};

}  // namespace doublecheck::tests
