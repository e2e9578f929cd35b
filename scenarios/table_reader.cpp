#include "scenarios/table_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "scenarios/delays.hpp"
#include "scenarios/nearest_word.hpp"

namespace doublecheck::scenarios {
namespace {

/// In TOML every key below a table's header belongs to that table, which is easily forgotten of these.
bool belongs_at_the_top(std::string_view key) {
  constexpr auto kKeys = std::to_array<std::string_view>({"title", "question", "mutant", "platforms", "servers"});
  return std::ranges::find(kKeys, key) != kKeys.end();
}

}  // namespace

const Value* TableReader::find(std::string_view key, std::string_view takes) {
  known_.push_back({std::string(key), std::string(takes)});
  const Entry* entry = find_entry(table_, key);
  return entry == nullptr ? nullptr : &entry->value;
}

const Value* TableReader::require(std::string_view key, std::string_view takes) {
  const Value* value = find(key, takes);
  if (value == nullptr) {
    problems_.add({"missing-key", place_, fmt::format("{} lacks `{}`", name_, key), fmt::format("`{}` is missing", key),
                   fmt::format("`{}` takes {}", key, takes)});
  }
  return value;
}

std::optional<bool> TableReader::boolean(std::string_view key) {
  const Value* value = find(key, kBooleanInWords);
  return value == nullptr ? std::nullopt : as_boolean(*value, key, problems_);
}

std::optional<std::uint64_t> TableReader::whole_number(std::string_view key, const Range& range) {
  const Value* value = find(key, in_words(range));
  return value == nullptr ? std::nullopt : as_whole_number(*value, key, range, problems_);
}

std::optional<std::string> TableReader::text(std::string_view key, std::string_view takes) {
  const Value* value = find(key, takes);
  return value == nullptr ? std::nullopt : as_text(*value, key, takes, problems_);
}

std::string TableReader::required_text(std::string_view key, std::string_view takes) {
  const Value* value = require(key, takes);
  if (value == nullptr) return "";
  const auto given = as_text(*value, key, takes, problems_);
  const std::string text = trimmed(given.value_or(""));
  if (given && text.empty()) {
    problems_.add({"empty-text", value->place, fmt::format("`{}` takes {}", key, takes), "empty", ""});
  }
  return text;
}

std::optional<std::size_t> TableReader::word(std::string_view key, const Vocabulary& vocabulary) {
  const Value* value = find(key, in_words(vocabulary));
  return value == nullptr ? std::nullopt : as_word(*value, key, vocabulary, problems_);
}

std::optional<sim::PartsPerMillion> TableReader::probability(std::string_view key) {
  const Value* value = find(key, kProbabilityInWords);
  return value == nullptr ? std::nullopt : as_probability(*value, key, problems_);
}

std::optional<sim::Time> TableReader::duration(std::string_view key, sim::Time shortest) {
  const Value* value = find(key, kDurationInWords);
  return value == nullptr ? std::nullopt : as_duration(*value, key, shortest, problems_);
}

std::optional<sim::Delay> TableReader::delay(std::string_view key) {
  const Value* value = find(key, kDelayInWords);
  return value == nullptr ? std::nullopt : as_delay(*value, key, problems_);
}

const Table* TableReader::table(std::string_view key, Place& place) {
  const Value* value = find(key, "a table");
  if (value == nullptr) return nullptr;
  place = value->place;
  const bool within = name_.starts_with('[') && !name_.starts_with("[[");
  const std::string path = within ? fmt::format("{}.{}", name_.substr(1, name_.size() - 2), key) : std::string(key);
  return as_table(*value, path, problems_);
}

std::string TableReader::name_of_table(std::string_view key) const {
  if (name_.starts_with("[[")) return fmt::format("`{}` of {}", key, name_);
  return fmt::format("{}.{}]", name_.substr(0, name_.size() - 1), key);
}

std::string TableReader::help_with_keys(std::string_view key) const {
  std::vector<std::string_view> all;
  std::vector<std::string_view> unused;  // whoever wrote one of the others has not mistyped it here
  for (const Known& known : known_) {
    all.emplace_back(known.key);
    if (find_entry(table_, known.key) == nullptr) unused.emplace_back(known.key);
  }
  if (const auto nearest = nearest_word(key, unused)) {
    const auto known = std::ranges::find_if(known_, [&](const Known& k) { return k.key == *nearest; });
    return fmt::format("did you mean `{}`? It takes {}.", *nearest, known->takes);
  }
  if (belongs_at_the_top(key)) return fmt::format("`{}` belongs at the top of the file, above the first table", key);
  return fmt::format("the {} {}", all.size() == 1 ? "only key is" : "keys are", enumeration(all, "and"));
}

void TableReader::refuse_other_keys() const {
  for (const Entry& entry : table_.entries) {
    if (std::ranges::any_of(known_, [&](const Known& known) { return known.key == entry.key; })) continue;
    problems_.add({"unknown-key", entry.place, fmt::format("unknown key `{}` in {}", entry.key, name_),
                   fmt::format("not a key of {}", name_),
                   problems_.would_show(entry.place) ? help_with_keys(entry.key) : ""});
  }
}

}  // namespace doublecheck::scenarios
