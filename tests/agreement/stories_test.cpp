// Stories of random runs: every transmission has its arrow, between the parties that it is between.

#include "cli/story.hpp"
#include "tests/catch.hpp"
#include "tests/model/random_setups.hpp"

#include <algorithm>
#include <string>
#include <vector>

using namespace doublecheck;
using namespace doublecheck::model;
using namespace doublecheck::model::fixtures;
using reports::Arrow;
using reports::ArrowKind;
using reports::PartyKind;

namespace {

constexpr std::size_t kWalks = 400;
constexpr std::size_t kSteps = 60;

struct Walked {
  Setup setup;
  std::vector<Action> path;
};

Walked walked(std::uint64_t seed) {
  Draw draw(seed);
  Walked result{random_setup(draw), {}};
  walk(result.setup, draw, kSteps,
       [&](const World&, const Action& action, const World&, const Facts&) { result.path.push_back(action); });
  return result;
}

std::size_t under_way_in(const World& world) {
  std::size_t count = 0;
  for (const Side& side : world.sides) count += side.up.in_flight.size() + side.down.in_flight.size();
  for (const Relay& relay : world.relays) count += relay.up.size() + relay.down.size();
  return count;
}

class Reader {
 public:
  explicit Reader(const cli::Story& story) : story_(story) {}

  PartyKind kind(std::size_t party) const { return story_.parties.at(party).kind; }
  bool is_of_push(const Arrow& arrow) const {
    return kind(arrow.from) == PartyKind::push_service || kind(arrow.to) == PartyKind::push_service;
  }
  std::size_t count(const reports::Step& step, ArrowKind wanted) const {
    return static_cast<std::size_t>(std::ranges::count_if(
        step.arrows, [&](const Arrow& arrow) { return arrow.kind == wanted && !is_of_push(arrow); }));
  }
  std::size_t count(ArrowKind wanted) const {
    std::size_t sum = 0;
    for (const reports::Step& step : story_.steps) sum += count(step, wanted);
    return sum;
  }

 private:
  const cli::Story& story_;
};

const std::string& home_of(const Setup& setup, std::string name) {
  const auto is_called = [&](const Participant& participant) {
    std::string shown = participant.name;
    shown.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(shown.front())));
    return shown == name;
  };
  const auto found = std::ranges::find_if(setup.participants, is_called);
  return setup.servers.at(index_of(found->home));
}

/// Between a client and its own server, or between two servers.
bool is_between_neighbours(const Setup& setup, const cli::Story& story, const Arrow& arrow) {
  const Reader reader(story);
  const std::size_t servers = static_cast<std::size_t>(reader.kind(arrow.from) == PartyKind::server) +
                              static_cast<std::size_t>(reader.kind(arrow.to) == PartyKind::server);
  if (servers != 1) return servers == 2 && arrow.from != arrow.to;
  const bool comes_from_server = reader.kind(arrow.from) == PartyKind::server;
  const std::string& server = story.parties[comes_from_server ? arrow.from : arrow.to].name;
  const std::string& client = story.parties[comes_from_server ? arrow.to : arrow.from].name;
  return setup.servers.size() == 1 ? server == "Server" : server == home_of(setup, client);
}

}  // namespace

TEST_CASE("whatever arrives has one arrow and so has all that is on its way at the end") {
  std::size_t between_servers = 0;
  for (std::uint64_t seed = 1; seed <= kWalks; ++seed) {
    CAPTURE(seed);
    const Walked run = walked(seed);
    const cli::Story story = cli::tell(run.setup, run.path);
    const Reader reader(story);
    for (std::size_t i = 0; i < run.path.size(); ++i) {
      const ActionKind kind = run.path[i].kind;
      const bool arrives = kind == ActionKind::deliver || kind == ActionKind::deliver_relayed;
      if (kind == ActionKind::deliver_relayed) ++between_servers;
      CAPTURE(i, to_text(run.path[i], run.setup));
      CHECK(reader.count(story.steps[i], ArrowKind::arrives) == (arrives ? 1 : 0));
    }
    CHECK(reader.count(ArrowKind::departs) == under_way_in(story.worlds.back()));
  }
  CHECK(between_servers > 100);
}

TEST_CASE("arrows go between a client and its own server or between servers and say what moves") {
  for (std::uint64_t seed = 1; seed <= kWalks; ++seed) {
    CAPTURE(seed);
    const Walked run = walked(seed);
    const cli::Story story = cli::tell(run.setup, run.path);
    const Reader reader(story);
    std::size_t wrong = 0;
    for (const reports::Step& step : story.steps) {
      for (const Arrow& arrow : step.arrows) {
        if (arrow.label.empty()) ++wrong;
        if (!reader.is_of_push(arrow) && !is_between_neighbours(run.setup, story, arrow)) ++wrong;
      }
    }
    CHECK(wrong == 0);
  }
}

TEST_CASE("a network that loses no single items never shows one as lost") {
  std::size_t cut_off = 0;
  for (std::uint64_t seed = 1; seed <= kWalks; ++seed) {
    CAPTURE(seed);
    const Walked run = walked(seed);
    if (run.setup.discipline != Discipline::connection) continue;
    const cli::Story story = cli::tell(run.setup, run.path);
    CHECK(Reader(story).count(ArrowKind::lost) == 0);
    cut_off += Reader(story).count(ArrowKind::cut_off);
  }
  CHECK(cut_off > 100);
}

TEST_CASE("every step shows something") {
  for (std::uint64_t seed = 1; seed <= kWalks; ++seed) {
    CAPTURE(seed);
    const Walked run = walked(seed);
    for (const reports::Step& step : cli::tell(run.setup, run.path).steps) {
      CAPTURE(step.action);
      CHECK((!step.arrows.empty() || !step.notes.empty()));
    }
  }
}

TEST_CASE("a message is shown as failed from the step on in which its sender is told") {
  std::size_t failures = 0;
  for (std::uint64_t seed = 1; seed <= kWalks; ++seed) {
    CAPTURE(seed);
    const Walked run = walked(seed);
    const cli::Story story = cli::tell(run.setup, run.path);
    for (std::size_t i = 0; i < story.steps.size(); ++i) {
      for (const reports::MarkSeen& seen : story.steps[i].marks) {
        const auto is_it = [&](const Message& message) { return name_of(run.setup, message) == seen.message; };
        const Message message = *std::ranges::find_if(run.setup.workload, is_it);
        const bool before = has_failed(story.worlds[i].side(message.from).client, message);
        const bool after = has_failed(story.worlds[i + 1].side(message.from).client, message);
        if (seen.failed != after) FAIL_CHECK(story.steps[i].action);
        if (before == after) continue;
        ++failures;
        CHECK(seen.changed);
      }
    }
  }
  CHECK(failures > 20);
}
