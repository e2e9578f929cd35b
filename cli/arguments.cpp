#include "cli/arguments.hpp"

#include "cli/population_figures.hpp"
#include "cli/standard_streams.hpp"
#include "escape/shell_word.hpp"
#include "scenarios/nearest_word.hpp"

#include <CLI/CLI.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <map>
#include <sstream>
#include <thread>

namespace doublecheck::cli {
namespace {

using escape::TerminalText;

struct CommandHelp {
  Command command{};
  const char* name;
  const char* purpose;
  const char* examples;
};

constexpr CommandHelp kCommands[] = {
    {Command::check, "check",
     "Explore every interleaving of a scenario: a verdict for each property, shortest counterexamples.",
     "Examples:\n"
     "  doublecheck check scenarios/library/01-happy-path.toml\n"
     "  doublecheck check drain.toml --set budgets.breaks=2 --max-states 5000000 --timeout 60\n"
     "  doublecheck check drain.toml --set options.server_drop=on_send --save paths --html report.html\n"
     "  doublecheck check large.toml --max-memory 8GB --checkpoint search\n"
     "  doublecheck check huge.toml --approximate bitstate --max-memory 8GB\n"
     "  doublecheck check large.toml --max-states 1000000 --explain-size --coverage\n"
     "  doublecheck check huge.toml --search swarm --walks 100000 --seed 7\n"},
    {Command::simulate, "simulate", "Run a scenario in simulated time: percentiles, counts, safety properties watched.",
     "Examples:\n"
     "  doublecheck simulate scenarios/library/02-offline-drain.toml\n"
     "  doublecheck simulate drain.toml --seed 7 --set simulation.runs=5000 --json results.json\n"
     "  doublecheck simulate city.toml --replications 10 --html city.html --csv city.csv --json city.json\n"
     "  doublecheck simulate city.toml --until-within 5% --figures two_checks.p99,visible.p50\n"
     "  doublecheck simulate city.toml --replications 20 --extend city.json\n"
     "  doublecheck simulate drain.toml --swarm 1000 --save found\n"},
    {Command::gate, "gate",
     "Check and simulate all scenarios of folders, replay all saved paths there (*.path), and hold each against its "
     "expectations: the entry point for CI.",
     "Examples:\n"
     "  doublecheck gate scenarios/library --jobs 2\n"
     "  doublecheck gate scenarios/library/mutants --html report.html --json gate.json\n"},
    {Command::replay, "replay",
     "Step through a saved path, in the checker's model and in the simulator: what each step changes, and what "
     "formulas "
     "say of it. On a terminal it reads commands, and h tells them; elsewhere it prints the whole path.",
     "Examples:\n"
     "  doublecheck replay paths/m02-drop-on-send-CUSTODY.path\n"
     "  doublecheck replay lost.path --all --no-differences\n"
     "  doublecheck replay lost.path --formula 'forall m: is_composed(m) leads_to has_two_checks(m)'\n"
     "  printf 'next\\nstate bob mailbox\\n' | doublecheck replay lost.path --step\n"},
    {Command::lint, "lint", "Read scenario and platform files and report every mistake, without running anything.",
     "Examples:\n  doublecheck lint scenarios/library my-scenario.toml\n"},
    {Command::list, "list", "List scenarios, or what may be written in them.",
     "Examples:\n"
     "  doublecheck list scenarios/library\n"
     "  doublecheck list --options --properties\n"
     "  doublecheck list --predicates\n"
     "  doublecheck list --requirements\n"},
    {Command::explain, "explain",
     "Tell everything about an option, a property or a requirement: what it means, who does it so, what it risks, how "
     "to set it, what covers it.",
     "Examples:\n"
     "  doublecheck explain server_drop\n"
     "  doublecheck explain push_repeat CUSTODY R13\n"},
    {Command::diagram, "diagram",
     "Draw parts of the protocol as state diagrams, from states that the checker really reaches.",
     "Examples:\n"
     "  doublecheck diagram\n"
     "  doublecheck diagram mark connection\n"
     "  doublecheck diagram --into docs/protocol.md\n"},
    {Command::graph, "graph",
     "Write the graph of all states of a scenario, or what is left of it when states that answer some questions alike "
     "become one, as GraphML or for Graphviz.",
     "A question is a predicate (is_composed, is_in_flight, is_held_by_server, is_stored_by_recipient, "
     "has_two_checks, ...)\n"
     "or a machine of `doublecheck diagram` (mark, body, receipt, connection, ...).\n"
     "Examples:\n"
     "  doublecheck graph scenarios/library/01-happy-path.toml -o states.graphml\n"
     "  doublecheck graph scenarios/library/01-happy-path.toml --by mark --message m1 --format dot | dot -Tsvg > "
     "m1.svg\n"
     "  doublecheck graph drain.toml --by is_held_by_server,has_two_checks --message m1 --set budgets.breaks=2\n"},
};

bool runs_scenarios(Command command) {
  return command == Command::check || command == Command::simulate || command == Command::gate;
}

/// The command line's own grammar, and where it writes.
class Grammar {
 public:
  Grammar() {
    app_.require_subcommand(1);
    app_.set_version_flag("--version", "doublecheck " DOUBLECHECK_VERSION);
    app_.footer(
        "Exit status, the first that applies: 70 a bug in doublecheck, 1 a property violated or an expected violation\n"
        "missing, 2 a mistake in the input or an output that could not be written, 3 inconclusive (a limit was hit),\n"
        "4 nothing ran, 0 all as expected.\n"
        "`doublecheck COMMAND --help` shows examples.");
    for (const CommandHelp& help : kCommands) add(help);
  }

  /// Throws CLI::ParseError. REQUIRES: the words have no unknown command or option.
  Arguments parse(int count, const char* const* words) {
    app_.parse(count, words);
    for (const CommandHelp& help : kCommands) {
      if (app_.get_subcommand(help.name)->parsed()) arguments_.command = help.command;
    }
    return arguments_;
  }

  /// What the command line asks to be told: help, or the version.
  std::string told(const CLI::Success& asked) {
    std::ostringstream text;
    app_.exit(asked, text, text);
    return text.str();
  }

  /// The first word that is no command, or no option of its command, as an error; nothing if all are known.
  std::optional<TerminalText> find_unknown_word(int count, const char* const* words) const {
    const CLI::App* scope = &app_;
    for (int i = 1; i < count; ++i) {
      const std::string word = words[i];
      if (word == "--") return std::nullopt;
      if (scope == &app_ && !word.starts_with("-")) {
        const auto names = command_names();
        if (std::ranges::find(names, word) == names.end()) {
          return complaint("command", "commands", word, names);
        }
        scope = app_.get_subcommand(word);
      } else if (word.starts_with("--") && !knows(*scope, word.substr(0, word.find('=')))) {
        return complaint("option", "options", word.substr(0, word.find('=')), option_names(*scope));
      }
    }
    return std::nullopt;
  }

 private:
  void add(const CommandHelp& help) {
    CLI::App& command = *app_.add_subcommand(help.name, help.purpose);
    command.footer(help.examples);
    if (help.command == Command::explain) {
      command.add_option("WORD", arguments_.words, "options, properties and requirements, as in scenario files")
          ->required();
    } else if (help.command == Command::diagram) {
      command.add_option("NAME", arguments_.words, "what to draw; without a name the command lists the names");
      command.add_option("--into", arguments_.into,
                         "a document, whose diagrams between the lines <!-- diagram NAME --> and "
                         "<!-- end of diagram --> are drawn anew");
    } else {
      add_paths(command, help.command);
    }
    add_output(command, help.command);
    if (runs_scenarios(help.command)) add_running(command, help.command);
    if (help.command == Command::graph) add_graph(command);
    if (help.command == Command::list) add_topics(command);
    if (help.command == Command::replay) add_replay(command);
  }

  void add_paths(CLI::App& command, Command kind) {
    const bool takes_folders = kind == Command::gate || kind == Command::lint || kind == Command::list;
    auto* paths = command.add_option(takes_folders ? "PATH" : "FILE", arguments_.paths,
                                     kind == Command::gate     ? "scenario files and path files, or folders of them"
                                     : takes_folders           ? "scenario files, or folders of them"
                                     : kind == Command::replay ? "path files"
                                     : kind == Command::graph  ? "a scenario file"
                                                               : "scenario files");
    if (kind != Command::list) paths->required();
    if (kind == Command::graph) paths->expected(1);
  }

  void add_output(CLI::App& command, Command kind) {
    Arguments& a = arguments_;
    command.add_option("--color", a.colour, "auto, always or never")
        ->transform(CLI::CheckedTransformer(std::map<std::string, Colour>{
            {"auto", Colour::automatic}, {"always", Colour::always}, {"never", Colour::never}}));
    command.add_flag("--ascii", a.ascii, "draw with ASCII characters only");
    if (!runs_scenarios(kind)) return;
    command.add_flag("--quiet,-q", a.quiet, "print the summary only");
    command.add_option("--json", a.json, "write the results as JSON to a file, or - for standard output");
    command.add_option("--html", a.html, "write a self-contained report to a file");
  }

  void add_replay(CLI::App& command) {
    ReplayManner& manner = arguments_.replay;
    command
        .add_option("--formula", manner.formulas,
                    "a formula in the language of docs/properties.md, evaluated at each step; may be given again")
        ->expected(1)
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
    auto* all = command.add_flag("--all", manner.all, "print the whole path, also on a terminal");
    command.add_flag("--step", manner.step, "read commands from standard input, also without a terminal")
        ->excludes(all);
    command.add_flag("--no-differences", manner.without_differences, "leave out what each step changes in the state");
    command.add_flag("--no-predicates", manner.without_predicates,
                     "leave out the predicates that each step makes true or false");
    command.add_option("--json", arguments_.json, "write the replay as JSON to a file, or - for standard output");
  }

  void add_settings(CLI::App& command) {
    Arguments& a = arguments_;
    command
        .add_option_function<std::vector<std::string>>(
            "--set",
            [&a](const std::vector<std::string>& texts) {
              for (const std::string& text : texts) {
                const auto setting = scenarios::split_setting(text);
                if (!setting) throw CLI::ValidationError("--set", "takes KEY=VALUE, but this is `" + text + "`");
                a.settings.push_back(*setting);
              }
            },
            "KEY=VALUE changes one value of the scenario, for example budgets.breaks=2")
        ->expected(1)
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
  }

  void add_graph(CLI::App& command) {
    Arguments& a = arguments_;
    command.add_option_function<std::string>(
        "--format",
        [&a](const std::string& word) {
          if (word != "graphml" && word != "dot") {
            throw CLI::ValidationError("--format", "takes graphml or dot, but this is `" + word + "`");
          }
          a.format = word == "dot" ? GraphFormat::dot : GraphFormat::graphml;
        },
        "graphml (default) or dot");
    auto* by = command.add_option("--by", a.by, "predicates and machines, joined by commas, whose answers make a node")
                   ->delimiter(',')
                   ->expected(1)
                   ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
    command.add_option("--message", a.message, "the only message that is asked about, for example m1")->needs(by);
    command.add_option("--device", a.device, "the only device that is asked about, for example bob")->needs(by);
    command.add_option("--max-states,--states-max", a.max_states, "states explored (default: 10000 without --by)")
        ->check(CLI::PositiveNumber);
    command.add_option("--output,-o", a.output, "a file; without it, standard output");
    add_settings(command);
  }

  void add_running(CLI::App& command, Command kind) {
    Arguments& a = arguments_;
    add_settings(command);
    command.add_option("--seed", a.seed, "of the simulation");
    command.add_option("--timeout", a.timeout_seconds, "seconds for each scenario")->check(CLI::PositiveNumber);
    command
        .add_option("--jobs,-j", a.jobs,
                    "threads, for several scenarios at once or all for one (default: the number of cores)")
        ->check(CLI::Range(1, 1024));
    command.add_option("--save", a.save, "a folder for the counterexamples as path files");
    if (kind == Command::simulate) {
      add_population(command);
      return;
    }
    if (kind == Command::check) {
      add_search(command);
      command.add_option("--checkpoint", a.checkpoint,
                         "a folder in which the search is kept; one that is kept there already goes on");
      command.add_option("--checkpoint-every", a.checkpoint_seconds, "seconds between two checkpoints (default: 60)")
          ->check(CLI::NonNegativeNumber);
    }
    command.add_flag("--explain-size", a.explain_size,
                     "tell what makes the state space so large: machines, fields, budgets, "
                     "growth; also of a search that hit a limit");
    command.add_flag("--coverage", a.coverage,
                     "tell how often each action was possible, was taken and found a new state, and which never were");
    command
        .add_option("--engine", a.engine,
                    "fast, or plain: the same answers from the simple engine that the fast one is held against")
        ->transform(
            CLI::CheckedTransformer(std::map<std::string, Engine>{{"fast", Engine::fast}, {"plain", Engine::plain}}));
    command.add_option("--max-states", a.max_states, "states stored for each scenario")->check(CLI::PositiveNumber);
    command.add_option("--max-depth", a.max_depth, "actions on the way to a state")->check(CLI::PositiveNumber);
    command
        .add_option("--max-memory", a.max_memory_bytes, "for the checker's tables of each scenario, for example 4GB")
        ->transform(CLI::AsSizeValue(false));
  }

  void add_population(CLI::App& command) {
    PopulationArguments& a = arguments_.population;
    auto* replications = command
                             .add_option("--replications", a.replications,
                                         "of a population: how many, with independent random numbers (default: 1)")
                             ->check(CLI::Range(1, 1'000'000));
    command
        .add_option_function<std::string>(
            "--until-within", [&a](const std::string& text) { a.relative_error = share_in(text); },
            "replicate a population until the figures are known so well with 95 % confidence, for example 5%")
        ->excludes(replications);
    command.add_option("--figures", a.figures, "which, for example two_checks.p99,visible.p50")->delimiter(',');
    command.add_option("--trace", a.traced, "tell the whole life of the message of this number; may be given again")
        ->expected(1)
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
    command.add_flag("--check-determinism", a.checks_determinism,
                     "simulate a population twice, with different numbers of threads, and name the first event that "
                     "differs");
    command
        .add_option("--swarm", arguments_.swarm,
                    "simulate so many random mutations of the delays, habits and faults instead, and shrink the first "
                    "that fails to a scenario file (--save: in that folder)")
        ->check(CLI::Range(1, 1'000'000'000));
    command.add_option("--csv", a.csv, "write the figures and time series of populations to a file");
    command.add_option("--extend", a.extend,
                       "a JSON file of an earlier run of the same scenario, version and seed: the replications are "
                       "added to it (--json: to another file)");
    command
        .add_option("--max-memory", arguments_.max_memory_bytes,
                    "for a population, for example 4GB; the simulation ends early when it needs more")
        ->transform(CLI::AsSizeValue(false));
  }

  /// "5%" or "0.05".
  static double share_in(const std::string& text) {
    const bool is_percent = text.ends_with('%');
    const std::string number = is_percent ? text.substr(0, text.size() - 1) : text;
    double value = 0;
    const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), value);
    if (is_percent) value /= 100;
    if (error != std::errc{} || end != number.data() + number.size() || !(value > 0 && value < 1)) {
      throw CLI::ValidationError("--until-within", "takes a share, as in 5%, but this is `" + text + "`");
    }
    return value;
  }

  void add_search(CLI::App& command) {
    Arguments& a = arguments_;
    command
        .add_option("--approximate", a.approximation,
                    "for what does not fit into memory: keep a few bits of each visited state (bitstate) in half of "
                    "--max-memory or 40 bits (compact) in three quarters; without --max-memory in 1 GiB. Takes some "
                    "new states for known ones, so that it finds violations but never that a property holds")
        ->transform(CLI::CheckedTransformer(std::map<std::string, Approximation>{{"bitstate", Approximation::bitstate},
                                                                                 {"compact", Approximation::compact}}));
    command
        .add_option("--search", a.search,
                    "breadth-first finds shortest counterexamples; depth-first finds deep ones early; random and swarm "
                    "walk, for what is too large to explore; fewest-faults looks for the smallest budgets that break a "
                    "property")
        ->transform(
            CLI::CheckedTransformer(std::map<std::string, SearchMode>{{"breadth-first", SearchMode::breadth_first},
                                                                      {"depth-first", SearchMode::depth_first},
                                                                      {"random", SearchMode::random},
                                                                      {"swarm", SearchMode::swarm},
                                                                      {"fewest-faults", SearchMode::fewest_faults}}));
    command
        .add_option("--symmetry", a.symmetry,
                    "auto explores users who are interchangeable once, where only safety is asked; on insists on that; "
                    "off explores everything (default: auto)")
        ->transform(CLI::CheckedTransformer(std::map<std::string, Symmetry>{
            {"auto", Symmetry::automatic}, {"on", Symmetry::on}, {"off", Symmetry::off}}));
    command
        .add_option("--history", a.history,
                    "auto explores states once that differ only in what no rule and no property asked for can see any "
                    "more; full keeps all that they remember (default: auto)")
        ->transform(CLI::CheckedTransformer(
            std::map<std::string, History>{{"auto", History::automatic}, {"full", History::full}}));
    command.add_option("--walks", a.walks, "how many, of random and swarm (default: 10000)")
        ->check(CLI::PositiveNumber);
    command.add_option("--walk-length", a.walk_length, "actions in a walk (default: 1000)")->check(CLI::PositiveNumber);
  }

  void add_topics(CLI::App& command) {
    Topics& topics = arguments_.topics;
    command.add_flag("--properties", topics.properties, "what is checked");
    command.add_flag("--options", topics.options, "the protocol's options and their values");
    command.add_flag("--platforms", topics.platforms,
                     "the platforms: what the server does for each state of the recipient, and the sources");
    command.add_flag("--budgets", topics.budgets, "what can be rationed");
    command.add_flag("--actions", topics.actions, "what can happen, as in path files");
    command.add_flag("--predicates", topics.predicates, "what formulas of properties can ask of a state");
    command.add_flag("--requirements", topics.requirements,
                     "the requirements, and the properties, scenarios and tests that cover each: scenarios of the "
                     "library, or those that are named");
  }

  static bool knows(const CLI::App& scope, const std::string& option) {
    for (const CLI::Option* known : scope.get_options()) {
      if (known->check_lname(option.substr(2))) return true;
    }
    return false;
  }

  static std::vector<std::string> command_names() {
    std::vector<std::string> names;
    for (const CommandHelp& help : kCommands) names.emplace_back(help.name);
    return names;
  }

  static std::vector<std::string> option_names(const CLI::App& scope) {
    std::vector<std::string> names;
    for (const CLI::Option* known : scope.get_options()) {
      for (const std::string& name : known->get_lnames()) names.push_back("--" + name);
    }
    return names;
  }

  static TerminalText complaint(const char* what, const char* plural, const std::string& word,
                                const std::vector<std::string>& names) {
    const std::vector<std::string_view> views(names.begin(), names.end());
    return TerminalText("error: unknown {} `{}`\nhelp: {}\n", what, word,
                        scenarios::help_with_words(word, plural, views));
  }

  CLI::App app_{"A simulator and a model checker for store-and-forward messaging protocols.", "doublecheck"};
  Arguments arguments_;
};

/// A search that cannot be kept although that is asked for, as an error.
std::optional<TerminalText> find_checkpoint_conflict(const Arguments& arguments) {
  if (arguments.checkpoint.empty()) return std::nullopt;
  const bool is_plain = arguments.engine == Engine::plain;
  if (!is_plain && arguments.search == SearchMode::breadth_first) return std::nullopt;
  return TerminalText(
      "error: `--checkpoint` does not go with `{}`\n"
      "help: only a breadth-first search of the fast engine can be kept in a folder; leave one of the two options "
      "out\n",
      is_plain ? "--engine plain" : "--search");
}

/// Options that do not go together, as an error; nothing if all do.
std::optional<TerminalText> find_conflict(const Arguments& arguments) {
  const PopulationArguments& population = arguments.population;
  const bool writes_results = !arguments.json.empty() || !arguments.html.empty() || !population.csv.empty();
  if (arguments.swarm > 0 && (writes_results || population.replications || population.relative_error)) {
    return TerminalText(
        "error: `--swarm` tells what it finds and writes a scenario, and does not go with results or replications\n"
        "help: simulate the scenario that it writes\n");
  }
  if (!population.figures.empty() && !population.relative_error) {
    return TerminalText(
        "error: `--figures` names what `--until-within` waits for, and that is missing\n"
        "help: all figures are in what `--json` and `--csv` write\n");
  }
  for (const std::string& figure : population.figures) {
    if (find_figure(figure) != nullptr) continue;
    std::vector<std::string_view> names;
    for (const FigureInfo& info : figure_catalogue()) names.push_back(info.name);
    return TerminalText("error: unknown figure `{}`\nhelp: {}\n", figure,
                        scenarios::help_with_words(figure, "figures", names));
  }
  if (!population.extend.empty() && arguments.paths.size() != 1) {
    return TerminalText(
        "error: `--extend` goes with one scenario, for its file is of one\nhelp: name a single scenario file\n");
  }
  if (arguments.replay.step && arguments.json == "-") {
    return TerminalText(
        "error: `--step` does not go with `--json -`, for standard output then carries nothing but JSON\n"
        "help: write the JSON to a file\n");
  }
  const bool is_plain_or_other = arguments.engine == Engine::plain || arguments.search != SearchMode::breadth_first;
  if (arguments.explain_size && (is_plain_or_other || arguments.symmetry == Symmetry::on)) {
    return TerminalText(
        "error: `--explain-size` asks for the fast engine, `--search breadth-first` and every state\n"
        "help: leave out `--engine`, `--search` and `--symmetry`\n");
  }
  if (auto conflict = find_checkpoint_conflict(arguments)) return conflict;
  if (!arguments.approximation) return std::nullopt;
  const auto complaint = [&](std::string_view other, std::string_view help) {
    return TerminalText("error: `--approximate {}` does not go with `{}`\nhelp: {}\n",
                        name_of(*arguments.approximation), other, help);
  };
  if (arguments.engine == Engine::plain) {
    return complaint("--engine plain", "the plain engine keeps whole states; leave one of the two options out");
  }
  if (!arguments.checkpoint.empty()) {
    return complaint("--checkpoint", "only an exact search can be kept in a folder; leave one of the two options out");
  }
  if (arguments.explain_size || arguments.coverage) {
    return complaint(arguments.explain_size ? "--explain-size" : "--coverage",
                     "an approximate search does not know what it left out; `--max-states` is exact as far as it goes");
  }
  if (arguments.symmetry == Symmetry::on) {
    return complaint("--symmetry on",
                     "what is left out must not depend on the number of threads; leave one of the two options out");
  }
  if (arguments.search != SearchMode::breadth_first) {
    return complaint(
        "--search", "only a breadth-first search can be approximate; random and swarm walks need little memory anyway");
  }
  return std::nullopt;
}

std::string as_typed(int count, const char* const* words) {
  escape::ShellLine line("doublecheck");
  for (int i = 1; i < count; ++i) line.word(words[i]);
  return line.line();
}

}  // namespace

std::string_view name_of(Approximation approximation) {
  return approximation == Approximation::bitstate ? "bitstate" : "compact";
}

std::variant<Arguments, ExitStatus> parse_arguments(int count, const char* const* words) {
  Grammar grammar;
  if (const auto unknown = grammar.find_unknown_word(count, words)) {
    write_error(*unknown);
    return ExitStatus::bad_input;
  }
  try {
    Arguments arguments = grammar.parse(count, words);
    if (const auto conflict = find_conflict(arguments)) {
      write_error(*conflict);
      return ExitStatus::bad_input;
    }
    if (arguments.json.empty()) arguments.json = arguments.population.extend;
    if (arguments.jobs == 0) arguments.jobs = std::max(1U, std::thread::hardware_concurrency());
    arguments.line = as_typed(count, words);
    return arguments;
  } catch (const CLI::Success& help) {
    write_out(escape::TerminalText::drawn(grammar.told(help), false));
    return ExitStatus::as_expected;
  } catch (const CLI::ParseError& error) {
    print_error("error: {}\nhelp: `doublecheck --help` lists the commands, `doublecheck COMMAND --help` the options\n",
                error.what());
    return ExitStatus::bad_input;
  }
}

}  // namespace doublecheck::cli
