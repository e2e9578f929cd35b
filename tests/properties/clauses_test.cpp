// Sentences are claims. On violations of random runs, each clause of the sentence is held against the state that it
// speaks of.

#include "properties/clauses.hpp"

#include "properties/course.hpp"
#include "properties/sentences.hpp"
#include "scenarios/reading.hpp"
#include "scenarios/standard_properties.hpp"
#include "tests/catch.hpp"
#include "tests/model/fixtures.hpp"
#include "tests/model/random_setups.hpp"
#include "tests/properties/clause_truth.hpp"

#include <array>
#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace doublecheck::tests {
namespace {

using model::World;
using model::fixtures::Draw;
using properties::Clause;
using properties::Clauses;
using properties::Property;
using properties::Statement;

constexpr std::size_t kSteps = 60;

/// What scenarios may state besides: about states, and about runs.
constexpr std::array kOwnFormulas = {
    "forall m: always (is_composed(m) -> has_two_checks(m))",
    "forall m, d in devices(recipient(m)): always (is_queued_for(d, m) -> is_connected(d) or is_notified(d))",
    "forall m: always not is_in_flight(m)",
    "forall d: always (is_in_foreground(d) -> is_connected(d))",
    "forall m: is_composed(m) leads_to has_at_least_one_check(m) or is_reported_failed(m)",
    "forall m, d in devices(recipient(m)): is_composed(m) leads_to is_stored_by(d, m) and not is_queued_for(d, m)",
    "forall d: always eventually is_connected(d)",
    "forall m: always eventually not is_in_flight(m)",
};

std::vector<Property> properties_of(const model::Setup& setup) {
  std::vector<Property> all = scenarios::standard_properties_of(setup);
  for (const char* formula : kOwnFormulas) {
    Property own;
    own.name = "OWN";
    own.formula = formula;
    state_claims(own, setup);
    all.push_back(std::move(own));
  }
  return all;
}

/// What came of all clauses that were looked at.
struct Tally {
  std::map<Statement, std::size_t> seen;
  std::set<Statement> elsewhere_false;  // of a state that the sentence does not speak of
  std::vector<std::string> untrue;
};

class Examiner {
 public:
  /// `other`: a run of the same setup, of which no sentence here speaks.
  Examiner(const model::Setup& setup, std::vector<World> other, Tally& tally)
      : setup_(setup), properties_(properties_of(setup)), other_(std::move(other)), tally_(tally) {}

  void examine(const std::vector<World>& worlds) {
    for (const Property& property : properties_) {
      if (is_safety(property)) {
        examine_state(property, worlds);
      } else {
        examine_run(property, worlds, worlds.size() - 1);
      }
    }
  }

  /// The run goes round: its last world is the one at `loop`.
  void examine_round(const std::vector<World>& worlds, std::size_t loop) {
    for (const Property& property : properties_) {
      if (!is_safety(property)) examine_run(property, worlds, loop);
    }
  }

 private:
  void examine_state(const Property& property, const std::vector<World>& worlds) {
    const properties::Claim* broken = broken_claim(property, worlds.back());
    if (broken == nullptr) return;
    note(property, clauses_about_state(property, *broken, setup_, worlds.back()),
         {setup_, worlds, std::span(worlds).last(1)});
  }

  void examine_run(const Property& property, const std::vector<World>& worlds, std::size_t loop) {
    properties::EndlessRun run{worlds, loop};
    if (loop + 1 < worlds.size()) run.worlds.pop_back();
    const auto cycle = std::span(worlds).subspan(loop);
    for (const properties::Claim& claim : property.claims) {
      if (course_of(claim, run).holds.front()) continue;
      note(property, clauses_about_run(property, claim, setup_, cycle), {setup_, worlds, cycle});
      return;
    }
  }

  void note(const Property& property, const Clauses& clauses, const Spoken& spoken) {
    const auto elsewhere = std::span<const World>(other_);
    const Spoken start{setup_, elsewhere.first(1), elsewhere.first(1)};
    const Spoken end{setup_, elsewhere, elsewhere.last(1)};
    for (const Clause& clause : clauses) {
      ++tally_.seen[clause.statement];
      if (!is_so(spoken, clause)) {
        tally_.untrue.push_back(property.name + ": \"" + text_of(setup_, clause) +
                                "\" of: " + text_of(setup_, clauses));
      }
      if (!is_so(start, clause) || !is_so(end, clause)) tally_.elsewhere_false.insert(clause.statement);
    }
  }

  const model::Setup& setup_;
  std::vector<Property> properties_;
  std::vector<World> other_;
  Tally& tally_;
};

std::vector<World> worlds_of_walk(const model::Setup& setup, Draw& draw, std::size_t steps) {
  std::vector<World> worlds = {initial_world(setup)};
  walk(setup, draw, steps,
       [&](const World&, const model::Action&, const World& after, const model::Facts&) { worlds.push_back(after); });
  return worlds;
}

/// Walks at random, examines where it ends and some states before, and one round that the walk went.
void examine_walk(const model::Setup& setup, Draw& draw, Tally& tally) {
  if (setup.workload.empty()) return;
  std::vector<World> worlds = worlds_of_walk(setup, draw, kSteps);
  Examiner examiner(setup, worlds_of_walk(setup, draw, 2 * kSteps), tally);
  for (std::size_t length = 1 + draw.below(20); length < worlds.size(); length += 20) {
    examiner.examine({worlds.begin(), worlds.begin() + static_cast<std::ptrdiff_t>(length)});
  }
  for (std::size_t end = worlds.size() - 1; end > 0; --end) {
    const auto begin = std::find(worlds.begin(), worlds.begin() + static_cast<std::ptrdiff_t>(end), worlds[end]);
    const auto loop = static_cast<std::size_t>(begin - worlds.begin());
    if (loop == end) continue;
    worlds.resize(end + 1);
    return examiner.examine_round(worlds, loop);
  }
}

void examine_random_setups(std::uint64_t first, std::uint64_t last, Tally& tally) {
  for (std::uint64_t seed = first; seed <= last; ++seed) {
    Draw draw(seed);
    const model::Setup setup = model::fixtures::random_setup(draw);
    const std::size_t before = tally.untrue.size();
    examine_walk(setup, draw, tally);
    if (tally.untrue.size() > before) tally.untrue.back() += " (seed " + std::to_string(seed) + ")";
  }
}

void examine_library(const std::string& folder, std::uint64_t walks, Tally& tally) {
  std::set<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() == ".toml") files.insert(entry.path());
  }
  for (const std::filesystem::path& file : files) {
    const auto read = scenarios::read_scenario(file.string());
    if (!read.scenario || read.scenario->setup.participants.size() < 2) continue;
    for (std::uint64_t seed = 1; seed <= walks; ++seed) {
      Draw draw(seed);
      const std::size_t before = tally.untrue.size();
      examine_walk(read.scenario->setup, draw, tally);
      if (tally.untrue.size() > before) tally.untrue.back() += " (" + file.stem().string() + ")";
    }
  }
}

void report(const Tally& tally) {
  for (const std::string& sentence : tally.untrue) FAIL_CHECK(sentence);
}

std::size_t count(const Tally& tally, Statement statement) {
  const auto found = tally.seen.find(statement);
  return found == tally.seen.end() ? 0 : found->second;
}

}  // namespace

TEST_CASE("each clause about a violation of a random run is true of the state that it speaks of") {
  Tally tally;
  examine_random_setups(1, 300, tally);
  report(tally);
  for (const Statement statement :
       {Statement::nobody_keeps_safe, Statement::outbox_in_memory, Statement::mark_and_never_again,
        Statement::absent_on_server, Statement::held_though_acked, Statement::sees_check, Statement::never_durable,
        Statement::never_stores, Statement::has_stored, Statement::held_for_ever, Statement::never_sees_two_checks,
        Statement::always_remains, Statement::waits_on_server, Statement::part_is_false, Statement::formula_is_false,
        Statement::goes_round, Statement::has_truth}) {
    CAPTURE(static_cast<int>(statement));
    CHECK(count(tally, statement) > 0);
  }
}

TEST_CASE("each clause about a violation of a mutant is true of the state that it speaks of") {
  Tally tally;
  examine_library(std::string(DOUBLECHECK_LIBRARY) + "/mutants", 8, tally);
  report(tally);
  CHECK(count(tally, Statement::nobody_keeps_safe) > 0);
  CHECK(count(tally, Statement::formula_is_false) > 100);
}

TEST_CASE("a clause can be false") {
  // Else nothing would be shown by its truth. Each is looked at in two more states, of which it does not speak.
  Tally tally;
  examine_random_setups(2001, 2600, tally);
  std::size_t statements = 0;
  for (const auto& [statement, times] : tally.seen) {
    if (statement == Statement::nothing_happens || times < 10) continue;
    CAPTURE(static_cast<int>(statement), times);
    CHECK(tally.elsewhere_false.contains(statement));
    ++statements;
  }
  CHECK(statements > 12);
}

TEST_CASE("clauses about many more violations are true", "[.long]") {
  Tally tally;
  examine_random_setups(10'001, 25'000, tally);
  examine_library(std::string(DOUBLECHECK_LIBRARY), 30, tally);
  examine_library(std::string(DOUBLECHECK_LIBRARY) + "/mutants", 200, tally);
  report(tally);
}

}  // namespace doublecheck::tests
