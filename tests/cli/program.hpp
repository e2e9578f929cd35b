/// The program as tests run it, and the files that they give it.
#pragma once

#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <string>

namespace doublecheck::tests {

struct Ran {
  int status = -1;
  std::string output;  // standard output and standard error
};

/// A command of the shell, in which `"$d"` is the program. Standard output is what is read.
inline Ran shell(const std::string& line) {
  const std::string command = std::string("NO_COLOR=1; export NO_COLOR; d='") + DOUBLECHECK_PROGRAM + "'; " + line;
  std::FILE* pipe = popen(command.c_str(), "r");
  if (pipe == nullptr) throw std::runtime_error("cannot start " + command);
  Ran ran;
  std::array<char, 4096> buffer{};
  while (const std::size_t size = std::fread(buffer.data(), 1, buffer.size(), pipe))
    ran.output.append(buffer.data(), size);
  const int raw = pclose(pipe);
  ran.status = WIFEXITED(raw) ? WEXITSTATUS(raw) : -1;
  return ran;
}

/// Through the shell, which sees the words. `input`: a file for standard input.
inline Ran run(const std::string& arguments, const std::string& input = "/dev/null") {
  return shell("\"$d\" " + arguments + " 2>&1 <'" + input + "'");
}

/// The same with its standard output alone: for a document, between whose lines how far the work is must not stand
/// after ten seconds.
inline Ran run_for_document(const std::string& arguments) {
  return shell("\"$d\" " + arguments + " 2>/dev/null </dev/null");
}

inline bool says(const Ran& ran, const std::string& text) { return ran.output.find(text) != std::string::npos; }

inline std::string last_line(const std::string& output) {
  const auto end = output.find_last_not_of('\n');
  const auto begin = output.rfind('\n', end);
  return output.substr(begin + 1, end - begin);
}

/// A folder of this test's own that goes away with it.
class Folder {
 public:
  Folder() : path_(std::filesystem::temp_directory_path() / ("doublecheck-test-" + std::to_string(getpid()))) {
    std::filesystem::create_directories(path_);
  }
  ~Folder() { std::filesystem::remove_all(path_); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  std::string file(const std::string& name, const std::string& text) const {
    std::ofstream(path_ / name) << text;
    return (path_ / name).string();
  }
  std::string path(const std::string& name = "") const { return (path_ / name).string(); }

 private:
  std::filesystem::path path_;
};

inline std::string content_of(const std::string& file) {
  std::ostringstream text;
  text << std::ifstream(file).rdbuf();
  return text.str();
}

}  // namespace doublecheck::tests
