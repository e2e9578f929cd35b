// Messages are numbered in the order of their composition. That leaves no symmetry of messages: were the numbers chosen
// freely, and states made one that differ in numbers only, there would be as many as there are.

#include "model/codec.hpp"
#include "model/symmetry.hpp"
#include "tests/catch.hpp"
#include "tests/model/fixtures.hpp"

#include <algorithm>
#include <deque>
#include <numeric>
#include <string>
#include <unordered_set>
#include <vector>

using namespace doublecheck::model;
using namespace doublecheck::model::fixtures;

namespace {

/// By number: the one that takes its place.
using Numbers = std::vector<std::uint32_t>;

std::vector<Numbers> permutations_of(std::size_t count) {
  Numbers numbers(count);
  std::iota(numbers.begin(), numbers.end(), 0U);
  std::vector<Numbers> permutations;
  do permutations.push_back(numbers);
  while (std::ranges::next_permutation(numbers).found);
  return permutations;
}

/// Alice's messages under other numbers.
World renumbered(World world, const Numbers& numbers) {
  const auto rename = [&](Message message) {
    message.number = numbers.at(message.number);
    return message;
  };
  for (Side& side : world.sides) side = with_messages(rename, std::move(side));
  return world;
}

std::string encoded(const World& world) {
  std::string bytes;
  encode(world, bytes);
  return bytes;
}

/// The numbers that Alice gave so far, in the order in which she gave them, and then those that are left.
Numbers numbers_given(const World& world, std::size_t count) {
  Numbers numbers;
  for (const Sent& sent : world.sides.front().client.sent) numbers.push_back(sent.message.number);
  for (std::uint32_t number = 0; number < count; ++number) {
    if (std::ranges::find(numbers, number) == numbers.end()) numbers.push_back(number);
  }
  return numbers;
}

Numbers inverse(const Numbers& numbers) {
  Numbers places(numbers.size());
  for (std::uint32_t i = 0; i < numbers.size(); ++i) places[numbers[i]] = i;
  return places;
}

World after(World world, const Setup& setup, const Action& action) {
  Facts facts;
  apply(world, setup, action, facts);
  return world;
}

/// Where an action leads if whoever composes takes any number that is free. All other rules run on the numbers as they
/// are.
std::vector<World> successors(const World& world, const Setup& setup, const Action& action) {
  if (action.kind != ActionKind::compose) return {after(world, setup, action)};
  const std::size_t count = setup.workload.size();
  const std::size_t composed = world.sides.front().client.sent.size();
  const Numbers given = numbers_given(world, count);
  const World ordered = after(renumbered(world, inverse(given)), setup, action);
  std::vector<World> all;
  for (std::size_t choice = composed; choice < count; ++choice) {
    Numbers numbers = given;
    std::swap(numbers[composed], numbers[choice]);
    all.push_back(renumbered(ordered, numbers));
  }
  return all;
}

std::string least_name(const World& world, const std::vector<Numbers>& permutations) {
  std::string least;
  for (const Numbers& numbers : permutations) {
    std::string name = encoded(renumbered(world, numbers));
    if (least.empty() || name < least) least = std::move(name);
  }
  return least;
}

struct Sizes {
  std::size_t in_order = 0;
  std::size_t chosen_freely = 0;
  std::size_t canonical = 0;
};

template <class Successors>
std::unordered_set<std::string> explored(const Setup& setup, Successors next) {
  std::unordered_set<std::string> known = {encoded(initial_world(setup))};
  std::deque<World> waiting = {initial_world(setup)};
  for (; !waiting.empty(); waiting.pop_front()) {
    std::vector<Action> actions;
    enabled_actions(waiting.front(), setup, actions);
    for (const Action& action : actions) {
      for (World& world : next(waiting.front(), action)) {
        if (known.insert(encoded(world)).second) waiting.push_back(std::move(world));
      }
    }
  }
  return known;
}

Sizes sizes_of(const Setup& setup) {
  const std::vector<Numbers> permutations = permutations_of(setup.workload.size());
  Sizes sizes;
  sizes.in_order = explored(setup, [&](const World& world, const Action& action) {
                     return std::vector{after(world, setup, action)};
                   }).size();
  const auto free =
      explored(setup, [&](const World& world, const Action& action) { return successors(world, setup, action); });
  sizes.chosen_freely = free.size();
  std::unordered_set<std::string> canonical;
  for (const std::string& bytes : free) canonical.insert(least_name(decode_world(bytes), permutations));
  sizes.canonical = canonical.size();
  return sizes;
}

}  // namespace

TEST_CASE("numbering messages in the order of their composition leaves no symmetry of messages") {
  for (const std::uint32_t messages : {2U, 3U}) {
    CAPTURE(messages);
    Setup setup = two_clients(messages);
    setup.budgets = {};
    setup.budgets[Budget::breaks] = 1;
    const Sizes sizes = sizes_of(setup);
    CHECK(sizes.canonical == sizes.in_order);
    CHECK(sizes.chosen_freely > sizes.in_order * 3 / 2);
  }
}
