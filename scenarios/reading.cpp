#include "scenarios/reading.hpp"

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <utility>

#include "scenarios/document.hpp"
#include "scenarios/plausibility.hpp"
#include "scenarios/problems.hpp"
#include "scenarios/sections.hpp"
#include "scenarios/settings.hpp"
#include "scenarios/standard_properties.hpp"
#include "scenarios/table_reader.hpp"
#include "scenarios/text_file.hpp"
#include "scenarios/variants.hpp"

namespace doublecheck::scenarios {
namespace {

/// `of_files`: the errors of other files that the scenario names.
Scenario scenario_of(const Table& document, const std::string& file, Problems& problems,
                     std::vector<Diagnostic>& of_files) {
  Scenario scenario;
  scenario.file = file;
  scenario.name = std::filesystem::path(file).stem().string();
  TableReader root(document, Place{}, "the scenario", problems);
  read_heading(root, scenario);
  read_servers(root, scenario.setup);
  const KnownPlatforms known = read_platform_files(root, file, of_files);
  if (is_anybody_there(document)) {
    read_participants(root, known, scenario.setup);
    read_messages(root, scenario.setup);
  } else {
    for (const std::string_view key : {"participants", "messages"}) root.find(key, "tables");  // may be mistyped
  }
  read_links(root, scenario.setup);
  read_options(root, scenario);
  read_budgets(root, scenario.setup.budgets);
  read_properties(root, scenario);
  read_fairness(root, scenario.fairness);
  read_expectation(root, scenario);
  read_limits(root, scenario);
  read_simulation(root, scenario);
  read_swarm(root, scenario.swarm);
  read_population(root, known, scenario, of_files);
  root.refuse_other_keys();
  return scenario;
}

/// Adds what the document names: platform files and a recorded workload. REQUIRES: it is right.
void add_files(const Table& document, const std::string& file, std::vector<std::string>& files) {
  const auto add = [&](const Value& value) { files.push_back(beside(file, std::get<std::string>(value.content))); };
  if (const Entry* platforms = find_entry(document, "platforms")) {
    for (const Value& platform : std::get<Array>(platforms->value.content).values) add(platform);
  }
  const Entry* population = find_entry(document, "population");
  if (population == nullptr) return;
  const Entry* recorded = find_entry(std::get<Table>(population->value.content), "recorded");
  if (recorded != nullptr) add(recorded->value);
}

/// REQUIRES: the document is right, without the changes.
void add_variants(const Table& document, const std::vector<VariantChanges>& variants, Scenario& scenario,
                  Problems& problems, std::vector<Diagnostic>& of_files, std::vector<std::string>& files) {
  for (const VariantChanges& variant : variants) {
    if (!scenario.population) {
      problems.add({"variant-of-nothing", variant.place, "only a population has variants", "there is no population",
                    "add a table [population], or remove the variants and the sweep"});
      return;
    }
    Table changed = document;
    apply_changes(changed, variant.changes, problems);
    if (!problems.empty()) return;
    Scenario read = scenario_of(changed, scenario.file, problems, of_files);
    if (!problems.empty() || !read.population) return;
    Variant added{variant.name, {}, std::move(*read.population), read.finds_warm_up, std::move(read.properties)};
    for (const Change& change : variant.changes) added.changes.push_back(to_text(change));
    scenario.variants.push_back(std::move(added));
    add_files(changed, scenario.file, files);
  }
}

/// Says what the standard properties claim of the scenario. REQUIRES: its setup is right.
void add_claims(Scenario& scenario) {
  for (AskedProperty& asked : scenario.properties) {
    if (asked.is_own) continue;
    asked.property = property_of(*find_standard_property(asked.property.name), scenario.setup);
  }
}

}  // namespace

ReadResult parse_scenario(std::string_view text, const std::string& file, std::span<const Setting> settings) {
  Problems problems(file, text, settings);
  ReadResult result;
  std::vector<Diagnostic> of_files;
  if (auto document = parse_document(text, problems)) {
    if (document->entries.empty()) {
      problems.add({"empty-file", Place{}, "the file is empty", "",
                    "a scenario has at least a title, a question, one participant and one message"});
    } else if (const Entry* set = find_entry(*document, "platform_set")) {
      problems.add({"not-a-scenario", set->place, "this is a platform file and no scenario", "",
                    "a scenario uses it with platforms = [\"…\"] at its top, and `doublecheck lint` reads it"});
    } else {
      apply_settings(*document, settings, problems);
      const std::vector<VariantChanges> variants = take_variants(*document, problems);
      result.scenario = scenario_of(*document, file, problems, of_files);
      if (problems.empty() && of_files.empty()) {
        result.files.push_back(file);
        add_files(*document, file, result.files);
        add_variants(*document, variants, *result.scenario, problems, of_files, result.files);
      }
    }
  }
  if (!problems.empty() || !of_files.empty()) result.scenario.reset();
  if (result.scenario) add_claims(*result.scenario);
  result.diagnostics = problems.diagnostics(kDiagnosticsMax);
  if (!looks_like_scenario(text)) {
    result.diagnostics = without_content(std::move(result.diagnostics), "scenario", kSignOfScenario);
  }
  std::ranges::move(of_files, std::back_inserter(result.diagnostics));
  return result;
}

ReadResult read_scenario(const std::string& file, std::span<const Setting> settings) {
  ReadResult result;
  const auto text = read_text_file(file, "scenario", result.diagnostics);
  return text ? parse_scenario(*text, file, settings) : result;
}

}  // namespace doublecheck::scenarios
