#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/nearest_word.hpp"
#include "scenarios/sections.hpp"

namespace doublecheck::scenarios {
namespace {

using model::PropertyId;

constexpr std::string_view kPropertiesInWords = R"(a list of properties such as ["CUSTODY", "DELIVERY"])";

/// A property that a file names, and where.
struct Named {
  PropertyId id;
  Place place;
};

std::vector<Named> properties_at(TableReader& reader, std::string_view key) {
  std::vector<Named> named;
  Problems& problems = reader.problems();
  const Value* value = reader.find(key, kPropertiesInWords);
  const Array* array = value == nullptr ? nullptr : as_array(*value, key, kPropertiesInWords, problems);
  if (array == nullptr) return named;
  const auto names = words_in(model::property_catalogue(), &model::PropertyInfo::name);
  for (const Value& element : array->values) {
    if (!as_text(element, key, kPropertiesInWords, problems)) continue;
    const auto index = as_word(element, key, {"property", "properties", names}, problems);
    if (!index) continue;
    const PropertyId id = model::property_catalogue()[*index].id;
    const auto same = [&](const Named& other) { return other.id == id; };
    if (std::ranges::any_of(named, same)) {
      problems.add({"duplicate-property", element.place, fmt::format("`{}` names {} twice", key, names[*index]),
                    "a second time", ""});
      continue;
    }
    named.push_back({id, element.place});
  }
  return named;
}

std::vector<PropertyId> in_catalogue_order(const std::vector<Named>& named) {
  std::vector<PropertyId> ids;
  ids.reserve(named.size());
  for (const Named& property : named) ids.push_back(property.id);
  std::ranges::sort(ids);
  return ids;
}

bool contains(const std::vector<PropertyId>& ids, PropertyId id) { return std::ranges::find(ids, id) != ids.end(); }

/// REQUIRES: `scenario.expect` is read.
void refuse_contradictions(const std::vector<Named>& violated, const std::vector<Named>& allowed,
                           const Scenario& scenario, Problems& problems) {
  for (const Named& property : allowed) {
    if (!contains(scenario.expect.violated, property.id)) continue;
    problems.add({"contradictory-expectation", property.place,
                  fmt::format("{} must fail and may fail", model::info_of(property.id).name), "in `violated`, too",
                  "`violated` says it all: remove it here"});
  }
  for (const Named& property : violated) {
    if (contains(scenario.properties, property.id)) continue;
    problems.add({"contradictory-expectation", property.place,
                  fmt::format("{} must fail but is not checked", model::info_of(property.id).name),
                  "not in `check` of [properties]", "add it there, or remove it here"});
  }
}

}  // namespace

void read_properties(TableReader& root, Scenario& scenario) {
  constexpr auto kReStore = std::to_array<std::string_view>({"forbidden", "declared"});
  for (const model::PropertyInfo& info : model::property_catalogue()) scenario.properties.push_back(info.id);
  Place place;
  const Table* table = root.table("properties", place);
  if (table == nullptr) return;
  TableReader reader(*table, place, "[properties]", root.problems());
  const auto named = properties_at(reader, "check");
  if (!named.empty()) scenario.properties = in_catalogue_order(named);
  if (const Value* check = reader.find("check", kPropertiesInWords)) {
    const auto* array = std::get_if<Array>(&check->content);
    if (array != nullptr && array->values.empty()) {
      root.problems().add({"no-properties", check->place, "the scenario checks no properties", "nothing is checked",
                           "leave `check` out to check them all"});
    }
  }
  if (const auto index = reader.word("re_store", {"value", "values", kReStore})) {
    scenario.setup.re_store_declared = *index == 1;
  }
  read_own_properties(reader, scenario);
  reader.refuse_other_keys();
}

void read_expectation(TableReader& root, Scenario& scenario) {
  constexpr std::string_view kReasonInWords = "a sentence that says why this must fail";
  Place place;
  const Table* table = root.table("expect", place);
  if (table != nullptr) {
    TableReader reader(*table, place, "[expect]", root.problems());
    const auto violated = properties_at(reader, "violated");
    const auto allowed = properties_at(reader, "allowed");
    scenario.expect.violated = in_catalogue_order(violated);
    scenario.expect.allowed = in_catalogue_order(allowed);
    refuse_contradictions(violated, allowed, scenario, root.problems());
    if (violated.empty()) {
      scenario.expect.reason = trimmed(reader.text("reason", kReasonInWords).value_or(""));
    } else {
      scenario.expect.reason = reader.required_text("reason", kReasonInWords);
    }
    reader.refuse_other_keys();
  }
  if (scenario.mutant && scenario.expect.violated.empty()) {
    root.problems().add({"mutant-without-expectation", root.find("mutant", in_words(Range{1, kMutantMax}))->place,
                         "a mutant must say which property catches it", "a mutant",
                         "name the property in `violated` of [expect]"});
  }
}

void read_fairness(TableReader& root, std::vector<FairnessChoice>& fairness) {
  constexpr auto kPromises = std::to_array<std::string_view>({"none", "weak", "strong"});
  Place place;
  const Table* table = root.table("fairness", place);
  if (table == nullptr) return;
  TableReader reader(*table, place, "[fairness]", root.problems());
  for (const model::ActionKindInfo& info : model::action_catalogue()) {
    const auto index = reader.word(info.name, {"promise", "promises", kPromises});
    if (index) fairness.push_back({info.kind, static_cast<Promise>(*index)});
  }
  reader.refuse_other_keys();
}

void read_limits(TableReader& root, Scenario& scenario) {
  Place place;
  const Table* table = root.table("limits", place);
  if (table == nullptr) return;
  TableReader reader(*table, place, "[limits]", root.problems());
  assign(scenario.explored, reader.boolean("explored"));
  assign(scenario.limits.states, reader.whole_number("states", {1}));
  assign(scenario.limits.depth, reader.whole_number("depth", {1}));
  reader.refuse_other_keys();
}

}  // namespace doublecheck::scenarios
