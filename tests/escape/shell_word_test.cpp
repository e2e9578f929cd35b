#include "escape/shell_word.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <random>
#include <stdexcept>
#include <string>
#include <vector>

#include "escape/utf8.hpp"
#include "tests/catch.hpp"

using namespace doublecheck::escape;

namespace {

std::string output_of(const std::string& command) {
  std::FILE* pipe = popen(command.c_str(), "r");
  if (pipe == nullptr) throw std::runtime_error("there is no shell");
  std::string output;
  std::array<char, 4096> buffer{};
  while (const std::size_t size = std::fread(buffer.data(), 1, buffer.size(), pipe)) output.append(buffer.data(), size);
  pclose(pipe);
  return output;
}

/// Each word and a mark behind it, as the shell takes them apart.
std::string taken_apart(const std::vector<std::string>& words) {
  ShellLine line("printf '%s|'");
  for (const std::string& word : words) line.word(word);
  return output_of(line.line());
}

std::string marked(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += word + "|";
  return text;
}

}  // namespace

TEST_CASE("a shell reads a word as what it is") {
  const std::vector<std::string> words = {"plain/file-1.toml",
                                          "my file.toml",
                                          "it's",
                                          "\"quoted\"",
                                          "$HOME",
                                          "`id`",
                                          "a;b",
                                          "*",
                                          "",
                                          "~",
                                          "a\nb",
                                          "a\n\n",
                                          "\n",
                                          "\x1b[2J",
                                          "%s%n",
                                          "back\\n",
                                          "-n",
                                          "-",
                                          "{a,b}",
                                          "!x",
                                          "#x",
                                          "a=b",
                                          "\xFF\xFE",
                                          "é",
                                          "\t",
                                          "&&",
                                          "$(id)",
                                          "'",
                                          "''",
                                          "\n'\\n",
                                          "-\n",
                                          "%\n",
                                          "\\\n",
                                          "1\n2\x07'",
                                          ">"};
  CHECK(taken_apart(words) == marked(words));
}

TEST_CASE("a shell reads random bytes as what they are") {
  std::mt19937 random(7);
  for (int round = 0; round < 20; ++round) {
    std::vector<std::string> words(20);
    for (std::string& word : words) {
      word.resize(random() % 8);
      std::ranges::generate(word, [&] { return static_cast<char>(1 + random() % 255); });
    }
    CHECK(taken_apart(words) == marked(words));
  }
}

TEST_CASE("a line has nothing that could not be typed on one line") {
  std::string all;
  for (int byte = 1; byte < 256; ++byte) all += static_cast<char>(byte);
  const std::string line = ShellLine("doublecheck check").word(all).file("\n").option("--set", "a\x1b=1").line();
  for (std::string_view rest = line; !rest.empty(); rest.remove_prefix(first_character(rest).bytes)) {
    REQUIRE(first_character(rest).is_valid);
    REQUIRE_FALSE(is_control(first_character(rest).value));
  }
}

TEST_CASE("words without a meaning for the shell have no quotes and a file is not taken for an option") {
  CHECK(ShellLine("doublecheck check").file("a/b.toml").option("--set", "budgets.breaks=2").line() ==
        "doublecheck check a/b.toml --set budgets.breaks=2");
  CHECK(ShellLine("doublecheck check").file("-x.toml").file("my file").option("--seed").line() ==
        "doublecheck check ./-x.toml 'my file' --seed");
}
