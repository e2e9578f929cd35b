// What a search refuses to go on from.
#include "engine/snapshot_rules.hpp"

#include <cstring>

#include "engine/key.hpp"
#include "tests/catch.hpp"

namespace doublecheck::tests {
namespace {

using engine::Snapshot;

const engine::SearchShape kShape{.claims = 2, .components = 2, .counters = 1};

template <unsigned Words>
std::vector<std::byte> bytes_of(const std::vector<engine::Key<Words>>& keys) {
  std::vector<std::byte> bytes(keys.size() * sizeof(keys[0]));
  std::memcpy(bytes.data(), keys.data(), bytes.size());
  return bytes;
}

/// The counter in the bits 1 and 2, the components, of 3 and 2 local states, in the bits 3 to 5 and 6 to 9.
std::uint64_t word(std::uint64_t counter, std::uint64_t first, std::uint64_t second) {
  return 1 | counter << 1U | first << 3U | second << 6U;
}

std::vector<std::byte> key(std::uint64_t word) { return bytes_of<1>({{{word}}}); }

Snapshot sound_snapshot() {
  Snapshot snapshot;
  snapshot.words = 1;
  snapshot.fields = {7, 3, 0, 15, 6, 0, 3, 1, 0};
  snapshot.locals = {{"a", "b", "c"}, {"x", "y"}};
  snapshot.counts.initial_states = 2;
  snapshot.counts.states = 6;
  snapshot.counts.expanded = 4;
  snapshot.counts.depth = 2;
  snapshot.claims = 2;
  snapshot.deadlocks = 1;
  snapshot.findings = {{1, 1, key(word(0, 2, 1))}, {2, 0, key(word(3, 0, 0))}};
  snapshot.level_sizes = {1, 3, 2};
  return snapshot;
}

bool is_refused(const Snapshot& snapshot) { return engine::find_fault(snapshot, kShape).has_value(); }

/// Whether the sound snapshot is refused once `change` has been applied to it.
template <class Change>
bool is_refused_after(Change change) {
  Snapshot snapshot = sound_snapshot();
  change(snapshot);
  return is_refused(snapshot);
}

}  // namespace

TEST_CASE("a sound snapshot is taken up, also one whose last level is empty") {
  CHECK_FALSE(is_refused(sound_snapshot()));
  CHECK_FALSE(is_refused_after([](Snapshot& snapshot) {
    snapshot.level_sizes = {1, 3, 2, 0};
    snapshot.counts.expanded = 6;
  }));
}

TEST_CASE("a snapshot of a search of another shape is refused") {
  CHECK(is_refused_after([](Snapshot& snapshot) { snapshot.words = 0; }));
  CHECK(is_refused_after([](Snapshot& snapshot) { snapshot.words = 3; }));
  CHECK(is_refused_after([](Snapshot& snapshot) { snapshot.claims = 3; }));
  CHECK(is_refused_after([](Snapshot& snapshot) { snapshot.locals.pop_back(); }));
  CHECK(is_refused_after([](Snapshot& snapshot) { snapshot.fields.pop_back(); }));
  CHECK(is_refused_after([](Snapshot& snapshot) { snapshot.fields.resize(6); }));
}

TEST_CASE("a snapshot whose keys are laid out as none are is refused") {
  const auto with_field = [](std::size_t place, std::uint64_t number) {
    return is_refused_after([&](Snapshot& snapshot) { snapshot.fields[place] = number; });
  };
  CHECK(with_field(0, 6));                  // no row of ones
  CHECK(with_field(0, 1));                  // too narrow for three local states
  CHECK(with_field(0, 15));                 // bits of the next field
  CHECK(with_field(1, 64));                 // beyond the word
  CHECK(with_field(1, 62));                 // partly
  CHECK(with_field(2, 1));                  // a word that keys do not have
  CHECK(with_field(7, 0));                  // the bit that is always set
  CHECK(with_field(0, ~std::uint64_t{0}));  // everything
}

TEST_CASE("a snapshot whose numbers do not add up is refused") {
  CHECK(is_refused_after([](Snapshot& snapshot) { snapshot.level_sizes.clear(); }));
  CHECK(is_refused_after([](Snapshot& snapshot) { snapshot.level_sizes = {1, 0, 5}; }));
  CHECK(is_refused_after([](Snapshot& snapshot) { snapshot.level_sizes = {1, 3, 3}; }));
  CHECK(is_refused_after([](Snapshot& snapshot) { snapshot.level_sizes = {1, ~std::uint64_t{0}, 6}; }));
  CHECK(is_refused_after([](Snapshot& snapshot) { snapshot.level_sizes = {3, 1, 2}; }));
  CHECK(is_refused_after([](Snapshot& snapshot) { ++snapshot.counts.expanded; }));
  CHECK(is_refused_after([](Snapshot& snapshot) { ++snapshot.counts.depth; }));
  CHECK(is_refused_after([](Snapshot& snapshot) { ++snapshot.counts.states; }));
  CHECK(is_refused_after([](Snapshot& snapshot) { snapshot.deadlocks = 7; }));
  CHECK(is_refused_after([](Snapshot& snapshot) { snapshot.deadlocks = 0; }));
}

TEST_CASE("a snapshot with findings that cannot be is refused") {
  CHECK(is_refused_after([](Snapshot& snapshot) { snapshot.findings[0].claim = 3; }));
  CHECK(is_refused_after([](Snapshot& snapshot) { snapshot.findings[0].claim = 2; }));
  CHECK(is_refused_after([](Snapshot& snapshot) { snapshot.findings[0].level = 2; }));
  CHECK(is_refused_after([](Snapshot& snapshot) { snapshot.findings[0].level = ~std::uint64_t{0}; }));
  CHECK(is_refused_after([](Snapshot& snapshot) { snapshot.findings[0].keys.clear(); }));
  CHECK(is_refused_after([](Snapshot& snapshot) { snapshot.findings[0].keys.pop_back(); }));
  CHECK(is_refused_after([](Snapshot& snapshot) { snapshot.findings[0].keys = key(word(0, 3, 0)); }));
  CHECK(is_refused_after([](Snapshot& snapshot) {
    auto& keys = snapshot.findings[1].keys;
    keys.insert(keys.end(), keys.begin(), keys.end());
  }));
}

TEST_CASE("keys are admitted if each component has a number that is known, and nothing else is set") {
  const engine::KeyRule rule(sound_snapshot());
  CHECK(rule.key_bytes() == 8);
  CHECK(rule.admits({}));
  CHECK(rule.admits(key(word(3, 2, 1))));
  CHECK_FALSE(rule.admits(key(word(0, 3, 0))));
  CHECK_FALSE(rule.admits(key(word(0, 0, 2))));
  CHECK_FALSE(rule.admits(key(word(0, 0, 0) - 1)));
  CHECK_FALSE(rule.admits(key(word(0, 0, 0) | std::uint64_t{1} << 10U)));
  std::vector<std::byte> cut = key(word(0, 0, 0));
  cut.pop_back();
  CHECK_FALSE(rule.admits(cut));
  std::vector<std::byte> keys = bytes_of<1>({{{word(0, 0, 0)}}, {{word(1, 1, 1)}}, {{word(0, 7, 0)}}});
  CHECK_FALSE(rule.admits(keys));
  keys.resize(16);
  CHECK(rule.admits(keys));
}

TEST_CASE("keys of two words are admitted word by word") {
  Snapshot snapshot = sound_snapshot();
  snapshot.words = 2;
  snapshot.fields = {7, 1, 1, 15, 6, 0, 3, 1, 0};
  snapshot.findings = {{2, 0, bytes_of<2>({{{1, 1}}})}};
  CHECK_FALSE(is_refused(snapshot));
  const engine::KeyRule rule(snapshot);
  CHECK(rule.key_bytes() == 16);
  CHECK(rule.admits(bytes_of<2>({{{1 | 1U << 6U, 1 | 2U << 1U}}})));
  CHECK_FALSE(rule.admits(bytes_of<2>({{{1, 1 | 3U << 1U}}})));
  CHECK_FALSE(rule.admits(bytes_of<2>({{{1, 0}}})));
  CHECK_FALSE(rule.admits(bytes_of<2>({{{1, 1 | 1U << 4U}}})));
}

}  // namespace doublecheck::tests
