#include "checker/graph_export.hpp"

#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/graphml.hpp>
#include <boost/graph/graphviz.hpp>
#include <boost/property_map/dynamic_property_map.hpp>
#include <boost/property_map/function_property_map.hpp>
#include <functional>
#include <sstream>
#include <string_view>

namespace doublecheck::checker {
namespace {

// The nodes and edges stay where they are: the library's graph refers to them by place. Bidirectional, because then it
// lists its edges in the order in which they were added.
struct EdgePlace {
  std::size_t place = 0;
};
using Graph = boost::adjacency_list<boost::vecS, boost::vecS, boost::bidirectionalS, boost::no_property, EdgePlace>;
using Vertex = boost::graph_traits<Graph>::vertex_descriptor;
using Edge = boost::graph_traits<Graph>::edge_descriptor;

Graph linked(const ExportedGraph& exported) {
  Graph graph(exported.nodes.size());
  for (std::size_t place = 0; place < exported.edges.size(); ++place) {
    const ExportedEdge& edge = exported.edges[place];
    boost::add_edge(edge.source, edge.target, EdgePlace{place}, graph);
  }
  return graph;
}

std::string joined(const std::vector<std::string>& parts, std::string_view separator) {
  std::string text;
  for (const std::string& part : parts) {
    if (!text.empty()) text += separator;
    text += part;
  }
  return text;
}

/// The attributes that both languages share.
class Attributes {
 public:
  /// Both are kept by reference.
  Attributes(const ExportedGraph& exported, const Graph& graph) : exported_(exported), graph_(graph) {
    of_node("depth", [](const ExportedNode& node) { return node.depth; });
    of_node("initial", [](const ExportedNode& node) { return node.is_initial; });
    of_node("loops", [](const ExportedNode& node) { return node.loops; });
    of_node("predicates", [](const ExportedNode& node) { return joined(node.predicates, "; "); });
    of_node("states", [](const ExportedNode& node) { return node.states; });
    of_edge("kind", [](const ExportedEdge& edge) { return edge.kind; });
    of_edge("states", [](const ExportedEdge& edge) { return edge.states; });
    of_edge("transitions", [](const ExportedEdge& edge) { return edge.transitions; });
  }

  template <class Value>
  void of_node(const std::string& name, Value value) {
    of_vertex(name, [this, value](Vertex vertex) { return value(exported_.nodes[vertex]); });
  }

  template <class Value>
  void of_edge(const std::string& name, Value value) {
    const auto of_place = [this, value](const Edge& edge) { return value(exported_.edges[graph_[edge].place]); };
    properties_.property(name, boost::make_function_property_map<Edge>(std::function(of_place)));
  }

  void number(const std::string& name) {
    of_vertex(name, [](Vertex vertex) { return vertex; });
  }

  void title(const std::string& name, const std::string& text) {
    const auto of_graph = [text](Graph*) { return text; };
    properties_.property(name, boost::make_function_property_map<Graph*>(std::function(of_graph)));
  }

  const boost::dynamic_properties& properties() const { return properties_; }

 private:
  template <class Value>
  void of_vertex(const std::string& name, Value value) {
    properties_.property(name, boost::make_function_property_map<Vertex>(std::function(value)));
  }

  const ExportedGraph& exported_;
  const Graph& graph_;
  boost::dynamic_properties properties_;
};

/// A string of DOT, whatever the text has in it.
std::string in_quotes(std::string_view text) {
  std::string result = "\"";
  for (const char letter : text) {
    if (letter == '\n') {
      result += "\\n";
      continue;
    }
    if (letter == '"' || letter == '\\') result += '\\';
    result += letter;
  }
  return result + '"';
}

/// Writes the attributes of a node or an edge. The library's own writer leaves words such as `graph` without quotes,
/// and backslashes as they are.
class QuotingWriter {
 public:
  /// Kept by reference.
  explicit QuotingWriter(const boost::dynamic_properties& properties) : properties_(&properties) {}

  template <class Key>
  void operator()(std::ostream& out, const Key& key) const {
    out << " [";
    const char* separator = "";
    for (const auto& [name, values] : *properties_) {
      if (values->key() != typeid(Key)) continue;
      out << separator << name << '=' << in_quotes(values->get_string(key));
      separator = ", ";
    }
    out << ']';
  }

 private:
  const boost::dynamic_properties* properties_;
};

}  // namespace

std::string to_graphml(const ExportedGraph& exported) {
  const Graph graph = linked(exported);
  Attributes attributes(exported, graph);
  attributes.title("title", exported.title);
  attributes.number("number");
  attributes.of_node("label", [](const ExportedNode& node) { return joined(node.lines, "; "); });
  attributes.of_edge("label", [](const ExportedEdge& edge) { return edge.action; });
  std::ostringstream text;
  boost::write_graphml(text, graph, attributes.properties(), true);
  return text.str();
}

std::string to_dot(const ExportedGraph& exported) {
  const Graph graph = linked(exported);
  Attributes attributes(exported, graph);
  attributes.of_node("label", [](const ExportedNode& node) { return joined(node.lines, "\n"); });
  attributes.of_node("style", [](const ExportedNode& node) { return std::string(node.is_initial ? "bold" : "solid"); });
  attributes.of_edge("label", [](const ExportedEdge& edge) { return edge.action; });
  const QuotingWriter writer(attributes.properties());
  const auto header = [&](std::ostream& out) {
    out << "label=" << in_quotes(exported.title) << ";\nnode [shape=\"box\"];\n";
  };
  std::ostringstream text;
  boost::write_graphviz(text, graph, writer, writer, header);
  return text.str();
}

}  // namespace doublecheck::checker
