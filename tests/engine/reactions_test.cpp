#include "engine/reactions.hpp"

#include <atomic>
#include <memory_resource>
#include <thread>

#include "tests/catch.hpp"

namespace doublecheck::tests {
namespace {

using engine::Errands;
using engine::Reaction;
using engine::Reactions;

/// A different one for each event.
Reaction answer(std::uint32_t event) {
  return {static_cast<std::int32_t>(event * 31 + 5), Errands::one(event % 7, event)};
}

bool is_answer(const Reaction& reaction, std::uint32_t event) {
  return reaction.change == answer(event).change && reaction.errands.bits() == answer(event).errands.bits();
}

}  // namespace

TEST_CASE("errands are none or one or a list, and say which") {
  CHECK(Errands().is_none());
  CHECK_FALSE(Errands().is_one());
  for (const std::uint32_t component : {0U, 1U, Errands::kComponentsMax - 1}) {
    for (const std::uint32_t event : {0U, 1U, Errands::kEventsMax - 1}) {
      const Errands one = Errands::one(component, event);
      CHECK(one.is_one());
      CHECK_FALSE(one.is_none());
      CHECK(one.component() == component);
      CHECK(one.event() == event);
    }
  }
  for (const std::uint32_t number : {0U, 1U, Errands::kEventsMax - 1}) {
    const Errands list = Errands::list(number);
    CHECK_FALSE(list.is_one());
    CHECK_FALSE(list.is_none());
    CHECK(list.number() == number);
  }
}

TEST_CASE("a reaction is known from when it is remembered, through all growth") {
  std::pmr::monotonic_buffer_resource memory;
  Reactions reactions;
  CHECK(reactions.find(0) == nullptr);
  constexpr std::uint32_t kEvents = 2000;
  std::size_t bytes = 0;
  for (std::uint32_t event = 0; event < kEvents; ++event) {
    REQUIRE(reactions.find(event) == nullptr);
    bytes += reactions.remember(event, answer(event), memory);
    REQUIRE(reactions.find(event) != nullptr);
  }
  for (std::uint32_t event = 0; event < kEvents; ++event) {
    REQUIRE(reactions.find(event) != nullptr);
    REQUIRE(is_answer(*reactions.find(event), event));
  }
  CHECK(reactions.find(kEvents) == nullptr);
  CHECK(bytes >= kEvents * 3 * sizeof(std::uint32_t));
}

TEST_CASE("the first five reactions of a local state share one cache line") {
  std::pmr::monotonic_buffer_resource memory;
  Reactions reactions;
  CHECK(reactions.remember(0, answer(0), memory) == 64);
  for (std::uint32_t event = 1; event < 5; ++event) CHECK(reactions.remember(event, answer(event), memory) == 0);
  CHECK(reactions.remember(5, answer(5), memory) == 128);
}

TEST_CASE("the events with the greatest numbers are told apart") {
  std::pmr::monotonic_buffer_resource memory;
  const std::uint32_t greatest = Errands::kEventsMax - 1;
  Reactions reactions;
  reactions.remember(greatest, answer(3), memory);
  REQUIRE(reactions.find(greatest) != nullptr);
  CHECK(is_answer(*reactions.find(greatest), 3));
  CHECK(reactions.find(greatest - 1) == nullptr);
  CHECK(reactions.find(0) == nullptr);
}

TEST_CASE("who looks while another remembers finds nothing or the whole reaction") {
  std::pmr::monotonic_buffer_resource memory;
  Reactions reactions;
  constexpr std::uint32_t kEvents = 20'000;
  std::atomic<std::uint32_t> told{0};  // how many are surely there
  std::atomic<int> wrong{0};
  const auto look = [&] {
    for (std::uint32_t known = 0; known < kEvents;) {
      known = told.load(std::memory_order_acquire);
      for (std::uint32_t i = 0; i < 50; ++i) {
        const std::uint32_t event = (known * 17 + i * 401) % kEvents;
        const Reaction* found = reactions.find(event);
        if (found == nullptr && event < known) ++wrong;
        if (found != nullptr && !is_answer(*found, event)) ++wrong;
      }
    }
  };
  std::thread one(look);
  std::thread other(look);
  for (std::uint32_t event = 0; event < kEvents; ++event) {
    reactions.remember(event, answer(event), memory);
    told.store(event + 1, std::memory_order_release);
  }
  one.join();
  other.join();
  CHECK(wrong == 0);
}

}  // namespace doublecheck::tests
