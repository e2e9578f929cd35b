#include "cli/diagrams.hpp"

#include "checker/exploration.hpp"
#include "cli/checked_protocol.hpp"
#include "cli/claims.hpp"
#include "cli/diagram_setups.hpp"
#include "model/codec.hpp"

#include <fmt/format.h>

#include <stdexcept>
#include <string_view>

namespace doublecheck::cli {
namespace {

using LabelsOfStates = std::vector<std::vector<std::size_t>>;  // by state, then by instance

/// One explored setup under the labels of one machine.
class Folding {
 public:
  Folding(const CheckedProtocol& protocol, const checker::Exploration& exploration)
      : protocol_(protocol), exploration_(exploration) {
    for (checker::StateId state = 0; state < exploration.store.size(); ++state) {
      worlds_.push_back(model::decode_world(exploration.store.encoding(state)));
    }
  }

  void fold(const model::Machine& machine, Quotient& quotient) {
    LabelsOfStates labels;
    labels.reserve(worlds_.size());
    for (const model::World& world : worlds_) labels.push_back(machine.labels_in(world, protocol_.setup()));
    // The initial states are added first, and a setup has one.
    quotient.initial.insert(labels.front().begin(), labels.front().end());
    for (const auto& of_state : labels) quotient.reached.insert(of_state.begin(), of_state.end());
    for (checker::StateId state = 0; state < worlds_.size(); ++state) add_changes(state, labels, quotient);
  }

 private:
  void add_changes(checker::StateId state, const LabelsOfStates& labels, Quotient& quotient) {
    const checker::StateGraph& graph = exploration_.graph;
    std::vector<model::Action> actions;
    for (checker::EdgeIndex edge = graph.first_edge(state); edge < graph.end_edge(state); ++edge) {
      const auto& before = labels[state];
      const auto& after = labels[graph.target(edge)];
      if (before == after) continue;
      if (actions.empty()) protocol_.actions(worlds_[state], actions);
      const model::ActionKind kind = actions[graph.choice(state, edge)].kind;
      for (std::size_t i = 0; i < before.size(); ++i) {
        if (before[i] != after[i]) quotient.changes[{before[i], after[i]}].insert(kind);
      }
    }
  }

  const CheckedProtocol& protocol_;
  const checker::Exploration& exploration_;
  std::vector<model::World> worlds_;  // by state
};

std::string names_of(const std::set<model::ActionKind>& kinds) {
  std::vector<std::string_view> names;
  for (const model::ActionKind kind : kinds) names.push_back(model::info_of(kind).name);
  return fmt::format("{}", fmt::join(names, ", "));
}

constexpr std::string_view kOpening = "<!-- diagram ";
constexpr std::string_view kOpeningEnd = " -->\n";
constexpr std::string_view kClosing = "<!-- end of diagram -->";

}  // namespace

std::vector<Quotient> explored_machines(std::span<const model::Setup> setups) {
  const auto machines = model::machine_catalogue();
  std::vector<Quotient> quotients(machines.size());
  for (const model::Setup& setup : setups) {
    const CheckedProtocol protocol(setup);
    // A liveness property is what makes the engine keep its graph.
    const std::vector<Claim> claims = {checker::eventually_always<model::World>(
        "QUIET", [&](const model::World& world) { return protocol.may_end(world); })};
    const checker::ExplorationOptions options;
    const auto exploration = checker::BreadthFirstSearch<CheckedProtocol>(protocol, claims, options).run();
    Folding folding(protocol, exploration);
    for (std::size_t i = 0; i < machines.size(); ++i) folding.fold(machines[i], quotients[i]);
  }
  return quotients;
}

std::string mermaid(const model::Machine& machine, const Quotient& quotient) {
  std::string text = "stateDiagram-v2\n";
  for (const std::size_t label : quotient.reached) {
    text += fmt::format("    state \"{}\" as {}\n", machine.labels[label].title, machine.labels[label].name);
  }
  for (const std::size_t label : quotient.initial) text += fmt::format("    [*] --> {}\n", machine.labels[label].name);
  for (const auto& [change, kinds] : quotient.changes) {
    text += fmt::format("    {} --> {}: {}\n", machine.labels[change.first].name, machine.labels[change.second].name,
                        names_of(kinds));
  }
  return text;
}

std::vector<std::string> all_diagrams() {
  const std::vector<Quotient> quotients = explored_machines(diagram_setups());
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
