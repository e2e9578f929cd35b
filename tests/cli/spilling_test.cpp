// Where states go that do not fit into memory, and what is said when they cannot.
#include <sys/resource.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <nlohmann/json.hpp>
#include <optional>

#include "cli/spill_file.hpp"
#include "tests/catch.hpp"
#include "tests/cli/program.hpp"

namespace doublecheck::tests {
namespace {

/// TMPDIR is that folder as long as this is.
class TemporaryFolderIs {
 public:
  explicit TemporaryFolderIs(const std::string& folder) {
    if (const char* before = std::getenv("TMPDIR")) before_ = before;
    setenv("TMPDIR", folder.c_str(), 1);
  }
  ~TemporaryFolderIs() { before_ ? setenv("TMPDIR", before_->c_str(), 1) : unsetenv("TMPDIR"); }
  TemporaryFolderIs(const TemporaryFolderIs&) = delete;
  TemporaryFolderIs& operator=(const TemporaryFolderIs&) = delete;

 private:
  std::optional<std::string> before_;
};

/// No file grows beyond that as long as this is, of this process and of those that it starts: a full disk for
/// everybody.
class FilesEndAt {
 public:
  explicit FilesEndAt(rlim_t bytes) {
    getrlimit(RLIMIT_FSIZE, &before_);
    rlimit now = before_;
    now.rlim_cur = bytes;
    setrlimit(RLIMIT_FSIZE, &now);
    handler_ = std::signal(SIGXFSZ, SIG_IGN);
  }
  /// What is started does not inherit that the signal is ignored.
  void meet_signal() { std::signal(SIGXFSZ, SIG_DFL); }
  ~FilesEndAt() {
    setrlimit(RLIMIT_FSIZE, &before_);
    std::signal(SIGXFSZ, handler_);
  }
  FilesEndAt(const FilesEndAt&) = delete;
  FilesEndAt& operator=(const FilesEndAt&) = delete;

 private:
  rlimit before_{};
  void (*handler_)(int) = SIG_DFL;
};

/// The files that this process has open and that have no name any more.
std::string nameless_files() {
  std::string files;
  for (const auto& entry : std::filesystem::directory_iterator("/proc/self/fd")) {
    std::error_code error;
    const std::string target = std::filesystem::read_symlink(entry.path(), error).string();
    if (target.ends_with(" (deleted)")) files += target + "\n";
  }
  return files;
}

std::string failure_of(const std::function<void()>& action) {
  try {
    action();
    return "";
  } catch (const engine::SpillError& error) {
    return error.what();
  }
}

/// A search that does not fit into memory without its levels going elsewhere.
const std::string kLarge = std::string("check '") + DOUBLECHECK_LIBRARY +
                           "/01-happy-path.toml' -j1 --symmetry off --history full --set budgets.breaks=2 "
                           "--set budgets.client_crashes=1 --max-memory 4MB";

/// Lines are as wide as a terminal: words without what is between them.
std::string without_spaces(std::string text) {
  std::erase_if(text, [](char byte) { return byte == ' ' || byte == '\n'; });
  return text;
}

bool says_across_lines(const Ran& ran, const std::string& text) {
  return without_spaces(ran.output).find(without_spaces(text)) != std::string::npos;
}

void require_undecided(const Ran& ran) {
  CHECK(ran.status == 3);
  CHECK(says_across_lines(ran, "NOT explored completely (states that did not fit into memory could not be kept"));
  CHECK_FALSE(says(ran, "✔"));
  CHECK_FALSE(says(ran, " holds"));
  CHECK(says(ran, "the disk failed"));
  CHECK_FALSE(says(ran, "a limit was hit"));
  CHECK_FALSE(says(ran, "internal error"));
}

}  // namespace

TEST_CASE("spilled states lie in the folder that TMPDIR names, and come back as they were") {
  const Folder folder;
  const TemporaryFolderIs there(folder.path());
  cli::SpillFile file;
  const engine::Spill spill = file.spill();
  CHECK(std::filesystem::is_empty(folder.path()));
  const std::array<std::byte, 5> first{std::byte{1}, std::byte{2}, std::byte{3}, std::byte{4}, std::byte{5}};
  const std::array<std::byte, 2> second{std::byte{6}, std::byte{7}};
  CHECK(spill.append(first) == 0);
  const std::uint64_t place = spill.append(second);
  std::array<std::byte, 2> back{};
  spill.read(place, back);
  CHECK(back == second);
  spill.read(3, back);
  CHECK(back == std::array{std::byte{4}, std::byte{5}});
  CHECK(nameless_files().find(folder.path("doublecheck-spill-")) != std::string::npos);
  CHECK(std::filesystem::is_empty(folder.path()));
  CHECK_FALSE(file.failure());
}

TEST_CASE("a spill that cannot be made, written or read says which file it was, and why") {
  const Folder folder;
  {
    const TemporaryFolderIs nowhere(folder.path("nowhere"));
    cli::SpillFile file;
    const std::string words = failure_of([&] { file.spill().append(std::array<std::byte, 1>{}); });
    CHECK(words == "cannot make " + folder.path("nowhere/doublecheck-spill-XXXXXX") + ": No such file or directory");
    CHECK(file.failure() == words);
  }
  const TemporaryFolderIs there(folder.path());
  cli::SpillFile file;
  {
    const FilesEndAt full(10'000);
    file.spill().append(std::array<std::byte, 9'000>{});
    const std::string words = failure_of([&] { file.spill().append(std::array<std::byte, 9'000>{}); });
    CHECK(words.find("cannot write " + folder.path("doublecheck-spill-")) == 0);
    CHECK(words.find(": File too large") != std::string::npos);
  }
  std::array<std::byte, 9'000> back{};
  CHECK(failure_of([&] { file.spill().read(8'000, back); }).find("cannot read ") == 0);
  CHECK(file.failure()->find("cannot write ") == 0);
}

TEST_CASE("a search whose states have no place to go is undecided, and says which file failed") {
  const Folder folder;
  const Ran whole = run(kLarge);
  CHECK_FALSE(says_across_lines(whole, "NOT explored completely"));
  CHECK(says(whole, "280,945 states, "));
  const TemporaryFolderIs nowhere(folder.path("nowhere"));
  const Ran ran = run(kLarge);
  require_undecided(ran);
  CHECK(says_across_lines(ran, "cannot make " + folder.path("nowhere/doublecheck-spill-")));
  CHECK(says_across_lines(ran, "No such file or directory"));
}

TEST_CASE("a search whose states fill the disk is undecided, and no signal ends it") {
  FilesEndAt full(200'000);
  full.meet_signal();
  const Ran ran = run(kLarge);
  require_undecided(ran);
  CHECK(says_across_lines(ran, "File too large"));
}

}  // namespace doublecheck::tests
