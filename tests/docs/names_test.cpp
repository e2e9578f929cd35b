// Paths, links and options that pages name.
#include <algorithm>
#include <array>
#include <cstddef>
#include <filesystem>
#include <regex>
#include <set>
#include <sstream>
#include <string>
#include <string_view>

#include "tests/catch.hpp"
#include "tests/docs/pages.hpp"
#include "tests/docs/running.hpp"

using namespace doublecheck::tests;

namespace {

namespace fs = std::filesystem;

// Files that a page tells of and nothing on it makes.
struct Imagined {
  std::string_view page;
  std::string_view path;
  std::string_view why;
};
constexpr std::array<Imagined, 1> kImagined = {{
    {"docs/engine.md", "search.cbor", "written by --checkpoint"},
}};

bool is_imagined(const std::string& page, const std::string& path) {
  return std::ranges::any_of(kImagined, [&](const Imagined& one) { return one.page == page && one.path == path; });
}

bool is_built(const fs::path& path) {
  const std::string first = path.begin()->string();
  return first == "build" || first.starts_with(".git");
}

// The names of all files of the repository, without their folders.
const std::set<std::string>& file_names() {
  static const std::set<std::string> names = [] {
    std::set<std::string> all;
    for (auto it = fs::recursive_directory_iterator(repository()); it != fs::recursive_directory_iterator(); ++it) {
      if (is_built(it->path().lexically_relative(repository()))) {
        it.disable_recursion_pending();
      } else {
        all.insert(it->path().filename().string());
      }
    }
    return all;
  }();
  return names;
}

// The words of a code span that look like a path: with a folder, or with the ending of a file of ours.
Lines paths_in(const std::string& span) {
  static const std::regex path(R"((\.\.?/)*[A-Za-z0-9_.-]+(/[A-Za-z0-9_.-]+)*/?)");
  static const std::regex file(R"([^.].*\.(hpp|cpp|toml|md|path|cbor|pml|svg|png|txt|csv))");
  Lines found;
  std::istringstream words(span);
  for (std::string word; words >> word;) {
    // What `./dev` builds is there for whoever ran it; NAME stands for a name.
    if (!std::regex_match(word, path) || word.starts_with("build/") || word.starts_with("NAME")) continue;
    const bool has_folder =
        word.find('/') != std::string::npos && word.find_first_of("abcdefghijklmnopqrstuvwxyz") != std::string::npos;
    if (has_folder || std::regex_match(word, file)) found.push_back(word);
  }
  return found;
}

bool exists(const std::string& page, const std::string& path, const Workplace& workplace) {
  const fs::path folder = (repository() / page).parent_path();
  if (fs::exists(repository() / path) || fs::exists(folder / path) || workplace.has(path)) return true;
  // A program of bench/, built only when asked for, and a test program by its target.
  if (fs::exists(repository() / (path + ".cpp"))) return true;
  return path.find('/') == std::string::npos && file_names().contains(path);
}

// Everything that the program's help and that of ./dev says.
std::string all_help() {
  const Workplace workplace;
  std::string text;
  for (const char* command :
       {"doublecheck --help", "doublecheck check --help", "doublecheck simulate --help", "doublecheck gate --help",
        "doublecheck replay --help", "doublecheck lint --help", "doublecheck list --help", "doublecheck explain --help",
        "doublecheck diagram --help", "doublecheck graph --help", "./dev help"}) {
    const Ran ran = workplace.run(command);
    CAPTURE(command);
    REQUIRE(ran.status == 0);
    for (const std::string& line : ran.output) text += line + "\n";
  }
  return text;
}

}  // namespace

TEST_CASE("every path that a page names exists or is made by a command of the page", "[pages]") {
  std::size_t paths = 0;
  Lines missing;
  for (const std::string& page : all_pages()) {
    const Workplace workplace(page);
    std::set<std::string> made;  // words of commands that name what they write
    for (const Shown& shown : commands_of(page)) {
      std::istringstream words(shown.command);
      for (std::string word; words >> word;) made.insert(word);
    }
    for (const Span& span : code_spans_of(page)) {
      for (const std::string& path : paths_in(span.text)) {
        ++paths;
        if (exists(page, path, workplace) || made.contains(path) || is_imagined(page, path)) continue;
        missing.push_back(place(page, span.line) + ": " + path);
      }
    }
  }
  CHECK(missing == Lines{});
  CHECK(paths >= 80);
}

TEST_CASE("every link of a page leads to a file and to a heading in it", "[pages]") {
  std::size_t links = 0;
  Lines broken;
  for (const std::string& page : all_pages()) {
    for (const Span& link : links_of(page)) {
      ++links;
      const auto hash = link.text.find('#');
      const std::string file = link.text.substr(0, hash);
      const fs::path target = file.empty() ? fs::path(page) : (fs::path(page).parent_path() / file).lexically_normal();
      if (!fs::exists(repository() / target)) {
        broken.push_back(place(page, link.line) + ": " + link.text);
      } else if (hash != std::string::npos) {
        const Lines anchors = anchors_of(target.string());
        if (std::ranges::find(anchors, link.text.substr(hash + 1)) == anchors.end())
          broken.push_back(place(page, link.line) + ": " + link.text);
      }
    }
  }
  CHECK(broken == Lines{});
  CHECK(links >= 100);
}

TEST_CASE("every page is reached from the first one", "[pages]") {
  std::set<std::string> reached = {"README.md"};
  for (bool grows = true; grows;) {
    const std::size_t before = reached.size();
    for (const std::string& page : std::set<std::string>(reached)) {
      for (const Span& link : links_of(page)) {
        const std::string file = link.text.substr(0, link.text.find('#'));
        const fs::path target = (fs::path(page).parent_path() / file).lexically_normal();
        if (target.extension() == ".md" && fs::exists(repository() / target)) reached.insert(target.string());
      }
    }
    grows = reached.size() > before;
  }
  for (const std::string& page : all_pages()) {
    CAPTURE(page);
    CHECK(reached.contains(page));
  }
}

TEST_CASE("every option that a page names is one of the program", "[pages]") {
  const std::string help = all_help();
  static const std::regex option("^--[a-z][a-z-]*");
  std::size_t options = 0;
  Lines unknown;
  for (const std::string& page : all_pages()) {
    for (const Span& span : code_spans_of(page)) {
      std::smatch found;
      if (!std::regex_search(span.text, found, option)) continue;
      ++options;
      const std::regex whole(found.str() + "([^a-z-]|$)");
      if (!std::regex_search(help, whole)) unknown.push_back(place(page, span.line) + ": " + found.str());
    }
  }
  CHECK(unknown == Lines{});
  CHECK(options >= 40);
}
