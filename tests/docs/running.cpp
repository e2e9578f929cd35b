#include "tests/docs/running.hpp"

#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string_view>

namespace doublecheck::tests {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view kFile = "file: ";

fs::path new_folder() {
  std::string pattern = (fs::temp_directory_path() / "doublecheck-pages-XXXXXX").string();
  if (mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("no folder for the commands of pages");
  return pattern;
}

std::string quoted(const std::string& text) {
  std::string result = "'";
  for (const char c : text) result += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return result + "'";
}

std::string content_of(const fs::path& file) {
  std::ifstream stream(file);
  return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

}  // namespace

Workplace::Workplace() : folder_(new_folder()) {
  for (const char* name : {"scenarios", "bench", "dev"}) {
    fs::create_symlink(repository() / name, folder_ / name);
  }
  fs::create_directory(folder_ / "docs");
  for (const std::string& page : all_pages()) fs::copy_file(repository() / page, folder_ / page);
  fs::create_directory(folder_ / ".bin");
  fs::create_symlink(DOUBLECHECK_PROGRAM, folder_ / ".bin/doublecheck");
  write(".bin/dot", {"#!/bin/sh", "grep -q '^digraph ' && echo '<svg/>'"});
  fs::permissions(folder_ / ".bin/dot", fs::perms::owner_all);
}

Workplace::Workplace(const std::string& page) : Workplace() {
  for (const Block& block : blocks_of(page)) {
    if (block.note.starts_with(kFile)) write(block.note.substr(kFile.size()), block.lines);
  }
}

Workplace::~Workplace() { fs::remove_all(folder_); }

Ran Workplace::run(const std::string& command) const {
  const std::string inside = "cd " + quoted(folder_.string()) +
                             " && export NO_COLOR=1 PATH=" + quoted((folder_ / ".bin").string()) +
                             ":\"$PATH\" && bash -o pipefail -c " + quoted(command) + " >.out 2>.err </dev/null";
  const int raw = std::system(inside.c_str());
  Ran ran;
  ran.status = WIFEXITED(raw) ? WEXITSTATUS(raw) : -1;
  ran.output = lines_of(folder_ / ".out");
  ran.errors = content_of(folder_ / ".err");
  return ran;
}

void Workplace::write(const std::string& name, const Lines& lines) const {
  std::ofstream stream(folder_ / name);
  for (const std::string& line : lines) stream << line << '\n';
}

bool Workplace::has(const std::string& path) const { return fs::exists(folder_ / path); }

}  // namespace doublecheck::tests
