/// Results as plain, versioned data: what the drivers found, in the form that every writer (text, JSON, HTML) takes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "reports/population_result.hpp"

namespace doublecheck::reports {

/// Raised when a field changes its meaning or goes away; new fields do not raise it.
inline constexpr int kFormatVersion = 1;

enum class Verdict : std::uint8_t { holds, violated, inconclusive };

enum class PartyKind : std::uint8_t { client, server, push_service };

/// One column of a sequence diagram.
struct Party {
  std::string name;   // for example "Alice"
  std::string title;  // for example "iPhone"; may be empty
  PartyKind kind = PartyKind::client;
};

enum class ArrowKind : std::uint8_t {
  arrives,  // what `label` names reaches `to` in this step
  departs,  // it sets out in this step and is on its way at the end of it
  lost,     // it was on its way and never arrives
  cut_off,  // likewise, with all else on a connection that can lose nothing by itself: it is dead, or there is none
};

/// Something that moves between two parties; `from` and `to` are indexes into the parties.
struct Arrow {
  std::size_t from = 0;
  std::size_t to = 0;
  std::string label;  // for example "m1", "ack m1", "receipt m1", "push"
  ArrowKind kind = ArrowKind::arrives;
};

/// Something that happens at one party, in a few words: "stores m1".
struct Note {
  std::size_t party = 0;
  std::string text;
  bool bad = false;  // a loss, a crash or the broken promise itself
};

/// The mark that a sender's user sees: 0 none, 1 clock, 2 one check, 3 two checks.
struct MarkSeen {
  std::size_t party = 0;  // the sender
  std::string message;    // for example "m1"
  std::uint8_t mark = 0;
  bool changed = false;  // in this step, or its user was told in it that the message failed
  bool failed = false;   // its user has been told that it will not be delivered
};

struct Step {
  std::string action;  // as in a path file, for example "deliver bob down 0"
  std::string words;   // one sentence
  std::vector<Arrow> arrows;
  std::vector<Note> notes;
  std::vector<MarkSeen> marks;  // of every message composed so far, after the step
  // Predicates whose truth the step changes, such as "is_stored_by(bob, m1)"; only in what a check found.
  std::vector<std::string> became_true = {};
  std::vector<std::string> became_false = {};
};

/// Whether something is true in a state, or in those of a cycle.
enum class Truth : std::uint8_t { always, never, now_and_then };

struct PredicateValue {
  std::string predicate;  // in the language of properties: "is_stored_by(bob, m1)"
  Truth truth{};
};

/// What is false at the end of a counterexample, or along its cycle.
struct Failure {
  std::string instance;  // of which message and device: "m1, bob"; may be empty
  std::string formula;   // in the language of properties: the conjunct that is false, or the whole formula of a run
  std::vector<PredicateValue> values;
  bool is_in_sentence = false;  // the sentence tells it already
};

/// Why a step is in a counterexample.
enum class Need : std::uint8_t {
  step,       // without it a later step that is needed is not possible
  violation,  // without it all others that are needed are possible, and the property is not violated
  none,       // without it the property is violated, too
};

struct Cause {
  Need need{};
  std::size_t step = 0;  // of a need for a step: the first such one; an index
};

/// How a counterexample could still have been avoided: without a fault, and writing the same messages.
struct Rescue {
  bool is_possible = false;  // or else it could not, from the start on
  std::size_t after = 0;     // so many steps of the counterexample: the most after which there was a way
  std::string action;        // with which the way begins, as in a path file; empty: nothing more need happen
  std::string words;         // the same as a sentence
  std::size_t steps = 0;     // of the way, with that action, until nothing is queued or in flight
};

struct Counterexample {
  std::string property;  // for example "CUSTODY"
  std::string sentence;  // what went wrong, for somebody who reads no code
  std::vector<Party> parties;
  std::vector<Step> steps;
  std::optional<std::size_t>
      cycle_start;  // liveness: the steps from here on repeat for ever; steps.size(): nothing happens any more
  std::optional<Failure> failure = std::nullopt;  // where this and what follows was looked into
  std::vector<Cause> causes = {};                 // by step; of a run without an end, of the steps before its cycle
  std::optional<Rescue> rescue = std::nullopt;    // none: it is not known
};

struct PropertyResult {
  std::string id;
  std::string kind;  // "safety" or "liveness"
  std::string statement;
  std::vector<unsigned> requirements;  // those that it covers, by number; ascending
  Verdict verdict = Verdict::inconclusive;
  bool violation_expected = false;  // the scenario says that it must fail
  bool violation_allowed = false;   // the scenario says that it may fail
  bool vacuous = false;             // it is not violated, and nothing that was explored put it to the test
  std::string undecided;            // why it is inconclusive, where that was not a limit that was hit
  std::optional<Counterexample> counterexample;
};

/// A way to explore less than everything that still tells the same of every property.
struct Reduction {
  std::string name;      // "symmetry" or "irrelevant history"
  bool in_force = true;  // or it could be expected and is not
  std::string sentence;  // what was left out, or why nothing was; without a full stop
  std::optional<std::uint64_t> states_meant = std::nullopt;  // those that the explored ones stand for, if that is known
};

/// What an approximate search may have left out, as an estimate.
struct Omissions {
  std::string approximation;  // "bitstate" or "compact"
  double probability = 0;     // that any state was left out; 0 to 1
  double expected = 0;        // states taken for known ones by mistake; infinite if that cannot be told
  double coverage = 0;        // of the states met, those that were not; 0 to 1
  double filled = 0;          // the part of the array or table that is in use; 0 to 1
};

enum class Occurrence : std::uint8_t {
  occurred,
  never,       // although nothing in the scenario rules it out
  impossible,  // the scenario's options and budgets rule it out
};

/// What became of one kind of action in a search.
struct ActionCoverage {
  std::string action;   // for example "deliver down"
  std::string meaning;  // a few words
  Occurrence occurrence = Occurrence::occurred;
  std::uint64_t enabled = 0;       // states in which it was possible
  std::uint64_t fired = 0;         // transitions
  std::uint64_t states_found = 0;  // states that it led to first, in the order of the plain engine
  std::string why_never;           // what it takes, or what rules it out; empty if it occurred
};

/// A part of every state: a machine, one of its fields, or a budget.
struct SizePart {
  std::string name;              // for example "bob", "mailbox.bodies", "budgets.breaks"
  std::uint64_t values = 0;      // different ones that occur
  std::uint64_t states = 0;      // of those looked at, see SpaceSize::is_sampled
  std::uint64_t rest = 0;        // different ones left of them when the part is left out
  std::vector<SizePart> fields;  // of a machine: those that have more than one value, the most multiplying first
};

/// How many states become one when the part is left out, on average; 1 where nothing was looked at.
double factor_of(const SizePart& part);

/// A budget, and how much is left of it in how many states.
struct BudgetSize {
  SizePart part;
  std::vector<std::uint64_t> states_by_left;  // by what is left, from 0 on
};

/// A smaller scenario, and how large its space is: exactly, if all states were explored.
struct SizeAdvice {
  std::string bound;  // for example "budgets.breaks = 0"
  std::string now;    // the value that the scenario has
  std::uint64_t states = 0;
};

/// Why a space is so large.
struct SpaceSize {
  bool is_sampled = false;          // factors come from a sample of the states; all else is exact
  std::vector<SizePart> machines;   // sides, then relays
  std::vector<BudgetSize> budgets;  // those that the scenario gives and that can run out; the most multiplying first
  std::vector<SizeAdvice> advice;   // what leaves the fewest states first
};

struct CheckResult {
  std::vector<PropertyResult> properties;
  Verdict verdict = Verdict::inconclusive;  // the worst of the properties
  bool exhaustive = false;
  std::string stop_reason;  // "complete", or the limit that was hit
  std::string scope;        // one sentence: who, how many messages, which budgets, exhaustive or bounded, states
  std::string fairness;     // what the liveness verdicts rest on
  std::vector<std::string> warnings;        // what makes the verdicts say less than they seem to; without full stops
  std::vector<std::string> never_composed;  // messages of which it is known that no state has them: "m2"
  bool sends_nothing = false;               // all of them are, and there is one
  std::vector<Reduction> reductions;
  std::uint64_t states = 0;
  std::uint64_t transitions = 0;
  std::uint64_t depth = 0;
  std::uint64_t peak_memory_bytes = 0;
  std::optional<Omissions> omissions;   // of an approximate search
  double seconds = 0;                   // wall clock: not part of what is reproducible
  std::vector<std::uint64_t> levels;    // states by depth; empty if they were not looked at in this order
  std::vector<ActionCoverage> actions;  // all that there are; empty if they were not counted
  bool actions_asked = false;           // the text shows them only then
  std::string actions_missing;          // why they were not counted although that was asked for
  std::optional<SpaceSize> size;        // if that was asked for
};

/// A quantile, with its 95 % interval where there are runs enough for one.
struct Quantile {
  Bound at;
  std::optional<std::pair<Bound, Bound>> range = std::nullopt;
};

/// A quantity measured on many messages.
struct Distribution {
  std::string name;              // for example "time to one check"
  std::string unit;              // for example "ms"
  std::uint64_t count = 0;       // that have a value
  std::uint64_t pending = 0;     // that had none by the end, and may have one later
  std::uint64_t never = 0;       // that have none ever
  double mean = 0, max = 0;      // of those that have a value; 0 if count is 0
  Quantile p50, p90, p99;        // of all, by the product limit (Kaplan and Meier, 1958); 0 if there are none
  std::vector<Bound> quantiles;  // the 1st to the 100th percentile, likewise; empty if there are none

  std::uint64_t all() const { return count + pending + never; }
};

/// A quantity counted or integrated over all runs.
struct Count {
  std::string name;
  std::string unit;
  double value = 0;
};

/// What the users of one platform met on opening the app while messages were waiting for them.
struct PlatformOpenings {
  std::string platform;         // for example "Android 6"
  std::uint64_t openings = 0;   // of which messages were waiting
  std::uint64_t in_store = 0;   // messages that were in the app's own store by then: visible at once
  std::uint64_t on_server = 0;  // messages that had still to be fetched
  Distribution wait;            // how long after the opening each became visible; pending: when it was over
};

/// Bodies on the server over time, all runs together, in byte-seconds: under the protocol as it ran, and under a
/// provider that stores everything for ever.
struct HeldBodies {
  double until_acknowledged = 0;  // queued, and not in an archive
  double for_ever = 0;            // every body from the server's custody to the horizon
  bool is_archived = false;       // the simulated server did store them for ever; else it would have held so much
};

/// A fault at a known time, and what came of it in all runs together.
struct ScheduledFault {
  std::string fault;  // as in the scenario file, for example "server_crashes"
  double at_seconds = 0;
  std::string client;                   // empty: all of them, or the server
  std::optional<double> lasts_seconds;  // none: a moment, or as long as such faults always last
  std::uint64_t struck = 0;             // how often it happened; of a time span: how many things it struck
  std::uint64_t impossible = 0;         // how often it was not possible, or struck nothing
  std::uint64_t too_late = 0;           // how often the run was over by then
};

struct SimulationResult {
  std::uint64_t seed = 0;
  std::uint64_t runs = 0;
  std::uint64_t events = 0;
  double simulated_seconds = 0;  // all runs together
  std::string fingerprint;       // equal runs have equal fingerprints
  std::vector<Distribution> distributions;
  std::vector<Count> counts;
  std::vector<PlatformOpenings> platforms;
  HeldBodies held;
  std::vector<ScheduledFault> schedule;
  std::vector<PropertyResult> properties;   // safety only: holds means "not seen to fail"
  std::vector<std::string> never_composed;  // messages that no run composed, if all runs came to their ends: "m2"
  bool sends_nothing = false;               // all of them are, and there is one
  Delivery delivery;                        // all runs together
  bool was_cut = false;                     // the last runs are missing
  double seconds = 0;                       // wall clock
};

/// A requirement of the protocol, and what covers it.
struct Requirement {
  unsigned number = 0;
  std::string statement;
  std::vector<std::string> properties;  // their ids
  std::vector<std::string> tests;       // the names of the test cases about it
};

/// Everything about one scenario.
struct ScenarioResult {
  std::string scenario;  // the file's stem, for example "02-offline-drain"
  std::string file;      // as given
  std::string title;
  std::string question;
  std::string reproduce;             // the command that gives this result again
  std::vector<std::string> options;  // those that differ from the defaults, "key = value"
  std::optional<int> mutant;
  std::vector<std::string> mutation;   // what a mutant changes of the protocol, "key = value"
  std::vector<unsigned> requirements;  // those that it answers for, as its file says
  std::optional<CheckResult> check;
  std::optional<CheckResult> unmutated;  // of the properties that must catch the mutant: the check without the mutation
  std::optional<SimulationResult> simulation;
  std::optional<PopulationResult> population;
  std::vector<std::string> warnings;  // like those of the check, whatever was run; without full stops
  bool as_expected = false;
  std::string surprise;  // what was not as expected; empty if all was
};

/// A saved path, taken again.
struct PathResult {
  std::string file;
  std::string scenario;             // the file that it names
  std::string property;             // may be empty
  bool violation_expected = false;  // or that the property holds, if it names one
  bool as_expected = false;
  std::vector<std::string> findings;  // what came of it, one line each
};

struct Report {
  std::string tool_version;
  std::string command;
  std::vector<ScenarioResult> scenarios;
  std::vector<Requirement> requirements;  // in ascending order
  std::vector<PathResult> paths = {};
};

}  // namespace doublecheck::reports
