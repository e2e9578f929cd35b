/// The explored graph with states made one that no predicate tells apart: small enough to ask it first.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "checker/explored_graph.hpp"

namespace doublecheck::checker {

/// Classes are numbered from 0 in the order in which states meet them.
class StateClasses {
 public:
  using ClassNumber = std::uint32_t;

  /// Of the states that have a row in the graph.
  explicit StateClasses(const ExploredGraph& explored);

  std::size_t count() const { return representatives_.size(); }
  std::size_t state_count() const { return class_of_.size(); }

  /// REQUIRES: state < state_count().
  ClassNumber class_of(StateId state) const { return class_of_[state]; }
  /// The first state of a class.
  StateId representative(ClassNumber number) const { return representatives_[number]; }
  /// The classes of all states that follow states of this one. Each once.
  std::span<const ClassNumber> followers(ClassNumber number) const {
    return std::span(followers_).subspan(starts_[number], starts_[number + std::size_t{1}] - starts_[number]);
  }

  /// Whether each class has one of these states.
  std::vector<bool> classes_of(const std::vector<StateId>& states) const;

 private:
  void classify(const ExploredGraph& explored);
  void follow_edges(const StateGraph& graph);

  std::vector<ClassNumber> class_of_;      // by state
  std::vector<StateId> representatives_;   // by class
  std::vector<ClassNumber> followers_;     // of class 0, of class 1, ...
  std::vector<std::size_t> starts_ = {0};  // in followers_, by class; and the end
};

}  // namespace doublecheck::checker
