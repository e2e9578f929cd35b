/// Orbits counted the slow and obvious way: the full graph, and in each state all of its names.
#pragma once

#include <algorithm>
#include <cstdint>
#include <deque>
#include <set>
#include <string>
#include <unordered_set>
#include <utility>
#include <vector>

#include "checker/symmetry.hpp"

namespace doublecheck::tests {

struct Orbits {
  std::uint64_t states = 0;
  std::uint64_t orbits = 0;
};

template <checker::SymmetricModel M>
std::string least_name(const M& model, const typename M::State& state) {
  std::string least;
  for (std::size_t permutation = 0; permutation < model.symmetry_count(); ++permutation) {
    std::string name;
    model.encode(model.renamed(state, permutation), name);
    if (permutation == 0 || name < least) least = std::move(name);
  }
  return least;
}

template <checker::SymmetricModel M>
Orbits count_orbits(const M& model) {
  std::unordered_set<std::string> states;
  std::unordered_set<std::string> orbits;
  std::deque<typename M::State> waiting;
  const auto find = [&](const typename M::State& state) {
    std::string name;
    model.encode(state, name);
    if (!states.insert(std::move(name)).second) return;
    orbits.insert(least_name(model, state));
    waiting.push_back(state);
  };
  for (const typename M::State& state : model.initial()) find(state);
  for (; !waiting.empty(); waiting.pop_front()) {
    std::vector<typename M::Action> actions;
    model.actions(waiting.front(), actions);
    for (const typename M::Action& action : actions) find(model.next(waiting.front(), action));
  }
  return {states.size(), orbits.size()};
}

}  // namespace doublecheck::tests
