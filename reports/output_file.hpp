/// Writing results to files: opened before the work whose results they take, all of it or nothing.
#pragma once

#include <filesystem>
#include <stdexcept>
#include <string>
#include <string_view>

namespace doublecheck::reports {

/// A file that could not be written. The message names the file and the reason.
class OutputError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// What two names of one file have in common: symbolic and hard links lead to the same identity. Of a file that is not
/// there yet it is that of its folder with its name. Empty if there is no such folder, and for /dev/null, which as many
/// as like may name.
std::string identity_of(const std::filesystem::path& path);

/// Is that a file, a pipe or a terminal to which standard output or standard error goes, by this name or another?
bool is_standard_stream(const std::filesystem::path& path);

/// A file that is written as a whole. Readers of its path see the old content or all of the new one: that is written
/// to a new file beside it, which is there from the start, takes the old file's mode (as far as it may, its owner,
/// too) and at the end its name. A symbolic link stays, and what it points to is replaced. What is no regular file (a
/// device, a pipe) is opened at once and written to directly.
class OutputFile {
 public:
  /// Opens. Throws OutputError; then nothing is left behind.
  explicit OutputFile(std::filesystem::path path);
  /// Without `write`, nothing is left behind.
  ~OutputFile();
  OutputFile(OutputFile&& other) noexcept;
  OutputFile(const OutputFile&) = delete;
  OutputFile& operator=(const OutputFile&) = delete;
  OutputFile& operator=(OutputFile&&) = delete;

  /// Throws OutputError; then nothing is left behind. REQUIRES: it is called once.
  void write(std::string_view bytes);

  const std::filesystem::path& path() const { return path_; }

 private:
  void open_beside();
  void open_in_place();
  void close_and_remove() noexcept;

  std::filesystem::path path_;    // as given
  std::filesystem::path target_;  // what is replaced at the end
  std::filesystem::path beside_;  // what takes its name; empty if that is no regular file, and once it is over
  int descriptor_ = -1;
};

/// Opens, writes and closes. Throws OutputError; then nothing is left behind.
void write_atomically(const std::filesystem::path& path, std::string_view bytes);

}  // namespace doublecheck::reports
