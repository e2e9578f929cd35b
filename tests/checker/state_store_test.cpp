#include "checker/state_store.hpp"

#include <map>
#include <string>

#include "checker/assert.hpp"
#include "tests/catch.hpp"
#include "tests/checker/models/table_model.hpp"

namespace doublecheck::tests {
namespace {

using checker::kNoState;
using checker::StateId;
using checker::StateStore;

StateId insert(StateStore& store, std::string_view encoding) {
  const StateStore::Place place = store.find(encoding);
  return place.id == kNoState ? store.add(place, encoding) : place.id;
}

}  // namespace

TEST_CASE("a state store tells apart all short strings") {
  StateStore store;
  std::vector<std::string> strings = {""};
  for (std::size_t index = 0; strings.size() < 20'000; ++index) {
    for (const char letter : {'\0', 'a', '\xFF'}) strings.push_back(strings[index] + letter);
  }
  for (StateId id = 0; id < strings.size(); ++id) CHECK(insert(store, strings[id]) == id);
  for (StateId id = 0; id < strings.size(); ++id) {
    CHECK(store.find(strings[id]).id == id);
    CHECK(store.encoding(id) == strings[id]);
  }
  CHECK(store.size() == strings.size());
  CHECK(store.find("b").id == kNoState);
}

TEST_CASE("a state store agrees with a map on random strings of all lengths") {
  Dice dice(5);
  StateStore store;
  std::map<std::string, StateId> map;
  for (std::uint32_t round = 0; round < 20'000; ++round) {
    std::string string(dice.below(dice.below(20) == 0 ? 300 : 4), '\0');
    for (char& letter : string) letter = static_cast<char>(dice.below(2) + 127);
    const auto expected = static_cast<StateId>(map.try_emplace(string, map.size()).first->second);
    CHECK(insert(store, string) == expected);
  }
  CHECK(store.size() == map.size());
  CHECK(store.bytes() > 0);
}

TEST_CASE("an encoding may be as long as it may be and no longer") {
  StateStore store;
  const std::string longest(StateStore::kEncodingBytesMax, 'x');
  CHECK(insert(store, longest) == 0);
  CHECK(insert(store, "y") == 1);
  CHECK(insert(store, longest) == 0);
  CHECK(store.encoding(0) == longest);
  CHECK_THROWS_AS(insert(store, longest + "x"), checker::AssertionFailure);
}

TEST_CASE("a state store never needs more at once than it said") {
  StateStore store;
  for (std::uint32_t number = 0; number < 5'000; ++number) {
    const std::uint64_t foreseen = store.bytes() + store.growth_bytes();
    insert(store, std::to_string(number));
    // The chunk list and the chunk of the locations are small beside the rest.
    CHECK(store.bytes() <= foreseen + 20'000);
  }
}

}  // namespace doublecheck::tests
