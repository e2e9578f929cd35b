#include "scenarios/text_file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <filesystem>
#include <system_error>

#include "scenarios/code_points.hpp"
#include "scenarios/nearest_word.hpp"

namespace doublecheck::scenarios {
namespace {

namespace fs = std::filesystem;

/// A file beside the missing one that has nearly its name.
std::string help_with_neighbours(const fs::path& missing) {
  std::error_code error;
  const fs::path folder = missing.has_parent_path() ? missing.parent_path() : fs::path(".");
  if (!fs::is_directory(folder, error)) {
    return missing.has_parent_path() ? fmt::format("there is no directory `{}`", folder.string()) : "";
  }
  std::vector<std::string> names;
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
    names.push_back(entry->path().filename().string());
  }
  std::ranges::sort(names);
  const std::vector<std::string_view> words(names.begin(), names.end());
  const auto nearest = nearest_word(missing.filename().string(), words);
  return nearest ? fmt::format("did you mean `{}`?", (missing.parent_path() / *nearest).string()) : "";
}

/// An open file that closes itself.
class Descriptor {
 public:
  explicit Descriptor(const std::string& file)
      : number_(open(file.c_str(), O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC)) {}
  ~Descriptor() {
    if (number_ >= 0) close(number_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor(Descriptor&&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  Descriptor& operator=(Descriptor&&) = delete;

  [[nodiscard]] int number() const { return number_; }

 private:
  int number_;
};

/// Reads on until more than `bytes_max` are there: false if that fails. Files of the kernel say that they are empty.
bool read_all(const Descriptor& from, std::size_t expected, std::size_t bytes_max, std::string& text) {
  constexpr std::size_t kPiece = std::size_t{1} << 16U;
  text.reserve(expected + 1);
  while (text.size() <= bytes_max) {
    const std::size_t before = text.size();
    const std::size_t wanted = before < expected ? expected - before : kPiece;
    text.resize(before + wanted);
    const ssize_t got = read(from.number(), text.data() + before, wanted);
    text.resize(before + static_cast<std::size_t>(std::max<ssize_t>(got, 0)));
    if (got == 0) return true;
    if (got < 0 && errno != EINTR) return false;
  }
  return true;
}

}  // namespace

std::optional<std::string> read_text_file(const std::string& file, std::string_view kind,
                                          std::vector<Diagnostic>& diagnostics, std::size_t bytes_max) {
  const auto refuse = [&](std::string_view code, std::string_view message, std::string_view help) {
    diagnostics.push_back({.file = printable(file),
                           .code = std::string(code),
                           .message = printable(message),
                           .source_line = {},
                           .label = {},
                           .help = printable(help)});
    return std::nullopt;
  };
  std::error_code error;
  const fs::file_status status = fs::status(file, error);
  if (!fs::exists(status)) {
    return refuse("no-such-file", fmt::format("there is no file `{}`", file), help_with_neighbours(file));
  }
  if (fs::is_directory(status)) {
    return refuse("is-a-directory", fmt::format("`{}` is a directory, not a {}", file, kind), "name a file in it");
  }
  const auto refuse_kind = [&] {
    return refuse("not-a-file", fmt::format("`{}` is a device, a pipe or a socket, not a {}", file, kind),
                  "it may have no end: write what it gives into a file and name that");
  };
  const auto refuse_size = [&] {
    return refuse("too-large", fmt::format("`{}` is too large for a {}", file, kind),
                  fmt::format("more than {} MiB", bytes_max >> 20U));
  };
  if (!fs::is_regular_file(status)) return refuse_kind();  // to open a device may do something
  const Descriptor opened(file);
  if (opened.number() < 0) return refuse("unreadable-file", fmt::format("`{}` cannot be opened for reading", file), "");
  struct stat found = {};
  if (fstat(opened.number(), &found) != 0 || !S_ISREG(found.st_mode)) return refuse_kind();
  if (found.st_size > 0 && static_cast<std::uintmax_t>(found.st_size) > bytes_max) return refuse_size();
  std::string text;
  if (!read_all(opened, static_cast<std::size_t>(std::max<off_t>(found.st_size, 0)), bytes_max, text)) {
    return refuse("unreadable-file", fmt::format("`{}` cannot be read", file), "");
  }
  if (text.size() > bytes_max) return refuse_size();
  return text;
}

std::string beside(const std::string& naming_file, const std::string& file) {
  return (fs::path(naming_file).parent_path() / file).generic_string();
}

}  // namespace doublecheck::scenarios
