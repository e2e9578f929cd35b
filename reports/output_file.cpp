#include "reports/output_file.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <fstream>
#include <system_error>

namespace doublecheck::reports {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void fail(const fs::path& path, const std::string& reason) {
  throw OutputError(fmt::format("cannot write {}: {}", path.string(), reason));
}

std::string last_error() { return errno == 0 ? "the device reports an error" : std::generic_category().message(errno); }

// Writes and closes; false, with errno telling why, if that did not succeed.
bool write_all(const fs::path& path, std::string_view bytes) {
  errno = 0;
  std::ofstream stream(path, std::ios::binary | std::ios::trunc);
  stream.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  stream.close();
  return !stream.fail();
}

// Where a chain of symbolic links ends.
fs::path resolved(const fs::path& path) {
  std::error_code error;
  if (!fs::is_symlink(path, error)) return path;
  const fs::path target = fs::weakly_canonical(path, error);
  return error ? path : target;
}

}  // namespace

void write_atomically(const fs::path& path, std::string_view bytes) {
  const fs::path target = resolved(path);
  std::error_code error;
  const fs::file_status status = fs::status(target, error);
  if (fs::is_directory(status)) fail(path, "it is a directory");
  if (fs::exists(status) && !fs::is_regular_file(status)) {
    if (!write_all(target, bytes)) fail(path, last_error());
    return;
  }
  fs::path beside = target;
  // Two processes that write the same report do not meet in the new file.
  beside += fmt::format(".{}.new", getpid());
  if (!write_all(beside, bytes)) {
    const std::string reason = last_error();
    fs::remove(beside, error);
    fail(path, reason);
  }
  fs::rename(beside, target, error);
  if (error) {
    const std::string reason = error.message();
    fs::remove(beside, error);
    fail(path, reason);
  }
}

}  // namespace doublecheck::reports
