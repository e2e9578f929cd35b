#include "tests/architecture/source_tree.hpp"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <map>
#include <regex>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "model/requirements.hpp"
#include "tests/catch.hpp"

// The laws of the source tree. A test collects its violations as "file:line: what": a failure names them all.

using doublecheck::tests::file_exists;
using doublecheck::tests::Include;
using doublecheck::tests::source_files;
using doublecheck::tests::SourceFile;
using doublecheck::tests::without_comments_and_literals;

namespace {

using Violations = std::vector<std::string>;
using Names = std::vector<std::string_view>;

const Names kFolders = {"escape",     "language",   "ltl",       "model",   "properties", "checker", "engine", "sim",
                        "statistics", "population", "scenarios", "reports", "cli",        "bench",   "tests"};
const Names kFoldersOfTheProgram = {"escape",    "language", "ltl", "model",      "properties",
                                    "checker",   "engine",   "sim", "statistics", "population",
                                    "scenarios", "reports",  "cli"};

// Who may include whom. Tests and bench see everything.
const std::map<std::string_view, Names> kMayInclude = {
    {"escape", {"escape"}},                                        // text made safe for where it goes
    {"language", {"language"}},                                    // formulas over any vocabulary
    {"model", {"model"}},                                          // the protocol stands alone
    {"ltl", {"ltl"}},                                              // temporal logic by itself
    {"checker", {"checker", "escape", "ltl"}},                     // any finite system
    {"engine", {"engine", "checker", "ltl"}},                      // the same, fast
    {"sim", {"sim", "model"}},                                     // time and chance over the protocol
    {"statistics", {"statistics"}},                                // numbers of any origin
    {"population", {"population", "model", "sim", "statistics"}},  // the same rules for millions
    {"properties", {"properties", "language", "ltl", "model"}},    // formulas about the protocol
    {"scenarios", {"scenarios", "escape", "language", "model", "properties", "sim", "population", "statistics"}},
    {"reports", {"reports", "escape"}},  // plain results in, text out
    {"cli", kFoldersOfTheProgram},       // joins everything
};

// Where the headers of a dependency may be included: prefixes of paths. The first entry that fits a header decides.
struct Dependency {
  std::string_view header_prefix;
  Names places;
};
const std::vector<Dependency> kDependencies = {
    {"CLI/", {"cli/", "bench/"}},
    {"toml++/", {"scenarios/"}},
    {"tao/pegtl", {"language/parse.cpp"}},
    {"nlohmann/", {"reports/", "cli/", "bench/", "tests/reports/", "tests/cli/", "tests/docs/"}},
    {"xxhash.h", {"cli/kept_file.cpp"}},
    {"boost/container/", {"model/"}},
    {"boost/sort/", {"population/"}},
    {"boost/", {"checker/", "tests/checker/"}},
    {"catch2/", {"tests/catch.hpp"}},
};

// Clock, dice, files and threads come from outside.
const Names kForbiddenInPureFolders = {
    "atomic", "chrono", "condition_variable", "ctime",        "filesystem", "fstream", "future", "iostream",
    "mutex",  "random", "semaphore",          "shared_mutex", "stop_token", "thread",  "time.h",
};
// The engine has threads; the rest comes from outside there, too.
const Names kForbiddenInEngine = {"chrono", "ctime", "filesystem", "fstream", "iostream", "random", "time.h"};
// The distributions of the standard differ between libraries.
const Names kForbiddenInSim = {"random"};

constexpr std::size_t kLongestFileLines = 600;

bool contains(const Names& names, std::string_view name) { return std::ranges::find(names, name) != names.end(); }

std::vector<SourceFile> all_files(const Names& folders) {
  std::vector<SourceFile> files;
  for (const std::string_view folder : folders) {
    std::ranges::move(source_files(folder), std::back_inserter(files));
  }
  return files;
}

std::string at(const SourceFile& file, std::size_t line, std::string_view what) {
  return file.path + ":" + std::to_string(line) + ": " + std::string(what);
}

Violations every_include_for_which(const Names& folders, auto&& is_violation) {
  Violations violations;
  for (const SourceFile& file : all_files(folders)) {
    for (const Include& include : includes(file)) {
      if (is_violation(file, include)) violations.push_back(at(file, include.line, include.name));
    }
  }
  return violations;
}

Violations every_line_that_matches(const std::regex& pattern, const Names& folders,
                                   std::vector<std::string> SourceFile::* lines) {
  Violations violations;
  for (const SourceFile& file : all_files(folders)) {
    for (std::size_t index = 0; index < (file.*lines).size(); ++index) {
      if (std::regex_search((file.*lines)[index], pattern))
        violations.push_back(at(file, index + 1, file.lines[index]));
    }
  }
  return violations;
}

Violations every_header_without(const std::string& wanted_line, const Names& folders) {
  Violations violations;
  for (const SourceFile& file : all_files(folders)) {
    const bool is_header = file.path.ends_with(".hpp");
    if (is_header && std::ranges::find(file.lines, wanted_line) == file.lines.end()) violations.push_back(file.path);
  }
  return violations;
}

// The rule numbers that a line of comment announces: "/// R8, R13: …" gives 8 and 13.
std::vector<int> rules_announced(const std::string& line) {
  static const std::regex announcement(R"(^\s*//+!?<?\s*(R[0-9]+(?:(?:, | and )R[0-9]+)*):)");
  static const std::regex number("R([0-9]+)");
  std::smatch match;
  if (!std::regex_search(line, match, announcement)) return {};
  const std::string list = match[1];
  std::vector<int> numbers;
  for (std::sregex_iterator it(list.begin(), list.end(), number), end; it != end; ++it) {
    numbers.push_back(std::stoi((*it)[1]));
  }
  return numbers;
}

std::map<int, std::vector<std::string>> places_of_rules() {
  std::map<int, std::vector<std::string>> places;
  for (const SourceFile& file : source_files("model")) {
    for (std::size_t index = 0; index < file.lines.size(); ++index) {
      for (const int rule : rules_announced(file.lines[index])) {
        places[rule].push_back(at(file, index + 1, file.lines[index]));
      }
    }
  }
  return places;
}

// What the first line of code below the comment declares: "void on_open(Client& client)" gives "on_open".
std::string function_below(const SourceFile& file, std::size_t comment) {
  static const std::regex declared(R"((\w+)\()");
  std::smatch match;
  for (std::size_t index = comment; index < file.code_lines.size(); ++index) {
    if (std::regex_search(file.code_lines[index], match, declared)) return match[1];
  }
  return "";
}

// "R13: on_server_ack in model/client.cpp" for each announcement in the sources.
std::vector<std::string> announced_functions() {
  std::vector<std::string> found;
  for (const SourceFile& file : source_files("model")) {
    for (std::size_t index = 0; index < file.lines.size(); ++index) {
      for (const int rule : rules_announced(file.lines[index])) {
        found.push_back("R" + std::to_string(rule) + ": " + function_below(file, index) + " in " + file.path);
      }
    }
  }
  std::ranges::sort(found);
  return found;
}

std::set<int> rules_tagged_in_tests() {
  static const std::regex tag(R"(\[R([0-9]+)\])");
  std::set<int> rules;
  for (const SourceFile& file : source_files("tests")) {
    for (const std::string& line : file.lines) {
      for (std::sregex_iterator it(line.begin(), line.end(), tag), end; it != end; ++it) {
        rules.insert(std::stoi((*it)[1]));
      }
    }
  }
  return rules;
}

}  // namespace

TEST_CASE("every folder has source files") {
  for (const std::string_view folder : kFolders) {
    CAPTURE(folder);
    CHECK_FALSE(source_files(folder).empty());
  }
}

TEST_CASE("an include names its file from the root of the repository") {
  CHECK(every_include_for_which(kFolders, [](const SourceFile&, const Include& include) {
          return include.quoted && !file_exists(include.name);
        }) == Violations{});
}

TEST_CASE("a folder includes only the folders below it") {
  CHECK(every_include_for_which(kFoldersOfTheProgram, [](const SourceFile& file, const Include& include) {
          const std::string_view target = std::string_view(include.name).substr(0, include.name.find('/'));
          return include.quoted && !contains(kMayInclude.at(file.folder()), target);
        }) == Violations{});
}

TEST_CASE("a dependency appears only in its places") {
  CHECK(every_include_for_which(kFolders, [](const SourceFile& file, const Include& include) {
          const auto dependency = std::ranges::find_if(
              kDependencies, [&](const Dependency& known) { return include.name.starts_with(known.header_prefix); });
          if (dependency == kDependencies.end()) return false;
          return std::ranges::none_of(dependency->places,
                                      [&](std::string_view place) { return file.path.starts_with(place); });
        }) == Violations{});
}

TEST_CASE(
    "language and ltl and model and properties and checker know no clock and no dice and no files and no threads") {
  CHECK(every_include_for_which({"language", "ltl", "model", "properties", "checker"},
                                [](const SourceFile&, const Include& include) {
                                  return contains(kForbiddenInPureFolders, include.name);
                                }) == Violations{});
}

TEST_CASE("the engine knows no clock and no dice and no files") {
  CHECK(every_include_for_which({"engine"}, [](const SourceFile&, const Include& include) {
          return contains(kForbiddenInEngine, include.name);
        }) == Violations{});
}

TEST_CASE("the simulator draws from no distribution of the standard library") {
  CHECK(every_include_for_which({"sim", "statistics", "population"}, [](const SourceFile&, const Include& include) {
          return contains(kForbiddenInSim, include.name);
        }) == Violations{});
}

TEST_CASE("a rule of the protocol has its number at exactly one function") {
  Violations violations;
  for (const auto& [rule, places] : places_of_rules()) {
    if (places.size() > 1) std::ranges::copy(places, std::back_inserter(violations));
  }
  CHECK(violations == Violations{});
}

TEST_CASE("a rule of the protocol has a test that carries its tag") {
  const std::set<int> tagged = rules_tagged_in_tests();
  Violations violations;
  for (const auto& [rule, places] : places_of_rules()) {
    if (!tagged.contains(rule)) violations.push_back("no test is tagged [R" + std::to_string(rule) + "]");
  }
  CHECK(violations == Violations{});
}

TEST_CASE("the catalogue of requirements names the function that carries the number of each rule") {
  std::vector<std::string> catalogued;
  for (const auto& info : doublecheck::model::requirement_catalogue()) {
    catalogued.push_back(std::string(info.name) + ": " + std::string(info.function) + " in " + std::string(info.file));
  }
  std::ranges::sort(catalogued);
  CHECK(catalogued == announced_functions());
}

TEST_CASE("a rule number is one of the 24 requirements") {
  for (const auto& [rule, places] : places_of_rules()) {
    CAPTURE(rule, places);
    CHECK(rule >= 1);
    CHECK(rule <= 24);
  }
}

TEST_CASE("a choice names all its cases") {
  const std::regex default_label(R"(\bdefault\s*:)");
  CHECK(every_line_that_matches(
            default_label,
            {"language", "ltl", "model", "properties", "checker", "engine", "sim", "statistics", "population"},
            &SourceFile::code_lines) == Violations{});
}

// There text has a type, and what could not be written is remembered.
TEST_CASE("the program prints in one place") {
  Violations found = every_line_that_matches(
      std::regex(R"(\bfmt::print\b|\bstd::(cout|cerr|clog|puts|fputs|printf|fprintf|fwrite)\b)"), kFoldersOfTheProgram,
      &SourceFile::code_lines);
  std::erase_if(found, [](const std::string& line) { return line.starts_with("cli/standard_streams.cpp:"); });
  CHECK(found == Violations{});
}

TEST_CASE("nothing is left for later") {
  const std::regex reminder(
      "\\b(TO"
      "DO|FIX"
      "ME|X"
      "XX)\\b");
  CHECK(every_line_that_matches(reminder, kFolders, &SourceFile::lines) == Violations{});
}

TEST_CASE("a file has one subject and is not too long") {
  Violations violations;
  for (const SourceFile& file : all_files(kFolders)) {
    if (file.lines.size() > kLongestFileLines) violations.push_back(at(file, file.lines.size(), "too long"));
  }
  CHECK(violations == Violations{});
}

// The build registers files of this name with CTest, and no others.
TEST_CASE("a test case stands in a file that ends in _test.cpp") {
  std::vector<SourceFile> others = source_files("tests");
  std::erase_if(others, [](const SourceFile& file) { return file.path.ends_with("_test.cpp"); });
  const std::regex test_case(R"(\bTEST_CASE\w*\s*\()");
  Violations violations;
  for (const SourceFile& file : others) {
    for (std::size_t index = 0; index < file.code_lines.size(); ++index) {
      if (std::regex_search(file.code_lines[index], test_case)) violations.push_back(at(file, index + 1, "test case"));
    }
  }
  CHECK(violations == Violations{});
}

TEST_CASE("a header is included once") { CHECK(every_header_without("#pragma once", kFolders) == Violations{}); }

TEST_CASE("a header declares in the namespace of its folder") {
  for (const std::string_view folder : kFoldersOfTheProgram) {
    const std::string opening = "namespace doublecheck::" + std::string(folder) + " {";
    CHECK(every_header_without(opening, {folder}) == Violations{});
  }
}

// The tests above see only what the reader of the source tree sees.

TEST_CASE("comments and literals are no code") {
  CHECK(without_comments_and_literals({
            "int a = 1'000;  // default:",
            "case 'x': f(\"default: \\\" /*\"); /* default:",
            "default: */ g();",
        }) == std::vector<std::string>{"int a = 1'000;  ", "case '': f(\"\"); ", " g();"});
}

TEST_CASE("a comment announces one rule or several") {
  CHECK(rules_announced("/// R8: resends what is unacknowledged") == std::vector{8});
  CHECK(rules_announced("  // R14, R15 and R3: one check") == std::vector{14, 15, 3});
  CHECK(rules_announced("// see R8: no announcement").empty());
  CHECK(rules_announced("label R8:").empty());
}
