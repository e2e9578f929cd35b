#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "scenarios/option_values.hpp"
#include "scenarios/sections.hpp"

namespace doublecheck::scenarios {
namespace {

constexpr auto kDisciplines = std::to_array<std::string_view>({"connection", "datagram"});  // by Discipline
constexpr std::string_view kDisciplineKey = "links.discipline";                             // as contradictions call it
constexpr std::uint64_t kCopiesMax = 8;
constexpr std::uint64_t kOvertakenMax = model::kOvertakenFreely - 1;
constexpr std::uint64_t kUsesMax = model::kUnlimited - 1;

std::string uses_in_words() { return in_words(Range{0, kUsesMax}) + ", or \"unlimited\""; }

/// A number of uses, or the word "unlimited".
std::optional<std::uint8_t> as_budget(const Value& value, std::string_view key, Problems& problems) {
  const auto* uses = std::get_if<std::int64_t>(&value.content);
  if (uses != nullptr && *uses >= 0 && *uses <= static_cast<std::int64_t>(kUsesMax)) {
    return static_cast<std::uint8_t>(*uses);
  }
  const auto* text = std::get_if<std::string>(&value.content);
  if (text != nullptr && *text == "unlimited") return model::kUnlimited;
  if (uses == nullptr) {
    report_type(value, key, uses_in_words(), problems);
  } else {
    report_range(value, key, uses_in_words(), fmt::format("{} is too {}", *uses, *uses < 0 ? "small" : "large"),
                 problems);
  }
  return std::nullopt;
}

/// One side of a contradiction: what was chosen, and where unless by default.
struct Side {
  std::string_view key;
  std::string value;
  const Value* written = nullptr;
};

const Value* find_value(const Table& document, std::string_view table, std::string_view key) {
  const Entry* entry = find_entry(document, table);
  const Table* keys = entry == nullptr ? nullptr : std::get_if<Table>(&entry->value.content);
  const Entry* found = keys == nullptr ? nullptr : find_entry(*keys, key);
  return found == nullptr ? nullptr : &found->value;
}

/// Looks for sides of contradictions in the tables of options, of which later ones lie over earlier ones.
class Sides {
 public:
  Sides(const Table& document, const model::Setup& setup, const model::Options& options,
        std::span<const std::string_view> tables)
      : document_(document), setup_(setup), options_(options), tables_(tables) {}

  [[nodiscard]] Side of(std::string_view key) const {
    if (key == kDisciplineKey) {
      return {key, std::string(kDisciplines.at(static_cast<std::size_t>(setup_.discipline))),
              find_value(document_, "links", "discipline")};
    }
    const model::OptionInfo& option = *model::find_option(key);
    Side side{key, to_text(option, option.get(options_))};
    for (const std::string_view table : tables_) {
      if (const Value* written = find_value(document_, table, key)) side.written = written;
    }
    return side;
  }

 private:
  const Table& document_;
  const model::Setup& setup_;
  const model::Options& options_;
  std::span<const std::string_view> tables_;
};

/// Reported at the first side, or at the other one if the first is the default.
void report_contradiction(const model::Contradiction& contradiction, const Sides& sides, std::string_view when,
                          Problems& problems) {
  Side side = sides.of(contradiction.key);
  Side other = sides.of(contradiction.other_key);
  if (side.written == nullptr) std::swap(side, other);
  problems.add(
      {"contradictory-options", side.written->place,
       fmt::format("`{}` = {} makes no sense with `{}` = {}{}", side.key, side.value, other.key, other.value, when),
       std::string(contradiction.reason),
       other.written == nullptr ? fmt::format("`{}` is {} by default", other.key, other.value)
                                : fmt::format("`{}` is {}{}", other.key, other.value, where(other.written->place))});
}

/// What contradicts itself with the mutation is said once, also if it does so without it.
void refuse_contradictions(const Table& document, const Scenario& scenario, Problems& problems) {
  constexpr auto kTables = std::to_array<std::string_view>({"options", "mutation"});
  const model::Setup& setup = scenario.setup;
  const auto found = model::contradictions(setup.options, setup.discipline);
  const Sides sides(document, setup, setup.options, kTables);
  for (const model::Contradiction& contradiction : found) report_contradiction(contradiction, sides, "", problems);
  const Sides unmutated(document, setup, scenario.unmutated, std::span(kTables).first(1));
  for (const model::Contradiction& contradiction : model::contradictions(scenario.unmutated, setup.discipline)) {
    const auto same = [&](const model::Contradiction& other) { return other.reason == contradiction.reason; };
    if (std::ranges::any_of(found, same)) continue;
    report_contradiction(contradiction, unmutated, " without the mutation", problems);
  }
}

/// Lays the options of one table over what is there. False: something in it was not understood.
bool read_options_of(TableReader& root, std::string_view key, model::Options& options) {
  Place place;
  const Table* table = root.table(key, place);
  if (table == nullptr) return true;
  bool all_understood = true;
  TableReader reader(*table, place, fmt::format("[{}]", key), root.problems());
  for (const model::OptionInfo& option : model::option_catalogue()) {
    const Value* value = reader.find(option.key, in_words(option));
    if (value == nullptr) continue;
    const auto chosen = as_option(*value, option, root.problems());
    if (chosen) option.set(options, *chosen);
    all_understood = all_understood && chosen;
  }
  reader.refuse_other_keys();
  return all_understood;
}

/// The options that the mutation changes, as `key = value`, in catalogue order.
std::vector<std::string> mutation_of(const Scenario& scenario) {
  std::vector<std::string> changes;
  for (const model::OptionInfo& option : model::option_catalogue()) {
    const model::Chosen chosen = option.get(scenario.setup.options);
    if (chosen == option.get(scenario.unmutated)) continue;
    changes.push_back(fmt::format("{} = {}", option.key, to_text(option, chosen)));
  }
  return changes;
}

/// A mutant has a mutation, and nothing else has. REQUIRES: all options are understood.
void compare_with_heading(const Table& document, const Scenario& scenario, Problems& problems) {
  const Entry* mutant = find_entry(document, "mutant");
  const Entry* mutation = find_entry(document, "mutation");
  if (mutant == nullptr && mutation != nullptr) {
    problems.add({"mutation-without-mutant", mutation->value.place, "only a mutant has a mutation", "",
                  "write `mutant = N` at the top of the file, or move these keys to [options]"});
  } else if (scenario.mutant && mutation == nullptr) {
    problems.add({"mutant-without-mutation", mutant->value.place, "a mutant must say what it changes", "a mutant",
                  "write the options that it changes below [mutation]"});
  } else if (scenario.mutant && scenario.mutation.empty()) {
    problems.add({"empty-mutation", mutation->value.place, "the mutation changes nothing",
                  "every option is as it is without it", "write the options that it changes here"});
  }
}

}  // namespace

void read_links(TableReader& root, model::Setup& setup) {
  Place place;
  const Table* table = root.table("links", place);
  if (table == nullptr) return;
  TableReader reader(*table, place, "[links]", root.problems());
  const auto discipline = reader.word("discipline", {"discipline", "disciplines", kDisciplines});
  assign(setup.discipline, discipline);
  assign(setup.copies_max, reader.whole_number("copies_max", {1, kCopiesMax}));
  assign(setup.overtaken_max, reader.whole_number("overtaken_max", {0, kOvertakenMax}));
  reader.refuse_other_keys();
  const Entry* overtaken = find_entry(*table, "overtaken_max");
  const Entry* written = find_entry(*table, "discipline");
  const bool understood = written == nullptr || discipline;
  if (overtaken == nullptr || !understood || setup.discipline == model::Discipline::datagram) return;
  root.problems().add({"contradictory-links", overtaken->value.place,
                       "`overtaken_max` makes no sense with `discipline` = connection",
                       "on a connection nothing is overtaken",
                       written == nullptr ? "`discipline` is connection by default"
                                          : fmt::format("`discipline` is connection{}", where(written->value.place))});
}

void read_options(TableReader& root, Scenario& scenario) {
  bool all_understood = read_options_of(root, "options", scenario.unmutated);
  scenario.setup.options = scenario.unmutated;
  all_understood = read_options_of(root, "mutation", scenario.setup.options) && all_understood;
  scenario.mutation = mutation_of(scenario);
  if (!all_understood) return;
  compare_with_heading(root.contents(), scenario, root.problems());
  refuse_contradictions(root.contents(), scenario, root.problems());
}

void read_budgets(TableReader& root, model::Budgets& budgets) {
  Place place;
  const Table* table = root.table("budgets", place);
  if (table == nullptr) return;
  TableReader reader(*table, place, "[budgets]", root.problems());
  for (const model::BudgetInfo& info : model::budget_catalogue()) {
    const Value* value = reader.find(info.key, uses_in_words());
    if (value != nullptr) assign(budgets[info.budget], as_budget(*value, info.key, root.problems()));
  }
  reader.refuse_other_keys();
}

}  // namespace doublecheck::scenarios
