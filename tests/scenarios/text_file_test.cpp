#include "scenarios/text_file.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "tests/catch.hpp"

using namespace doublecheck::scenarios;

namespace {

namespace fs = std::filesystem;

/// A folder of this test's own that goes away with it.
class Folder {
 public:
  Folder() : path_(fs::temp_directory_path() / ("doublecheck-text-file-" + std::to_string(getpid()))) {
    fs::create_directories(path_);
  }
  ~Folder() { fs::remove_all(path_); }
  Folder(const Folder&) = delete;
  Folder(Folder&&) = delete;
  Folder& operator=(const Folder&) = delete;
  Folder& operator=(Folder&&) = delete;

  std::string file(const std::string& name) const { return (path_ / name).string(); }

 private:
  fs::path path_;
};

/// The code of the only diagnostic; "" if there is a text.
std::string code_of(const std::string& file, std::size_t bytes_max = kTextBytesMax) {
  std::vector<Diagnostic> diagnostics;
  const auto text = read_text_file(file, "scenario", diagnostics, bytes_max);
  if (text) return diagnostics.empty() ? "" : "a text and an error";
  return diagnostics.size() == 1 ? diagnostics.front().code : "not one error";
}

}  // namespace

TEST_CASE("a file is read whole, up to the last byte that is allowed") {
  const Folder folder;
  const std::string text = "one\0two" + std::string(200'000, 'x');
  std::ofstream(folder.file("a")) << text;
  std::vector<Diagnostic> diagnostics;
  CHECK(read_text_file(folder.file("a"), "scenario", diagnostics, text.size()) == text);
  CHECK(diagnostics.empty());
  CHECK(code_of(folder.file("a"), text.size() - 1) == "too-large");
  std::ofstream(folder.file("empty")) << "";
  CHECK(read_text_file(folder.file("empty"), "scenario", diagnostics) == "");
}

TEST_CASE("nothing is read of a file that is too large, and its size is looked at first") {
  const Folder folder;
  std::ofstream(folder.file("sparse")) << "";
  REQUIRE(truncate(folder.file("sparse").c_str(), off_t{1} << 40U) == 0);  // a terabyte that takes no place
  CHECK(code_of(folder.file("sparse")) == "too-large");
}

TEST_CASE("devices and pipes are refused without being opened, and directories and what is not there, too") {
  const Folder folder;
  REQUIRE(mkfifo(folder.file("pipe").c_str(), 0600) == 0);  // to open it for reading would wait for a writer
  CHECK(code_of(folder.file("pipe")) == "not-a-file");
  fs::create_symlink(folder.file("pipe"), folder.file("link"));
  CHECK(code_of(folder.file("link")) == "not-a-file");
  CHECK(code_of("/dev/zero") == "not-a-file");
  CHECK(code_of("/dev/null") == "not-a-file");
  CHECK(code_of(folder.file("")) == "is-a-directory");
  CHECK(code_of(folder.file("absent")) == "no-such-file");
}

TEST_CASE("a link to a file is read as the file") {
  const Folder folder;
  std::ofstream(folder.file("a")) << "text";
  fs::create_symlink(folder.file("a"), folder.file("link"));
  CHECK(code_of(folder.file("link")).empty());
}
