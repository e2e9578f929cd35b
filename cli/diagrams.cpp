#include "cli/diagrams.hpp"

#include "cli/diagram_setups.hpp"
#include "cli/explored_protocol.hpp"

#include <fmt/format.h>

#include <map>
#include <stdexcept>
#include <string_view>
#include <utility>

namespace doublecheck::cli {
namespace {

using Labels = std::vector<checker::Label>;

/// Folds one explored setup into the quotient of each machine.
void fold_machines(const ExploredProtocol& explored, std::vector<checker::Quotient>& quotients) {
  Labels kinds;                                         // by edge
  std::vector<std::vector<model::Instance>> instances;  // by machine
  std::vector<std::vector<Labels>> labels;              // by machine, then by instance, then by state
  for (const model::Machine& machine : model::machine_catalogue()) {
    instances.push_back(machine.instances_in(explored.setup()));
    labels.emplace_back(instances.back().size());
  }
  explored.for_each_state([&](auto, const model::World& world, std::span<const model::Action> actions) {
    for (const model::Action& action : actions) kinds.push_back(static_cast<checker::Label>(action.kind));
    for (std::size_t m = 0; m < instances.size(); ++m) {
      for (std::size_t i = 0; i < instances[m].size(); ++i) {
        const std::size_t label = model::machine_catalogue()[m].label_of(world, instances[m][i]);
        labels[m][i].push_back(static_cast<checker::Label>(label));
      }
    }
  });
  const engine::WholeGraph& found = explored.graph();
  for (std::size_t m = 0; m < instances.size(); ++m) {
    for (const Labels& of_instance : labels[m]) {
      checker::fold({found.graph, found.tree, of_instance, kinds}, quotients[m]);
    }
  }
}

/// The arrows of a diagram, each with the names of all kinds of action that lead there.
std::map<std::pair<checker::Label, checker::Label>, std::string> arrows_of(const checker::Quotient& quotient) {
  std::map<std::pair<checker::Label, checker::Label>, std::string> arrows;
  for (const auto& [change, counts] : quotient.edges) {
    if (change.from == change.to) continue;
    std::string& names = arrows[{change.from, change.to}];
    if (!names.empty()) names += ", ";
    names += model::info_of(static_cast<model::ActionKind>(change.action)).name;
  }
  return arrows;
}

constexpr std::string_view kOpening = "<!-- diagram ";
constexpr std::string_view kOpeningEnd = " -->\n";
constexpr std::string_view kClosing = "<!-- end of diagram -->";

}  // namespace

std::vector<checker::Quotient> explored_machines(std::span<const model::Setup> setups) {
  std::vector<checker::Quotient> quotients(model::machine_catalogue().size());
  for (const model::Setup& setup : setups) fold_machines(ExploredProtocol(setup), quotients);
  return quotients;
}

std::string mermaid(const model::Machine& machine, const checker::Quotient& quotient) {
  std::string text = "stateDiagram-v2\n";
  for (const auto& [label, node] : quotient.nodes) {
    text += fmt::format("    state \"{}\" as {}\n", machine.labels[label].title, machine.labels[label].name);
  }
  for (const auto& [label, node] : quotient.nodes) {
    if (node.is_initial) text += fmt::format("    [*] --> {}\n", machine.labels[label].name);
  }
  for (const auto& [ends, names] : arrows_of(quotient)) {
    text +=
        fmt::format("    {} --> {}: {}\n", machine.labels[ends.first].name, machine.labels[ends.second].name, names);
  }
  return text;
}

std::vector<std::string> all_diagrams() {
  const std::vector<checker::Quotient> quotients = explored_machines(diagram_setups());
  std::vector<std::string> diagrams;
  for (std::size_t i = 0; i < quotients.size(); ++i) {
    diagrams.push_back(mermaid(model::machine_catalogue()[i], quotients[i]));
  }
  return diagrams;
}

std::string with_diagrams(const std::string& text, const std::vector<std::string>& diagrams) {
  std::string result;
  std::size_t done = 0;
  for (std::size_t at = text.find(kOpening); at != std::string::npos; at = text.find(kOpening, done)) {
    const std::size_t name_at = at + kOpening.size();
    const std::size_t name_end = text.find(kOpeningEnd, name_at);
    const std::size_t end = text.find(kClosing, name_at);
    if (name_end == std::string::npos || end == std::string::npos || end < name_end) {
      throw std::runtime_error("a diagram has no line `" + std::string(kClosing) + "`");
    }
    const std::string name = text.substr(name_at, name_end - name_at);
    const model::Machine* machine = model::find_machine(name);
    if (machine == nullptr) throw std::runtime_error("there is no diagram `" + name + "`");
    const auto number = static_cast<std::size_t>(machine - model::machine_catalogue().data());
    result += text.substr(done, name_end + kOpeningEnd.size() - done);
    result += "```mermaid\n" + diagrams.at(number) + "```\n";
    done = end;
  }
  return result + text.substr(done);
}

}  // namespace doublecheck::cli
