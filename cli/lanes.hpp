/// Lanes: the columns of a sequence diagram, and what moves between them in a step.
#pragma once

#include "model/setup.hpp"
#include "model/step_words.hpp"
#include "reports/results.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace doublecheck::cli {

/// The first client, its server and then the others, the push service if it plays a part, and the other clients.
class Lanes {
 public:
  Lanes(const model::Setup& setup, bool with_push);

  std::size_t of(model::ClientId client) const { return clients_.at(model::index_of(client)); }
  std::size_t of(model::ServerId server) const { return servers_.at(model::index_of(server)); }
  std::size_t of_deed(const model::Deed& deed) const;
  std::size_t push() const { return push_; }
  const std::vector<reports::Party>& parties() const { return parties_; }

 private:
  std::size_t add(reports::Party party);

  std::vector<std::size_t> clients_;
  std::vector<std::size_t> servers_;
  std::size_t push_ = 0;
  std::vector<reports::Party> parties_;
};

/// What becomes of an item in a step.
enum class Motion : std::uint8_t {
  sets_out,
  arrives,
  is_lost,         // on its way
  dies,            // on its way, with all that was on its connection
  never_sets_out,  // there was no connection to put it on, or none that was alive
  is_doubled,      // by the network: another one is on its way
};

struct Movement {
  std::size_t from = 0;  // lanes
  std::size_t to = 0;
  std::string label;
  Motion motion{};
};

/// All movements in the step, pushes included.
std::vector<Movement> movements_in(const model::StepTaken& step, const Lanes& lanes);

/// The arrows of each step. An item that arrives or is lost in a later step gets its arrow there, every other one where
/// it sets out: one arrow for each transmission.
std::vector<std::vector<reports::Arrow>> arrows_of(const std::vector<std::vector<Movement>>& by_step);

}  // namespace doublecheck::cli
