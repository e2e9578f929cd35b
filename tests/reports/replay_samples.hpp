/// Replays for tests of those who write them.
#pragma once

#include <utility>

#include "reports/replay.hpp"

namespace doublecheck::tests {

/// Alice writes m1, then Bob connects.
inline reports::Replay two_steps() {
  reports::Replay replay;
  replay.file = "lost.path";
  replay.scenario = "lost.toml";
  replay.title = "Lost";
  replay.does_what_it_says = true;
  replay.told.parties = {{"Alice", "Android", reports::PartyKind::client}};
  replay.told.steps = {{.action = "compose alice", .words = "Alice writes m1.", .arrows = {}, .notes = {}, .marks = {}},
                       {.action = "connect bob", .words = "Bob connects.", .arrows = {}, .notes = {}, .marks = {}}};
  replay.true_at_start = {"is_quiet"};
  replay.changes = {{{{{"alice", "client", "outbox"}, "[]", "[m1]"}}, {"is_composed(m1)"}, {"is_quiet"}},
                    {{{{"bob", "client", "connected"}, "false", "true"}}, {"is_connected(bob)"}, {}}};
  return replay;
}

inline reports::Replay with_formula(reports::Replay replay) {
  replay.formulas = {{"eventually is_quiet", {{"", {"is_quiet"}, {{true}, {false}, {false}}, {true, false, false}}}}};
  return replay;
}

inline reports::Replay with_obstacle(reports::Replay replay) {
  reports::Obstacle obstacle;
  obstacle.step = 2;
  obstacle.action = "deliver bob down 0";
  obstacle.meaning = "an item arrives";
  obstacle.line = 9;
  obstacle.possible = {{"compose bob", "Bob writes m2."},
                       {"deliver alice up 0", "m1 reaches the server."},
                       {"leave_app alice", "Alice leaves the app."}};
  replay.obstacle = std::move(obstacle);
  replay.does_what_it_says = false;
  return replay;
}

}  // namespace doublecheck::tests
