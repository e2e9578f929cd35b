// Files that are believed only if they are what was written: any damage is told, and nothing half-written has the name.
#include "cli/kept_file.hpp"

#include <sys/stat.h>

#include <algorithm>

#include "tests/catch.hpp"
#include "tests/cli/program.hpp"

namespace doublecheck::tests {
namespace {

using cli::KeptFileError;
using cli::KeptFileHead;

const KeptFileHead kHead{
    .kind = KeptFileHead::Kind::level, .number = 7, .belongs_to = cli::digest_of("somebody's search")};

std::vector<std::byte> content_of_length(std::size_t length) {
  std::vector<std::byte> content(length);
  for (std::size_t i = 0; i < length; ++i) content[i] = static_cast<std::byte>(i * 7 % 251);
  return content;
}

cli::Digest write(const std::string& file, std::span<const std::byte> content) {
  cli::KeptFileWriter writer(file, kHead, content.size());
  writer.put(content.first(content.size() / 3));
  writer.put(content.subspan(content.size() / 3));
  return writer.finish();
}

std::vector<std::byte> read(const std::string& file, const KeptFileHead& head = kHead) {
  std::vector<std::byte> content;
  cli::read_kept_file(
      file, head, [&](std::span<const std::byte> piece) { content.insert(content.end(), piece.begin(), piece.end()); });
  return content;
}

/// What is said of the file; nothing if it is believed.
std::string complaint_about(const std::string& file, const KeptFileHead& head = kHead) {
  try {
    read(file, head);
    return "";
  } catch (const KeptFileError& error) {
    return error.what();
  }
}

}  // namespace

TEST_CASE("a kept file of any length is read as it was written, with the same digest") {
  const Folder folder;
  constexpr std::size_t kPiece = std::size_t{1} << 20U;
  for (const std::size_t length :
       {std::size_t{0}, std::size_t{1}, kPiece - 64, kPiece - 1, kPiece, kPiece + 1, 2 * kPiece, 3 * kPiece + 5}) {
    CAPTURE(length);
    const std::vector<std::byte> content = content_of_length(length);
    const cli::Digest digest = write(folder.path("file"), content);
    CHECK(read(folder.path("file")) == content);
    CHECK(cli::read_kept_file(folder.path("file"), kHead, [](auto) {}) == digest);
    CHECK_FALSE(std::filesystem::exists(folder.path("file.part")));
  }
}

TEST_CASE("a kept file of which any bit has changed is refused by its name") {
  const Folder folder;
  const std::string file = folder.path("file");
  write(file, content_of_length(50));
  const std::string whole = content_of(file);
  for (std::size_t bit = 0; bit < 8 * whole.size(); ++bit) {
    std::string changed = whole;
    changed[bit / 8] = static_cast<char>(changed[bit / 8] ^ (1 << bit % 8));
    std::ofstream(file, std::ios::binary) << changed;
    const std::string complaint = complaint_about(file);
    if (complaint.find(file) != 0) FAIL("bit " << bit << ": " << complaint);
  }
  std::ofstream(file, std::ios::binary) << whole;
  CHECK(complaint_about(file).empty());
}

TEST_CASE("a kept file that was cut or has grown is refused at every length") {
  const Folder folder;
  const std::string file = folder.path("file");
  write(file, content_of_length(50));
  const std::string whole = content_of(file);
  for (std::size_t length = 0; length < 2 * whole.size(); ++length) {
    if (length == whole.size()) continue;
    std::ofstream(file, std::ios::binary) << (whole + whole).substr(0, length);
    const std::string complaint = complaint_about(file);
    if (complaint.find(file) != 0) FAIL(length << " bytes: " << complaint);
  }
  std::ofstream(file, std::ios::binary) << std::string(whole.size(), '\0');
  CHECK(complaint_about(file).find(file) == 0);
}

TEST_CASE("a kept file in the place of another one is refused") {
  const Folder folder;
  write(folder.path("file"), content_of_length(50));
  KeptFileHead other = kHead;
  other.number = 8;
  CHECK(complaint_about(folder.path("file"), other).find("has the name of another file") != std::string::npos);
  other = kHead;
  other.kind = KeptFileHead::Kind::search;
  CHECK(complaint_about(folder.path("file"), other).find("has the name of another file") != std::string::npos);
  other = kHead;
  other.belongs_to = cli::digest_of("another search");
  CHECK(complaint_about(folder.path("file"), other).find("is of another version, scenario or setting") !=
        std::string::npos);
}

TEST_CASE("what is no file, or not there, is refused without waiting for it") {
  const Folder folder;
  CHECK(complaint_about(folder.path("nothing")).find("No such file") != std::string::npos);
  CHECK_FALSE(complaint_about(folder.path()).empty());
  REQUIRE(mkfifo(folder.path("pipe").c_str(), 0600) == 0);
  CHECK(complaint_about(folder.path("pipe")).find("is no file") != std::string::npos);
}

TEST_CASE("a kept file that is not finished leaves the one before as it is, and nothing beside it") {
  const Folder folder;
  const std::string file = folder.path("file");
  write(file, content_of_length(10));
  {
    cli::KeptFileWriter writer(file, kHead, 20);
    writer.put(content_of_length(15));
    CHECK(std::filesystem::exists(file + ".part"));
  }
  CHECK(read(file) == content_of_length(10));
  CHECK_FALSE(std::filesystem::exists(file + ".part"));
  CHECK_THROWS_AS(cli::KeptFileWriter(folder.path("no/folder"), kHead, 1), KeptFileError);
}

}  // namespace doublecheck::tests
