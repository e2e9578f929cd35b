#include "checker/graph_export.hpp"

#include <string>

#include "tests/catch.hpp"

namespace doublecheck::tests {
namespace {

using checker::ExportedEdge;
using checker::ExportedGraph;
using checker::ExportedNode;
using checker::to_dot;
using checker::to_graphml;

ExportedGraph two_nodes() {
  ExportedGraph graph;
  graph.title = "Happy & path";
  ExportedNode first;
  first.lines = {"m1: clock", "m2: \"one\""};
  first.is_initial = true;
  first.states = 12;
  first.loops = 30;
  ExportedNode second;
  second.lines = {R"(a\b <c>)"};
  second.predicates = {"is_quiet", "is_composed"};
  second.depth = 7;
  graph.nodes = {first, second};
  graph.edges = {{.source = 0, .target = 1, .action = "deliver bob", .kind = "deliver", .states = 3, .transitions = 4},
                 {.source = 1, .target = 1, .action = "graph", .kind = "break", .states = 1, .transitions = 1}};
  return graph;
}

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

std::size_t count(const std::string& text, const std::string& part) {
  std::size_t found = 0;
  for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++found;
  return found;
}

/// The text of the attribute of that name in one element.
std::string attribute(const std::string& graphml, const std::string& domain, const std::string& name,
                      const std::string& element) {
  const auto declared = graphml.find("for=\"" + domain + "\" attr.name=\"" + name + "\"");
  REQUIRE(declared != std::string::npos);
  const auto id_at = graphml.rfind("id=\"", declared) + 4;
  const std::string opening = "<data key=\"" + graphml.substr(id_at, graphml.find('"', id_at) - id_at) + "\">";
  const auto at = graphml.find(opening, graphml.find(element)) + opening.size();
  return graphml.substr(at, graphml.find('<', at) - at);
}

}  // namespace

TEST_CASE("GraphML has every node and edge with all attributes, escaped") {
  const std::string text = to_graphml(two_nodes());
  CHECK(count(text, "<node id=") == 2);
  CHECK(count(text, "<edge id=") == 2);
  CHECK(has(text, "edgedefault=\"directed\""));
  CHECK(attribute(text, "graph", "title", "<graph ") == "Happy &amp; path");
  CHECK(attribute(text, "node", "label", "<node id=\"n0\"") == "m1: clock; m2: &quot;one&quot;");
  CHECK(attribute(text, "node", "initial", "<node id=\"n0\"") == "1");
  CHECK(attribute(text, "node", "states", "<node id=\"n0\"") == "12");
  CHECK(attribute(text, "node", "loops", "<node id=\"n0\"") == "30");
  CHECK(attribute(text, "node", "number", "<node id=\"n1\"") == "1");
  CHECK(attribute(text, "node", "depth", "<node id=\"n1\"") == "7");
  CHECK(attribute(text, "node", "label", "<node id=\"n1\"") == "a\\b &lt;c&gt;");
  CHECK(attribute(text, "node", "predicates", "<node id=\"n1\"") == "is_quiet; is_composed");
  CHECK(attribute(text, "edge", "label", "<edge id=\"e0\"") == "deliver bob");
  CHECK(attribute(text, "edge", "kind", "<edge id=\"e0\"") == "deliver");
  CHECK(attribute(text, "edge", "states", "<edge id=\"e0\"") == "3");
  CHECK(attribute(text, "edge", "transitions", "<edge id=\"e0\"") == "4");
  CHECK(has(text, "<edge id=\"e1\" source=\"n1\" target=\"n1\">"));
}

TEST_CASE("GraphML names the types of its attributes") {
  const std::string text = to_graphml(two_nodes());
  CHECK(has(text, "attr.name=\"depth\" attr.type=\"long\""));
  CHECK(has(text, "attr.name=\"initial\" attr.type=\"boolean\""));
  CHECK(has(text, "attr.name=\"kind\" attr.type=\"string\""));
}

TEST_CASE("DOT has every node and edge, with lines broken and quotes and backslashes escaped") {
  const std::string text = to_dot(two_nodes());
  CHECK(text.starts_with("digraph G {"));
  CHECK(has(text, R"(label="m1: clock\nm2: \"one\"")"));
  CHECK(has(text, R"(label="a\\b <c>")"));
  CHECK(has(text, R"(label="Happy & path")"));
  CHECK(count(text, "->") == 2);
  CHECK(has(text, "0->1"));
  CHECK(has(text, "label=\"deliver bob\""));
  CHECK(has(text, "transitions=\"4\""));
  CHECK(count(text, "bold") == 1);
}

TEST_CASE("a word of the language of Graphviz is quoted where it is a label") {
  CHECK_FALSE(has(to_dot(two_nodes()), "label=graph"));
}

TEST_CASE("a graph without nodes is exported as one") {
  CHECK(has(to_graphml({}), "</graphml>"));
  CHECK(to_dot({}).starts_with("digraph G {"));
}

}  // namespace doublecheck::tests
