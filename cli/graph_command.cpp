#include "cli/commands.hpp"
#include "cli/explored_protocol.hpp"
#include "cli/labelling.hpp"
#include "cli/outputs.hpp"
#include "cli/scenario_files.hpp"
#include "cli/standard_streams.hpp"
#include "cli/terminal.hpp"

#include "checker/graph_export.hpp"

#include <fmt/format.h>

#include <stdexcept>

namespace doublecheck::cli {
namespace {

/// More than this is no picture, and few programs read it.
constexpr std::uint64_t kStatesMaxUnlessTold = 10'000;

checker::ExplorationOptions options_for(const scenarios::Scenario& scenario, const Arguments& arguments,
                                        ProgressLine& progress) {
  checker::ExplorationOptions options;
  options.limits.states_max = arguments.by.empty() ? kStatesMaxUnlessTold : scenario.limits.states;
  if (arguments.max_states) options.limits.states_max = arguments.max_states;
  options.is_interrupted = is_interrupted;
  options.progress_states = 20'000;
  options.on_progress = [&](const checker::Counts& counts) {
    progress.show(fmt::format("{}: {} states, {} transitions, {} waiting, depth {}", scenario.name, counts.states,
                              counts.transitions, counts.frontier, counts.depth));
  };
  return options;
}

ExitStatus complain_of_end(const ExploredProtocol& explored, const checker::Limits& limits,
                           const Arguments& arguments) {
  if (explored.graph().stop != checker::StopReason::states) {
    print_error("error: interrupted before everything was explored; nothing was written\n");
    return ExitStatus::inconclusive;
  }
  print_error("error: there are more than {} states; nothing was written\nhelp: `--max-states N` allows more{}\n",
              limits.states_max.value(),
              arguments.by.empty()
                  ? "; `--by mark` makes one node of all states with equal marks, however many there are"
                  : "");
  return ExitStatus::inconclusive;
}

/// Every state a node and every transition an edge.
checker::ExportedGraph whole_graph(const ExploredProtocol& explored, Labelling& marks, Labelling& predicates) {
  const engine::WholeGraph& found = explored.graph();
  checker::ExportedGraph exported;
  explored.for_each_state(
      [&](checker::StateId state, const model::World& world, std::span<const model::Action> actions) {
        checker::ExportedNode node;
        node.lines = marks.lines(marks.label_of(world));
        node.lines.insert(node.lines.begin(), fmt::format("state {}", state));
        node.predicates = predicates.true_predicates(predicates.label_of(world));
        node.depth = found.tree.depth(state);
        node.is_initial = node.depth == 0;
        exported.nodes.push_back(std::move(node));
        for (std::size_t choice = 0; choice < actions.size(); ++choice) {
          checker::ExportedEdge edge;
          edge.source = state;
          edge.target = found.graph.target(found.graph.first_edge(state) + choice);
          edge.action = model::to_text(actions[choice], explored.setup());
          edge.kind = model::info_of(actions[choice].kind).name;
          exported.edges.push_back(std::move(edge));
        }
      });
  return exported;
}

checker::Quotient quotient_of(const ExploredProtocol& explored, Labelling& labelling) {
  std::vector<checker::Label> labels;
  std::vector<checker::Label> kinds;
  explored.for_each_state([&](auto, const model::World& world, std::span<const model::Action> actions) {
    labels.push_back(labelling.label_of(world));
    for (const model::Action& action : actions) kinds.push_back(static_cast<checker::Label>(action.kind));
  });
  checker::Quotient quotient;
  checker::fold({explored.graph().graph, explored.graph().tree, labels, kinds}, quotient);
  return quotient;
}

std::string counted(std::uint64_t number, const char* singular) {
  return fmt::format("{} {}{}", number, singular, number == 1 ? "" : "s");
}

/// Every label a node, and an edge for each kind of action that leads from one to another. Labels are numbered from 0
/// without a gap, so that they are places.
checker::ExportedGraph exported_quotient(const checker::Quotient& quotient, const Labelling& labelling) {
  checker::ExportedGraph exported;
  for (const auto& [label, counts] : quotient.nodes) {
    checker::ExportedNode node;
    node.lines = labelling.lines(label);
    node.lines.push_back(counted(counts.states, "state"));
    node.predicates = labelling.true_predicates(label);
    node.depth = counts.depth;
    node.is_initial = counts.is_initial;
    node.states = counts.states;
    exported.nodes.push_back(std::move(node));
  }
  for (const auto& [change, counts] : quotient.edges) {
    if (change.from == change.to) {
      exported.nodes.at(change.from).loops += counts.transitions;
      continue;
    }
    const std::string_view kind = model::info_of(static_cast<model::ActionKind>(change.action)).name;
    exported.edges.push_back({.source = change.from,
                              .target = change.to,
                              .action = fmt::format("{} ×{}", kind, counts.transitions),
                              .kind = std::string(kind),
                              .states = counts.states,
                              .transitions = counts.transitions});
  }
  return exported;
}

std::string title_of(const scenarios::Scenario& scenario, const checker::Counts& counts, const Arguments& arguments) {
  std::string title = fmt::format("{}: {}, {}", scenario.title, counted(counts.states, "state"),
                                  counted(counts.transitions, "transition"));
  if (!arguments.by.empty()) title += fmt::format(", by {}", fmt::join(arguments.by, ", "));
  if (!arguments.message.empty()) title += fmt::format(" of {}", arguments.message);
  if (!arguments.device.empty()) title += fmt::format(" of {}", arguments.device);
  return title;
}

std::string text_of(const checker::ExportedGraph& exported, GraphFormat format) {
  switch (format) {
    case GraphFormat::graphml:
      return checker::to_graphml(exported);
    case GraphFormat::dot:
      return checker::to_dot(exported);
  }
  throw std::logic_error("unknown graph format");
}

/// REQUIRES: the names are valid in every setup.
Labelling built_in_labelling(const std::vector<std::string_view>& names, const model::Setup& setup) {
  return std::get<Labelling>(labelling_of(names, {}, setup));
}

/// The labelling asked for, or nothing once its mistake was printed.
std::optional<Labelling> wanted_labelling(const Arguments& arguments, const model::Setup& setup) {
  const std::vector<std::string_view> names(arguments.by.begin(), arguments.by.end());
  auto labelling = labelling_of(names, {arguments.message, arguments.device}, setup);
  if (const auto* complaint = std::get_if<std::string>(&labelling)) {
    write_error(escape::TerminalText::drawn(*complaint, false));
    return std::nullopt;
  }
  return std::get<Labelling>(std::move(labelling));
}

}  // namespace

ExitStatus run_graph(const Arguments& arguments) {
  const ReadScenarios read = read_scenarios(arguments.paths, arguments);
  print_diagnostics(read.diagnostics, arguments);
  if (!read.diagnostics.empty()) return ExitStatus::bad_input;
  const scenarios::Scenario& scenario = read.scenarios.front();
  if (scenario.setup.participants.empty()) {
    print_error("error: {} has a population and no participants: there is nothing to explore\n", scenario.file);
    return ExitStatus::bad_input;
  }
  auto labelling = wanted_labelling(arguments, scenario.setup);
  if (!labelling) return ExitStatus::bad_input;
  Outputs outputs(read.files);
  outputs.add("--output", arguments.output.empty() ? "-" : arguments.output);
  ProgressLine progress(true);
  const checker::ExplorationOptions options = options_for(scenario, arguments, progress);
  const ExploredProtocol explored(scenario.setup, options);
  progress.clear();
  if (!explored.is_complete()) return complain_of_end(explored, options.limits, arguments);

  checker::ExportedGraph exported;
  if (arguments.by.empty()) {
    Labelling marks = built_in_labelling({"mark"}, scenario.setup);
    Labelling predicates = built_in_labelling(predicate_names(), scenario.setup);
    exported = whole_graph(explored, marks, predicates);
  } else {
    exported = exported_quotient(quotient_of(explored, *labelling), *labelling);
  }
  exported.title = title_of(scenario, explored.graph().counts, arguments);
  outputs.write("--output", [&] { return text_of(exported, arguments.format); });
  return outputs.status();
}

}  // namespace doublecheck::cli
