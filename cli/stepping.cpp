#include "cli/stepping.hpp"

#include "cli/followed_formulas.hpp"
#include "cli/possible_actions.hpp"
#include "cli/step_changes.hpp"
#include "model/differences.hpp"
#include "reports/text_parts.hpp"
#include "scenarios/nearest_word.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <span>
#include <utility>
#include <vector>

namespace doublecheck::cli {
namespace {

class Stepper;

struct StepperCommand {
  std::string_view letter;
  std::string_view name;
  std::string_view argument;
  std::string_view purpose;
  void (Stepper::*obey)(std::string_view argument);
};

std::string_view trimmed(std::string_view text) {
  const auto begin = text.find_first_not_of(" \t\r");
  if (begin == std::string_view::npos) return "";
  return text.substr(begin, text.find_last_not_of(" \t\r") - begin + 1);
}

std::vector<std::string> words_in(std::string_view text) {
  std::vector<std::string> words;
  while (!(text = trimmed(text)).empty()) {
    const std::size_t length = std::min(text.find_first_of(" \t"), text.size());
    words.emplace_back(text.substr(0, length));
    text.remove_prefix(length);
  }
  return words;
}

/// The whole text as a number; nothing if it is none.
std::optional<std::size_t> number_in(std::string_view text) {
  std::size_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

class Stepper {
 public:
  Stepper(const Replayed& replayed, const model::Setup& setup, const reports::ReplayDetails& details,
          const reports::TextStyle& style, const Console& console)
      : replayed_(replayed),
        report_(replayed.report),
        setup_(setup),
        details_(details),
        style_(style),
        console_(console) {}

  void run() {
    console_.write("h tells what can be typed here\n");
    show();
    while (!is_over_) {
      console_.write(fmt::format("[{} of {}] ", state_, last_state()));
      const auto line = console_.read_line();
      if (!line) break;
      obey(trimmed(*line));
    }
  }

 private:
  static std::span<const StepperCommand> commands();

  void obey(std::string_view line) {
    // Arrow keys, as a terminal sends them.
    if (line.empty() || line == "\x1b[C" || line == "\x1b[B") return next("");
    if (line == "\x1b[D" || line == "\x1b[A") return previous("");
    if (line.starts_with('/')) return find(trimmed(line.substr(1)));
    const std::size_t length = std::min(line.find_first_of(" \t"), line.size());
    const std::string_view word = line.substr(0, length);
    for (const StepperCommand& command : commands()) {
      if (word == command.letter || word == command.name) return (this->*command.obey)(trimmed(line.substr(length)));
    }
    const auto names = scenarios::words_in(commands(), &StepperCommand::name);
    say(fmt::format("there is no command `{}`: {}", word, scenarios::help_with_words(word, "commands", names)));
  }

  void next(std::string_view) {
    if (state_ < last_state()) return go_to(state_ + 1);
    if (report_.obstacle) return console_.write(reports::obstacle_text(report_, style_));
    const auto cycle = report_.told.cycle_start;
    say(cycle && *cycle < last_state() ? fmt::format("this was the last step; {}", reports::continuation_of(report_))
                                       : "this was the last step");
  }

  void previous(std::string_view) { state_ == 0 ? say("this is the start") : go_to(state_ - 1); }

  void go(std::string_view argument) {
    const auto number = number_in(argument);
    if (!number || *number > last_state()) {
      return say(fmt::format("`go` takes the number of a step from 0, the start, to {}", last_state()));
    }
    go_to(*number);
  }

  void find(std::string_view text) {
    if (!text.empty()) wanted_ = text;
    if (wanted_.empty()) return say("`/` takes some words of a step, of what it changes or of a predicate");
    for (std::size_t state = state_ + 1; state <= last_state(); ++state) {
      const std::string told = reports::state_text(report_, state, {}, searched_);
      if (told.find(wanted_) != std::string::npos) return go_to(state);
    }
    say(fmt::format("no later step tells of `{}`", wanted_));
  }

  void show_differences(std::string_view) {
    if (state_ == 0) return say("this is the start");
    const std::string text = reports::differences_text(report_.changes.at(state_ - 1), style_);
    text.empty() ? say("the step changed nothing") : console_.write(text);
  }

  void show_predicates(std::string_view) {
    for (const std::string& predicate : true_predicates(world(), setup_)) say(predicate);
  }

  void show_machine(std::string_view argument) {
    const std::vector<std::string> wanted = words_in(argument);
    std::vector<std::string_view> machines;
    std::string text;
    const auto fields = model::fields_of(world(), setup_);
    for (const model::StateField& field : fields) {
      if (machines.empty() || machines.back() != field.path.front()) machines.push_back(field.path.front());
      const bool is_wanted =
          wanted.size() <= field.path.size() && std::ranges::equal(wanted, std::span(field.path).first(wanted.size()));
      if (is_wanted) text += reports::text_of(field.path, field.value, style_) + '\n';
    }
    if (!wanted.empty() && !text.empty()) return console_.write(text);
    say(fmt::format("`state` takes a machine, and parts of it if need be, as in `state {} {}`; the machines are {}",
                    fields.front().path[0], fields.front().path[1], scenarios::enumeration(machines, "and")));
  }

  void follow_formula(std::string_view argument) {
    if (argument.empty()) {
      formulas_.clear();
      return say("formulas that were typed here are not followed any more");
    }
    const auto claims = read_claims(argument, setup_, "formula");
    if (const auto* wrong = std::get_if<std::vector<scenarios::Diagnostic>>(&claims)) {
      for (const auto& diagnostic : *wrong) console_.write(scenarios::to_text(diagnostic, style_.colour));
      return;
    }
    formulas_.push_back(follow(std::string(argument), std::get<std::vector<properties::Claim>>(claims), replayed_.run,
                               replayed_.worlds.size()));
    console_.write(reports::formula_text(formulas_.back(), state_, style_));
    say(fmt::format("     | of the run from here on; {}", reports::continuation_of(report_)));
  }

  void show_enabled(std::string_view) {
    std::vector<std::vector<reports::TextCell>> rows;
    for (const auto& possible : possible_actions(world(), setup_)) {
      rows.push_back({{possible.action, reports::Ink::bold}, {possible.words, reports::Ink::plain}});
    }
    if (rows.empty()) return say("nothing is possible here");
    console_.write(reports::text_table({reports::Align::left, reports::Align::left}, rows, 0, style_));
  }

  void list(std::string_view) {
    for (std::size_t state = 0; state <= last_state(); ++state) {
      const std::string_view action = state == 0 ? "the start" : std::string_view(report_.told.steps[state - 1].action);
      say(fmt::format("{}{:>3}  {}", state == state_ ? '>' : ' ', state, action));
    }
  }

  void help(std::string_view) {
    for (const StepperCommand& command : commands()) {
      say(fmt::format("{}  {:<22}{}", command.letter, fmt::format("{} {}", command.name, command.argument),
                      command.purpose));
    }
    say("An empty line is `next`. `/` alone looks for the same again.");
  }

  void quit(std::string_view) { is_over_ = true; }

  void go_to(std::size_t state) {
    state_ = state;
    show();
  }

  void show() const {
    console_.write(reports::state_text(report_, state_, details_, style_));
    for (const reports::FollowedFormula& formula : formulas_) {
      console_.write(reports::formula_text(formula, state_, style_));
    }
  }

  void say(std::string_view line) const { console_.write(fmt::format("{}\n", line)); }

  const model::World& world() const { return replayed_.worlds.at(state_); }
  std::size_t last_state() const { return report_.told.steps.size(); }

  const Replayed& replayed_;
  const reports::Replay& report_;
  const model::Setup& setup_;
  reports::ReplayDetails details_;
  reports::TextStyle style_;
  reports::TextStyle searched_{.colour = false, .unicode = style_.unicode, .width = 10'000};  // words in one line
  const Console& console_;
  std::size_t state_ = 0;
  std::vector<reports::FollowedFormula> formulas_;  // typed here
  std::string wanted_;                              // looked for last
  bool is_over_ = false;
};

std::span<const StepperCommand> Stepper::commands() {
  static constexpr auto kCommands = std::to_array<StepperCommand>({
      {"n", "next", "", "the next step", &Stepper::next},
      {"p", "previous", "", "the step before", &Stepper::previous},
      {"g", "go", "N", "to step N; 0 is the start", &Stepper::go},
      {"/", "find", "WORDS", "the next step that tells of WORDS", &Stepper::find},
      {"l", "list", "", "all steps", &Stepper::list},
      {"d", "differences", "", "what the step changed in the state", &Stepper::show_differences},
      {"s", "state", "MACHINE", "all of a machine, as in `state bob` or `state bob mailbox`", &Stepper::show_machine},
      {"w", "predicates", "", "all predicates that are true here", &Stepper::show_predicates},
      {"e", "enabled", "", "all that may happen here", &Stepper::show_enabled},
      {"f", "formula", "FORMULA", "whether it is true here, and at each step from now on; alone: no longer",
       &Stepper::follow_formula},
      {"h", "help", "", "this", &Stepper::help},
      {"q", "quit", "", "the end", &Stepper::quit},
  });
  return kCommands;
}

}  // namespace

void step_through(const Replayed& replayed, const model::Setup& setup, const reports::ReplayDetails& details,
                  const reports::TextStyle& style, const Console& console) {
  Stepper(replayed, setup, details, style, console).run();
}

}  // namespace doublecheck::cli
