#include "cli/kept_file.hpp"

#include "checker/assert.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xxhash.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <new>
#include <utility>
#include <vector>

namespace doublecheck::cli {
namespace {

// No text begins so, and no transfer that takes it for text leaves it as it is.
constexpr std::array<std::uint8_t, 8> kMagic = {0x89, 'D', 'C', 'H', 'K', '\r', '\n', 0x1A};
// 1 had no head and no digest.
constexpr std::uint32_t kFormat = 2;
constexpr std::size_t kPiece = std::size_t{1} << 20U;

struct HeadBytes {
  std::array<std::uint8_t, 8> magic = kMagic;
  std::uint32_t format = kFormat;
  std::uint32_t kind = 0;
  std::uint64_t number = 0;
  std::uint64_t length = 0;
  Digest belongs_to{};
};
static_assert(sizeof(HeadBytes) == 48);

constexpr std::uint64_t kAround = sizeof(HeadBytes) + sizeof(Digest);

[[noreturn]] void fail(const std::filesystem::path& file, std::string_view what) {
  throw KeptFileError(fmt::format("{} {}", file.string(), what));
}

[[noreturn]] void fail_to(std::string_view what, const std::filesystem::path& file, int error) {
  throw KeptFileError(fmt::format("cannot {} {}: {}", what, file.string(), std::strerror(error)));
}

HeadBytes bytes_of(const KeptFileHead& head, std::uint64_t length) {
  HeadBytes bytes;
  bytes.kind = static_cast<std::uint32_t>(head.kind);
  bytes.number = head.number;
  bytes.length = length;
  bytes.belongs_to = head.belongs_to;
  return bytes;
}

Digest canonical(XXH128_hash_t hash) {
  XXH128_canonical_t bytes;
  XXH128_canonicalFromHash(&bytes, hash);
  return std::to_array(bytes.digest);
}

/// A regular file that is read from its begin to its end.
class Reading {
 public:
  explicit Reading(const std::filesystem::path& file) : file_(file) {
    // Without O_NONBLOCK a pipe of that name would wait for its writer.
    descriptor_ = Descriptor(open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    if (!descriptor_.is_open()) fail_to("read", file, errno);
    struct stat status{};
    if (fstat(descriptor_.number(), &status) != 0) fail_to("read", file, errno);
    if (!S_ISREG(status.st_mode)) fail(file, "is no file");
    size_ = static_cast<std::uint64_t>(status.st_size);
  }

  std::uint64_t size() const { return size_; }

  void fill(std::span<std::byte> bytes) {
    while (!bytes.empty()) {
      const ssize_t count = ::read(descriptor_.number(), bytes.data(), bytes.size());
      if (count < 0 && errno == EINTR) continue;
      if (count < 0) fail_to("read", file_, errno);
      if (count == 0) fail(file_, "is damaged: it has become shorter");
      bytes = bytes.subspan(static_cast<std::size_t>(count));
    }
  }

 private:
  const std::filesystem::path& file_;
  Descriptor descriptor_;
  std::uint64_t size_ = 0;
};

void require(const HeadBytes& found, const KeptFileHead& head, std::uint64_t size, const std::filesystem::path& file) {
  const HeadBytes wanted = bytes_of(head, size - kAround);
  if (found.magic != wanted.magic || found.format != wanted.format) {
    fail(file, "is damaged, or of another version of doublecheck");
  }
  if (found.kind != wanted.kind || found.number != wanted.number) {
    fail(file, "is damaged, or has the name of another file");
  }
  if (found.belongs_to != wanted.belongs_to) fail(file, "is of another version, scenario or setting, or damaged");
  if (found.length != wanted.length) {
    fail(file, fmt::format("is damaged: it should have {} bytes and has {}", found.length + kAround, size));
  }
}

}  // namespace

Digest digest_of(std::string_view text) { return canonical(XXH3_128bits(text.data(), text.size())); }

struct RunningDigest::State {
  std::unique_ptr<XXH3_state_t, decltype(&XXH3_freeState)> of_library{XXH3_createState(), XXH3_freeState};
};

RunningDigest::RunningDigest() : state_(std::make_unique<State>()) {
  if (!state_->of_library) throw std::bad_alloc();
  XXH3_128bits_reset(state_->of_library.get());
}
RunningDigest::~RunningDigest() = default;
RunningDigest::RunningDigest(RunningDigest&&) noexcept = default;

void RunningDigest::add(std::span<const std::byte> bytes) {
  XXH3_128bits_update(state_->of_library.get(), bytes.data(), bytes.size());
}

Digest RunningDigest::value() const { return canonical(XXH3_128bits_digest(state_->of_library.get())); }

Descriptor::~Descriptor() { close(); }

void Descriptor::close() {
  if (is_open()) ::close(std::exchange(number_, -1));
}

KeptFileWriter::KeptFileWriter(std::filesystem::path file, const KeptFileHead& head, std::uint64_t length)
    : file_(std::move(file)),
      temporary_(file_.string() + ".part"),
      descriptor_(open(temporary_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666)),
      left_(length) {
  if (!descriptor_.is_open()) fail_to("write", temporary_, errno);
  buffer_.reserve(kPiece);
  const HeadBytes bytes = bytes_of(head, length);
  write(std::as_bytes(std::span(&bytes, 1)));
}

KeptFileWriter::~KeptFileWriter() {
  if (descriptor_.is_open()) unlink(temporary_.c_str());
}

void KeptFileWriter::put(std::span<const std::byte> bytes) {
  CHECKER_ASSERT(bytes.size() <= left_);
  left_ -= bytes.size();
  write(bytes);
}

void KeptFileWriter::write(std::span<const std::byte> bytes) {
  digest_.add(bytes);
  while (!bytes.empty()) {
    const auto now = bytes.first(std::min(bytes.size(), kPiece - buffer_.size()));
    buffer_.insert(buffer_.end(), now.begin(), now.end());
    bytes = bytes.subspan(now.size());
    if (buffer_.size() == kPiece) flush();
  }
}

void KeptFileWriter::flush() {
  std::span<const std::byte> bytes = buffer_;
  while (!bytes.empty()) {
    const ssize_t count = ::write(descriptor_.number(), bytes.data(), bytes.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) fail_to("write", temporary_, errno);
    bytes = bytes.subspan(static_cast<std::size_t>(count));
  }
  buffer_.clear();
}

Digest KeptFileWriter::finish() {
  CHECKER_ASSERT(left_ == 0);
  const Digest digest = digest_.value();
  write(std::as_bytes(std::span(digest)));
  flush();
  if (fsync(descriptor_.number()) != 0) fail_to("write", temporary_, errno);
  if (std::rename(temporary_.c_str(), file_.c_str()) != 0) fail_to("write", file_, errno);
  descriptor_.close();
  return digest;
}

void sync_folder(const std::filesystem::path& folder) {
  const Descriptor descriptor(open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  // EINVAL: a file system that knows no such thing for folders.
  const bool is_done = descriptor.is_open() && (fsync(descriptor.number()) == 0 || errno == EINVAL);
  if (!is_done) fail_to("write to", folder, errno);
}

Digest read_kept_file(const std::filesystem::path& file, const KeptFileHead& head,
                      const std::function<void(std::span<const std::byte>)>& take) {
  Reading reading(file);
  if (reading.size() < kAround) fail(file, fmt::format("is damaged: it has only {} bytes", reading.size()));
  HeadBytes found;
  reading.fill(std::as_writable_bytes(std::span(&found, 1)));
  require(found, head, reading.size(), file);
  RunningDigest running;
  running.add(std::as_bytes(std::span(&found, 1)));
  std::vector<std::byte> piece(static_cast<std::size_t>(std::min<std::uint64_t>(found.length, kPiece)));
  for (std::uint64_t left = found.length; left > 0;) {
    const auto now = std::span(piece).first(static_cast<std::size_t>(std::min<std::uint64_t>(left, kPiece)));
    reading.fill(now);
    running.add(now);
    take(now);
    left -= now.size();
  }
  Digest digest{};
  reading.fill(std::as_writable_bytes(std::span(digest)));
  if (digest != running.value()) fail(file, "is damaged: its bytes are not those that were written");
  return digest;
}

}  // namespace doublecheck::cli
