/// The decision tree of a platform: what the server does for each state in which it may find the recipient.
#pragma once

#include <string_view>
#include <vector>

#include "model/platform.hpp"
#include "scenarios/table_reader.hpp"

namespace doublecheck::scenarios {

/// One line of the tree.
struct Decision {
  std::string_view key;     // as in platform files
  std::string_view state;   // in words
  std::string_view action;  // as in platform files
};

/// The whole tree, in the order of a platform file: every state has its line.
std::vector<Decision> decision_tree(const model::Platform& platform);

/// Reads the lines into the platform. A state without a line is an error, and so is an action that makes no sense in
/// its state.
void read_decision_tree(TableReader& reader, model::Platform& platform);

}  // namespace doublecheck::scenarios
