/// The letters that a never claim reads in an explored graph, and what its automaton does with each.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "checker/explored_graph.hpp"
#include "checker/state_classes.hpp"
#include "ltl/automaton.hpp"

namespace doublecheck::checker {

/// Letters are numbered as they occur, from 0 to letter_count() - 1.
class Letters {
 public:
  using StateNumber = ltl::StateNumber;

  /// Reads them. What the arguments refer to is kept by reference.
  Letters(const ExploredGraph& explored, const StateClasses& classes, const NeverClaim& claim);

  const ExploredGraph& explored() const { return explored_; }
  const StateClasses& classes() const { return classes_; }
  const ltl::Automaton& automaton() const { return claim_.automaton; }

  /// The states of the graph that have a row: those numbered 0 to state_count() - 1.
  std::size_t state_count() const { return classes_.state_count(); }
  std::size_t letter_count() const { return readings_.size(); }

  std::uint32_t letter_of_class(StateClasses::ClassNumber number) const { return letter_of_[number]; }
  /// REQUIRES: state < state_count().
  std::uint32_t letter_of(StateId state) const { return letter_of_class(classes_.class_of(state)); }

  /// Where the automaton can go from `beside` by reading the letter. Rising, each once.
  std::span<const StateNumber> targets(StateNumber beside, std::size_t letter) const {
    return readings_[letter].targets[beside];
  }

  /// Whether the automaton accepts, from here on, a run that reads the letter for ever.
  bool accepts_for_ever(StateNumber beside, std::size_t letter) const {
    return readings_[letter].accepts_for_ever[beside];
  }

 private:
  /// What the automaton does with one letter.
  struct Reading {
    std::vector<std::vector<StateNumber>> targets;  // by state of the automaton
    std::vector<bool> accepts_for_ever;             // by state of the automaton
  };

  Reading reading_of(ltl::Letter letter) const;

  const ExploredGraph explored_;
  const StateClasses& classes_;
  const NeverClaim claim_;
  std::vector<std::uint32_t> letter_of_;  // by class
  std::vector<Reading> readings_;         // by letter
};

}  // namespace doublecheck::checker
