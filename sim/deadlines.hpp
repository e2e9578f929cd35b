/// Deadlines: what the protocol's options let happen to a single message once so much time has passed.
#pragma once

#include "model/world.hpp"
#include "sim/environment.hpp"

#include <compare>
#include <cstdint>
#include <map>
#include <optional>
#include <vector>

namespace doublecheck::sim {

/// One that runs. It passes `after` its beginning.
struct Deadline {
  Time after = 0;
  model::Action action;  // its position is found when it passes
  model::Message message;
  std::uint64_t generation = 0;
};

/// The deadlines of all clients in one run. They are told what happened, and ask nobody for the time.
class Deadlines {
 public:
  /// Keeps `setup` by reference.
  explicit Deadlines(const model::Setup& setup) : setup_(setup) {}

  /// The deadline that begins with this fact, if any does.
  std::optional<Deadline> begun_by(const model::Fact& fact);

  /// What happens when it passes; nothing if that which it was for is gone, or has begun anew.
  std::optional<model::Action> pass(const Deadline& deadline, const model::World& world);

 private:
  struct Key {
    model::ClientId client{};
    model::ActionKind kind{};
    model::Direction direction{};
    model::Message message;

    auto operator<=>(const Key&) const = default;
  };

  static Key key_of(const Deadline& deadline);
  std::optional<Deadline> starting_with(const model::Fact& fact) const;

  const model::Setup& setup_;
  std::map<Key, std::uint64_t> running_;  // generations
  std::uint64_t begun_ = 0;
};

}  // namespace doublecheck::sim
