/// Arguments: the command line as data.
#pragma once

#include "cli/exit_status.hpp"
#include "scenarios/setting.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace doublecheck::cli {

enum class Command : std::uint8_t { check, simulate, gate, replay, lint, list, explain, diagram, graph };

enum class Colour : std::uint8_t { automatic, always, never };

/// Who explores: both find the same, the plain one slowly and in an obvious way.
enum class Engine : std::uint8_t { fast, plain };

enum class GraphFormat : std::uint8_t { graphml, dot };

/// In which order states are looked at, and whether all of them are.
enum class SearchMode : std::uint8_t { breadth_first, depth_first, random, swarm, fewest_faults };

/// Whether users who are interchangeable are explored once: where that is sound and there are any, or else not at all.
enum class Symmetry : std::uint8_t { automatic, on, off };

/// Whether what no rule and no property asked for can see any more is left out of states, or they are kept in full.
enum class History : std::uint8_t { automatic, full };

/// What is kept of visited states where not all of each.
enum class Approximation : std::uint8_t { bitstate, compact };

/// As on the command line.
std::string_view name_of(Approximation approximation);

/// What `list` lists besides scenarios.
struct Topics {
  bool properties = false;
  bool options = false;
  bool platforms = false;
  bool budgets = false;
  bool actions = false;
  bool requirements = false;
  bool predicates = false;
};

/// How `replay` tells a path.
struct ReplayManner {
  std::vector<std::string> formulas;  // to be evaluated along it
  bool all = false;                   // all of it at once, also on a terminal
  bool step = false;                  // step by step, also without a terminal
  bool without_differences = false;
  bool without_predicates = false;
};

/// What concerns simulations of populations alone.
struct PopulationArguments {
  std::optional<std::uint32_t> replications;
  std::optional<double> relative_error;  // replicate until the figures are known so well: 0.05 is 5 %
  std::vector<std::string> figures;      // which; empty: the usual ones
  std::vector<std::uint64_t> traced;     // messages by number
  std::string csv;                       // a file; empty: none
  std::string extend;                    // a file of an earlier run; empty: none
  bool checks_determinism = false;
};

struct Arguments {
  Command command{};
  std::vector<std::string> paths;  // files; for gate, lint and list folders too
  std::vector<std::string> words;  // what is to be explained, or drawn
  std::vector<scenarios::Setting> settings;
  std::optional<std::uint64_t> seed;
  std::optional<std::uint64_t> max_states;
  std::optional<std::uint64_t> max_depth;
  std::optional<std::uint64_t> max_memory_bytes;
  std::optional<double> timeout_seconds;  // for each scenario
  unsigned jobs = 0;                      // threads, for several scenarios at once or for one; ≥ 1 once parsed
  Engine engine = Engine::fast;
  SearchMode search = SearchMode::breadth_first;
  Symmetry symmetry = Symmetry::automatic;
  History history = History::automatic;
  std::optional<Approximation> approximation;
  std::uint64_t walks = 10'000;       // of random and swarm
  std::uint64_t walk_length = 1'000;  // actions
  std::uint32_t swarm = 0;            // mutations that are simulated; 0: none
  std::string json;                   // a file, or "-"; empty: none
  std::string html;                   // a file; empty: none
  std::string checkpoint;             // a folder; empty: none
  double checkpoint_seconds = 60;     // between two checkpoints
  std::string save;                   // a folder for path files; empty: none
  std::string into;                   // a document whose diagrams are drawn anew; empty: none
  std::vector<std::string> by;        // predicates and machines by which a graph is folded; empty: not at all
  std::string message;                // the one that `by` is about; empty: all
  std::string device;                 // likewise
  std::string output;                 // a file for the graph; empty or "-": standard output
  GraphFormat format = GraphFormat::graphml;
  Colour colour = Colour::automatic;
  bool ascii = false;
  bool quiet = false;
  bool coverage = false;      // count how often each action is possible and what it finds
  bool explain_size = false;  // tell what makes the space as large as it is
  Topics topics;
  ReplayManner replay;
  PopulationArguments population;
  std::string line;  // the command line as typed, for reports
};

/// The arguments, or the status to exit with once help, version or an error was printed.
std::variant<Arguments, ExitStatus> parse_arguments(int count, const char* const* words);

}  // namespace doublecheck::cli
