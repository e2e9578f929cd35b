/// What is under way: of which messages something may still come.
#pragma once

#include "model/world.hpp"

namespace doublecheck::sim {

/// Does anybody still hold the message, or anything about it, in order to hand it on: in an outbox, a mailbox, a
/// session or on a link, as an item to be acknowledged or a receipt? What is only kept (in a message store, as a
/// tombstone or in an archive) does not count, nor does the word that it failed. `message`: as it was composed.
bool is_under_way(const model::World& world, const model::Message& message);

}  // namespace doublecheck::sim
