#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/nearest_word.hpp"
#include "scenarios/sections.hpp"
#include "scenarios/standard_properties.hpp"

namespace doublecheck::scenarios {
namespace {

constexpr std::string_view kPropertiesInWords = R"(a list of properties such as ["CUSTODY", "DELIVERY"])";

/// A standard property that a file names, and where.
struct Named {
  std::string_view name;
  Place place;
};

bool contains(const std::vector<Named>& named, std::string_view name) {
  return std::ranges::find(named, name, &Named::name) != named.end();
}

std::vector<Named> properties_at(TableReader& reader, std::string_view key) {
  std::vector<Named> named;
  Problems& problems = reader.problems();
  const Value* value = reader.find(key, kPropertiesInWords);
  const Array* array = value == nullptr ? nullptr : as_array(*value, key, kPropertiesInWords, problems);
  if (array == nullptr) return named;
  const auto names = words_in(standard_properties(), &StandardProperty::name);
  for (const Value& element : array->values) {
    if (!as_text(element, key, kPropertiesInWords, problems)) continue;
    const auto index = as_word(element, key, {"property", "properties", names}, problems);
    if (!index) continue;
    if (contains(named, names[*index])) {
      problems.add({"duplicate-property", element.place, fmt::format("`{}` names {} twice", key, names[*index]),
                    "a second time", ""});
      continue;
    }
    named.push_back({names[*index], element.place});
  }
  return named;
}

void refuse_contradictions(const std::vector<Named>& violated, const std::vector<Named>& allowed,
                           const Scenario& scenario, Problems& problems) {
  for (const Named& property : allowed) {
    if (!contains(violated, property.name)) continue;
    problems.add({"contradictory-expectation", property.place, fmt::format("{} must fail and may fail", property.name),
                  "in `violated`, too", "`violated` says it all: remove it here"});
  }
  for (const Named& property : violated) {
    if (find_asked(scenario, property.name) != nullptr) continue;
    problems.add({"contradictory-expectation", property.place,
                  fmt::format("{} must fail but is not checked", property.name), "not in `check` of [properties]",
                  "add it there, or remove it here"});
  }
}

/// Those that are named, or all if none is. What they claim is said once the setup is known to be right.
void ask_standard_properties(const std::vector<Named>& named, Scenario& scenario) {
  for (const StandardProperty& standard : standard_properties()) {
    if (!named.empty() && !contains(named, standard.name)) continue;
    AskedProperty& asked = scenario.properties.emplace_back();
    asked.property.name = standard.name;
  }
}

void expect(const std::vector<Named>& violated, const std::vector<Named>& allowed, Scenario& scenario) {
  for (AskedProperty& asked : scenario.properties) {
    if (contains(allowed, asked.property.name)) asked.expected = Expected::allowed;
    if (contains(violated, asked.property.name)) asked.expected = Expected::violated;
  }
}

}  // namespace

void read_properties(TableReader& root, Scenario& scenario) {
  constexpr auto kReStore = std::to_array<std::string_view>({"forbidden", "declared"});
  Place place;
  const Table* table = root.table("properties", place);
  if (table == nullptr) return ask_standard_properties({}, scenario);
  TableReader reader(*table, place, "[properties]", root.problems());
  const auto named = properties_at(reader, "check");
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
  ask_standard_properties(named, scenario);
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
    refuse_contradictions(violated, allowed, scenario, root.problems());
    expect(violated, allowed, scenario);
    if (violated.empty()) {
      scenario.reason = trimmed(reader.text("reason", kReasonInWords).value_or(""));
    } else {
      scenario.reason = reader.required_text("reason", kReasonInWords);
    }
    reader.refuse_other_keys();
  }
  if (scenario.mutant && std::ranges::count(scenario.properties, Expected::violated, &AskedProperty::expected) == 0) {
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
