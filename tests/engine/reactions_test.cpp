#include "engine/reactions.hpp"

#include <atomic>
#include <thread>

#include "tests/catch.hpp"

namespace doublecheck::tests {
namespace {

using engine::Errands;
using engine::Reaction;
using engine::Reactions;

/// A different one for each question.
Reaction answer(std::uint32_t component, std::uint32_t event, std::uint32_t local) {
  return {local * 31 + event * 7 + component, Errands::one(component, event)};
}

bool is_answer(const Reaction& reaction, std::uint32_t component, std::uint32_t event, std::uint32_t local) {
  const Reaction wanted = answer(component, event, local);
  return reaction.target == wanted.target && reaction.errands.bits() == wanted.errands.bits();
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
  Reactions reactions;
  CHECK(reactions.find(Errands::one(0, 0), 0) == nullptr);
  const std::uint64_t bytes = reactions.bytes();
  std::size_t remembered = 0;
  for (std::uint32_t local = 0; local < 400; ++local) {
    for (std::uint32_t component = 0; component < 4; ++component) {
      for (std::uint32_t event = 0; event < 6; ++event) {
        REQUIRE(reactions.find(Errands::one(component, event), local) == nullptr);
        reactions.remember(Errands::one(component, event), local, answer(component, event, local));
        REQUIRE(reactions.size() == ++remembered);
      }
    }
  }
  for (std::uint32_t local = 0; local < 400; ++local) {
    for (std::uint32_t component = 0; component < 4; ++component) {
      for (std::uint32_t event = 0; event < 6; ++event) {
        const Reaction* found = reactions.find(Errands::one(component, event), local);
        REQUIRE(found != nullptr);
        REQUIRE(is_answer(*found, component, event, local));
      }
    }
  }
  CHECK(reactions.find(Errands::one(4, 0), 0) == nullptr);
  CHECK(reactions.find(Errands::one(0, 6), 0) == nullptr);
  CHECK(reactions.find(Errands::one(0, 0), 400) == nullptr);
  CHECK(reactions.bytes() > 8 * bytes);
}

TEST_CASE("the questions with the greatest numbers are told apart") {
  const std::uint32_t component = Errands::kComponentsMax - 1;
  const std::uint32_t event = Errands::kEventsMax - 1;
  Reactions reactions;
  reactions.remember(Errands::one(component, event), 0xFFFF'FFFF, answer(1, 2, 3));
  REQUIRE(reactions.find(Errands::one(component, event), 0xFFFF'FFFF) != nullptr);
  CHECK(is_answer(*reactions.find(Errands::one(component, event), 0xFFFF'FFFF), 1, 2, 3));
  CHECK(reactions.find(Errands::one(component, event), 0xFFFF'FFFE) == nullptr);
  CHECK(reactions.find(Errands::one(component, event - 1), 0xFFFF'FFFF) == nullptr);
  CHECK(reactions.find(Errands::one(component - 1, event), 0xFFFF'FFFF) == nullptr);
}

TEST_CASE("who looks while another remembers finds nothing or the whole reaction") {
  Reactions reactions;
  constexpr std::uint32_t kLocals = 20'000;
  std::atomic<std::uint32_t> told{0};  // how many are surely there
  std::atomic<int> wrong{0};
  const auto look = [&] {
    for (std::uint32_t known = 0; known < kLocals;) {
      known = told.load(std::memory_order_acquire);
      for (std::uint32_t i = 0; i < 50; ++i) {
        const std::uint32_t local = (known * 17 + i * 401) % kLocals;
        const Reaction* found = reactions.find(Errands::one(1, 2), local);
        if (found == nullptr && local < known) ++wrong;
        if (found != nullptr && !is_answer(*found, 1, 2, local)) ++wrong;
      }
    }
  };
  std::thread one(look);
  std::thread other(look);
  for (std::uint32_t local = 0; local < kLocals; ++local) {
    reactions.remember(Errands::one(1, 2), local, answer(1, 2, local));
    told.store(local + 1, std::memory_order_release);
  }
  one.join();
  other.join();
  CHECK(wrong == 0);
}

}  // namespace doublecheck::tests
