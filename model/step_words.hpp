/// Steps in words: what happened in one step of a path, told with the worlds before and after it.
#pragma once

#include "model/relayed.hpp"
#include "model/words.hpp"

#include <optional>
#include <string>
#include <vector>

namespace doublecheck::model {

/// One step of a path with all that is known of it. `facts`: what the action did in it.
struct StepTaken {
  const Setup& setup;
  const Action& action;
  const Facts& facts;
  const World& before;
  const World& after;
};

/// What somebody did or saw, and who it was.
struct Deed {
  Telling telling;
  ClientId client{};  // of a phone or a user
  ServerId server{};  // of a server
};

/// What somebody did that was the step's action. Nothing for actions of the network and the push service.
std::optional<Deed> deed_of(const StepTaken& step);

/// The same where a fact tells it.
std::optional<Deed> deed_of(const StepTaken& step, const Fact& fact);

/// Something arrived and changed nothing: who ignores it. That is looked into for all that reaches a server, and for
/// receipts that reach a phone before the server's ack.
std::optional<Deed> ignoring(const StepTaken& step);

/// What a diagram says at somebody's line of an action that nobody did, beside its arrows: a crash, a connection that
/// goes dead unnoticed. Nothing where arrows or facts tell all of it.
std::vector<Deed> deeds_beside(const StepTaken& step);

/// Why an item never arrives.
enum class Loss : std::uint8_t {
  by_itself,        // a network that loses single items
  with_connection,  // all that was on its connection is lost
  dead_connection,  // it was put on a connection that is dead
  no_connection,    // there was none to put it on
};

/// REQUIRES: fact.kind is FactKind::lost, and the fact is one of the step's.
Loss loss_of(const StepTaken& step, const Fact& fact);

/// One sentence about the step: what happened and what came of it.
std::string sentence_of(const StepTaken& step);

/// The same of an action that is possible in `before`, if it is taken.
std::string sentence_of(const Setup& setup, const Action& action, const World& before);

}  // namespace doublecheck::model
