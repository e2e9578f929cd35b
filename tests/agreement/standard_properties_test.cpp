// The standard properties a second time, as code and instance by instance: what the formulas of
// scenarios/properties/standard.toml say is held against it in every state of many walks.

#include "scenarios/standard_properties.hpp"
#include "model/predicates.hpp"
#include "tests/agreement/library.hpp"
#include "tests/catch.hpp"
#include "tests/model/random_setups.hpp"

#include <functional>
#include <map>

using namespace doublecheck;
using namespace doublecheck::model;

namespace {

// Safety: what must be true of each delivery of a message to a device, of each message, or of each device.
using OfDelivery = std::function<Formula(const Setup&, ClientId, const Message&)>;
using OfMessage = std::function<Formula(const Setup&, const Message&)>;
using OfDevice = std::function<Formula(const Setup&, ClientId)>;

const std::map<std::string, OfDelivery> kOfDeliveries = {
    {"CUSTODY",
     [](const Setup& setup, ClientId device, const Message& m) {
       return !(is_composed(m) && !is_stored_by(device, m) && !is_in_durable_outbox(setup, m) &&
                !is_in_durable_mailbox(setup, device, m) && !is_excused_for(device, m) && !is_reported_failed(m));
     }},
    {"RETENTION",
     [](const Setup& setup, ClientId device, const Message& m) {
       const Formula comes_back_declared = constant(setup.re_store_declared) && was_restored(device, m);
       return !(is_held_for(device, m) &&
                ((was_released(device, m) && !comes_back_declared) || is_given_up_for(device, m)));
     }},
    {"NO_DUPLICATE", [](const Setup&, ClientId device, const Message& m) { return !is_shown_twice(device, m); }},
};

const std::map<std::string, OfMessage> kOfMessages = {
    {"TRUTH1",
     [](const Setup& setup, const Message& m) { return !has_at_least_one_check(m) || was_in_custody(setup, m); }},
    {"TRUTH2",
     [](const Setup& setup, const Message& m) { return !has_two_checks(m) || is_stored_by_recipient(setup, m); }},
};

OfDevice without(Breach breach) {
  return [breach](const Setup&, ClientId device) { return !has_breach(device, breach); };
}

const std::map<std::string, OfDevice> kOfDevices = {
    {"MARKS", without(Breach::marks)},
    {"ORDER", [](const Setup&, ClientId device) { return !is_out_of_order(device); }},
    {"NO_RESEND", without(Breach::no_resend)},
    {"PLATFORM",
     [](const Setup& setup, ClientId device) {
       return !is_connected_against_platform(setup, device) && !has_breach(device, Breach::platform);
     }},
    {"ADDRESS", without(Breach::address)},
    {"PUSH_INERT", without(Breach::push_inert)},
    {"NO_WAIT", without(Breach::no_wait)},
    {"FETCH_FIRST", without(Breach::fetch_first)},
};

/// What leads to what, for each message.
struct Wait {
  OfMessage premise;
  OfMessage goal;
};

Formula waits_somewhere(const Setup& setup, const Message& m) {
  std::vector<Formula> devices;
  for (const ClientId device : devices_of(setup, m.to)) {
    devices.push_back(is_queued_for(device, m) && !is_reached(device));
  }
  return any_of(std::move(devices));
}

const std::map<std::string, Wait> kWaits = {
    {"DELIVERY",
     {[](const Setup&, const Message& m) { return is_composed(m); },
      [](const Setup& setup, const Message& m) {
        return is_stored_by_all_devices(setup, m) || (is_excused(setup, m) && !is_held_by_server(setup, m));
      }}},
    {"RELEASE",
     {[](const Setup& setup, const Message& m) { return is_stored_by_all_devices(setup, m); },
      [](const Setup& setup, const Message& m) { return !is_held_by_server(setup, m); }}},
    {"MARK2",
     {[](const Setup& setup, const Message& m) { return is_stored_by_recipient(setup, m); },
      [](const Setup& setup, const Message& m) { return has_two_checks(m) || is_orphaned(setup, m); }}},
    {"TOLD",
     {[](const Setup&, const Message& m) { return is_composed(m); },
      [](const Setup& setup, const Message& m) {
        return is_stored_by_recipient(setup, m) || is_reported_failed(m) || !is_composed(m);
      }}},
    {"NOTIFIED", {waits_somewhere, [](const Setup& setup, const Message& m) { return !waits_somewhere(setup, m); }}},
};

/// What a safety property promises; nothing of any other.
std::optional<Formula> goal_in_code(const std::string& name, const Setup& setup) {
  std::vector<Formula> goals;
  if (const auto found = kOfDeliveries.find(name); found != kOfDeliveries.end()) {
    for (const Message& m : setup.workload) {
      for (const ClientId device : devices_of(setup, m.to)) goals.push_back(found->second(setup, device, m));
    }
  } else if (const auto of_messages = kOfMessages.find(name); of_messages != kOfMessages.end()) {
    for (const Message& m : setup.workload) goals.push_back(of_messages->second(setup, m));
  } else if (const auto of_devices = kOfDevices.find(name); of_devices != kOfDevices.end()) {
    for (std::size_t i = 0; i < setup.participants.size(); ++i)
      goals.push_back(of_devices->second(setup, client_at(i)));
  } else {
    return std::nullopt;
  }
  return all_of(std::move(goals));
}

/// The same question asked in both ways.
struct Pair {
  std::string name;
  Formula in_words;
  Formula in_code;
};

void add_pairs(const properties::Property& property, const Setup& setup, std::vector<Pair>& pairs) {
  const std::string& name = property.name;
  if (property.is_about_deadlocks) return;  // of which no state tells
  if (const auto goal = goal_in_code(name, setup)) {
    pairs.push_back({name, properties::goal_of(property), *goal});
    return;
  }
  if (name == "QUIET") {
    REQUIRE(property.claims.size() == 1);
    REQUIRE(property.claims[0].formula == ltl::eventually(ltl::always(ltl::proposition(0))));
    pairs.push_back({name, property.claims[0].propositions[0].formula, is_quiet(setup)});
    return;
  }
  REQUIRE(property.claims.size() == setup.workload.size());
  for (const Message& m : setup.workload) {
    const properties::Claim* claim = properties::claim_called(property, name_of(setup, m));
    REQUIRE(claim != nullptr);
    REQUIRE(claim->formula == ltl::leads_to(ltl::proposition(0), ltl::proposition(1)));
    const Wait& wait = kWaits.at(name);
    pairs.push_back({name + " premise", claim->propositions[0].formula, wait.premise(setup, m)});
    pairs.push_back({name + " goal", claim->propositions[1].formula, wait.goal(setup, m)});
  }
}

/// How often each question was answered with yes and with no.
using Answers = std::map<std::string, std::pair<int, int>>;

void compare_along_a_walk(const model::Setup& setup, std::uint64_t seed, std::size_t steps, Answers& answers) {
  std::vector<Pair> pairs;
  for (const properties::Property& property : scenarios::standard_properties_of(setup)) {
    add_pairs(property, setup, pairs);
  }
  model::fixtures::Draw draw(seed);
  std::vector<std::string> differing;
  model::fixtures::walk(setup, draw, steps, [&](const auto&, const auto&, const model::World& after, const auto&) {
    for (const Pair& pair : pairs) {
      const bool in_words = model::holds(pair.in_words, after);
      if (in_words != model::holds(pair.in_code, after)) differing.push_back(pair.name);
      ++(in_words ? answers[pair.name].first : answers[pair.name].second);
    }
  });
  REQUIRE(differing.empty());
}

}  // namespace

TEST_CASE("the formulas of the standard properties say what their definitions say") {
  Answers answers;
  for (const scenarios::Scenario& scenario : library_with_participants()) {
    CAPTURE(scenario.name);
    // They seldom show what a mutant breaks; that of NO_WAIT, which nothing else breaks, in one of seventy.
    const std::uint64_t walks = scenario.mutant == 4 ? 100 : scenario.mutant ? 12 : 3;
    for (std::uint64_t seed = 0; seed < walks; ++seed) compare_along_a_walk(scenario.setup, seed, 120, answers);
  }
  model::fixtures::Draw draw(7);
  for (std::uint64_t round = 0; round < 120; ++round) {
    CAPTURE(round);
    compare_along_a_walk(model::fixtures::random_setup(draw), round, 80, answers);
  }
  for (const auto& [name, count] : answers) {
    CAPTURE(name);
    CHECK(count.first > 0);
    CHECK(count.second > 0);
  }
}
