#include "scenarios/variants.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>
#include <variant>

namespace doublecheck::scenarios {
namespace {

std::string words_of(const Value& value) {
  if (const auto* truth = std::get_if<bool>(&value.content)) return *truth ? "true" : "false";
  if (const auto* whole = std::get_if<std::int64_t>(&value.content)) return std::to_string(*whole);
  if (const auto* number = std::get_if<double>(&value.content)) return fmt::format("{}", *number);
  if (const auto* text = std::get_if<std::string>(&value.content)) return *text;
  if (const auto* array = std::get_if<Array>(&value.content)) {
    std::vector<std::string> words;
    for (const Value& element : array->values) words.push_back(words_of(element));
    return fmt::format("[{}]", fmt::join(words, ", "));
  }
  if (const auto* table = std::get_if<Table>(&value.content)) {
    std::vector<std::string> words;
    for (const Entry& entry : table->entries) words.push_back(entry.key + " = " + words_of(entry.value));
    return fmt::format("{{ {} }}", fmt::join(words, ", "));
  }
  return "a time";
}

/// Of a key that is written in quotes the first letter stands behind them.
Place first_letter_of(const Entry& entry) {
  Place place = entry.place;
  const bool is_quoted = entry.key.find('.') != std::string::npos;
  if (is_quoted) ++place.column;
  return place;
}

std::optional<Change> change_of(const Entry& entry, Problems& problems) {
  if (entry.key.find('.') == std::string::npos) {
    problems.add({"bad-variant", entry.place, fmt::format("`{}` is no key of a setting", entry.key),
                  "a dotted key in quotes is expected", "for example \"options.retention\" = \"forever\""});
    return std::nullopt;
  }
  return Change{entry.key, first_letter_of(entry), entry.value};
}

std::optional<Table> take_table(Table& document, std::string_view key, Problems& problems) {
  const auto found = std::ranges::find(document.entries, key, &Entry::key);
  if (found == document.entries.end()) return std::nullopt;
  Entry entry = std::move(*found);
  document.entries.erase(found);
  if (auto* table = std::get_if<Table>(&entry.value.content)) return std::move(*table);
  problems.add({"wrong-type", entry.value.place, fmt::format("`{}` is a table", key), "not a table",
                key == "sweep" ? "for example [sweep] with \"population.clients\" = [1000, 10000]"
                               : "for example [variants.for_ever] with \"options.retention\" = \"forever\""});
  return std::nullopt;
}

void add_named(const Table& table, std::vector<VariantChanges>& variants, Problems& problems) {
  if (table.entries.size() > kVariantsMax) {
    problems.add({"too-many-variants", table.entries[kVariantsMax].place,
                  fmt::format("there are {} variants", table.entries.size()), "too many",
                  fmt::format("{} at most", kVariantsMax)});
    return;
  }
  for (const Entry& entry : table.entries) {
    const auto* changes = std::get_if<Table>(&entry.value.content);
    if (changes == nullptr || changes->entries.empty()) {
      problems.add({"bad-variant", entry.place, fmt::format("the variant `{}` changes nothing", entry.key),
                    "a table with settings is expected",
                    fmt::format("for example [variants.{}] with \"options.retention\" = \"forever\"", entry.key)});
      continue;
    }
    VariantChanges variant{entry.key, entry.place, {}};
    for (const Entry& change : changes->entries) {
      if (auto read = change_of(change, problems)) variant.changes.push_back(std::move(*read));
    }
    variants.push_back(std::move(variant));
  }
}

/// "retention=forever", for a key of which the last part says enough.
std::string short_name(const Change& change) {
  return change.key.substr(change.key.rfind('.') + 1) + "=" + words_of(change.value);
}

void add_combinations(const Table& table, std::vector<VariantChanges>& variants, Problems& problems) {
  std::vector<VariantChanges> combinations = {{}};
  for (const Entry& entry : table.entries) {
    const auto* values = std::get_if<Array>(&entry.value.content);
    if (values == nullptr || values->values.empty()) {
      problems.add({"bad-variant", entry.value.place, fmt::format("`{}` is swept over a list of values", entry.key),
                    "not a list with something in it", fmt::format("for example \"{}\" = [1, 2]", entry.key)});
      continue;
    }
    const auto change = change_of(entry, problems);
    if (!change) continue;
    std::vector<VariantChanges> longer;
    for (const VariantChanges& combination : combinations) {
      for (const Value& value : values->values) {
        VariantChanges next = combination;
        next.place = entry.place;
        next.changes.push_back({change->key, change->place, value});
        next.name += (next.name.empty() ? "" : ", ") + short_name(next.changes.back());
        longer.push_back(std::move(next));
      }
    }
    combinations = std::move(longer);
    if (combinations.size() <= kVariantsMax) continue;
    problems.add({"too-many-variants", entry.place, fmt::format("the sweep has {} combinations", combinations.size()),
                  "too many", fmt::format("{} at most", kVariantsMax)});
    return;
  }
  for (VariantChanges& combination : combinations) {
    if (!combination.changes.empty()) variants.push_back(std::move(combination));
  }
}

}  // namespace

std::vector<VariantChanges> take_variants(Table& document, Problems& problems) {
  std::vector<VariantChanges> variants;
  if (const auto table = take_table(document, "variants", problems)) add_named(*table, variants, problems);
  if (const auto table = take_table(document, "sweep", problems)) add_combinations(*table, variants, problems);
  return variants;
}

std::string to_text(const Change& change) { return change.key + " = " + words_of(change.value); }

}  // namespace doublecheck::scenarios
