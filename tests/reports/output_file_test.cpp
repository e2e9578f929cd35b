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

TEST_CASE("a file that is opened and not written leaves the old one and nothing beside it") {
  const TemporaryDirectory directory;
  write_atomically(directory / "report.json", "old");
  {
    const OutputFile opened(directory / "report.json");
    const OutputFile other(directory / "new.json");
    CHECK(directory.file_count() == 3);
    CHECK(content_of(directory / "report.json") == "old");
  }
  CHECK(content_of(directory / "report.json") == "old");
  CHECK(directory.file_count() == 1);
}

TEST_CASE("a name as long as names can be is written to") {
  const TemporaryDirectory directory;
  const std::string name(255, 'x');
  write_atomically(directory / name.c_str(), "all");
  CHECK(content_of(directory / name.c_str()) == "all");
}

TEST_CASE("names of one file have one identity and those of two have two") {
  const TemporaryDirectory directory;
  write_atomically(directory / "one", "");
  write_atomically(directory / "two", "");
  fs::create_symlink("one", directory / "soft");
  fs::create_hard_link(directory / "one", directory / "hard");
  fs::create_symlink("missing", directory / "dangling");
  const std::string one = identity_of(directory / "one");
  CHECK_FALSE(one.empty());
  CHECK(identity_of(directory / "soft") == one);
  CHECK(identity_of(directory / "hard") == one);
  CHECK(identity_of(directory / "./one") == one);
  CHECK(identity_of(directory / "two") != one);
  CHECK(identity_of(directory / "missing") == identity_of(directory / "dangling"));
  CHECK(identity_of(directory / "missing") != identity_of(directory / "other"));
  CHECK(identity_of(directory / "no/such/folder").empty());
  CHECK(identity_of("/dev/null").empty());
}

TEST_CASE("what a symbolic link points to is written also where it is not there yet, and a ring of links is refused") {
  const TemporaryDirectory directory;
  fs::create_symlink("target", directory / "link");
  fs::create_symlink("link", directory / "second");
  write_atomically(directory / "second", "new");
  CHECK(fs::is_symlink(directory / "link"));
  CHECK(content_of(directory / "target") == "new");
  fs::create_symlink("ring", directory / "ring");
  CHECK(message_of_failure(directory / "ring") ==
        "cannot write " + (directory / "ring").string() + ": Too many levels of symbolic links");
}

TEST_CASE("a device is written to and stays a device") {
  write_atomically("/dev/null", "gone");
  CHECK(fs::is_character_file("/dev/null"));
}
