#include "reports/output_file.hpp"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "tests/catch.hpp"

using namespace doublecheck::reports;
namespace fs = std::filesystem;

namespace {

// A directory of its own for each test, removed at its end.
class TemporaryDirectory {
 public:
  TemporaryDirectory() {
    std::string pattern = (fs::temp_directory_path() / "doublecheck-XXXXXX").string();
    REQUIRE(mkdtemp(pattern.data()) != nullptr);
    path_ = pattern;
  }
  ~TemporaryDirectory() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  TemporaryDirectory(const TemporaryDirectory&) = delete;
  TemporaryDirectory& operator=(const TemporaryDirectory&) = delete;

  fs::path operator/(const char* name) const { return path_ / name; }
  std::ptrdiff_t file_count() const { return std::distance(fs::directory_iterator(path_), fs::directory_iterator()); }

 private:
  fs::path path_;
};

std::string content_of(const fs::path& path) {
  std::ifstream stream(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

std::string message_of_failure(const fs::path& path) {
  try {
    write_atomically(path, "x");
  } catch (const OutputError& error) {
    return error.what();
  }
  return "no failure";
}

}  // namespace

TEST_CASE("a file holds exactly the bytes written and nothing lies beside it") {
  const TemporaryDirectory directory;
  const std::string bytes("a\0b\r\n", 5);
  write_atomically(directory / "report.json", bytes);
  CHECK(content_of(directory / "report.json") == bytes);
  write_atomically(directory / "report.json", "shorter");
  CHECK(content_of(directory / "report.json") == "shorter");
  CHECK(directory.file_count() == 1);
}

TEST_CASE("a directory that does not exist is named with the reason") {
  const TemporaryDirectory directory;
  const fs::path path = directory / "missing/report.json";
  CHECK(message_of_failure(path) == "cannot write " + path.string() + ": No such file or directory");
}

TEST_CASE("a directory is not written over") {
  const TemporaryDirectory directory;
  fs::create_directory(directory / "here");
  CHECK(message_of_failure(directory / "here") ==
        "cannot write " + (directory / "here").string() + ": it is a directory");
  CHECK(directory.file_count() == 1);
}

TEST_CASE("a symbolic link stays and its target is replaced") {
  const TemporaryDirectory directory;
  write_atomically(directory / "target", "old");
  fs::create_symlink("target", directory / "link");
  write_atomically(directory / "link", "new");
  CHECK(fs::is_symlink(directory / "link"));
  CHECK(content_of(directory / "target") == "new");
}

TEST_CASE("a device is written to and stays a device") {
  write_atomically("/dev/null", "gone");
  CHECK(fs::is_character_file("/dev/null"));
}
