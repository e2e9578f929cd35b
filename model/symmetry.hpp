/// Symmetry: which users of a setup are interchangeable, and what a state is called when they change places.
#pragma once

#include "model/components.hpp"
#include "model/world.hpp"

#include <functional>
#include <vector>

namespace doublecheck::model {

/// Users who change places, with their devices, mailboxes and servers.
struct Permutation {
  std::vector<ClientId> clients;  // by ClientId: whose place it takes
  std::vector<ServerId> servers;  // by ServerId

  bool operator==(const Permutation&) const = default;
};

/// At most so many are looked for. Where a setup has more, its first users keep their places until there are not.
inline constexpr std::size_t kPermutationsMax = 720;

/// The permutations that leave the setup as it is but for names, the identity first. They are a group.
///
/// Users are alike who have like devices, contacts and budgets for faults, and who are to send like messages to users
/// that are alike. Not all of a setup shows in its text: where a rule goes through users in their order and leaves a
/// trace of it, those users keep their order.
std::vector<Permutation> symmetries_of(const Setup& setup);

ComponentId renamed(const Setup& setup, const Permutation& permutation, ComponentId component);

/// The same with every client in it renamed; what is kept sorted is sorted again.
Side renamed(const Permutation& permutation, Side side);
/// `self`: the relay before it takes its new place.
Relay renamed(const Permutation& permutation, RelayId self, Relay relay);
World renamed(const Setup& setup, const Permutation& permutation, const World& world);

/// The same with every message in it renamed, but for the empty ones of items that set up sessions.
Side with_messages(const std::function<Message(const Message&)>& rename, Side side);

}  // namespace doublecheck::model
