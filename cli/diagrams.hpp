/// State diagrams: the machines of the model as the checker finds them, as Mermaid text.
#pragma once

#include "model/action.hpp"
#include "model/machines.hpp"

#include <map>
#include <set>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace doublecheck::cli {

/// The quotient of explored graphs under the labels of one machine. Labels are indexes into its table.
struct Quotient {
  std::set<std::size_t> initial;
  std::set<std::size_t> reached;
  /// From one label to another, and the kinds of action that lead there.
  std::map<std::pair<std::size_t, std::size_t>, std::set<model::ActionKind>> changes;
};

/// Explores every setup completely: one quotient for each machine, in the order of their catalogue.
std::vector<Quotient> explored_machines(std::span<const model::Setup> setups);

/// A diagram in the language of Mermaid: equal quotients have equal texts.
std::string mermaid(const model::Machine& machine, const Quotient& quotient);

/// The diagram of every machine, in the order of their catalogue, from the fixed setups.
std::vector<std::string> all_diagrams();

/// The text with its diagrams drawn anew. A diagram stands between the lines `<!-- diagram NAME -->` and
/// `<!-- end of diagram -->`. Throws std::runtime_error if a name is unknown or an end is missing.
std::string with_diagrams(const std::string& text, const std::vector<std::string>& diagrams);

}  // namespace doublecheck::cli
