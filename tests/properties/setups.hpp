/// A small setup for formulas to speak of.
#pragma once

#include "model/setup.hpp"

namespace doublecheck::tests {

/// Alice writes m1 and m2 to Bob, who has a tablet besides.
inline model::Setup alice_and_bob() {
  model::Setup setup;
  for (const char* name : {"alice", "bob", "bob-tablet"}) {
    model::Participant participant;
    participant.name = name;
    participant.number = name;
    setup.participants.push_back(participant);
  }
  setup.participants[0].contacts = {"bob"};
  setup.participants[2].device_of = model::client_at(1);
  setup.workload = {{.from = model::client_at(0), .to = model::client_at(1), .number = 0},
                    {.from = model::client_at(0), .to = model::client_at(1), .number = 1}};
  return setup;
}

}  // namespace doublecheck::tests
