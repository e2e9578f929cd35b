#include "engine/snapshot_rules.hpp"

#include <algorithm>
#include <bit>
#include <cstring>
#include <limits>

namespace doublecheck::engine {
namespace {

constexpr std::size_t kNumbersOfField = 3;  // see Layout::numbers
constexpr std::uint64_t kBitsOfWord = 64;

using Used = std::array<std::uint64_t, 2>;

std::optional<std::string> unequal(const std::string& what, std::uint64_t found, std::uint64_t wanted) {
  if (found == wanted) return std::nullopt;
  return "it has " + std::to_string(found) + " " + what + " and should have " + std::to_string(wanted);
}

/// Whether the sum is this one, and no number on the way too large for it.
bool add_up_to(std::span<const std::uint64_t> sizes, std::uint64_t sum) {
  std::uint64_t left = sum;
  for (const std::uint64_t size : sizes) {
    if (size > left) return false;
    left -= size;
  }
  return left == 0;
}

/// Takes the bits of a field; returns false if it is none or has bits that are taken.
bool take(std::span<const std::uint64_t> field, std::uint64_t words, Used& used) {
  const std::uint64_t value_max = field[0];
  const std::uint64_t shift = field[1];
  if (field[2] >= words || shift >= kBitsOfWord || (value_max & (value_max + 1)) != 0) return false;
  if (value_max > std::numeric_limits<std::uint64_t>::max() >> shift) return false;
  const std::uint64_t bits = value_max << shift;
  if ((used[field[2]] & bits) != 0) return false;
  used[field[2]] |= bits;
  return true;
}

/// The lowest bit of each word is always set, see Key.
Used lowest_bits() { return {1, 1}; }

std::optional<std::string> fault_of_layout(const Snapshot& snapshot, const SearchShape& shape) {
  if (auto fault = unequal("components", snapshot.locals.size(), shape.components)) return fault;
  const std::size_t fields = shape.components + shape.counters;
  if (auto fault = unequal("numbers of a key's layout", snapshot.fields.size(), kNumbersOfField * fields)) return fault;
  Used used = lowest_bits();
  for (std::size_t i = 0; i < fields; ++i) {
    const auto field = std::span(snapshot.fields).subspan(kNumbersOfField * i, kNumbersOfField);
    if (!take(field, snapshot.words, used)) return "field " + std::to_string(i) + " of its keys lies outside of them";
    if (i >= shape.components || snapshot.locals[i].empty()) continue;
    if (snapshot.locals[i].size() - 1 > field[0])
      return "component " + std::to_string(i) + " has too many local states";
  }
  return std::nullopt;
}

std::optional<std::string> fault_of_counts(const Snapshot& snapshot) {
  const std::vector<std::uint64_t>& sizes = snapshot.level_sizes;
  const checker::Counts& counts = snapshot.counts;
  if (sizes.empty()) return "it has no level";
  const auto waiting = sizes.end() - 1;
  if (std::find(sizes.begin(), waiting, 0U) != waiting) return "a level before the last is empty";
  if (!add_up_to(sizes, counts.states)) return "its levels do not add up to its states";
  if (counts.expanded != counts.states - *waiting) return "it has expanded other states than all but the last level's";
  const std::uint64_t deepest = sizes.size() - 1 - (*waiting == 0 && sizes.size() > 1 ? 1U : 0U);
  if (counts.depth != deepest) return "its depth is not that of its last level";
  if (sizes.front() > counts.initial_states) return "it has more initial states than there are";
  if (snapshot.deadlocks > counts.states) return "it has more deadlocks than states";
  return std::nullopt;
}

std::optional<std::string> fault_of_findings(const Snapshot& snapshot) {
  const KeyRule rule(snapshot);
  std::vector<std::uint64_t> claims;
  for (const Snapshot::Finding& finding : snapshot.findings) {
    if (finding.claim > snapshot.claims) return "it breaks a claim that nobody makes";
    if (std::ranges::find(claims, finding.claim) != claims.end()) return "it breaks a claim first in two places";
    claims.push_back(finding.claim);
    if (finding.level >= snapshot.level_sizes.size() - 1)
      return "it breaks a claim on a level that it has not expanded";
    const std::uint64_t keys = finding.keys.size() / rule.key_bytes();
    if (keys == 0 || keys > snapshot.level_sizes[finding.level] || !rule.admits(finding.keys)) {
      return "it breaks a claim in states that are none";
    }
  }
  const bool has_deadlock = std::ranges::find(claims, snapshot.claims) != claims.end();
  if (has_deadlock != (snapshot.deadlocks > 0)) return "it has deadlocks without a first one, or the other way round";
  return std::nullopt;
}

}  // namespace

std::optional<std::string> find_fault(const Snapshot& snapshot, const SearchShape& shape) {
  if (snapshot.words != 1 && snapshot.words != 2) return "its keys are neither of one word nor of two";
  if (auto fault = unequal("claims", snapshot.claims, shape.claims)) return fault;
  if (auto fault = fault_of_layout(snapshot, shape)) return fault;
  if (auto fault = fault_of_counts(snapshot)) return fault;
  return fault_of_findings(snapshot);
}

KeyRule::KeyRule(const Snapshot& snapshot) : words_(snapshot.words), used_(lowest_bits()) {
  for (std::size_t i = 0; kNumbersOfField * (i + 1) <= snapshot.fields.size(); ++i) {
    const auto field = std::span(snapshot.fields).subspan(kNumbersOfField * i, kNumbersOfField);
    used_[field[2]] |= field[0] << field[1];
    if (i < snapshot.locals.size()) numbers_.push_back({field[0], field[1], field[2], snapshot.locals[i].size()});
  }
}

bool KeyRule::admits(std::span<const std::byte> keys) const {
  if (keys.size() % key_bytes() != 0) return false;
  std::array<std::uint64_t, 2> key = lowest_bits();
  for (; !keys.empty(); keys = keys.subspan(key_bytes())) {
    std::memcpy(key.data(), keys.data(), key_bytes());
    if (!admits_key(key)) return false;
  }
  return true;
}

bool KeyRule::admits_key(const std::array<std::uint64_t, 2>& key) const {
  for (std::size_t word = 0; word < words_; ++word) {
    if ((key[word] & 1U) == 0 || (key[word] & ~used_[word]) != 0) return false;
  }
  return std::ranges::all_of(numbers_, [&](const Number& number) {
    return ((key[number.word] >> number.shift) & number.value_max) < number.count;
  });
}

}  // namespace doublecheck::engine
