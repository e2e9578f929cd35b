/// State diagrams: the machines of the model as the checker finds them, as Mermaid text.
#pragma once

#include "checker/quotient.hpp"
#include "model/machines.hpp"

#include <span>
#include <string>
#include <vector>

namespace doublecheck::cli {

/// Explores every setup completely: one quotient for each machine, in the order of their catalogue. Its labels are
/// indexes into the machine's table, those of actions are their kinds.
std::vector<checker::Quotient> explored_machines(std::span<const model::Setup> setups);

/// A diagram in the language of Mermaid: equal quotients have equal texts.
std::string mermaid(const model::Machine& machine, const checker::Quotient& quotient);

/// The diagram of every machine, in the order of their catalogue, from the fixed setups.
std::vector<std::string> all_diagrams();

/// The text with its diagrams drawn anew. A diagram stands between the lines `<!-- diagram NAME -->` and
/// `<!-- end of diagram -->`. Throws std::runtime_error if a name is unknown or an end is missing.
std::string with_diagrams(const std::string& text, const std::vector<std::string>& diagrams);

}  // namespace doublecheck::cli
