#include "reports/output_file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <chrono>
#include <optional>
#include <system_error>
#include <thread>
#include <utility>

namespace doublecheck::reports {
namespace {

namespace fs = std::filesystem;

using Stat = struct stat;

[[noreturn]] void fail(const fs::path& path, const std::string& reason) {
  throw OutputError(fmt::format("cannot write {}: {}", path.string(), reason));
}

std::string words_for(int error) {
  return error == 0 ? "the device reports an error" : std::generic_category().message(error);
}

/// Of what a chain of symbolic links ends at; nothing if there is none.
std::optional<Stat> status_of(const fs::path& path) {
  Stat status{};
  if (stat(path.c_str(), &status) != 0) return std::nullopt;
  return status;
}

/// Where a chain of symbolic links ends, whether there is a file or not. Of a chain that is a ring, a link of it.
fs::path resolved(fs::path path) {
  constexpr int kLongestChain = 40;  // what Linux follows
  std::error_code error;
  for (int links = 0; links < kLongestChain && fs::is_symlink(path, error); ++links) {
    const fs::path target = fs::read_symlink(path, error);
    if (error) break;
    path = path.parent_path() / target;
  }
  return path;
}

fs::path folder_of(const fs::path& file) { return file.has_parent_path() ? file.parent_path() : fs::path("."); }

std::string words_of(const Stat& status) { return fmt::format("{}:{}", status.st_dev, status.st_ino); }

bool is_the_same(const Stat& a, const Stat& b) { return a.st_dev == b.st_dev && a.st_ino == b.st_ino; }

/// Writes all; an error number, or 0.
int write_all(int descriptor, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return written < 0 ? errno : EIO;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return 0;
}

}  // namespace

std::string identity_of(const fs::path& path) {
  if (const auto status = status_of(path)) {
    const auto sink = status_of("/dev/null");
    return sink && is_the_same(*status, *sink) ? "" : words_of(*status);
  }
  const fs::path target = resolved(path);
  const auto folder = status_of(folder_of(target));
  return folder ? fmt::format("{}/{}", words_of(*folder), target.filename().string()) : "";
}

bool is_standard_stream(const fs::path& path) {
  const auto status = status_of(path);
  if (!status || identity_of(path).empty()) return false;
  for (const int descriptor : {STDOUT_FILENO, STDERR_FILENO}) {
    Stat stream{};
    if (fstat(descriptor, &stream) == 0 && is_the_same(*status, stream)) return true;
  }
  return false;
}

OutputFile::OutputFile(fs::path path) : path_(std::move(path)), target_(resolved(path_)) {
  errno = 0;
  const auto status = status_of(path_);
  if (!status && errno == ELOOP) fail(path_, words_for(errno));
  if (status && S_ISDIR(status->st_mode)) fail(path_, "it is a directory");
  if (path_.filename().empty()) fail(path_, "it names a directory");
  if (status && !S_ISREG(status->st_mode)) {
    open_in_place();
    return;
  }
  // Who takes away the right to write to a file does not want it replaced either.
  if (status && access(target_.c_str(), W_OK) != 0) fail(path_, words_for(errno));
  open_beside();
  if (!status) return;
  // Only root may give a file away; whoever else replaces one owns it from now on.
  if (fchown(descriptor_, status->st_uid, status->st_gid) != 0) errno = 0;
  if (fchmod(descriptor_, status->st_mode & 07777) != 0) {
    const std::string reason = words_for(errno);
    close_and_remove();
    fail(path_, reason);
  }
}

OutputFile::~OutputFile() { close_and_remove(); }

OutputFile::OutputFile(OutputFile&& other) noexcept
    : path_(std::move(other.path_)),
      target_(std::move(other.target_)),
      beside_(std::exchange(other.beside_, {})),
      descriptor_(std::exchange(other.descriptor_, -1)) {}

/// The name does not grow with the target's, which may be as long as names can be. Neither two files of a process nor
/// two processes that write the same report meet in one.
void OutputFile::open_beside() {
  static std::atomic<unsigned> next{0};
  do {
    beside_ = folder_of(target_) / fmt::format(".doublecheck-{}-{}.new", getpid(), next++);
    descriptor_ = open(beside_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
  } while (descriptor_ < 0 && errno == EEXIST);
  if (descriptor_ >= 0) return;
  beside_.clear();
  fail(path_, words_for(errno));
}

/// Opening a pipe waits for who reads from it, deaf to signals. Here it waits for as long as a shell may need to start
/// the reader, and no longer.
void OutputFile::open_in_place() {
  constexpr std::chrono::milliseconds kBetweenTrials{10};
  constexpr int kTrials = 200;
  for (int trial = 1;; ++trial) {
    descriptor_ = open(path_.c_str(), O_WRONLY | O_CLOEXEC | O_NONBLOCK);
    if (descriptor_ >= 0) break;
    if (errno != ENXIO) fail(path_, words_for(errno));
    if (trial == kTrials) fail(path_, "nothing reads from it");
    std::this_thread::sleep_for(kBetweenTrials);
  }
  const int flags = fcntl(descriptor_, F_GETFL);
  if (flags >= 0 && fcntl(descriptor_, F_SETFL, flags & ~O_NONBLOCK) == 0) return;
  const std::string reason = words_for(errno);
  close_and_remove();
  fail(path_, reason);
}

void OutputFile::close_and_remove() noexcept {
  if (descriptor_ >= 0) close(std::exchange(descriptor_, -1));
  if (!beside_.empty()) unlink(beside_.c_str());
  beside_.clear();
}

void OutputFile::write(std::string_view bytes) {
  int error = write_all(descriptor_, bytes);
  // What a network or a quota refuses may be told when the file is closed.
  if (close(std::exchange(descriptor_, -1)) != 0 && error == 0) error = errno;
  if (error == 0 && !beside_.empty()) {
    if (rename(beside_.c_str(), target_.c_str()) == 0)
      beside_.clear();
    else
      error = errno;
  }
  if (error == 0) return;
  close_and_remove();
  fail(path_, words_for(error));
}

void write_atomically(const fs::path& path, std::string_view bytes) { OutputFile(path).write(bytes); }

}  // namespace doublecheck::reports
