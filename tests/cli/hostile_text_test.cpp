// Names, titles and files that try to steer a terminal, a shell or a reader of a format: through every command.

#include "tests/catch.hpp"
#include "tests/cli/program.hpp"

#include "escape/shell_word.hpp"
#include "escape/utf8.hpp"

#include <nlohmann/json.hpp>

#include <filesystem>
#include <regex>
#include <string>
#include <string_view>
#include <vector>

using namespace doublecheck;
using namespace doublecheck::tests;

namespace {

const std::string kLibrary = DOUBLECHECK_LIBRARY;

/// Between the quotes of a TOML string.
const std::string kTitleInToml = R"(\u001B[2J\u0007\u009B<b>&]]>\u202E\u0000\u0001\uFFFF \"quoted\" 'it' back\\slash)";

/// A name that a file may have, and what it tries.
const std::string kName = "it's \"a\" $(touch pwned) `id` \x1b[31m\n[properties]\\ \xC0\xAF\xFF.toml";

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const auto place = text.find(from);
  REQUIRE(place != std::string::npos);
  return text.replace(place, from.size(), to);
}

/// A mutant, whose CUSTODY is violated, with a title and a question that are hostile.
std::string hostile_scenario() {
  std::string text = content_of(kLibrary + "/mutants/m02-drop-on-send.toml");
  text = text.substr(text.find("requirements ="));
  return "title = \"" + kTitleInToml + "\"\nquestion = \"" + kTitleInToml + "\"\n" + text;
}

std::string word(const std::string& text) { return escape::ShellLine("").word(text).line(); }

/// UTF-8 without anything that steers what shows it.
bool is_harmless(std::string_view text) {
  while (!text.empty()) {
    const escape::Character character = escape::first_character(text);
    const bool is_shown = text.front() == '\n' || text.front() == '\t' || !escape::is_control(character.value);
    if (!character.is_valid || !is_shown) return false;
    text.remove_prefix(character.bytes);
  }
  return true;
}

/// Tags that are closed in the order in which they were opened, and between them nothing that XML 1.0 does not allow:
/// enough for what has neither comments nor CDATA.
bool is_well_formed(std::string_view xml) {
  for (std::string_view rest = xml; !rest.empty(); rest.remove_prefix(escape::first_character(rest).bytes)) {
    const escape::Character character = escape::first_character(rest);
    if (!character.is_valid || !escape::is_allowed_in_xml(character.value)) return false;
  }
  static const std::regex token(
      R"rx(<\?[^?]*\?>|<(/?)([a-zA-Z]+)((?:\s+[\w:.]+="[^"<&]*")*)\s*(/?)>|&(?:amp|lt|gt|quot|apos|#\d+);|[^<&]+)rx");
  std::vector<std::string> open;
  auto at = xml.begin();
  std::match_results<std::string_view::const_iterator> match;
  for (; at != xml.end(); at = match[0].second) {
    if (!std::regex_search(at, xml.end(), match, token, std::regex_constants::match_continuous)) return false;
    if (!match[2].matched || match[4].length() > 0) continue;
    if (match[1].length() == 0) {
      open.push_back(match[2]);
    } else {
      if (open.empty() || open.back() != match[2].str()) return false;
      open.pop_back();
    }
  }
  return open.empty();
}

/// In a folder of its own: a scenario with a hostile name, and its path.
struct Hostile {
  Folder folder;
  std::string file = folder.file(kName, hostile_scenario());
  std::string scenario = word(file);
};

}  // namespace

TEST_CASE("nothing that a command prints of a hostile scenario steers the terminal") {
  const Hostile hostile;
  const std::string broken = word(hostile.folder.file("broken " + kName, "title = \"x\xC0\xAF\"\n\x1b[2J = 3\n"));
  const std::string bad_value = word(
      hostile.folder.file("value " + kName, replaced(hostile_scenario(), "breaks = 1", "breaks = \"\\u001B[2J\"")));
  REQUIRE(run("check --save " + hostile.folder.path("s") + hostile.scenario).status == 0);
  const std::string path = word((*std::filesystem::directory_iterator(hostile.folder.path("s"))).path().string());
  const std::string esc = word("\x1b[2J\n\xC0\xAF");
  for (const std::string& command : {"check" + hostile.scenario,
                                     "check --quiet" + hostile.scenario + hostile.scenario,
                                     "check --color always --max-depth 1" + hostile.scenario,
                                     "simulate --set simulation.runs=2" + hostile.scenario,
                                     "gate --set simulation.runs=2 " + hostile.folder.path(),
                                     "gate" + path,
                                     "graph" + hostile.scenario,
                                     "graph --format dot" + hostile.scenario,
                                     "lint" + hostile.scenario,
                                     "lint" + broken,
                                     "lint" + bad_value,
                                     "list" + hostile.scenario,
                                     "list --requirements" + hostile.scenario,
                                     "replay" + path,
                                     "replay --formula" + esc + path,
                                     "explain" + esc,
                                     "diagram" + esc,
                                     "graph --by" + esc + hostile.scenario,
                                     "graph --by mark --message" + esc + hostile.scenario,
                                     "check --set" + esc + hostile.scenario,
                                     "check --set" + word("title=\x1b[2J") + hostile.scenario,
                                     "check" + esc,
                                     std::string("check --") + "\x1b[2J",
                                     std::string("\x1b[2J"),
                                     "check --html" + word("no/\x1b[2J\n") + hostile.scenario,
                                     "check --search" + esc + hostile.scenario,
                                     "simulate --figures" + esc + " --until-within 5%" + hostile.scenario,
                                     "diagram --into" + esc,
                                     "check --json" + hostile.scenario + hostile.scenario,
                                     "replay" + hostile.scenario}) {
    const Ran ran = run(command);
    CAPTURE(command, ran.output);
    CHECK(ran.status <= 3);
    CHECK_FALSE(ran.output.empty());
    std::string uncoloured = std::regex_replace(ran.output, std::regex("\x1b\\[(?:0|1|2|32|1;31|33|34|36)m"), "");
    if (command.find("--color always") == std::string::npos) uncoloured = ran.output;
    CHECK(is_harmless(uncoloured));
  }
  CHECK_FALSE(std::filesystem::exists("pwned"));
}

TEST_CASE("JSON of a hostile scenario is read back with its title and its file") {
  const Hostile hostile;
  const auto title = nlohmann::json::parse("\"" + replaced(kTitleInToml, "'it'", "'it'") + "\"").get<std::string>();
  for (const std::string command : {"check", "simulate --set simulation.runs=2", "gate --set simulation.runs=2"}) {
    CAPTURE(command);
    const Ran ran = run_for_document(command + " --json -" + hostile.scenario);
    CHECK(is_harmless(ran.output));
    const auto json = nlohmann::json::parse(ran.output);
    CHECK(json.at("title") == title);
    CHECK(json.at("question") == title);
    CHECK(json.at("file").get<std::string>().ends_with("[properties]\\ \uFFFD\uFFFD\uFFFD.toml"));
  }
}

TEST_CASE("GraphML of a hostile scenario is well-formed and DOT stays in its quotes") {
  const Hostile hostile;
  const Ran graphml = run("graph --by mark" + hostile.scenario);
  REQUIRE(graphml.status == 0);
  CHECK(is_well_formed(graphml.output));
  CHECK(is_harmless(graphml.output));
  CHECK(says(graphml, "&lt;b&gt;&amp;]]&gt;"));
  const Ran dot = run("graph --by mark --format dot" + hostile.scenario);
  CHECK(is_harmless(dot.output));
  CHECK(says(dot, "label=\"\uFFFD[2J\uFFFD\uFFFD<b>&]]>\uFFFD\uFFFD\uFFFD\uFFFF \\\"quoted\\\" 'it' back\\\\slash: "));
}

TEST_CASE("the check for well-formed XML refuses what is not") {
  CHECK(is_well_formed("<?xml version=\"1.0\"?>\n<a b=\"c\"><d/>x&amp;</a>\n"));
  for (const std::string wrong : {"<a>", "<a></b>", "<a>&</a>", "<a><</a>", "<a>\x1b</a>", "<a>\xC0\xAF</a>", "</a>"}) {
    CAPTURE(wrong);
    CHECK_FALSE(is_well_formed(wrong));
  }
}

TEST_CASE("a page of a hostile scenario has its title as text") {
  const Hostile hostile;
  const Ran page = run("check --html -" + hostile.scenario);
  CHECK(page.status == 0);
  CHECK(is_harmless(page.output));
  CHECK(says(page, "&lt;b&gt;&amp;]]&gt;"));
  CHECK_FALSE(says(page, "<b>&]]>"));
}

TEST_CASE("a saved path of a hostile scenario is replayed and names nothing but that scenario") {
  const Hostile hostile;
  const std::string saved = hostile.folder.path("s");
  REQUIRE(run("check --save " + saved + hostile.scenario).status == 0);
  const std::string file = (*std::filesystem::directory_iterator(saved)).path().string();
  CHECK(content_of(file).find("\n[properties]") == std::string::npos);
  CHECK(run("replay" + word(file)).status == 0);
  CHECK(run("gate" + word(file)).status == 0);
}

TEST_CASE("what is said to give a result again does so when a shell reads it") {
  const Hostile hostile;
  const std::string dashed = hostile.folder.file("-x.toml", hostile_scenario());
  for (const std::string& arguments :
       {"check" + hostile.scenario + " --set" + word("title=it's $(id) \"a\"") + " --max-states 100 --timeout 50",
        "check" + hostile.scenario + " --engine plain --max-memory 1GB --coverage --history full",
        "check" + hostile.scenario + " --search swarm --walks 10 --walk-length 20 --seed 3 --symmetry off",
        "check" + hostile.scenario + " --approximate compact --max-memory 64MB",
        "simulate" + hostile.scenario + " --set simulation.runs=3 --seed 5 --timeout 50",
        std::string("check -- -x.toml"), std::string("check ./-x.toml --set 'properties.check=[\"CUSTODY\"]'")}) {
    CAPTURE(arguments);
    const std::string place = "cd " + word(hostile.folder.path()) + "; ";
    const Ran first = shell(place + "\"$d\" " + arguments + " 2>&1");
    const std::string verdict = last_line(first.output);
    const auto again = verdict.find("again with: doublecheck ");
    REQUIRE(again != std::string::npos);
    const std::string command = verdict.substr(again + std::string("again with: ").size());
    const Ran second = shell(place + "doublecheck() { \"$d\" \"$@\"; }; " + command + " 2>&1");
    CHECK(second.status == first.status);
    CHECK(last_line(second.output) == verdict);
  }
}

TEST_CASE("the command that a report repeats is one that a shell reads") {
  const Hostile hostile;
  const auto json = nlohmann::json::parse(run_for_document("check --json -" + hostile.scenario).output);
  const std::string command = json.at("command");
  const Ran again = shell("doublecheck() { \"$d\" \"$@\" 2>/dev/null; }; " + command);
  CHECK(nlohmann::json::parse(again.output).at("command") == command);
}
