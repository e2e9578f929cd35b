// `doublecheck graph`: the state graph of a scenario for other programs.

#include "tests/catch.hpp"
#include "tests/cli/document.hpp"
#include "tests/cli/program.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <map>
#include <regex>
#include <string>
#include <vector>

using namespace doublecheck::tests;

namespace {

const std::string kLibrary = DOUBLECHECK_LIBRARY;
const std::string kHappyPath = kLibrary + "/01-happy-path.toml";

using Attributes = std::map<std::string, std::string>;

struct Node {
  Attributes attributes;
};

struct Edge {
  std::string source;
  std::string target;
  Attributes attributes;
};

struct Graph {
  std::map<std::string, Node> nodes;  // by id
  std::vector<Edge> edges;
};

/// The names of attributes by the keys that stand for them.
std::map<std::string, std::string> keys_in(const std::string& graphml) {
  static const std::regex key("<key id=\"(\\w+)\" for=\"\\w+\" attr.name=\"(\\w+)\"");
  std::map<std::string, std::string> names;
  for (std::sregex_iterator at(graphml.begin(), graphml.end(), key), end; at != end; ++at) names[(*at)[1]] = (*at)[2];
  return names;
}

/// REQUIRES: the text is laid out one element a line.
Graph parsed(const std::string& graphml) {
  static const std::regex node("<node id=\"(\\w+)\">");
  static const std::regex edge("<edge id=\"\\w+\" source=\"(\\w+)\" target=\"(\\w+)\">");
  static const std::regex data("<data key=\"(\\w+)\">(.*)</data>");
  const auto names = keys_in(graphml);
  Graph graph;
  Attributes of_graph;
  Attributes* attributes = &of_graph;
  std::istringstream lines(graphml);
  std::smatch match;
  for (std::string line; std::getline(lines, line);) {
    if (std::regex_search(line, match, node)) {
      attributes = &graph.nodes[match[1]].attributes;
    } else if (std::regex_search(line, match, edge)) {
      graph.edges.push_back({match[1], match[2], {}});
      attributes = &graph.edges.back().attributes;
    } else if (std::regex_search(line, match, data)) {
      (*attributes)[names.at(match[1])] = match[2];
    }
  }
  return graph;
}

Graph graph_of(const std::string& arguments) {
  const Ran ran = run("graph " + arguments);
  CAPTURE(arguments, ran.output.substr(0, 1000));
  REQUIRE(ran.status == 0);
  return parsed(ran.output);
}

std::uint64_t number(const Attributes& attributes, const std::string& name) { return std::stoull(attributes.at(name)); }

/// The first line of each node's label, without the count: what every edge of a quotient leads from and to.
std::vector<std::string> changes(const Graph& graph) {
  const auto name_of = [&](const std::string& id) {
    const std::string& label = graph.nodes.at(id).attributes.at("label");
    return label.substr(0, label.find(';'));
  };
  std::vector<std::string> found;
  for (const Edge& edge : graph.edges) {
    found.push_back(name_of(edge.source) + " -" + edge.attributes.at("kind") + "-> " + name_of(edge.target));
  }
  std::ranges::sort(found);
  return found;
}

}  // namespace

TEST_CASE("the graph of the happy path has the states and transitions that were explored") {
  const Graph graph = graph_of(kHappyPath);
  CHECK(graph.nodes.size() == 779);
  CHECK(graph.edges.size() == 1'802);
  std::size_t initial = 0;
  for (const auto& [id, node] : graph.nodes) {
    CHECK(node.attributes.at("states") == "1");
    if (node.attributes.at("initial") == "1") ++initial;
    CHECK((node.attributes.at("initial") == "1") == (node.attributes.at("depth") == "0"));
  }
  CHECK(initial == 1);
  CHECK(graph.nodes.at("n0").attributes.at("label") == "state 0; m1: no mark; m2: no mark; m3: no mark");
  CHECK(graph.nodes.at("n0").attributes.at("predicates").empty());
}

TEST_CASE("an edge of the whole graph leads at most one level deeper and bears its action as in path files") {
  const Graph graph = graph_of(kHappyPath);
  for (const Edge& edge : graph.edges) {
    const auto from = number(graph.nodes.at(edge.source).attributes, "depth");
    const auto to = number(graph.nodes.at(edge.target).attributes, "depth");
    CHECK(to <= from + 1);
    CHECK(edge.attributes.at("label").starts_with(edge.attributes.at("kind")));
  }
  CHECK(std::ranges::any_of(graph.edges,
                            [](const Edge& edge) { return edge.attributes.at("label") == "deliver bob down 0"; }));
}

TEST_CASE("the mark of a message goes from none to the clock to one check to two when nothing goes wrong") {
  CHECK(changes(graph_of(kHappyPath + " --by mark --message m1")) ==
        std::vector<std::string>{"clock -deliver-> one check", "no mark -compose-> clock",
                                 "one check -deliver-> two checks"});
}

TEST_CASE("the mark of a message may skip one check when the connection breaks") {
  const auto found = changes(graph_of(kHappyPath + " --by mark --message m1 --set budgets.breaks=1"));
  CHECK(std::ranges::find(found, "clock -deliver-> two checks") != found.end());
}

TEST_CASE("a quotient counts every state and transition that a check counts") {
  for (const std::string& file :
       {kHappyPath, kLibrary + "/02-offline-drain.toml", kLibrary + "/mutants/m02-drop-on-send.toml"}) {
    CAPTURE(file);
    const auto check = nlohmann::json::parse(run_for_document("check --json - " + file).output);
    for (const std::string by : {"mark", "is_held_by_server,has_two_checks", "connection,receipt"}) {
      CAPTURE(by);
      const Graph graph = graph_of(file + " --by " + by);
      std::uint64_t states = 0;
      std::uint64_t transitions = 0;
      for (const auto& [id, node] : graph.nodes) states += number(node.attributes, "states");
      for (const auto& [id, node] : graph.nodes) transitions += number(node.attributes, "loops");
      for (const Edge& edge : graph.edges) transitions += number(edge.attributes, "transitions");
      CHECK(states == check.at("states"));
      CHECK(transitions == check.at("transitions"));
      CHECK(graph.nodes.size() < states);
    }
  }
}

TEST_CASE("the document on state graphs shows what the program prints now") {
  const Ran ran = run("graph " + kHappyPath + " --by mark --message m1 --format dot");
  CHECK(document("graphs.md").find("```dot\n" + ran.output + "```\n") != std::string::npos);
}

TEST_CASE("the whole graph and a quotient are written for Graphviz too") {
  const auto count = [](const std::string& text, const std::string& part) {
    std::size_t found = 0;
    for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++found;
    return found;
  };
  CHECK(count(run("graph --format dot " + kHappyPath).output, "->") == 1'802);
  const Ran mark = run("graph --format dot --by mark --message m1 " + kHappyPath);
  CHECK(count(mark.output, "->") == 3);
  CHECK(says(mark, "label=\"two checks\\n253 states\""));
}

TEST_CASE("a graph with more states than allowed is not written at all and the way out is named") {
  const Folder folder;
  const Ran whole = run("graph " + kHappyPath + " --max-states 100 -o " + folder.path("whole.graphml"));
  CHECK(whole.status == 3);
  CHECK(says(whole, "more than 100 states"));
  CHECK(says(whole, "--max-states"));
  CHECK(says(whole, "--by mark"));
  CHECK(std::filesystem::is_empty(folder.path()));
  CHECK(run("graph " + kHappyPath + " --by mark --max-states 100").status == 3);
  CHECK(run("graph " + kHappyPath + " --states-max 779 -o " + folder.path("whole.graphml")).status == 0);
  CHECK(parsed(content_of(folder.path("whole.graphml"))).nodes.size() == 779);
}

TEST_CASE("without a limit given the whole graph ends at 10000 states and a quotient does not") {
  const std::string large = kHappyPath + " --set budgets.breaks=2";
  const Ran whole = run("graph " + large);
  CHECK(whole.status == 3);
  CHECK(says(whole, "more than 10000 states"));
  CHECK(graph_of(large + " --by mark --message m1").nodes.size() == 4);
}

TEST_CASE("a name that no question has is refused with the nearest that one has") {
  const Ran machine = run("graph " + kHappyPath + " --by marks");
  CHECK(machine.status == 2);
  CHECK(says(machine, "did you mean `mark`?"));
  CHECK(says(run("graph " + kHappyPath + " --by mark,is_in_fligth"), "did you mean `is_in_flight`?"));
  const Ran message = run("graph " + kHappyPath + " --by mark --message m4");
  CHECK(message.status == 2);
  CHECK(says(message, "no message `m4`"));
  CHECK(says(run("graph " + kHappyPath + " --by connection --device bbo"), "did you mean `bob`?"));
}

TEST_CASE("a question that nothing in the scenario could answer is refused") {
  const Ran ran = run("graph " + kHappyPath + " --by relay");
  CHECK(ran.status == 2);
  CHECK(says(ran, "`relay`"));
}

TEST_CASE("graph refuses an unknown format and a message without a question and two files and an unwritable file") {
  CHECK(run("graph " + kHappyPath + " --format gexf").status == 2);
  CHECK(says(run("graph " + kHappyPath + " --format gexf"), "graphml or dot"));
  CHECK(run("graph " + kHappyPath + " --message m1").status == 2);
  CHECK(run("graph " + kHappyPath + " " + kHappyPath).status == 2);
  CHECK(run("graph " + kHappyPath + " -o /nowhere/graph.dot").status == 2);
  CHECK(run("graph " + kLibrary).status == 2);
}

TEST_CASE("graph shows examples when asked for help") { CHECK(says(run("graph --help"), "--by mark --message m1")); }

TEST_CASE("a scenario that has only a population has no graph") {
  const Ran failed = run("graph " + kLibrary + "/22-deaf-push-service.toml");
  CHECK(failed.status == 2);
  CHECK(says(failed, "has a population and no participants"));
}
