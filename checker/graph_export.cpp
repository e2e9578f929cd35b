#include "checker/graph_export.hpp"

#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/graphml.hpp>
#include <boost/graph/graphviz.hpp>
#include <boost/property_map/dynamic_property_map.hpp>
#include <boost/property_map/function_property_map.hpp>
#include <concepts>
#include <functional>
#include <ostream>
#include <sstream>
#include <string_view>
#include <type_traits>

#include "escape/utf8.hpp"

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

/// What XML may hold and a terminal may show, on which a graph may be printed: other characters, and bytes that are not
/// UTF-8, become U+FFFD. The library's writer escapes markup.
class XmlText {
 public:
  explicit XmlText(std::string_view text) {
    while (!text.empty()) {
      const escape::Character character = escape::first_character(text);
      const bool is_shown = text.front() == '\n' || !escape::is_control(character.value);
      const bool stays = character.is_valid && is_shown && escape::is_allowed_in_xml(character.value);
      text_ += stays ? text.substr(0, character.bytes) : escape::kReplacement;
      text.remove_prefix(character.bytes);
    }
  }

  friend std::ostream& operator<<(std::ostream& out, const XmlText& text) { return out << text.text_; }

 private:
  std::string text_;
};

/// A string of DOT in its quotes. Controls other than line feeds, and bytes that are not UTF-8, become U+FFFD.
class DotText {
 public:
  explicit DotText(std::string_view text) {
    while (!text.empty()) {
      const escape::Character character = escape::first_character(text);
      const bool stays = character.is_valid && !escape::is_control(character.value);
      if (text.front() == '\n') {
        text_ += "\\n";
      } else if (text.front() == '"' || text.front() == '\\') {
        text_.append({'\\', text.front()});
      } else {
        text_ += stays ? text.substr(0, character.bytes) : escape::kReplacement;
      }
      text.remove_prefix(character.bytes);
    }
  }

  friend std::ostream& operator<<(std::ostream& out, const DotText& text) { return out << '"' << text.text_ << '"'; }

 private:
  std::string text_;
};

std::string joined(const std::vector<std::string>& parts, std::string_view separator) {
  std::string text;
  for (const std::string& part : parts) {
    if (!text.empty()) text += separator;
    text += part;
  }
  return text;
}

/// The attributes that both languages share. `Text`: what the language may be given.
template <class Text>
class Attributes {
 public:
  /// Both are kept by reference.
  Attributes(const ExportedGraph& exported, const Graph& graph) : exported_(exported), graph_(graph) {
    of_node("depth", [](const ExportedNode& node) { return node.depth; });
    of_node("initial", [](const ExportedNode& node) { return node.is_initial; });
    of_node("loops", [](const ExportedNode& node) { return node.loops; });
    of_node("predicates", [](const ExportedNode& node) { return Text(joined(node.predicates, "; ")); });
    of_node("states", [](const ExportedNode& node) { return node.states; });
    of_edge("kind", [](const ExportedEdge& edge) { return Text(edge.kind); });
    of_edge("states", [](const ExportedEdge& edge) { return edge.states; });
    of_edge("transitions", [](const ExportedEdge& edge) { return edge.transitions; });
  }

  template <class Value>
  void of_node(const std::string& name, Value value) {
    of_vertex(name, [this, value](Vertex vertex) { return value(exported_.nodes[vertex]); });
  }

  template <class Value>
  void of_edge(const std::string& name, Value value) {
    add<Edge>(name, [this, value](const Edge& edge) { return value(exported_.edges[graph_[edge].place]); });
  }

  void number(const std::string& name) {
    of_vertex(name, [](Vertex vertex) { return vertex; });
  }

  void title(const std::string& name, const Text& text) {
    add<Graph*>(name, [text](Graph*) { return text; });
  }

  const boost::dynamic_properties& properties() const { return properties_; }

 private:
  template <class Value>
  void of_vertex(const std::string& name, Value value) {
    add<Vertex>(name, value);
  }

  template <class Key, class Value>
  void add(const std::string& name, Value value) {
    using Result = std::invoke_result_t<Value, Key>;
    static_assert(std::is_arithmetic_v<Result> || std::same_as<Result, Text>, "text goes out as the language's own");
    properties_.property(name, boost::make_function_property_map<Key>(std::function(value)));
  }

  const ExportedGraph& exported_;
  const Graph& graph_;
  boost::dynamic_properties properties_;
};

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
  /// Text brings its quotes along, and a number has none.
  static std::string in_quotes(const std::string& value) { return value.starts_with('"') ? value : '"' + value + '"'; }

  const boost::dynamic_properties* properties_;
};

}  // namespace

std::string to_graphml(const ExportedGraph& exported) {
  const Graph graph = linked(exported);
  Attributes<XmlText> attributes(exported, graph);
  attributes.title("title", XmlText(exported.title));
  attributes.number("number");
  attributes.of_node("label", [](const ExportedNode& node) { return XmlText(joined(node.lines, "; ")); });
  attributes.of_edge("label", [](const ExportedEdge& edge) { return XmlText(edge.action); });
  std::ostringstream text;
  boost::write_graphml(text, graph, attributes.properties(), true);
  return text.str();
}

std::string to_dot(const ExportedGraph& exported) {
  const Graph graph = linked(exported);
  Attributes<DotText> attributes(exported, graph);
  attributes.of_node("label", [](const ExportedNode& node) { return DotText(joined(node.lines, "\n")); });
  attributes.of_node("style", [](const ExportedNode& node) { return DotText(node.is_initial ? "bold" : "solid"); });
  attributes.of_edge("label", [](const ExportedEdge& edge) { return DotText(edge.action); });
  const QuotingWriter writer(attributes.properties());
  const auto header = [&](std::ostream& out) {
    out << "label=" << DotText(exported.title) << ";\nnode [shape=\"box\"];\n";
  };
  std::ostringstream text;
  boost::write_graphviz(text, graph, writer, writer, header);
  return text.str();
}

}  // namespace doublecheck::checker
