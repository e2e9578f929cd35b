// Translates formulas with doublecheck and with `spin -f` and compares: the sizes, and that both automata find a common
// run with the same words and the same random graphs. Ends with 1 if any answer differs, with 2 if SPIN cannot be
// asked.
#include <fmt/format.h>

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <exception>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "ltl/automaton.hpp"
#include "ltl/strong_components.hpp"
#include "tests/ltl/random_formulas.hpp"
#include "tests/ltl/spin_syntax.hpp"

namespace {

using namespace doublecheck;
using namespace doublecheck::tests;

constexpr std::size_t kPropositions = 4;
constexpr std::size_t kWords = 40;
constexpr std::size_t kGraphs = 40;
constexpr int kTimedOut = 124 << 8;  // what pclose makes of timeout's exit status

struct Group {
  std::string_view name;
  std::vector<std::string_view> formulas;
};

// Of the lists, what has no `X`: Debian's SPIN is compiled without it.
const std::vector<Group> kGroups = {
    {"Somenzi and Bloem 2000",
     {
         "a U b",
         "a U (b U c)",
         "!(a U (b U c))",
         "[]<>a -> []<>b",
         "<>a U []b",
         "[]a U b",
         "!(<><>a <-> <>a)",
         "!([]<>a -> []<>b)",
         "!([]<>a <-> []<>b)",
         "a V (a || b)",
         "[](a -> <>b)",
         "!([]<>a || <>[]b)",
         "[](<>a && <>b)",
         "<>a && <>!a",
         "([](b || []<>a) && [](c || []<>!a)) || []b || []c",
         "([](b || <>[]a) && [](c || <>[]!a)) || []b || []c",
         "!(([](b || []<>a) && [](c || []<>!a)) || []b || []c)",
         "!(([](b || <>[]a) && [](c || <>[]!a)) || []b || []c)",
         "(a U a) || (b U a)",
     }},
    {"Etessami and Holzmann 2000, and more of their kind",
     {
         "a U (b && []c)",
         "a U (b && <>c)",
         "[](a -> (b U c))",
         "<>(a && <>(b && <>c))",
         "<>(a && <>[]b)",
         "[]<>a && []<>b && []<>c",
         "<>[](a && b) || []<>c",
         "[](a -> <>(b && <>c))",
         "[]<>a -> [](b -> <>c)",
         "!([]<>a -> [](b -> <>c))",
         "!(([]<>a && []<>d) -> [](b -> <>c))",
         "!([](a -> <>b))",
         "((a U b) U c) U d",
         "a U (b U (c U d))",
     }},
    {"Dwyer, Avrunin and Corbett 1999",
     {
         "[]!a",
         "<>c -> (!a U c)",
         "[](b -> []!a)",
         "[]((b && !c && <>c) -> (!a U c))",
         "[]((b && !c) -> (!a W c))",
         "<>a",
         "!c W (a && !c)",
         "[]!b || <>(b && <>a)",
         "[]((b && !c) -> (!c W (a && !c)))",
         "[]((b && !c) -> (!c U (a && !c)))",
         "<>c -> (a U c)",
         "[](b -> []a)",
         "[]((b && !c && <>c) -> (a U c))",
         "[]((b && !c) -> (a W c))",
         "!a W d",
         "<>c -> (!a U (d || c))",
         "[]!b || <>(b && (!a W d))",
         "[]((b && !c && <>c) -> (!a U (d || c)))",
         "[]((b && !c) -> (!a W (d || c)))",
         "[](a -> <>d)",
         "<>c -> ((a -> (!c U (d && !c))) U c)",
         "[](b -> [](a -> <>d))",
         "[]((b && !c && <>c) -> ((a -> (!c U (d && !c))) U c))",
         "[]((b && !c) -> ((a -> (!c U (d && !c))) W c))",
     }},
};

/// What `spin -f` prints; nothing if it takes longer than five seconds.
std::optional<std::string> never_claim_text(const std::string& formula) {
  FILE* pipe = popen(("timeout 5 spin -f '" + formula + "' 2>&1").c_str(), "r");
  if (pipe == nullptr) throw std::runtime_error("cannot run spin");
  std::string text;
  std::array<char, 4096> buffer{};
  for (std::size_t count = 0; (count = fread(buffer.data(), 1, buffer.size(), pipe)) > 0;) {
    text.append(buffer.data(), count);
  }
  const int status = pclose(pipe);
  if (status == kTimedOut) return std::nullopt;
  if (status != 0 || !text.starts_with("never")) throw std::runtime_error("spin -f says: " + text);
  return text;
}

/// A graph whose nodes show letters; every node has a successor. Runs begin at node 0.
struct Graph {
  std::vector<ltl::Letter> letters;
  ltl::Successors successors;
};

Graph random_graph(Dice& dice) {
  Graph graph{.letters = std::vector<ltl::Letter>(2 + dice.below(7)), .successors = {}};
  for (ltl::Letter& letter : graph.letters) {
    letter = dice.below(ltl::Letter{1} << kPropositions);
    graph.successors.emplace_back(1 + dice.below(2));
    for (ltl::Node& node : graph.successors.back()) node = static_cast<ltl::Node>(dice.below(graph.letters.size()));
  }
  return graph;
}

bool has_common_run(const ltl::Automaton& automaton, const Graph& graph) {
  const std::size_t width = automaton.states.size();
  const auto node_of = [&](std::size_t node, std::size_t state) {
    return static_cast<ltl::Node>(node * width + state);
  };
  ltl::Successors product(graph.letters.size() * width);
  std::vector<bool> is_accepting(product.size());
  for (std::size_t node = 0; node < graph.letters.size(); ++node) {
    for (std::size_t state = 0; state < width; ++state) {
      is_accepting[node_of(node, state)] = automaton.states[state].is_accepting;
      for (const ltl::Transition& transition : automaton.states[state].transitions) {
        if (!transition.guard.admits(graph.letters[node])) continue;
        for (const ltl::Node next : graph.successors[node]) {
          product[node_of(node, state)].push_back(node_of(next, transition.target));
        }
      }
    }
  }
  const std::vector<bool> leads = ltl::leads_to_accepting_cycle(product, is_accepting);
  for (const ltl::StateNumber state : automaton.initial) {
    if (leads[node_of(0, state)]) return true;
  }
  return false;
}

struct Totals {
  std::size_t formulas = 0;
  std::size_t states = 0;
  std::size_t transitions = 0;
  std::size_t spin_states = 0;
  std::size_t spin_transitions = 0;
  std::size_t smaller = 0;
  std::size_t larger = 0;
  std::size_t yes = 0;
  std::size_t no = 0;
  std::size_t given_up = 0;
  std::size_t different = 0;
  double seconds = 0;
  double spin_seconds = 0;
};

double seconds_since(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

void compare_answers(const ltl::Formula& formula, const ltl::Automaton& ours, const ltl::Automaton& theirs, Dice& dice,
                     Totals& totals) {
  const auto note = [&](bool our_answer, bool is_same) {
    ++(our_answer ? totals.yes : totals.no);
    if (is_same) return;
    ++totals.different;
    fmt::print("DIFFERENT: {}\n", in_letters(formula));
  };
  for (std::size_t index = 0; index < kWords; ++index) {
    const ltl::Lasso word = random_lasso(dice, 5, kPropositions);
    const bool answer = accepts(ours, word);
    note(answer, answer == accepts(theirs, word) && answer == holds_on(formula, word));
  }
  for (std::size_t index = 0; index < kGraphs; ++index) {
    const Graph graph = random_graph(dice);
    const bool answer = has_common_run(ours, graph);
    note(answer, answer == has_common_run(theirs, graph));
  }
}

void compare(const ltl::Formula& formula, Dice& dice, Totals& totals) {
  auto start = std::chrono::steady_clock::now();
  const ltl::Automaton ours = ltl::automaton_for(formula);
  totals.seconds += seconds_since(start);
  start = std::chrono::steady_clock::now();
  const std::optional<std::string> text = never_claim_text(in_letters(formula));
  totals.spin_seconds += seconds_since(start);
  if (!text) {
    ++totals.given_up;
    return;
  }
  const NeverClaim claim = never_claim_from(*text, kPropositions);
  const std::size_t spin_states = claim.automaton.states.size();
  ++totals.formulas;
  totals.states += ours.states.size();
  totals.transitions += transition_count(ours);
  totals.spin_states += spin_states;
  totals.spin_transitions += claim.options;
  if (ours.states.size() < spin_states) ++totals.smaller;
  if (ours.states.size() > spin_states) ++totals.larger;
  compare_answers(formula, ours, claim.automaton, dice, totals);
}

/// Prints one line. Returns whether all the answers were the same.
bool print_totals(std::string_view name, const Totals& totals) {
  fmt::print("| {} | {} | {} | {} | {} | {} | {} | {} | {} | {}/{} | {:.3f} | {:.3f} |\n", name, totals.formulas,
             totals.states, totals.transitions, totals.spin_states, totals.spin_transitions, totals.smaller,
             totals.larger, totals.given_up, totals.yes, totals.no, totals.seconds, totals.spin_seconds);
  std::fflush(stdout);
  return totals.different == 0;
}

bool compare_all() {
  Dice dice(1);
  bool is_same = true;
  fmt::print(
      "| formulas | number | states | transitions | SPIN's states | SPIN's transitions | smaller | larger | SPIN gave "
      "up | yes/no | s "
      "| SPIN's s |\n|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|\n");
  for (const Group& group : kGroups) {
    Totals totals;
    for (const std::string_view text : group.formulas) {
      compare(formula_from(text), dice, totals);
      compare(negation(formula_from(text)), dice, totals);
    }
    is_same &= print_totals(fmt::format("{}, and negated", group.name), totals);
  }
  for (const std::size_t size : {6U, 9U, 12U}) {
    Totals totals;
    for (int index = 0; index < 200; ++index) {
      compare(random_formula(dice, size, kPropositions, {.next = false}), dice, totals);
    }
    is_same &= print_totals(fmt::format("random, of size {}", size), totals);
  }
  return is_same;
}

}  // namespace

int main() {
  try {
    return compare_all() ? 0 : 1;
  } catch (const std::exception& error) {
    fmt::print(stderr, "{}\n", error.what());
    return 2;
  }
}
