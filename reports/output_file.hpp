/// Writing a result to a file, all of it or nothing.
#pragma once

#include <filesystem>
#include <stdexcept>
#include <string_view>

namespace doublecheck::reports {

/// A file that could not be written. The message names the file and the reason.
class OutputError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// Readers of `path` see the old content or all of `bytes`: they are written to a new file beside it, which then takes
/// its name. A symbolic link stays, and what it points to is replaced. What is no regular file (a device, a pipe) is
/// written to directly. Throws OutputError; then nothing is left behind.
void write_atomically(const std::filesystem::path& path, std::string_view bytes);

}  // namespace doublecheck::reports
