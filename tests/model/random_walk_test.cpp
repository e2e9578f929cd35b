// Random walks over random setups: whatever the options, the faults and the order of steps, no rule breaks an
// assertion, and the fields of a state agree with each other.

#include "model/codec.hpp"
#include "model/step_words.hpp"
#include "properties/sentences.hpp"
#include "tests/catch.hpp"
#include "tests/model/fixtures.hpp"
#include "tests/model/invariants.hpp"
#include "tests/model/random_setups.hpp"

using namespace doublecheck;
using namespace doublecheck::model;
using namespace doublecheck::model::fixtures;

namespace {

constexpr std::size_t kWalks = 2000;
constexpr std::size_t kStepsOfWalk = 120;

/// What a failure shows: how the walk came there.
struct Trail {
  const Setup& setup;
  std::uint64_t seed;
  std::vector<Action> actions;

  std::string text() const {
    std::string text = "seed " + std::to_string(seed);
    for (const std::string& changed : changed_options(setup.options)) text += "\n  " + changed;
    for (const Action& action : actions) text += "\n" + to_text(action, setup);
    return text;
  }
};

template <class OnStepOfTrail>
std::size_t follow(const Setup& setup, Draw& draw, std::uint64_t seed, OnStepOfTrail on_step) {
  Trail trail{setup, seed, {}};
  return walk(setup, draw, kStepsOfWalk,
              [&](const World& before, const Action& action, const World& after, const Facts& facts) {
                trail.actions.push_back(action);
                on_step(trail, before, after, facts);
              });
}

}  // namespace

TEST_CASE("no walk breaks an assertion or an invariant") {
  std::size_t steps = 0;
  for (std::uint64_t seed = 1; seed <= kWalks; ++seed) {
    CAPTURE(seed);
    Draw draw(seed);
    const Setup setup = random_setup(draw);
    steps += follow(setup, draw, seed, [](const Trail& trail, const World&, const World& after, const Facts&) {
      const auto broken = broken_invariants(after, trail.setup);
      if (!broken.empty()) FAIL_CHECK(broken.front() + "\n" + trail.text());
    });
  }
  CHECK(steps >= 100'000);
}

TEST_CASE("every state of a walk can be written and read back and told in words") {
  for (std::uint64_t seed = 1; seed <= 100; ++seed) {
    CAPTURE(seed);
    Draw draw(seed);
    const Setup setup = random_setup(draw);
    const std::vector<properties::Property> promised = safety_properties(setup);
    follow(setup, draw, seed, [&](const Trail& trail, const World& before, const World& after, const Facts& facts) {
      std::string bytes;
      encode(after, bytes);
      CHECK(decode_world(bytes) == after);
      CHECK(sentence_of({trail.setup, trail.actions.back(), facts, before, after}).back() == '.');
      for (const properties::Property& property : promised) {
        const properties::Claim* broken = properties::broken_claim(property, after);
        if (broken == nullptr) continue;
        CHECK(properties::sentence_about_state(property, *broken, trail.setup, after).back() == '.');
      }
    });
  }
}

TEST_CASE("whatever happens, options that promise safety keep their promise") {
  for (std::uint64_t seed = 1; seed <= kWalks; ++seed) {
    CAPTURE(seed);
    Draw draw(seed);
    const Setup setup = random_safe_setup(draw);
    const std::vector<properties::Property> promised = safety_properties(setup);
    follow(setup, draw, seed, [&](const Trail& trail, const World& before, const World& after, const Facts&) {
      const auto failed = violations(after, promised);
      if (!failed.empty() && violations(before, promised).empty()) FAIL_CHECK(failed.front() + "\n" + trail.text());
    });
  }
}
