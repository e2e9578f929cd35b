/// A file that is written whole or not at all, and believed only if it is what was written.
///
/// In order, numbers as they lie in memory:
///
///   8 bytes    what every such file begins with
///   4 bytes    the version of this format
///   4 bytes    the kind of file
///   8 bytes    its number among those of its kind
///   8 bytes    how many bytes of content follow
///   16 bytes   the digest of what it belongs to
///   …          the content
///   16 bytes   the digest of all bytes before: XXH3 of 128 bits, as xxHash 0.8 defines it
///
/// A length that is wrong, a byte that has changed, a part that is missing, a file of another place: each is told.
/// Nobody is kept from forging one.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <span>
#include <stdexcept>
#include <string_view>
#include <utility>
#include <vector>

namespace doublecheck::cli {

/// A file that cannot be written, or cannot be believed: which one, and why.
class KeptFileError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

using Digest = std::array<std::uint8_t, 16>;

Digest digest_of(std::string_view text);

struct KeptFileHead {
  enum class Kind : std::uint32_t { search = 1, level = 2 };

  Kind kind{};
  std::uint64_t number = 0;
  Digest belongs_to{};
};

/// The digest of bytes that come piece by piece.
class RunningDigest {
 public:
  RunningDigest();
  ~RunningDigest();
  RunningDigest(RunningDigest&&) noexcept;

  void add(std::span<const std::byte> bytes);
  Digest value() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// An open file.
class Descriptor {
 public:
  explicit Descriptor(int number = -1) : number_(number) {}
  ~Descriptor();
  Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    std::swap(number_, other.number_);
    return *this;
  }

  int number() const { return number_; }
  bool is_open() const { return number_ >= 0; }
  void close();

 private:
  int number_;
};

/// Writes under a temporary name beside the file; only `finish` gives it its own. All throw KeptFileError.
class KeptFileWriter {
 public:
  /// `length`: of the content, in bytes.
  KeptFileWriter(std::filesystem::path file, const KeptFileHead& head, std::uint64_t length);
  /// Leaves nothing behind if it was not finished.
  ~KeptFileWriter();
  KeptFileWriter(const KeptFileWriter&) = delete;
  KeptFileWriter& operator=(const KeptFileWriter&) = delete;

  void put(std::span<const std::byte> bytes);

  /// Waits until the disk has it, then renames. Returns the digest at its end. REQUIRES: all of its content was put,
  /// and no more; is called once. The new name is only as durable as its folder, see `sync_folder`.
  Digest finish();

 private:
  void write(std::span<const std::byte> bytes);
  void flush();

  std::filesystem::path file_;
  std::filesystem::path temporary_;
  Descriptor descriptor_;
  RunningDigest digest_;
  std::vector<std::byte> buffer_;
  std::uint64_t left_;  // of the content
};

/// Waits until the disk has the names in the folder. Throws KeptFileError.
void sync_folder(const std::filesystem::path& folder);

/// Hands out the content piece by piece and returns the digest at the end of the file. Throws KeptFileError before the
/// first piece if the head or the length is not what it should be, and after the last one if anything has changed:
/// what was handed out counts only once this has returned.
Digest read_kept_file(const std::filesystem::path& file, const KeptFileHead& head,
                      const std::function<void(std::span<const std::byte>)>& take);

}  // namespace doublecheck::cli
